"""What is wrong in an operation, each thing once: most cases of an operation find the same at the same place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.cases.reports.events import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.cases.reports.events import Case, OperationChecked

UNEXPECTED = "case.unexpected"
FAILED = "case.failed"
NOT_JSON = "body is not JSON"
_UNLISTED = 3
"""Names of cases that a sentence lists."""


@dataclass(slots=True)
class Found:
    """One thing: its place up to `end` (line, column), and the names of the cases that found it. It `fails` if one of those fails."""

    code: str
    at: Spot
    end: tuple[int, int]
    severity: str
    message: str
    help: str = ""
    cases: list[str] = field(default_factory=list)
    fails: bool = False

    @property
    def level(self) -> str:
        """How grave it is: an `error` where it fails a case, else a `warning`."""
        return "error" if self.fails else "warning"


def findings(checked: OperationChecked) -> list[Found]:
    """Errors and warnings, and cases that are not as expected, in the order in which they were found."""
    found: dict[tuple[str, int, int, str, str], Found] = {}
    for case in checked.cases:
        for one in _of_case(case):
            key = (one.at.file, one.at.line, one.at.column, one.code, one.message if one.code in {UNEXPECTED, FAILED} else "")
            kept = found.setdefault(key, one)
            if kept.cases[-1:] != [case["name"]]:
                kept.cases.append(case["name"])
            kept.fails = kept.fails or one.fails
    return list(found.values())


def _of_case(case: Case) -> Iterator[Found]:
    at = Spot(case["at"]["file"], case["at"]["line"], case["at"]["column"])
    fails = case["fails"]
    if case["differences"] and fails:
        yield Found(UNEXPECTED, at, (at.line, at.column), "error", f"{case['name']}: {'; '.join(differences(case))}", fails=True)
    is_told = bool(case["differences"])
    for one in case["diagnostics"]:
        if one["severity"] == "info":
            continue
        is_reason = bool(fails) and not case["differences"] and _is_reason(one, fails)
        is_told = is_told or is_reason
        start, end = one["start"], one["end"]
        spot = Spot(one["file"], start["line"], start["column"])
        yield Found(one["code"], spot, (end["line"], end["column"]), one["severity"], one["message"], one["help"], fails=is_reason)
    if fails and not is_told:
        yield Found(FAILED, at, (at.line, at.column), "error", f"{case['name']}: {fails}", fails=True)


def _is_reason(diagnostic: dict[str, str], fails: str) -> bool:
    """Whether a case fails for a diagnostic: any error is one, a warning where it is what the case says."""
    is_body = fails == NOT_JSON and diagnostic["code"].startswith("body.")
    return diagnostic["severity"] == "error" or fails.startswith("warning ") or is_body


def differences(case: Case) -> list[str]:
    """What is not as expected, each in words."""
    return [f"{_part(one)}: expected {_quoted(one['expected'])}, got {_quoted(one['got'])}" for one in case["differences"]]


def _part(difference: dict[str, str]) -> str:
    return f"{difference['of']} {difference['at']}".rstrip()


def _quoted(text: str | None) -> str:
    return "nothing" if text is None else text or '""'


def listed(names: list[str]) -> str:
    """Names of cases in a sentence."""
    shown = ", ".join(names[:_UNLISTED])
    return shown if len(names) <= _UNLISTED else f"{shown} and {len(names) - _UNLISTED} more"
