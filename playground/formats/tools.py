"""The tools by name: each takes a JSON document, and gives one. What they cannot use is InvalidDocument, with its places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playground import examples
from playground.diagnostics import position
from playground.errors import InvalidDocument, Problem
from playground.formats import dynamodb, json_source
from playground.formats.matrix import matrix_of
from playground.formats.variants import variants_of
from playground.model import Scenario, dump_json, parse_json
from playground.pointer import to_pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


def convert(document: object, _: Limits) -> dict[str, Any]:
    """{"to": "plain" | "dynamodb", "text"} → {"text"}: the same JSON in the other form, indented."""
    given = members(document, {"to": tuple(_CONVERSIONS), "text": str})
    text = given["text"]
    try:
        return {"text": json_source.dump(_CONVERSIONS[given["to"]](json_source.parse(text)))}
    except json_source.NotJson as error:
        raise unusable(text, error.offset, f"This is not JSON: {error.message}") from None
    except dynamodb.Unconvertible as error:
        raise unusable(text, json_source.offset_of(text, error.path), error.message) from None
    except RecursionError:
        raise unusable(text, 0, "the JSON is nested too deep") from None


def members(document: object, wanted: Mapping[str, type | tuple[str, ...]]) -> dict[str, Any]:
    """A document with the wanted members, each of a type or one of some texts. InvalidDocument with everything that is wrong."""
    if not isinstance(document, dict):
        raise InvalidDocument([Problem("", "must be an object")], _DETAIL)
    problems = [Problem(to_pointer([name]), "is no member here") for name in document if name not in wanted]
    for name, kind in wanted.items():
        value = document.get(name)
        if isinstance(kind, tuple):
            wrong = "" if value in kind else f"must be {' or '.join(json.dumps(choice) for choice in kind)}"
        else:
            wrong = "" if isinstance(value, kind) else f"must be {_KINDS[kind]}"
        if wrong:
            problems.append(Problem(to_pointer([name]), wrong if name in document else "is missing"))
    if problems:
        raise InvalidDocument(problems, _DETAIL)
    return document


def unusable(text: str, offset: int, message: str) -> InvalidDocument:
    """The error of a `text` that cannot be used: a sentence, and its place."""
    place = position(text, offset)
    sentence = f"{message[0].upper()}{message[1:]}, line {place.line}, column {place.column}."
    return InvalidDocument([Problem("/text", sentence, place.line, place.column)], sentence)


_DETAIL = "The JSON is not what this tool takes."
_KINDS: dict[type, str] = {str: "text", dict: "an object"}
_CONVERSIONS: dict[str, Callable[[Any], Any]] = {"plain": dynamodb.to_plain, "dynamodb": dynamodb.to_dynamodb}
TOOLS: dict[str, Callable[[object, Limits], dict[str, Any]]] = {"cases": cases, "variants": variants, "convert": convert}


def warm_up(name: str) -> list[bytes]:
    """Documents that a tool is tried with before it is needed: a sandboxed process can load nothing any more."""
    return [json.dumps(document).encode() for document in _WARM_UP.get(name, [one.document for one in examples.load()[:3]])]


_WARM_UP: dict[str, list[dict[str, Any]]] = {
    "convert": [{"to": name, "text": text} for name in _CONVERSIONS for text in ('{"Item": {"a": {"N": "1.5"}}}', '{"Item": [', "{]")],
}
