"""What is saved of a Scenario: its JSON, and what is shown and searched of it, for which it is evaluated."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from playground.errors import InvalidDocument, Problem
from playground.jsontext.strict import dump_utf8
from playground.model.saved import LONGEST_TITLE, keepable
from playground.store.scenarios import Draft
from playground.web.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGEST = 10 * 1024 * 1024
"""Bytes of a saved Scenario."""
UNTITLED = "Untitled"
_MOST_WORDS, _LONGEST_WORD = 50, 300
_TABLE_NAME = re.compile(r'"TableName"\s*:\s*"([^"\\$#]{1,255})"')


def draft_of(document: object, evaluate: Callable[[bytes], bytes], *, title: str | None = None, tags: tuple[str, ...] = ()) -> Draft:
    """A draft of a Scenario's parsed JSON. InvalidDocument as of evaluating it, Busy; Refused where it is too large."""
    try:
        text = dump_utf8(document)
    except RecursionError:
        raise InvalidDocument([Problem("", "is nested too deep")]) from None
    if len(text) > LARGEST:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The Scenario is too large to be saved: at most {LARGEST:,} bytes are kept.")
    result = json.loads(evaluate(text))
    own = _member(document, "title")
    words = list(dict.fromkeys(keepable(one)[:_LONGEST_WORD] for one in _words(document, result)))[:_MOST_WORDS]
    return Draft(text, title or default_title(own), tags, result["status"], tuple(words))


def default_title(own: object) -> str:
    """The title of a Scenario as a saved one has it."""
    text = " ".join(keepable(own).split()) if isinstance(own, str) else ""
    return text[:LONGEST_TITLE] or UNTITLED


def _words(document: object, result: object) -> Iterator[str]:
    """Method and path, and names of tables."""
    method = _text(document, "method", "httpMethod") or _text(document, "context", "httpMethod")
    path = _text(document, "context", "resourcePath") or _text(document, "context", "path")
    yield " ".join(part for part in (method, path) if part)
    tables = _member(document, "tables")
    for table in tables if isinstance(tables, list) else []:
        yield _text(table, "definition", "TableName")
    templates = _member(document, "method", "methodIntegration", "requestTemplates")
    for template in templates.values() if isinstance(templates, dict) else []:
        yield from _TABLE_NAME.findall(template) if isinstance(template, str) else ()
    yield from _TABLE_NAME.findall(_text(result, "integrationRequest", "body"))


def _member(value: object, *path: str) -> Any:
    """The member at a path of names; None where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(value: object, *path: str) -> str:
    found = _member(value, *path)
    return found if isinstance(found, str) else ""
