"""SARIF 2.1.0, which code scanning reads: each finding once, at its place in the user's file."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from playground.cases.reports.events import Ended, OperationChecked, Spot, Unreadable
from playground.cases.reports.findings import FAILED, UNEXPECTED, findings, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.cases.reports.events import Event, Note
    from playground.cases.reports.findings import Found

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RULES = {UNEXPECTED: "A case is not as it expects.", FAILED: "A case fails."}


def report(events: Iterator[Event]) -> Iterator[str]:
    """The log of one run, piece by piece: what is told of the tool comes last, for its rules are those that were found."""
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"columnKind": "utf16CodeUnits", "results": ['
    rules: dict[str, int] = {}
    unreadable: list[Note] = []
    separator = "\n"
    for event in events:
        if isinstance(event, OperationChecked):
            for found in findings(event):
                yield separator + json.dumps(_result(found, event, rules))
                separator = ",\n"
        elif isinstance(event, Unreadable):
            unreadable += event.reasons
        elif isinstance(event, Ended):
            yield f'],\n"invocations": {json.dumps([_invocation(unreadable)])},\n"tool": {json.dumps(_tool(rules))}}}]}}\n'


def _result(found: Found, checked: OperationChecked, rules: dict[str, int]) -> dict[str, Any]:
    end_line, end_column = found.end
    region = {"startLine": found.at.line, "startColumn": found.at.column, "endLine": end_line, "endColumn": end_column}
    sentence = f"{found.message} {found.help}".strip()
    identity = "\0".join((found.at.file, checked.name, found.code, found.cases[0]))
    return {
        "ruleId": found.code,
        "ruleIndex": rules.setdefault(found.code, len(rules)),
        "level": found.level,
        "message": {"text": f"{checked.name}: {sentence} (In: {listed(found.cases)}.)"},
        "locations": [_location(found.at, region, checked.name)],
        "partialFingerprints": {"operationAndCase/v1": hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()},
    }


def _location(at: Spot, region: dict[str, int], operation: str = "") -> dict[str, Any]:
    physical = {"artifactLocation": {"uri": _uri(at.file)}, "region": region}
    logical = {"logicalLocations": [{"fullyQualifiedName": operation}]} if operation else {}
    return {"physicalLocation": physical, **logical}


def _uri(file: str) -> str:
    """A path as a reference: of an absolute one with its scheme, of another relative to where the check ran."""
    return f"file://{quote(file)}" if file.startswith("/") else quote(file)


def _invocation(unreadable: list[Note]) -> dict[str, Any]:
    notes = [
        {"level": "error", "message": {"text": one.text}, "locations": [_location(one.at, {"startLine": one.at.line})]}
        for one in unreadable
    ]
    return {"executionSuccessful": not unreadable, "toolExecutionNotifications": notes}


def _tool(rules: dict[str, int]) -> dict[str, Any]:
    listed_rules = [{"id": code, "shortDescription": {"text": _RULES.get(code, code)}} for code in rules]
    return {"driver": {"name": "playground check", "rules": listed_rules}}
