"""DynamoDB JSON ↔ plain JSON, by the rules of boto3's TypeDeserializer and TypeSerializer.

To plain: S N BOOL NULL L M are JSON's own types, N keeps its digits; B is its base64 text; SS NS BS are lists.
To DynamoDB: text is S, a number N (at most 38 digits), true and false BOOL, null NULL, a list L, an object M. What JSON cannot tell is
taken so, always: text is never B, a list is never a set.

In an answer, only the members that hold attributes are converted (`answer_members`); the others stay as they are. An object is an answer
where it has such a member, or nothing but members of answers (`{"Count": 0}`); else it is one item. A list of objects is a list of items.
"""

from __future__ import annotations

import base64
import binascii
import re
from decimal import Clamped, Context, DecimalException, Inexact, Overflow, Rounded, Underflow
from typing import TYPE_CHECKING, Any

from playground.dynamodb.answer_members import answer, is_answer
from playground.dynamodb.conversion import Unconvertible, each_element, each_member, expect, kind_of
from playground.jsontext.source import JsonNumber
from playground.words import shorten

if TYPE_CHECKING:
    from playground.dynamodb.conversion import Convert

_CONTEXT = Context(Emin=-128, Emax=126, prec=38, traps=[Clamped, Overflow, Inexact, Rounded, Underflow])
"""DynamoDB's numbers, as boto3 has them (`boto3.dynamodb.types.DYNAMODB_CONTEXT`)."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SHORT = re.compile(r"-?(?:0|[1-9][0-9]{0,37})")
"""Numbers that boto3 leaves as they are, whatever the context."""


def to_plain(document: Any) -> Any:
    """The plain form of an answer, an item, a list of items or one attribute value. Raises Unconvertible."""
    if isinstance(document, list):
        return each_element(document, _item_or_value)
    if not isinstance(document, dict):
        raise Unconvertible(f'expected an object, such as {{"Item": …}}, and found {kind_of(document)}')
    if not is_answer(document):
        return _item_or_value(document)
    try:
        return answer(document, _plain_map)
    except Unconvertible:
        if all(_type_of(value) for value in document.values()):  # an item with an attribute that is named `Item`
            return _plain_map(document)
        raise


def to_dynamodb(document: Any) -> Any:
    """The DynamoDB form of a plain answer, item, list of items or other value. Raises Unconvertible."""
    if isinstance(document, dict):
        return answer(document, _typed_map) if is_answer(document) else _typed_map(document)
    if isinstance(document, list) and all(isinstance(element, dict) for element in document):
        return each_element(document, _typed_map)
    return _typed(document)


# DynamoDB → plain


def _item_or_value(document: Any) -> Any:
    """An item, or a single attribute value; nothing can be read as both."""
    kind = _type_of(expect(document, dict))
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
    return each_member(item, _plain)


def _plain(value: Any) -> Any:
    """The plain form of an attribute value."""
    if not isinstance(value, dict) or len(value) != 1:
        found = "an object that does not have just one member" if isinstance(value, dict) else kind_of(value)
        raise Unconvertible(f'expected an attribute value, such as {{"S": "text"}}, and found {found}')
    kind = next(iter(value))
    reader = _READERS.get(kind)
    if reader is None:
        raise Unconvertible(f"`{shorten(kind, 40)}` is none of DynamoDB's types: {', '.join(_READERS)}")
    try:
        return reader(value[kind])
    except Unconvertible as error:
        error.path.appendleft(kind)
        raise


def _plain_number(content: Any) -> JsonNumber:
    return _number(expect(content, str, 'a number in quotes, such as "5"'))


def _binary(content: Any) -> str:
    text: str = expect(content, str, "text in base64")
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Unconvertible("the text of a B is base64") from None
    return text


def _null(content: Any) -> None:
    if content is not True:
        raise Unconvertible(f"expected true, the only value of NULL, and found {kind_of(content)}")


_READERS: dict[str, Convert] = {
    "S": lambda content: expect(content, str),
    "N": _plain_number,
    "B": _binary,
    "BOOL": lambda content: expect(content, bool),
    "NULL": _null,
    "L": lambda content: each_element(expect(content, list), _plain),
    "M": lambda content: _plain_map(expect(content, dict)),
    "SS": lambda content: each_element(expect(content, list), lambda text: expect(text, str)),
    "NS": lambda content: each_element(expect(content, list), _plain_number),
    "BS": lambda content: each_element(expect(content, list), _binary),
}


# Plain → DynamoDB


def _typed(value: Any) -> dict[str, Any]:
    """The attribute value of a plain value."""
    kind, write = _WRITERS[type(value)]
    return {kind: write(value)}


def _typed_map(item: dict[str, Any]) -> dict[str, Any]:
    return each_member(item, _typed)


_WRITERS: dict[type, tuple[str, Convert]] = {
    str: ("S", lambda value: value),
    JsonNumber: ("N", lambda value: str(_number(value))),
    bool: ("BOOL", lambda value: value),
    type(None): ("NULL", lambda _: True),
    list: ("L", lambda value: each_element(value, _typed)),
    dict: ("M", _typed_map),
}


# Both


def _number(text: str) -> JsonNumber:
    """The number as boto3 writes it. Raises Unconvertible where DynamoDB cannot hold it."""
    if _SHORT.fullmatch(text):
        return JsonNumber(text)
    if not _NUMBER.fullmatch(text):
        raise Unconvertible(f'expected a number, such as "5", and found the text "{shorten(text, 40)}"')
    try:
        return JsonNumber(_CONTEXT.create_decimal(text))
    except DecimalException:
        raise Unconvertible("DynamoDB's numbers have at most 38 digits, and go from 1E-130 to 9.9…E+125") from None


def _type_of(value: Any) -> str:
    """The type that an attribute value names; "" where it cannot be one."""
    kind = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else ""
    return kind if kind in _READERS else ""
