"""The tools by name: each takes a JSON document, and gives one. What they cannot use is InvalidDocument, with its places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from playground import examples
from playground.cases import case_files
from playground.cases.run import matrix_of, row_of
from playground.cases.variants import variants_of
from playground.diagnostics import position
from playground.documents import readers, writers
from playground.dynamodb import attribute_values
from playground.dynamodb.conversion import Unconvertible
from playground.errors import InvalidDocument, Problem
from playground.evaluator.answer_size import dump_tool_answer
from playground.jsontext import source
from playground.jsontext.places import span_of
from playground.jsontext.pointer import to_pointer
from playground.model import MalformedJson, Scenario, parse_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.limits import Limits


def run(name: str, document: bytes, limits: Limits) -> bytes:
    """What the tool `name` makes of a document, as UTF-8 JSON. MalformedJson, InvalidDocument."""
    try:
        return dump_tool_answer(TOOLS[name](parse_json(document), limits), limits)
    except RecursionError:
        raise InvalidDocument([Problem("", "is nested too deep")], "The JSON is nested too deep.") from None


def cases(document: object, limits: Limits) -> dict[str, Any]:
    """A Scenario → a summary of each of its cases; a case of a case file → its own."""
    if case_files.is_case(document):
        return {"cases": [row_of(*case_files.read(document), limits)]}
    return {"cases": matrix_of(Scenario.from_document(document), limits)}


def variants(document: object, limits: Limits) -> dict[str, Any]:
    """A Scenario → the DynamoDB cases that break templates."""
    return {"cases": variants_of(Scenario.from_document(document), limits)}


def convert(document: object, _: Limits) -> dict[str, Any]:
    """{"to": "plain" | "dynamodb", "text"} → {"text"}: the same JSON in the other form, indented."""
    given = members(document, {"to": tuple(_CONVERSIONS), "text": str})
    text = given["text"]
    try:
        return {"text": source.dump(_CONVERSIONS[given["to"]](source.parse(text)))}
    except MalformedJson as error:
        raise unusable(text, error.offset, error.message) from None
    except Unconvertible as error:
        raise unusable(text, span_of(text, error.path)[0], error.message) from None
    except RecursionError:
        raise unusable(text, 0, "the JSON is nested too deep") from None


def import_scenario(document: object, _: Limits) -> dict[str, Any]:
    """{"text"} → {"scenario", "what"}: a Scenario made of what was pasted, and what that was."""
    text = members(document, {"text": str})["text"]
    try:
        source.parse(text)  # whose errors say more
        found = readers.to_scenario(parse_json(text))
    except MalformedJson as error:
        raise unusable(text, error.offset, error.message) from None
    except RecursionError:
        raise unusable(text, 0, "the JSON is nested too deep") from None
    return {"scenario": found.scenario, "what": found.what}


def export(document: object, _: Limits) -> dict[str, Any]:
    """{"as", "scenario", "aws"?} → {"text", "filename"}; a case needs `aws`, what API Gateway answered: {"status", "body"}."""
    given = members(document, {"as": ("curl", "cli", "cloudformation", "case"), "scenario": dict}, {"aws": dict})
    try:
        scenario = Scenario.from_document(given["scenario"])
    except InvalidDocument as error:
        raise InvalidDocument([Problem(f"/scenario{one.path}", one.message) for one in error.problems], error.detail) from None
    if given["as"] != "case":
        return dict(_COMMANDS[given["as"]](scenario))
    aws = members(given.get("aws"), {"status": int, "body": str}, at="/aws")
    if not 100 <= aws["status"] <= 599:
        raise InvalidDocument([Problem("/aws/status", "must be from 100 to 599")], _DETAIL)
    return dict(writers.to_case(scenario, given["scenario"], aws))


Wanted = Mapping[str, "type | tuple[str, ...]"]


def members(document: object, wanted: Wanted, optional: Wanted = MappingProxyType({}), at: str = "") -> dict[str, Any]:
    """A document with the wanted members, each of a type or one of some texts. InvalidDocument with everything that is wrong."""
    if not isinstance(document, dict):
        raise InvalidDocument([Problem(at, "must be an object")], _DETAIL)
    known = {**wanted, **optional}
    problems = [Problem(at + to_pointer([name]), "is no member here") for name in document if name not in known]
    problems += [Problem(f"{at}/{name}", "is missing") for name in wanted if name not in document]
    for name, kind in known.items():
        value = document.get(name)
        if name not in document:
            continue
        if isinstance(kind, tuple):
            wrong = value not in kind and f"must be one of {', '.join(json.dumps(choice) for choice in kind)}"
        else:
            wrong = type(value) is not kind and f"must be {_KINDS[kind]}"
        problems += [Problem(f"{at}/{name}", wrong)] if wrong else []
    if problems:
        raise InvalidDocument(problems, _DETAIL)
    return document


def unusable(text: str, offset: int, message: str) -> InvalidDocument:
    """The error of a `text` that cannot be used: a sentence, and its place."""
    place = position(text, offset)
    sentence = f"{message[0].upper()}{message[1:]}, line {place.line}, column {place.column}."
    return InvalidDocument([Problem("/text", sentence, place.line, place.column)], sentence)


_DETAIL = "The JSON is not what this tool takes."
_KINDS: dict[type, str] = {str: "text", int: "a whole number", dict: "an object"}
_COMMANDS: dict[str, Callable[[Scenario], dict[str, str]]] = {
    "curl": writers.to_curl,
    "cli": writers.to_cli,
    "cloudformation": writers.to_cloudformation,
}
_CONVERSIONS: dict[str, Callable[[Any], Any]] = {"plain": attribute_values.to_plain, "dynamodb": attribute_values.to_dynamodb}
TOOLS: dict[str, Callable[[object, Limits], dict[str, Any]]] = {
    "cases": cases,
    "variants": variants,
    "convert": convert,
    "import": import_scenario,
    "export": export,
}


def warm_up(name: str) -> list[bytes]:
    """The documents with which a tool is run once before children are forked: a sandboxed process can open no file, so import nothing."""
    return [json.dumps(document).encode() for document in _WARM_UP.get(name, [one.document for one in examples.load()[:3]])]


_WARM_UP: dict[str, list[dict[str, Any]]] = {
    "convert": [{"to": name, "text": text} for name in _CONVERSIONS for text in ('{"Item": {"a": {"N": "1.5"}}}', '{"Item": [', "{]")],
    "import": [{"text": text} for text in ('{"methodIntegration": {"type": "AWS"}}', "[]", "{")],
    "export": [
        {"as": name, "scenario": {"template": "$é", "request": {"body": "a'b", "path": {"id": "ö"}}}, "aws": {"status": 200, "body": ""}}
        for name in ("curl", "cli", "cloudformation", "case")
    ],
}
