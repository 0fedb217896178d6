"""What is saved of a Scenario: its JSON, and what is shown and searched of it. Its document is read in the sandbox alone."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import current_app

from playground.model.saved import NewRevision, NewScenario
from playground.store.scenarios import Draft
from playground.web.api.answers import ENVELOPE, small_body
from playground.web.api.evaluate import caller, caller_again
from playground.web.errors import Refused

if TYPE_CHECKING:
    from playground.evaluator import Evaluator

LARGEST = 10 * 1024 * 1024
"""Bytes of a saved Scenario."""


def scenario_body() -> bytes:
    """The request's JSON, a Scenario and what stands beside it. Refused where it is too large."""
    return small_body(LARGEST + ENVELOPE)


def new_scenario(data: bytes) -> tuple[NewScenario, Draft]:
    """What a request's JSON saves. MalformedJson, InvalidDocument as of evaluating it, Busy; Refused where it is too large."""
    head, document = _apart("new-scenario", data)
    words = head.pop("words")
    given = NewScenario.from_document({**head, "scenario": None})
    return given, _draft(document, given.title or "", tuple(given.tags), words)


def new_revision(data: bytes) -> tuple[NewRevision, Draft]:
    """The revision that a request's JSON saves; its draft has no title and no tags, which belong to all revisions. As `new_scenario`."""
    head, document = _apart("new-revision", data)
    words = head.pop("words")
    return NewRevision.from_document({**head, "scenario": None}), _draft(document, "", (), words)


def _apart(how: str, data: bytes) -> tuple[dict[str, Any], bytes]:
    """All but the Scenario of a request's JSON, and the Scenario's own."""
    head, _, document = _evaluator().use(how, data, caller()).partition(b"\n")
    if len(document) > LARGEST:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The Scenario is too large to be saved: at most {LARGEST:,} bytes are kept.")
    read: dict[str, Any] = json.loads(head)
    return read, document


def _draft(document: bytes, title: str, tags: tuple[str, ...], words: list[str]) -> Draft:
    """The draft of a document that may still be no Scenario: that is found out by evaluating it."""
    outline = _evaluator().told("outline", document, caller_again()) or {"status": None, "words": []}
    return Draft(document, title, tags, outline["status"], tuple(dict.fromkeys([*words, *outline["words"]])))


def _evaluator() -> Evaluator:
    found: Evaluator = current_app.extensions["evaluator"]
    return found
