"""What a page shows before its code is there: the template, the backend's answer and what the client gets, to be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from playground.jsontext.pointer import from_pointer

LONGEST = 64 * 1024
"""Characters of a Scenario with its Result that a web process reads; what is longer is shown once the page's code is there."""
_WHY = {
    "responseOverride": "set by $context.responseOverride.status",
    "integrationResponse": "from integration response",
    "gatewayResponse": "API Gateway’s own answer",
}


@dataclass(frozen=True)
class FirstAnswer:
    """Texts. `status` is null where there was no answer; `kind` its class, such as `4xx`."""

    title: str
    template: str
    response: str
    status: int | None
    kind: str
    name: str
    why: str
    body: str


def first_answer(document: str) -> FirstAnswer | None:
    """What is shown of {`scenario`, `result`}, as JSON; None where that is long, there is no Result, or Python's own reader takes it not.

    A lone surrogate, which no UTF-8 has, is shown as `?`.
    """
    if len(document) > LONGEST:
        return None
    try:
        found = json.loads(document)
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of levels
        return None
    scenario, result = found["scenario"], found["result"]
    if not result or result["status"] is None:
        return None
    status = result["status"]
    return FirstAnswer(
        title=_shown(scenario.get("title") or "Untitled"),
        template=_at(scenario, (result["integrationResponse"] or {}).get("template") or "/template"),
        response=_at(scenario, "/backend/body"),
        status=status,
        kind=f"{status // 100}xx",
        name=HTTPStatus(status).phrase if status in set(HTTPStatus) else "",
        why=_why(result),
        body=_shown((result["body"] or "").strip()),
    )


def _at(scenario: dict[str, Any], pointer: str) -> str:
    """The text at a pointer; empty where there is none."""
    value: Any = scenario
    for part in from_pointer(pointer):
        value = value.get(part) if isinstance(value, dict) else None
    return _shown(value) if isinstance(value, str) else ""


def _shown(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _why(result: dict[str, Any]) -> str:
    source = result["statusFrom"] or {}
    words = _WHY.get(source.get("by", ""), "")
    if source.get("by") == "integrationResponse":
        return f"{words} {(result['integrationResponse'] or {}).get('statusCode', '')}".strip()
    return f"{words}, line {source['start']['line']}" if source.get("start") else words
