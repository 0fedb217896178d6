"""Items of DynamoDB JSON: an item that fits what templates read, and the attributes of one by type and by use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.dynamodb.template_reads import EACH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.dynamodb.template_reads import MemberPath, Reads

Item = dict[str, Any]

_MOST_ATTRIBUTES = 100
"""Attributes of an item that is made up."""
_CONTENTS: dict[str, type] = {
    "S": str, "N": str, "B": str, "BOOL": bool, "NULL": bool, "L": list, "M": dict, "SS": list, "NS": list, "BS": list,
}  # fmt: skip
TYPES = frozenset(_CONTENTS)
"""The types of attribute values."""


def sample_item(reads: Reads, prefix: MemberPath) -> Item:
    """An item with the attributes that templates read, each of the type that they read."""
    return {name: _sample(reads, (*prefix, name)) for name in reads.names_below(*prefix)[:_MOST_ATTRIBUTES]}


def _sample(reads: Reads, path: MemberPath) -> Item:
    kinds = [kind for kind in reads.names_below(*path) if kind in TYPES]
    kind = next((kind for kind in kinds if kind != "NULL"), kinds[0] if kinds else "S")
    if kind == "M":
        return {"M": sample_item(reads, (*path, "M"))}
    if kind == "L":
        return {"L": [_sample(reads, (*path, "L", EACH))]}
    return {kind: path[-1] if kind == "S" and path[-1] != EACH else _SAMPLES[kind]}


_SAMPLES: dict[str, Any] = {
    "S": "one",
    "N": "1",
    "B": "AQ==",
    "BOOL": True,
    "NULL": True,
    "SS": ["one", "two"],
    "NS": ["1", "2"],
    "BS": ["AQ=="],
}


def ranked(item: Item, kinds: Iterable[str], reads: Reads, prefix: MemberPath) -> list[str]:
    """The attributes of these types: first those that a template prints as they are, then those it reads, then the others."""

    def rank(name: str) -> int:
        paths = [(*prefix, name, kind) for kind in kinds]
        return 0 if any(path in reads.raw for path in paths) else 1 if name in read else 2

    read = set(reads.names_below(*prefix))
    return sorted((name for name, value in item.items() if type_of(value) in kinds), key=rank)


def key_of(item: Item) -> Item:
    """A key made of an item: its first attribute that can be one; {} where none can."""
    return next(({name: value} for name, value in item.items() if type_of(value) in {"S", "N", "B"}), {})


def type_of(value: object) -> str:
    """The type of an attribute value of DynamoDB JSON; "" for what is none."""
    if not isinstance(value, dict) or len(value) != 1:
        return ""
    kind, content = next(iter(value.items()))
    return kind if type(content) is _CONTENTS.get(kind) else ""
