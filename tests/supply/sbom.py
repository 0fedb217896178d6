"""`make sbom`: writes sbom.json (CycloneDX): the Python packages that are shipped, and the npm packages that are in the page's bundle.

The Python part describes an environment that holds exactly what the image installs; the page's part is npm's own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.places import ROOT
from tests.supply.lock import EXTRAS, SHIPPED
from tests.supply.node import npm

ENVIRONMENT = ROOT / ".venv/shipped"
TOOLS = ROOT / ".venv/supply/bin"
SCHEMA = "1.6"
BUNDLER = "esbuild"
"""The npm package that makes the bundle, of which nothing is in it."""
CHECK = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
sys.exit(JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read()))
"""
"""Run with the tools' Python: says what in the document is no CycloneDX."""


def of_python() -> dict[str, Any]:
    """The document of an environment made anew from the lock."""
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)])
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(ENVIRONMENT / "bin/python")]
    run([*pip, "install", "--quiet", "--require-hashes", "-r", SHIPPED, "-r", EXTRAS])
    options = ("--pyproject", "pyproject.toml", "--mc-type", "application", "--spec-version", SCHEMA, "--output-reproducible")
    return read([str(TOOLS / "cyclonedx-py"), "environment", *options, str(ENVIRONMENT / "bin/python")])


def of_page() -> dict[str, Any]:
    """The document of what is bundled: neither of what checks the page nor of what bundles it."""
    return bundled(read([*npm(), "sbom", "--package-lock-only", "--omit", "dev", "--sbom-format", "cyclonedx"], "static"))


def bundled(page: dict[str, Any]) -> dict[str, Any]:
    """The document of npm without BUNDLER, which is a dependency like the others to npm, and without what only BUNDLER needs."""
    graph = {one["ref"]: [ref for ref in one["dependsOn"] if ref.rpartition("@")[0] != BUNDLER] for one in page["dependencies"]}
    reached, ahead = set[str](), [page["metadata"]["component"]["bom-ref"]]
    while ahead:
        ref = ahead.pop()
        if ref not in reached:
            reached.add(ref)
            ahead += graph[ref]
    dependencies = [{"ref": ref, "dependsOn": refs} for ref, refs in graph.items() if ref in reached]
    return {**page, "components": [one for one in page["components"] if one["bom-ref"] in reached], "dependencies": dependencies}


def joined(python: dict[str, Any], page: dict[str, Any]) -> dict[str, Any]:
    """One document: the page is a component of the application, and its packages are the page's."""
    root, part = python["metadata"]["component"], page["metadata"]["component"]
    part = {**part, "name": part["bom-ref"].rpartition("@")[0]}  # npm takes the folder's name
    components = [*python["components"], part, *page["components"]]
    shipped = [
        {**one, "dependsOn": sorted({*one.get("dependsOn", ()), part["bom-ref"]})} if one["ref"] == root["bom-ref"] else one
        for one in python["dependencies"]
    ]
    return {**python, "components": components, "dependencies": [*shipped, *page["dependencies"]]}


def read(command: list[str], folder: str = ".") -> dict[str, Any]:
    """The JSON document that a program prints."""
    document: dict[str, Any] = json.loads(run(command, folder))
    return document


def run(command: list[str], folder: str = ".", text: str | None = None) -> str:
    """What a program prints; its words and the end where it fails."""
    done = subprocess.run(command, cwd=ROOT / folder, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} … failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Write sbom.json, once it is sure to be CycloneDX."""
    python, page = of_python(), of_page()
    text = json.dumps(joined(python, page), indent=1)
    run([str(TOOLS / "python"), "-c", CHECK], text=text)
    (ROOT / "sbom.json").write_text(text, "utf-8")
    print(f"sbom.json: {len(python['components'])} Python packages, {len(page['components'])} npm packages")


if __name__ == "__main__":
    main()
