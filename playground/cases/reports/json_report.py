"""For programs: one JSON object, written as it comes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playground.cases.reports.events import Ended, FileRead, OperationChecked, PassedOver, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.cases.reports.events import Event, Note

_CASE = ("name", "kind", "status", "isJson", "matches", "fails", "differences", "diagnostics", "accepted", "milliseconds")


def report(events: Iterator[Event]) -> Iterator[str]:
    """{"files": [{"file", "what", "leftOut", "open", "operations"} or {"file", "error"}], "passedOver", "remarks", "summary"}."""
    yield '{"files": ['
    passed_over: list[dict[str, str]] = []
    is_open = False
    separator, between = "\n", ""
    for event in events:
        if isinstance(event, OperationChecked):
            yield f"{between}\n  {json.dumps(_operation(event))}"
            between = ","
        elif isinstance(event, PassedOver):
            passed_over.append({"file": event.file, "why": event.why})
        elif isinstance(event, FileRead | Unreadable):
            yield "]}" if is_open else ""
            yield separator + (_begun(event) if isinstance(event, FileRead) else json.dumps(_unreadable(event)))
            is_open, separator, between = isinstance(event, FileRead), ",\n", ""
        elif isinstance(event, Ended):
            yield "]}" if is_open else ""
            yield f'],\n"passedOver": {json.dumps(passed_over)},\n"remarks": {json.dumps(event.remarks)},\n"summary": {_summary(event)}}}\n'


def _begun(event: FileRead) -> str:
    """The beginning of a file's object, up to its operations."""
    head = {"file": event.file, "what": event.what, "leftOut": [_note(one) for one in event.left_out], "open": event.open}
    return f'{json.dumps(head)[:-1]}, "operations": ['


def _unreadable(event: Unreadable) -> dict[str, Any]:
    return {"file": event.file, "error": [_note(one) for one in event.reasons]}


def _note(one: Note) -> dict[str, Any]:
    return {"file": one.at.file, "line": one.at.line, "column": one.at.column, "message": one.text}


def _operation(checked: OperationChecked) -> dict[str, Any]:
    at = checked.at
    return {
        "name": checked.name,
        "file": at.file,
        "line": at.line,
        "notes": [_note(one) for one in checked.notes],
        "cases": [{**{name: case[name] for name in _CASE}, "at": case["at"]} for case in checked.cases],
    }


def _summary(event: Ended) -> str:
    one = event.summary
    figures = {name: getattr(one, name) for name in ("operations", "cases", "failed", "errors", "warnings", "accepted", "unreadable")}
    return json.dumps({**figures, "seconds": round(event.seconds, 3)})
