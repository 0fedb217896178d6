"""All cases of a Scenario evaluated, one after the other: a summary of each."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playground.formats import json_source
from playground.gateway import evaluate
from playground.model import Finding, Result

if TYPE_CHECKING:
    from playground.limits import Limits
    from playground.model import Expectation, Scenario

OWN = "This response"
"""The name of the Scenario's own backend among its cases."""
MOST_DIAGNOSTICS = 3
MOST_BODY = 2_000
LEAST_SECONDS = 0.05
"""A case is begun only where this much time is left of `Limits.seconds`, which all cases share."""
_SEVERITIES = ("error", "warning", "info")
_NOT_RUN = Result(
    status=None,
    headers=None,
    body=None,
    diagnostics=[
        Finding(
            code="limit.seconds",
            severity="error",
            message="This case was not run: the cases before it took all the time there is.",
            help="Run it by itself, or fewer cases at once.",
            where="",
            start=None,
            end=None,
        )
    ],
)


def matrix_of(scenario: Scenario, limits: Limits) -> list[dict[str, Any]]:
    """A summary of the Scenario's own backend, then of each case; what there is no time for says so."""
    end = time.monotonic() + limits.seconds
    made = [_summary(OWN, None, evaluate(scenario, limits))]
    for case in scenario.cases:
        left = end - time.monotonic()
        if left < LEAST_SECONDS:
            made.append(_summary(case.name, case.expect, _NOT_RUN))
            continue
        given = {name: getattr(case, name) for name in ("backend", "request", "tables", "failure") if getattr(case, name) is not None}
        own = scenario.model_copy(update={**given, "cases": []})
        made.append(_summary(case.name, case.expect, evaluate(own, replace(limits, seconds=left))))
    return made


def _summary(name: str, expect: Expectation | None, result: Result) -> dict[str, Any]:
    document = result.to_document()
    diagnostics = sorted(document["diagnostics"], key=lambda one: _SEVERITIES.index(one["severity"]))
    severities = [one["severity"] for one in diagnostics]
    return {
        "name": name,
        "status": result.status,
        "statusFrom": document["statusFrom"],
        "why": _why(result),
        "bodyBytes": result.usage.bodyBytes,
        "isJson": _is_json(result),
        "warnings": severities.count("warning"),
        "errors": severities.count("error"),
        "matches": None if expect is None else matches(expect, result),
        "expect": None if expect is None else expect.model_dump(),
        "diagnostics": diagnostics[:MOST_DIAGNOSTICS],
        "body": None if result.body is None else result.body[:MOST_BODY],
    }


def _why(result: Result) -> str | None:
    """Why this integration response, where a selection pattern chose it: `400 matches the pattern 4\\d{2}`."""
    selected = result.integrationResponse
    return selected.why if selected is not None and selected.selectionPattern else None


def _is_json(result: Result) -> bool | None:
    """Whether a body is the JSON that its Content-Type calls it; None where it is empty, or not called JSON."""
    media = (result.headers or {}).get("Content-Type", "").partition(";")[0].strip().lower()
    if not (result.body or "").strip() or not media.endswith(("/json", "+json")):
        return None
    return _parsed(result.body) is not _NOT_JSON


def matches(expect: Expectation, result: Result) -> bool:
    """Whether a Result is as expected: the status, and the body as text or, where both are JSON, as JSON."""
    if expect.status is not None and expect.status != result.status:
        return False
    if expect.body is None or expect.body == result.body:
        return True
    wanted, got = _parsed(expect.body) if isinstance(expect.body, str) else expect.body, _parsed(result.body)
    return wanted is not _NOT_JSON and got is not _NOT_JSON and wanted == got


_NOT_JSON = object()


def _parsed(text: str | None) -> object:
    try:
        return json_source.parse(text or "")
    except (json_source.NotJson, RecursionError):
        return _NOT_JSON
