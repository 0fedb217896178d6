"""DynamoDB JSON ↔ plain JSON, by the rules of boto3's TypeDeserializer and TypeSerializer.

To plain: S N BOOL NULL L M are JSON's own types, N keeps its digits; B is its base64 text; SS NS BS are lists.
To DynamoDB: text is S, a number N (at most 38 digits), true and false BOOL, null NULL, a list L, an object M. What JSON cannot tell is
taken so, always: text is never B, a list is never a set.

In an answer, only the members that hold attributes are converted (`_HOLDERS`); the others stay as they are. An object is an answer
where it has such a member, or nothing but members of answers (`{"Count": 0}`); else it is one item. A list of objects is a list of items.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import deque
from decimal import Clamped, Context, DecimalException, Inexact, Overflow, Rounded, Underflow
from functools import partial
from typing import TYPE_CHECKING, Any

from playground.formats.json_source import Number

if TYPE_CHECKING:
    from collections.abc import Callable

    Convert = Callable[[Any], Any]

_CONTEXT = Context(Emin=-128, Emax=126, prec=38, traps=[Clamped, Overflow, Inexact, Rounded, Underflow])
"""DynamoDB's numbers, as boto3 has them (`boto3.dynamodb.types.DYNAMODB_CONTEXT`)."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SHORT = re.compile(r"-?(?:0|[1-9][0-9]{0,37})")
"""Numbers that boto3 leaves as they are, whatever the context."""
_ANSWER_MEMBERS = frozenset({
    "Attributes", "ConsumedCapacity", "Count", "Item", "ItemCollectionMetrics", "Items", "LastEvaluatedKey", "Responses", "ScannedCount",
    "UnprocessedItems", "UnprocessedKeys",
})  # fmt: skip


class Unconvertible(ValueError):
    """A value that has no other form: a sentence, and the path to the value."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.path: deque[str | int] = deque()


def to_plain(document: Any) -> Any:
    """The plain form of an answer, an item, a list of items or one attribute value. Raises Unconvertible."""
    if isinstance(document, list):
        return _elements(document, _item_or_value)
    if not isinstance(document, dict):
        raise Unconvertible(f'expected an object, such as {{"Item": …}}, and found {_kind(document)}')
    if not _is_answer(document):
        return _item_or_value(document)
    try:
        return _answer(document, _plain_map)
    except Unconvertible:
        if all(_type_of(value) for value in document.values()):  # an item with an attribute that is named `Item`
            return _plain_map(document)
        raise


def to_dynamodb(document: Any) -> Any:
    """The DynamoDB form of a plain answer, item, list of items or other value. Raises Unconvertible."""
    if isinstance(document, dict):
        return _answer(document, _typed_map) if _is_answer(document) else _typed_map(document)
    if isinstance(document, list) and all(isinstance(element, dict) for element in document):
        return _elements(document, _typed_map)
    return _typed(document)


# Answers


def _is_answer(document: dict[str, Any]) -> bool:
    if "__type" in document:  # an error
        return isinstance(document["__type"], str)
    held = any(isinstance(document.get(name), kinds) for name, (kinds, _) in _HOLDERS.items())
    return held or (bool(document) and document.keys() <= _ANSWER_MEMBERS)


def _answer(document: dict[str, Any], convert: Convert) -> dict[str, Any]:
    """An answer with its attributes converted by `convert`, which takes an item."""
    made = dict(document)
    for name, (kinds, holder) in _HOLDERS.items():
        if isinstance(document.get(name), kinds):
            made |= _members({name: document[name]}, partial(holder, convert))
    return made


def _one(convert: Convert, value: Any) -> Any:
    return convert(value)


def _items(convert: Convert, value: Any) -> list[Any]:
    return _elements(value, lambda item: convert(_expect(item, dict)))


def _responses(convert: Convert, value: Any) -> Any:
    """BatchGetItem's: a list of items for each table; TransactGetItems': a list of {"Item": …}."""
    if isinstance(value, list):
        return _elements(value, lambda one: _answer(_expect(one, dict), convert))
    return _members(value, lambda items: _items(convert, _expect(items, list)))


def _keys(convert: Convert, value: Any) -> Any:
    """BatchGetItem's UnprocessedKeys: for each table {"Keys": list of keys, …}."""

    def table(held: Any) -> Any:
        keys = _expect(held, dict).get("Keys")
        return {**held, **_members({"Keys": keys}, lambda listed: _items(convert, _expect(listed, list)))}

    return _members(value, table)


def _same(value: Any) -> Any:
    return value


_HOLDERS: dict[str, tuple[tuple[type, ...], Callable[[Convert, Any], Any]]] = {
    "Items": ((list,), _items),
    "Item": ((dict,), _one),
    "Attributes": ((dict,), _one),
    "LastEvaluatedKey": ((dict,), _one),
    "Responses": ((dict, list), _responses),
    "UnprocessedKeys": ((dict,), _keys),
}
"""The members of an answer that hold attributes: what they are in JSON, and how they are converted."""


# DynamoDB → plain


def _item_or_value(document: Any) -> Any:
    """An item, or a single attribute value; nothing can be read as both."""
    kind = _type_of(_expect(document, dict))
    try:
        return _plain_map(document)
    except Unconvertible as as_item:
        if not kind:
            raise
        try:
            return _plain(document)
        except Unconvertible:
            if kind in {"M", "L"}:
                raise
            raise as_item from None


def _plain_map(item: dict[str, Any]) -> dict[str, Any]:
    return _members(item, _plain)


def _plain(value: Any) -> Any:
    """The plain form of an attribute value."""
    if not isinstance(value, dict) or len(value) != 1:
        found = "an object that does not have just one member" if isinstance(value, dict) else _kind(value)
        raise Unconvertible(f'expected an attribute value, such as {{"S": "text"}}, and found {found}')
    kind = next(iter(value))
    reader = _READERS.get(kind)
    if reader is None:
        raise Unconvertible(f"`{kind[:40]}` is none of DynamoDB's types: {', '.join(_READERS)}")
    try:
        return reader(value[kind])
    except Unconvertible as error:
        error.path.appendleft(kind)
        raise


def _plain_number(content: Any) -> Number:
    return _number(_expect(content, str, 'a number in quotes, such as "5"'))


def _binary(content: Any) -> str:
    text: str = _expect(content, str, "text in base64")
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Unconvertible("the text of a B is base64") from None
    return text


def _null(content: Any) -> None:
    if content is not True:
        raise Unconvertible(f"expected true, the only value of NULL, and found {_kind(content)}")


_READERS: dict[str, Convert] = {
    "S": lambda content: _expect(content, str),
    "N": _plain_number,
    "B": _binary,
    "BOOL": lambda content: _expect(content, bool),
    "NULL": _null,
    "L": lambda content: _elements(_expect(content, list), _plain),
    "M": lambda content: _plain_map(_expect(content, dict)),
    "SS": lambda content: _elements(_expect(content, list), lambda text: _expect(text, str)),
    "NS": lambda content: _elements(_expect(content, list), _plain_number),
    "BS": lambda content: _elements(_expect(content, list), _binary),
}


# Plain → DynamoDB


def _typed(value: Any) -> dict[str, Any]:
    """The attribute value of a plain value."""
    kind, write = _WRITERS[type(value)]
    return {kind: write(value)}


def _typed_map(item: dict[str, Any]) -> dict[str, Any]:
    return _members(item, _typed)


_WRITERS: dict[type, tuple[str, Convert]] = {
    str: ("S", _same),
    Number: ("N", lambda value: str(_number(value))),
    bool: ("BOOL", _same),
    type(None): ("NULL", lambda _: True),
    list: ("L", lambda value: _elements(value, _typed)),
    dict: ("M", _typed_map),
}


# Both


def _number(text: str) -> Number:
    """The number as boto3 writes it. Raises Unconvertible where DynamoDB cannot hold it."""
    if _SHORT.fullmatch(text):
        return Number(text)
    if not _NUMBER.fullmatch(text):
        raise Unconvertible(f'expected a number, such as "5", and found the text "{text[:40]}"')
    try:
        return Number(_CONTEXT.create_decimal(text))
    except DecimalException:
        raise Unconvertible("DynamoDB's numbers have at most 38 digits, and go from 1E-130 to 9.9…E+125") from None


def _members(members: dict[str, Any], convert: Convert) -> dict[str, Any]:
    """The same object with every member converted; what cannot be tells its path."""
    made = {}
    name = ""
    try:
        for name, member in members.items():
            made[name] = convert(member)
    except Unconvertible as error:
        error.path.appendleft(name)
        raise
    return made


def _elements(elements: list[Any], convert: Convert) -> list[Any]:
    """The same list with every element converted; what cannot be tells its path."""
    made: list[Any] = []
    try:
        for element in elements:
            made.append(convert(element))  # noqa: PERF401 - a comprehension would not know how far it got
    except Unconvertible as error:
        error.path.appendleft(len(made))
        raise
    return made


def _expect(value: Any, kind: type, words: str = "") -> Any:
    if type(value) is not kind:
        raise Unconvertible(f"expected {words or _KINDS[kind]}, and found {_kind(value)}")
    return value


def _type_of(value: Any) -> str:
    """The type that an attribute value names; "" where it cannot be one."""
    kind = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else ""
    return kind if kind in _READERS else ""


def _kind(value: Any) -> str:
    return _KINDS[type(value)]


_KINDS: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "text",
    Number: "a number without quotes",
    bool: "true or false",
    type(None): "null",
}
