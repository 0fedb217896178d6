"""Which members of a DynamoDB answer hold attributes, and the same answer with those converted; the others stay as they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from playground.dynamodb.conversion import Convert, each_element, each_member, expect
from playground.dynamodb.items import type_of

if TYPE_CHECKING:
    from collections.abc import Callable

_OTHER_MEMBERS = frozenset({
    "ConsumedCapacity", "Count", "LastEvaluatedTableName", "NextToken", "ScannedCount", "TableNames",
})  # fmt: skip
"""Members of answers that hold no attributes."""
_BESIDE_ITEMS = frozenset({"CancellationReasons", "ItemCollectionMetrics", "UnprocessedItems"})
"""Members that hold attributes deeper down: where one is an attribute's value itself, the object is an item."""
_DESCRIPTIONS = ("Table", "TableDescription")
_ALWAYS_DESCRIBED = frozenset({"AttributeDefinitions", "CreationDateTime", "KeySchema", "TableArn", "TableStatus"})


def is_answer(document: dict[str, Any]) -> bool:
    """Whether an object is an answer: an error, or with a member that holds attributes, or with nothing but members of answers."""
    if "__type" in document:
        return isinstance(document["__type"], str)
    held = {name: document[name] for name, (kinds, _) in _HOLDERS.items() if isinstance(document.get(name), kinds)}
    if any(name not in _BESIDE_ITEMS or not type_of(value) for name, value in held.items()) or _describes_table(document):
        return True
    named = bool(document) and all(name in _HOLDERS or name in _OTHER_MEMBERS for name in document)
    return named and not all(type_of(value) for value in document.values())


def answer(document: dict[str, Any], convert: Convert) -> dict[str, Any]:
    """An answer with its attributes converted by `convert`, which takes an item. Raises Unconvertible."""
    made = dict(document)
    for name, (kinds, holder) in _HOLDERS.items():
        if isinstance(document.get(name), kinds):
            made |= each_member({name: document[name]}, partial(holder, convert))
    return made


def _describes_table(document: dict[str, Any]) -> bool:
    """DescribeTable's answer and its like, of which nothing is converted: no attribute's value looks so."""
    tables = [document[name] for name in _DESCRIPTIONS if isinstance(document.get(name), dict)]
    return any(isinstance(table.get("TableName"), str) and table.keys() & _ALWAYS_DESCRIBED for table in tables)


def _one(convert: Convert, value: Any) -> Any:
    return convert(value)


def _items(convert: Convert, value: Any) -> list[Any]:
    return each_element(value, lambda item: convert(expect(item, dict)))


def _responses(convert: Convert, value: Any) -> Any:
    """BatchGetItem's: a list of items for each table; else a list of {"Item": …} or {"Error": {…, "Item": …}}."""
    if isinstance(value, list):
        return _carriers(convert, value)
    return each_member(value, lambda items: _items(convert, expect(items, list)))


def _carriers(convert: Convert, value: Any) -> list[Any]:
    """Objects that may carry an item."""
    return each_element(value, lambda one: _carrier(convert, expect(one, dict)))


def _carrier(convert: Convert, value: dict[str, Any]) -> dict[str, Any]:
    made = _parts({"Item": convert, "Key": convert}, value)
    return _parts({"Error": partial(_carrier, convert)}, made)


def _keys(convert: Convert, value: Any) -> Any:
    """BatchGetItem's UnprocessedKeys: for each table {"Keys": list of keys, …}."""

    def table(held: Any) -> Any:
        keys = expect(held, dict).get("Keys")
        return {**held, **each_member({"Keys": keys}, lambda listed: _items(convert, expect(listed, list)))}

    return each_member(value, table)


def _requests(convert: Convert, value: Any) -> Any:
    """BatchWriteItem's UnprocessedItems: for each table a list of {"PutRequest": {"Item"}} or {"DeleteRequest": {"Key"}}."""

    def request(one: Any) -> Any:
        carrier = partial(_carrier, convert)
        return _parts({"PutRequest": carrier, "DeleteRequest": carrier}, expect(one, dict))

    return each_member(value, lambda listed: each_element(expect(listed, list), request))


def _metrics(convert: Convert, value: Any) -> Any:
    """{"ItemCollectionKey": key, …}; of several tables a list of such for each."""

    def collection(one: Any) -> Any:
        return _parts({"ItemCollectionKey": convert}, expect(one, dict))

    if "ItemCollectionKey" in value:
        return collection(value)
    return each_member(value, lambda listed: each_element(listed, collection) if isinstance(listed, list) else listed)


def _parts(converts: dict[str, Convert], value: dict[str, Any]) -> dict[str, Any]:
    """The object with those of its members converted that are objects."""
    found = {name: value[name] for name in converts if isinstance(value.get(name), dict)}
    made = dict(value)
    for name, part in found.items():
        made |= each_member({name: part}, converts[name])
    return made


_HOLDERS: dict[str, tuple[tuple[type, ...], Callable[[Convert, Any], Any]]] = {
    "Items": ((list,), _items),
    "Item": ((dict,), _one),
    "Attributes": ((dict,), _one),
    "LastEvaluatedKey": ((dict,), _one),
    "Responses": ((dict, list), _responses),
    "UnprocessedKeys": ((dict,), _keys),
    "UnprocessedItems": ((dict,), _requests),
    "ItemCollectionMetrics": ((dict,), _metrics),
    "CancellationReasons": ((list,), _carriers),
}
"""The members of an answer that hold attributes: what they are in JSON, and how they are converted."""
