"""The tools by name: each takes a JSON document, and gives one. What they cannot use is InvalidDocument, with its places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playground import examples
from playground.formats.matrix import matrix_of
from playground.formats.variants import variants_of
from playground.model import Scenario, dump_json, parse_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.limits import Limits


def run(name: str, document: bytes, limits: Limits) -> bytes:
    """What the tool `name` makes of a document, as ASCII JSON. MalformedJson, InvalidDocument."""
    return dump_json(TOOLS[name](parse_json(document), limits)).encode()


def cases(document: object, limits: Limits) -> dict[str, Any]:
    """A Scenario → a summary of each of its cases."""
    return {"cases": matrix_of(Scenario.from_document(document), limits)}


def variants(document: object, limits: Limits) -> dict[str, Any]:
    """A Scenario → the DynamoDB cases that break templates."""
    return {"cases": variants_of(Scenario.from_document(document), limits)}


TOOLS: dict[str, Callable[[object, Limits], dict[str, Any]]] = {"cases": cases, "variants": variants}


def warm_up(name: str) -> list[bytes]:
    """Documents that a tool is tried with before it is needed: a sandboxed process can load nothing any more."""
    return [json.dumps(document).encode() for document in _WARM_UP.get(name, [one.document for one in examples.load()[:3]])]


_WARM_UP: dict[str, list[dict[str, Any]]] = {}
