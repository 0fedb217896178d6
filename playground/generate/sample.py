"""What a sample shows: its items in DynamoDB JSON, and the types that their attributes have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from playground.diagnostics import position
from playground.dynamodb.attribute_values import to_dynamodb
from playground.dynamodb.conversion import Unconvertible
from playground.dynamodb.items import type_of
from playground.errors import InvalidDocument, Problem
from playground.jsontext import source
from playground.model import MalformedJson

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.diagnostics import Position

Kinds: TypeAlias = "dict[str, Any]"
"""The types of a value: each with its attributes' Kinds (M), its elements' Kinds (L), or None."""
_PLAIN = "The sample looks like plain JSON: texts are taken for S, numbers for N, lists for L."
_MOST_ITEMS = 100


def items_of(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The items of a sample, in DynamoDB JSON, and what was assumed. InvalidDocument where there are none."""
    try:
        held = _held(source.load(text))
    except MalformedJson as error:
        raise _refused(error.message, position(text, error.offset)) from None
    except RecursionError:
        raise _refused("the JSON is nested too deep") from None
    items = [one for one in held if isinstance(one, dict) and one][:_MOST_ITEMS]
    if not items:
        raise _refused("the sample holds no item")
    if all(type_of(value) for item in items for value in item.values()):
        return items, []
    try:
        return [to_dynamodb({"Item": item})["Item"] for item in items], [_PLAIN]
    except Unconvertible as error:
        raise _refused(error.message) from None


def _held(document: Any) -> list[Any]:
    """What may be items in a document: an item, a list of them, or an answer."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return []
    for name, kind in (("Items", list), ("Item", dict), ("Attributes", dict), ("Responses", list), ("Responses", dict)):
        member = document.get(name)
        if isinstance(member, kind) and not type_of(member):
            return _HELD[name](member)
    return [document]


def _responses(member: Any) -> list[Any]:
    """What BatchGetItem found of all its tables, or TransactGetItems."""
    if isinstance(member, dict):
        return [item for items in member.values() if isinstance(items, list) for item in items]
    return [entry.get("Item") for entry in member if isinstance(entry, dict)]


_HELD: dict[str, Callable[[Any], list[Any]]] = {
    "Items": list,
    "Item": lambda item: [item],
    "Attributes": lambda item: [item],
    "Responses": _responses,
}


def kinds_of(items: list[dict[str, Any]]) -> dict[str, Kinds]:
    """The types of every attribute of these items."""
    found: dict[str, Kinds] = {}
    for item in items:
        for name, value in item.items():
            _add(found.setdefault(name, {}), value)
    return found


def _add(kinds: Kinds, value: Any) -> None:
    kind = type_of(value)
    if kind == "M":
        below = kinds.setdefault("M", {})
        for name, member in value["M"].items():
            _add(below.setdefault(name, {}), member)
    elif kind == "L":
        below = kinds.setdefault("L", {})
        for element in value["L"]:
            _add(below, element)
    elif kind:
        kinds.setdefault(kind, None)


def _refused(what: str, place: Position | None = None) -> InvalidDocument:
    """The error of a sample that cannot be used."""
    sentence = what[0].upper() + what[1:]
    problem = Problem("/sample", sentence)
    if place:
        problem = Problem("/sample", f"{sentence}, line {place.line}, column {place.column}", place.line, place.column)
    return InvalidDocument([problem], "The sample cannot be used.")
