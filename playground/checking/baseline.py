"""A baseline: what is found today and accepted, so that only what is new fails. A file of sorted JSON, to be reviewed like code.

It names operations, codes and cases, and no lines: an edit elsewhere in a document leaves it as it is.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playground.cases.fail_on import severities_that_fail
from playground.files.reading import MOST_BYTES, Unreadable, read_text

if TYPE_CHECKING:
    from playground.cases.reports.events import Case

VERSION = 1
_MEMBERS = ("file", "operation", "code", "cases")

Key = tuple[str, str, str, str]
"""File (relative to the baseline's folder), operation, code or what is wrong with a case, and the case's name."""


@dataclass(slots=True)
class Baseline:
    """What is accepted; `seen` are the keys of what was found in this run."""

    folder: Path
    accepted: frozenset[Key] = frozenset()
    seen: set[Key] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in a file. OSError, Unreadable."""
        return cls(path.parent, frozenset(_keys(path, _document(path))))

    def accept(self, file: str, operation: str, case: Case, fail_on: str) -> Case:
        """The case without what is accepted in it."""
        where = Path(os.path.relpath(file, self.folder)).as_posix()

        def key(code: str) -> Key:
            return where, operation, code, case["name"]

        found = {key(one["code"]) for one in case["diagnostics"] if one["severity"] != "info"}
        self.seen |= found | ({key(case["fails"])} if case["fails"] else set())
        if not self.accepted:
            return case
        left = [one for one in case["diagnostics"] if key(one["code"]) not in self.accepted]
        fails = case["fails"]
        if fails and key(fails) in self.accepted:
            new = next((one for one in left if one["severity"] in severities_that_fail(fail_on)), None)
            fails = f"{new['severity']} {new['code']}" if new else None
        gone = len(case["diagnostics"]) - len(left)
        return {**case, "diagnostics": left, "fails": fails, "accepted": case["accepted"] + gone}

    @property
    def outdated(self) -> list[Key]:
        """What is accepted, and was not found any more."""
        return sorted(self.accepted - self.seen)

    def dump(self) -> str:
        """The text of a baseline of all that was found."""
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for file, operation, code, case in sorted(self.seen):
            grouped.setdefault((file, operation, code), []).append(case)
        accepted = [dict(zip(_MEMBERS, (*key, cases), strict=True)) for key, cases in grouped.items()]
        return json.dumps({"version": VERSION, "accepted": accepted}, indent=2, ensure_ascii=False) + "\n"


def _document(path: Path) -> dict[str, Any]:
    """The object that a file holds. OSError, Unreadable."""
    try:
        document = json.loads(read_text(path, MOST_BYTES))
    except ValueError as error:
        raise Unreadable(f"{path}: This is no baseline, for it is not JSON: {error}") from None
    except RecursionError:
        raise Unreadable(f"{path}: This is no baseline: it is nested too deep.") from None
    if not isinstance(document, dict) or document.get("version") != VERSION or not isinstance(document.get("accepted"), list):
        raise Unreadable(f'{path}: This is no baseline: expected {{"version": {VERSION}, "accepted": […]}}, which --update writes.')
    return document


def _keys(path: Path, document: dict[str, Any]) -> list[Key]:
    found: list[Key] = []
    for index, one in enumerate(document["accepted"]):
        texts = [one.get(name) for name in _MEMBERS[:3]] if isinstance(one, dict) else [None]
        cases = one.get("cases") if isinstance(one, dict) else None
        if not isinstance(cases, list) or not all(isinstance(text, str) for text in (*texts, *cases)):
            raise Unreadable(f"{path}: /accepted/{index} must have the texts {', '.join(_MEMBERS[:3])} and the list of texts cases.")
        file, operation, code = map(str, texts)
        found += [(file, operation, code, case) for case in cases]
    return found
