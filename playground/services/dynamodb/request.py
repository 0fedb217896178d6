"""A request to DynamoDB: its body against the action's shape, and what the action demands beyond it."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from playground.services.api_model import api_model
from playground.services.dynamodb import attribute_values, expression_members
from playground.services.dynamodb.keys import item_findings, key_findings
from playground.services.errors import invalid
from playground.services.finding import Finding
from playground.services.shapes import ShapeCheck, explained

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.services.api_model import Shape
    from playground.services.dynamodb.keys import TableKeys
    from playground.services.finding import Path

_ONE_OF = {
    "WriteRequest": (
        "Supplied AttributeValue is empty, must contain exactly one of the supported operations",
        "PutRequest or DeleteRequest",
    ),
    "TransactWriteItem": ("TransactItems can only contain one of Check, Put, Update or Delete", "ConditionCheck, Put, Update or Delete"),
}
"""Structures of which exactly one member is given → what DynamoDB says, and which they are."""
_MOST = {"BatchWriteItemInput": 25, "BatchGetItemInput": 100, "TransactWriteItemsInput": 100, "TransactGetItemsInput": 100}
"""The most that one request may have (API reference)."""
_PUT_RETURNS = {"PutItemInput": ("NONE", "ALL_OLD"), "DeleteItemInput": ("NONE", "ALL_OLD")}


def findings(action: str, body: Any, tables: Mapping[str, TableKeys]) -> list[Finding]:
    """What DynamoDB refuses of the parsed body of an action that it has."""
    model = api_model("dynamodb")
    shape = model.actions[action]
    if shape is None:
        return []
    check = _Check(tables)
    return explained(chain(check.sizes(shape, body) if isinstance(body, dict) else (), check.shapes.findings(body, shape)))


class _Check:
    """The checks of one request."""

    def __init__(self, tables: Mapping[str, TableKeys]) -> None:
        self.tables = tables
        self.shapes = ShapeCheck(api_model("dynamodb"), {"AttributeValue": attribute_values.findings}, self._object)

    def _object(self, shape: Shape, value: dict[str, Any], path: Path) -> Iterator[Finding]:
        """What an object of a shape must be beyond its members' types."""
        yield from expression_members.findings(shape, value, path)
        yield from self._keys(shape, value, path)
        if shape.name in _ONE_OF:
            yield from _one_of(shape, value, path)
        if shape.name == "QueryInput" and value.get("KeyConditionExpression") is None and value.get("KeyConditions") is None:
            says = "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."
            yield Finding(
                "request.member", "error", "KeyConditionExpression is missing", "", path, answer=invalid(says), wants=_KEY_CONDITIONS
            )
        allowed = _PUT_RETURNS.get(shape.name)
        returns = value.get("ReturnValues")
        if allowed and isinstance(returns, str) and returns not in allowed and returns in _RETURNS:
            says = "ReturnValues can only be ALL_OLD or NONE"
            yield Finding("request.type", "error", says, "", (*path, "ReturnValues"), answer=invalid(says))

    def _keys(self, shape: Shape, value: dict[str, Any], path: Path) -> Iterator[Finding]:
        name = value.get("TableName")
        table = self.tables.get(name) if isinstance(name, str) else None
        if shape.members.get("Key") == "Key":
            if "TableName" not in shape.members:  # DeleteRequest: its table is the name of the list that it stands in
                table = self.tables.get(str(path[-3])) if len(path) >= 3 else None
            yield from key_findings(value.get("Key"), (*path, "Key"), table)
        if "ExclusiveStartKey" in shape.members and value.get("ExclusiveStartKey") is not None:
            yield from key_findings(value["ExclusiveStartKey"], (*path, "ExclusiveStartKey"), None)
        if shape.name == "KeysAndAttributes" and isinstance(value.get("Keys"), list):
            here = self.tables.get(str(path[-1])) if path else None
            for index, key in enumerate(value["Keys"]):
                yield from key_findings(key, (*path, "Keys", index), here)
            yield from _twice(value["Keys"], (*path, "Keys"))
        if "Item" in shape.members:
            if "TableName" not in shape.members:
                table = self.tables.get(str(path[-3])) if len(path) >= 3 else None
            yield from item_findings(value.get("Item"), (*path, "Item"), table)
        if shape.name in {"UpdateItemInput", "Update"}:
            yield from _key_updated(value, path)

    def sizes(self, shape: str, body: dict[str, Any]) -> Iterator[Finding]:
        """How many items one request may have, and that there is one."""
        most = _MOST.get(shape)
        if most is None:
            return
        member = "RequestItems" if shape.startswith("Batch") else "TransactItems"
        given = body.get(member)
        if not isinstance(given, dict | list):
            return
        lists = [one.get("Keys") if isinstance(one, dict) else one for one in given.values()] if isinstance(given, dict) else [given]
        count = sum(len(one) for one in lists if isinstance(one, list))
        if not given:
            says = f"1 validation error detected: Value '{{}}' at '{member[:1].lower()}{member[1:]}' failed to satisfy constraint: "
            says += "Member must have length greater than or equal to 1"
            yield Finding("request.member", "error", f"{member} is empty", "", (member,), answer=invalid(says))
        elif count > most:
            says = f"Too many items requested for the {shape.removesuffix('Input')} call"
            message = f"{member} has {count:,} items, and takes {most} at most"
            yield Finding("request.member", "error", message, "Send the others in another request.", (member,), answer=invalid(says))


_KEY_CONDITIONS = ("KeyConditionExpression", "KeyConditions")
_RETURNS = frozenset({"ALL_NEW", "ALL_OLD", "NONE", "UPDATED_NEW", "UPDATED_OLD"})


def _one_of(shape: Shape, value: dict[str, Any], path: Path) -> Iterator[Finding]:
    given = [name for name in value if name in shape.members and value[name] is not None]
    if len(given) == 1:
        return
    says, which = _ONE_OF[shape.name]
    message = f"It has {' and '.join(given)}, and must have one of them" if given else f"It must have {which}"
    yield Finding("request.member", "error", message, "", path, answer=invalid(says), wants=tuple(shape.members))


def _twice(keys: list[Any], path: Path) -> Iterator[Finding]:
    seen: list[Any] = []
    for index, key in enumerate(islice(keys, 100)):
        if key in seen:
            says = "Provided list of item keys contains duplicates"
            yield Finding("request.key", "error", "The same key is asked for twice", "", (*path, index), answer=invalid(says))
            return
        seen.append(key)


def _key_updated(value: dict[str, Any], path: Path) -> Iterator[Finding]:
    """An update of an attribute that is part of the key."""
    key, updates = value.get("Key"), value.get("AttributeUpdates")
    if not isinstance(updates, dict) or not isinstance(key, dict):
        return
    for name in updates:
        if name in key:
            says = f"One or more parameter values were invalid: Cannot update attribute {name}. This attribute is part of the key"
            yield Finding(
                "request.key", "error", f"{name} is part of the key", "", (*path, "AttributeUpdates", name), True, answer=invalid(says)
            )
