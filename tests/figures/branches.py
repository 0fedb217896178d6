"""`make coverage`: which share of each package's branches the tests took, beside the least that pyproject.toml asks for.

Reads what `pytest --cov` left behind. The exit status is 1 where a package is below its floor. A floor only rises: where one could, that is
said.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from coverage import Coverage

from tests.places import ROOT

ROOM = 1.0
"""Percent that may lie between a floor and what is measured: property tests do not take the same branches each time."""


@dataclass(frozen=True, slots=True)
class Branches:
    """How many branches a package has, how many were taken, and the percentage that is asked for."""

    package: str
    count: int
    taken: int
    floor: float

    @property
    def percent(self) -> float:
        return 100.0 * self.taken / self.count if self.count else 100.0

    def row(self) -> str:
        """A line of the table; its last cell says what is wrong, or what could be better."""
        remark = "TOO FEW" if self.percent < self.floor else "the floor can rise" if self.percent > self.floor + ROOM else ""
        return f"{self.package:24} {self.count:8} {self.percent:8.1f} {self.floor:8.1f}  {remark}".rstrip()


def by_file() -> dict[str, tuple[int, int]]:
    """How many branches each file has, and how many of them the last run of pytest took; paths begin at the project's folder."""
    coverage = Coverage(config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(report))
        files = json.loads(report.read_text("utf-8"))["files"]
    return {path: (file["summary"]["num_branches"], file["summary"]["covered_branches"]) for path, file in files.items()}


def measured(floors: dict[str, float]) -> list[Branches]:
    """The same by package."""
    rows, files = [], by_file()
    for package, floor in floors.items():
        counts = [numbers for path, numbers in files.items() if path.startswith(f"{package}/")]
        rows.append(Branches(package, sum(count for count, _ in counts), sum(taken for _, taken in counts), floor))
    return rows


def main() -> int:
    """Print the table; 1 where a package is below its floor."""
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["playground"]["branches"]
    rows = measured(floors)
    print(f"{'package':24} branches  percent    floor")
    print(*(one.row() for one in rows), sep="\n")
    return int(any(one.percent < one.floor for one in rows))


if __name__ == "__main__":
    sys.exit(main())
