"""The shapes of DynamoDB's answers: where the items are, how an answer is made of other items, and an item that fits a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playground.formats.json_source import Number
from playground.formats.template_reads import EACH, Reads, reads_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.formats.template_reads import Path
    from playground.limits import Limits
    from playground.model import Method

Item = dict[str, Any]
Body = dict[str, Any]

_ACTION = re.compile(r":dynamodb:action/(\w+)")
_MEMBER_OF_ACTION = {
    "Query": "Items",
    "Scan": "Items",
    "GetItem": "Item",
    "BatchGetItem": "Responses",
    "PutItem": "Attributes",
    "UpdateItem": "Attributes",
    "DeleteItem": "Attributes",
}
_MOST_ATTRIBUTES = 100
"""Attributes of an item that is made up."""
MEMBERS = {"Items": list, "Item": dict, "Attributes": dict, "Responses": dict}
"""The member of an answer that holds its items, and what it is."""
TYPES = frozenset({"S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"})


def all_reads(method: Method, limits: Limits) -> Reads:
    """What all response templates of a method read."""
    found = Reads()
    for response in method.methodIntegration.integrationResponses.values():
        for template in response.responseTemplates.values():
            one = reads_of(template or "", limits)
            for path in one.paths:
                found.add(path, raw=path in one.raw)
    return found


def member_of(body: Body, method: Method, reads: Reads) -> str | None:
    """The member that holds the items: by the answer, else by the method's action, else by what the templates read."""
    for name, kind in MEMBERS.items():
        if isinstance(body.get(name), kind):
            return name
    action = _ACTION.search(method.methodIntegration.uri or "")
    if action and action[1] in _MEMBER_OF_ACTION:
        return _MEMBER_OF_ACTION[action[1]]
    return next((path[0] for path in reads.paths if path[0] in MEMBERS), "Items" if "Count" in body else None)


def items_of(body: Body, member: str) -> list[Item]:
    """The items of an answer; of several tables, the first one's."""
    held = body.get(member)
    if member == "Responses":
        held = next(iter(held.values()), []) if isinstance(held, dict) else []
    if isinstance(held, dict):
        return [held]
    return [item for item in held if isinstance(item, dict)] if isinstance(held, list) else []


def with_items(body: Body, member: str, items: list[Item], table: str) -> Body:
    """The answer with these items in it, and their number where it is told."""
    if member == "Responses":
        tables = body.get(member) or {}
        return {**body, member: {**tables, next(iter(tables), table): items}}
    if member != "Items":
        rest = {name: value for name, value in body.items() if name != member}
        return {**body, member: items[0]} if items else rest
    if not body:
        body = {"Count": None, "Items": [], "ScannedCount": None}
    number = Number(len(items))
    counts: Body = {"Count": number} if "Count" in body else {}
    if "ScannedCount" in body and body["ScannedCount"] == body.get("Count"):
        counts["ScannedCount"] = number
    return {**body, "Items": items, **counts}


def prefix_of(member: str, table: str) -> Path:
    """The path of an item's attributes in what a template reads."""
    return {"Items": ("Items", EACH), "Responses": ("Responses", table, EACH)}.get(member, (member,))


def table_of(body: Body, reads: Reads) -> str:
    """The table's name in a BatchGetItem's answer: the answer's own, or the one that a template reads."""
    tables = body.get("Responses")
    return next(iter([*(tables if isinstance(tables, dict) else ()), *reads.names_below("Responses")]), "Table")


def sample_item(reads: Reads, prefix: Path) -> Item:
    """An item with the attributes that templates read, each of the type that they read."""
    return {name: _sample(reads, (*prefix, name)) for name in reads.names_below(*prefix)[:_MOST_ATTRIBUTES]}


def _sample(reads: Reads, path: Path) -> Item:
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


def ranked(item: Item, kinds: Iterable[str], reads: Reads, prefix: Path) -> list[str]:
    """The attributes of these types: first those that a template prints as they are, then those it reads, then the others."""

    def rank(name: str) -> int:
        paths = [(*prefix, name, kind) for kind in kinds]
        return 0 if any(path in reads.raw for path in paths) else 1 if name in read else 2

    read = set(reads.names_below(*prefix))
    return sorted((name for name, value in item.items() if type_of(value) in kinds), key=rank)


def type_of(value: object) -> str:
    """The type of an attribute value of DynamoDB JSON; "" for what is none."""
    if isinstance(value, dict) and len(value) == 1:
        kind = next(iter(value))
        return kind if kind in TYPES else ""
    return ""
