"""How many recorded answers come out as recorded, where the recordings are at hand, beside the project. A floor only rises."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.places import ROOT, SHARED

pytestmark = pytest.mark.processes

FLOORS = {
    "aws_recorded": ("conformance", 100.0),
    "velocity_lang": ("conformance", 99.9),
    "aws_reported": ("conformance", 100.0),
    "aws_log": ("log_lines", 100.0),
}
"""File of cases → the tool that compares them, and the percentage that must come out as recorded."""


@pytest.mark.skipif(not (SHARED / "tools/conformance.py").exists(), reason="the recorded cases are not beside this checkout")
@pytest.mark.parametrize("name", FLOORS)
def test_recorded_answers_come_out_as_recorded(name: str) -> None:
    command = f"{sys.executable} -m playground.cli evaluate --jsonl"
    compared_by, floor = FLOORS[name]
    tool = [sys.executable, str(SHARED / f"tools/{compared_by}.py"), "--command", command, "--fail-under", str(floor), "--show", "20"]
    done = subprocess.run([*tool, str(SHARED / f"corpus/{name}.jsonl")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
