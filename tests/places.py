"""Where things are on the disk: the project, what the tests read, and what may stand beside the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared"
"""Recordings and corpora to compare with. Tests that need them are skipped where it is not there."""
ORACLE = SHARED / "oracle" / "oracle"
"""Programs that ask Velocity 1.7 and Jayway JsonPath."""
