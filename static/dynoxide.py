"""Installs the DynamoDB engine, Dynoxide, beside Python: `python -m static.dynoxide [FOLDER]`. Its version and its hash are pinned here.

Where its platform is not served, or npm cannot be reached, it says so and does nothing: all but tables works without it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import platform
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from static.bundle import system_node, wheel_node

VERSION = "1.2.1"
PACKAGES = {
    ("linux", "x86_64"): ("linux-x64", "sBHqlxJ9ANkLluFkYRfd5r8Y0ApFew4FhOrlhgRAgD4XzEoFOukEo1nuBTQ1+jTtofqwn4NWQ2k0Tn5mNTjgUg=="),
}
"""(system, machine) → the npm package below `@dynoxide/`, and the SHA-512 of its archive."""
MEMBER = "package/dynoxide"


def main(folder: Path) -> str:
    """Put the program into a folder, unless this version is there: what was done, in a sentence."""
    package = PACKAGES.get((sys.platform, platform.machine()))
    if package is None:
        return "There is no Dynoxide for this platform: Scenarios with tables are not answered (PLAYGROUND_DYNAMODB names another's path)."
    name, digest = package
    target, mark = folder / "dynoxide", folder / ".dynoxide-version"
    if target.exists() and mark.exists() and mark.read_text("utf-8") == VERSION:
        return f"Dynoxide {VERSION} is there."
    with TemporaryDirectory() as work:
        try:
            archive = fetch(f"@dynoxide/{name}@{VERSION}", Path(work))
        except (OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
            return f"Dynoxide could not be had by npm ({type(error).__name__}): Scenarios with tables are not answered."
        if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != digest:
            raise SystemExit(f"The archive of Dynoxide {VERSION} is not the one that is pinned here: it was not installed.")
        install(archive, target)
    mark.write_text(VERSION, "utf-8")
    return f"Dynoxide {VERSION} is installed: {target}"


def fetch(package: str, folder: Path) -> Path:
    """The archive of an npm package, in a folder. SubprocessError, ValueError, LookupError, OSError."""
    node, npm = system_node() or wheel_node()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    command = [*npm, "pack", package, "--json", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603 - fixed
    return folder / Path(json.loads(done.stdout)[0]["filename"].replace("@", "").replace("/", "-")).name


def install(archive: Path, target: Path) -> None:
    """Put the program of an archive in its place, at once."""
    with tarfile.open(archive) as files:
        found = files.extractfile(MEMBER)
        if found is None:
            raise SystemExit(f"{archive.name} has no {MEMBER}.")
        new = target.with_name(".dynoxide-new")
        new.write_bytes(found.read())
    new.chmod(0o755)
    new.replace(target)


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]) if sys.argv[1:] else Path(sys.prefix) / 'bin')}\n")
