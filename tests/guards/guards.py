"""`make guards`: takes every guard away in a copy of the project, one at a time, and says which of its tests does not notice.

A guard is what keeps text of a stranger's from becoming something else: Python, a file, a script on the page, another user's answer.
The list is in `catalogue.py`. The exit status is 1 where a test does not fail.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.guards.catalogue import GUARDS
from tests.places import ROOT

if TYPE_CHECKING:
    from tests.guards.guard import Guard

PASSED, FAILED = "passed", "failed"
"""What pytest's last line counts. A test that could not begin is an error, and no failure."""


def main() -> None:
    """All guards, or those whose names have one of the words given."""
    chosen = [guard for guard in GUARDS if not sys.argv[1:] or any(word in guard.name for word in sys.argv[1:])]
    if not chosen:
        sys.exit("No guard has such a name.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        run("git", "clone", "--quiet", str(ROOT), str(copy), cwd=ROOT)
        run("make", "--silent", ".venv/test", cwd=copy)
        tests = sorted({test for guard in chosen for test in guard.tests})
        if pytest(copy, tests) != PASSED:
            sys.exit("With all guards in their places some of the tests fail; see `make test`.")
        unnoticed = [f"{guard.name}: {test}" for guard in chosen for test in without(copy, guard)]
    print(f"{len(chosen)} guards taken away, {len(unnoticed)} unnoticed.", *unnoticed, sep="\n")
    sys.exit(bool(unnoticed))


def without(copy: Path, guard: Guard) -> list[str]:
    """The tests that do not fail without the guard."""
    file = copy / guard.file
    there = file.read_text("utf-8")
    file.write_text(guard.taken_away(there), "utf-8")
    bundle(copy, guard)
    found = [test for test in guard.tests if pytest(copy, [test]) != FAILED]
    file.write_text(there, "utf-8")
    bundle(copy, guard)
    print(f"{guard.name}: {'NOT NOTICED' if found else 'noticed'}", flush=True)
    return found


def bundle(copy: Path, guard: Guard) -> None:
    """What the browser gets of a file of the page."""
    if guard.file.startswith("static/"):
        run(".venv/bin/python", "static/bundle.py", cwd=copy)


def pytest(copy: Path, tests: list[str]) -> str:
    """What became of these tests: PASSED, FAILED, or something else; it ends at the first that does not pass."""
    command = [".venv/bin/python", "-m", "pytest", "--quiet", "--exitfirst", "-p", "no:cacheprovider", *tests]
    lines = subprocess.run(command, cwd=copy, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.splitlines()
    counts = re.findall(r"\d+ ([a-z]+)", lines[-1]) if lines else []
    return FAILED if FAILED in counts else counts[0] if counts else "error"


def run(*command: str, cwd: Path) -> None:
    """Something that must work."""
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
