"""JSON as json-smart writes it: what `$input.json` gives, and how lists print themselves. No AWS and no Velocity in here.

Evidence for every rule here, unless it says otherwise: json-smart 2.2 under Jayway JsonPath 2.0.0, asked case by case.
"""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.jsontext.java_numbers import double_text, number_text, prints_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class CircularValue(ValueError):
    """Raised for a list or map that contains itself: it has no JSON text (Java: StackOverflowError)."""


def dump(value: object, *, slash: str = "/", limit: int | None = None, other: Callable[[object], object] | None = None) -> str:
    """Compact JSON as json-smart's `JSONStyle.LT_COMPRESS` writes it, which is what `$input.json` gives.

    `slash="\\/"` writes it as a json-smart list prints itself (`JSONArray.toString`). A text of more than `limit` characters raises
    LimitReached. `other` gives a JSON value for a value of another type; without it, that is a TypeError. Raises CircularValue.
    """
    bound = math.inf if limit is None else limit
    text = _dump_plain(value) if _is_plain(value, min(bound, _PLAIN_SIZE)) else None
    if text is None:
        text = _Writer(bound, other).write(value)
    if len(text) > bound:
        raise _too_long(bound)
    return text if slash == "/" else text.replace("/", slash)


def _too_long(bound: float) -> LimitReached:
    return LimitReached("string", f"A JSON text has more than {bound:,} characters.")


def _is_plain(value: object, bound: float) -> bool:
    """Whether the standard library's encoder gives the same text: JSON's types, numbers that Java prints alike, not too deep or large."""
    level: list[Any] = [value]
    size = 0
    for _ in range(_PLAIN_DEPTH):
        kinds = {*map(type, level)}
        if not kinds <= _PLAIN_TYPES or (float in kinds and not all(prints_alike(item) for item in level if type(item) is float)):
            return False
        maps = [item for item in level if type(item) is dict] if dict in kinds else []
        names = list(chain.from_iterable(maps))
        if not {*map(type, names)} <= {str}:
            return False
        size += len(level) + sum(map(len, names)) + sum([len(item) for item in level if type(item) is str])
        children = list(chain.from_iterable(map(dict.values, maps)))
        if list in kinds:
            children += chain.from_iterable([item for item in level if type(item) is list])
        if not children or size > bound:
            return size <= bound
        level = children
    return False


def _dump_plain(value: object) -> str | None:
    """What the standard library's encoder writes, with json-smart's escapes; None where it gives up."""
    try:
        text = _ENCODER.encode(value)
    except (ValueError, RecursionError):  # an int of more digits than Python prints, or little room on the stack
        return None
    if "\\u00" in text:
        text = _ESCAPED.sub(lambda match: match[0] if match[1] is None else f"\\u{match[1].upper()}", text)
    if "\x7f" in text or not text.isascii():
        text = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04X}", text)
    return text


_PLAIN_DEPTH = 100
_PLAIN_SIZE = 50_000_000
_PLAIN_TYPES = {dict, list, str, int, float, bool, type(None)}
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_ESCAPED = re.compile(r"\\(?:u(00..)|.)")
_UNSAFE = re.compile("[\x7f-\x9f\u2000-\u20ff]")


_Opened = tuple["Iterator[Any]", bool, int]
"""A list or map that is being written: its members still to come, whether it is a map, its identity."""


class _Writer:
    """Writes values of any depth, and of other types, without recursion. Each member is written with the comma behind it."""

    def __init__(self, limit: float, other: Callable[[object], object] | None) -> None:
        self._limit = limit
        self._other = other
        self._pieces: list[str] = []
        self._room = limit + 1  # the last comma may still go
        self._open: set[int] = set()  # identities

    def write(self, value: object) -> str:
        """The JSON text of a value. CircularValue, LimitReached, TypeError."""
        stack: list[_Opened] = []
        current: _Opened = iter((value,)), False, 0
        while True:
            inner = self._write_scalars(current)
            if inner is not None:
                stack.append(current)
                current = inner
                continue
            self._take_comma()
            if not stack:
                return "".join(self._pieces)
            self._pieces.append("}," if current[1] else "],")
            self._room -= 2
            self._open.discard(current[2])
            current = stack.pop()

    def _write_scalars(self, current: _Opened) -> _Opened | None:
        """Write the members up to the next list or map, and open that; None where there is no further member."""
        members, is_map, _ = current
        append, room = self._pieces.append, self._room
        for member in members:
            name, item = (f"{_quote(_name(member[0]))}:", member[1]) if is_map else ("", member)
            scalar = _SCALARS.get(type(item))
            if scalar is None and not isinstance(item, (dict, list)):
                item, scalar = _foreign(item, self._other)
            if scalar is None:
                self._room = room
                return self._begin(name, item)
            piece = f"{name}{scalar(item)},"
            append(piece)
            room -= len(piece)
            if room < 0:
                raise _too_long(self._limit)
        self._room = room
        return None

    def _begin(self, name: str, value: Any) -> _Opened:
        is_map, identity = isinstance(value, dict), id(value)
        if identity in self._open:
            raise CircularValue("a list or map that holds itself cannot be written as JSON")
        self._open.add(identity)
        self._pieces.append(f"{name}{{" if is_map else f"{name}[")
        self._room -= len(name) + 1
        return iter(value.items() if is_map else value), is_map, identity

    def _take_comma(self) -> None:
        """Take away the comma behind the last member, if there is one."""
        last = self._pieces[-1]
        if last[-1] == ",":
            self._pieces[-1] = last[:-1]
            self._room += 1


def _json_double(value: float) -> str:
    return "null" if math.isinf(value) else double_text(value)


def _name(key: object) -> str:
    """A map's key as Java's toString: a map made by a template may have numbers as keys."""
    if isinstance(key, str):
        return key
    scalar = _SCALARS.get(type(key))
    return scalar(key) if scalar else ""


def _foreign(value: object, other: Callable[[object], object] | None) -> tuple[Any, Callable[[Any], str] | None]:
    """A value of another type as a JSON value, with the function that writes it (None for a list or map)."""
    base = next((kind for kind in (str, int, float, Decimal) if isinstance(value, kind)), None)
    if base:
        return value, _SCALARS[base]
    if other is None:
        raise TypeError(type(value).__name__)
    value = other(value)
    return value, None if isinstance(value, (dict, list)) else _SCALARS[type(value)]


_MUST_ESCAPE = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u2000-\u20ff]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _quote(text: str) -> str:
    if _MUST_ESCAPE.search(text):
        text = _MUST_ESCAPE.sub(lambda match: _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", text)
    return f'"{text}"'


_SCALARS: dict[type, Callable[[Any], str]] = {
    str: _quote,
    int: number_text,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    float: _json_double,
    Decimal: number_text,
}
