"""What happens in a check, in order: files are read or not, operations are checked, and it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Case: TypeAlias = dict[str, Any]
"""{"name", "at", "kind", "why", "status", "isJson", "matches", "fails", "differences", "diagnostics", "accepted", "body", "milliseconds"},
see `CheckedCase`.

A diagnostic is {"code", "severity", "message", "help", "file", "start", "end", "where"}, at its place in the user's file."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, from line 1 and column 1 (UTF-16 units) on."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a place."""

    at: Spot
    text: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """A document was read: `what` it is, what is `left_out` of it, and the names that it leaves `open`. Its operations follow."""

    file: str
    what: str
    left_out: list[Note]
    open: list[str]


@dataclass(frozen=True, slots=True)
class OperationChecked:
    """An operation of the last file that was read, and what became of its cases. `lines` has the text of lines that are spoken of."""

    name: str
    at: Spot
    cases: list[Case]
    notes: list[Note]
    lines: dict[tuple[str, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that cannot be used, and why, each at its place where it has one."""

    file: str
    reasons: list[Note]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or a folder that was not looked at, or has no API in it."""

    file: str
    why: str


@dataclass(slots=True)
class Summary:
    """The figures of a check. `accepted`: diagnostics that a comment or the baseline accepts."""

    operations: int = 0
    cases: int = 0
    failed: int = 0
    errors: int = 0
    warnings: int = 0
    accepted: int = 0
    unreadable: int = 0

    def count(self, checked: OperationChecked) -> None:
        """Count an operation."""
        self.operations += 1
        for case in checked.cases:
            self.cases += 1
            self.failed += case["fails"] is not None
            self.accepted += case["accepted"]
            self.errors += sum(one["severity"] == "error" for one in case["diagnostics"])
            self.warnings += sum(one["severity"] == "warning" for one in case["diagnostics"])


@dataclass(frozen=True, slots=True)
class Ended:
    """The end; `remarks` are sentences about the whole run, such as of a baseline that is out of date. It `is_empty` where nothing was
    checked though something was meant to be.
    """

    summary: Summary
    seconds: float
    remarks: list[str]
    is_empty: bool = False


Event: TypeAlias = FileRead | OperationChecked | Unreadable | PassedOver | Ended
Report: TypeAlias = Callable[[Iterator[Event]], Iterator[str]]
"""Makes a report of events: gives its text piece by piece."""
