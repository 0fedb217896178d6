"""JSON as it is written: numbers keep their digits, and members their order."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from playground.jsontext.flaws import find_flaw

if TYPE_CHECKING:
    from collections.abc import Callable

_CONSTANT = re.compile(r'"(?:[^"\\]++|\\.)*+"|(NaN|-?Infinity)', re.DOTALL)
_DEEPEST = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


class JsonNumber(str):
    """A JSON number: its text. It equals no text."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return type(other) is JsonNumber and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other


class NotJson(ValueError):
    """A text that is not JSON: a sentence, and the offset of what is wrong."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def parse(text: str) -> Any:
    """The value of a JSON text (RFC 8259), its numbers as JsonNumber. Raises NotJson, RecursionError."""
    if not text.strip(" \t\r\n"):
        raise NotJson("there is nothing here", 0)
    try:
        return json.loads(text, parse_int=JsonNumber, parse_float=JsonNumber, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        flaw = find_flaw(text)
        raise NotJson(flaw.message, flaw.offset) if flaw else NotJson(error.msg.lower(), error.pos) from None
    except _NoJsonValue as error:
        place = next(found.start() for found in _CONSTANT.finditer(text) if found[1])
        raise NotJson(f"JSON has no {error}", place) from None


def dump(value: Any, *, indent: bool = True) -> str:
    """JSON text of what `parse` gave, with two blanks a level or in one line. Half a character stays an escape."""
    pieces: list[str] = []
    _write(value, "\n" if indent else "", pieces)
    text = "".join(pieces)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text) if _SURROGATE.search(text) else text


def is_shallow(value: Any) -> bool:
    """Whether a value is nested no deeper than JSON that anything reads: DynamoDB's own answers have 70 levels at most."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [member for one in level for member in (one.values() if type(one) is dict else one if type(one) is list else ())]
        if not level:
            return True
    return False


class _NoJsonValue(Exception):
    """A constant of JavaScript's."""


def _refuse(name: str) -> NoReturn:
    raise _NoJsonValue(name)


def _write(value: Any, line: str, pieces: list[str]) -> None:
    """Write a list, an object or a scalar; `line` is a line end and its indentation, "" for one line."""
    if type(value) not in {dict, list}:
        pieces.append(_SCALARS[type(value)](value))
        return
    opening, closing = "{}" if type(value) is dict else "[]"
    if not value:
        pieces.append(opening + closing)
        return
    inner = line and line + "  "
    colon = ": " if line else ":"
    lead = opening + inner
    for member in value:
        if opening == "{":
            lead, member = f"{lead}{_quote(member)}{colon}", value[member]  # noqa: PLW2901 - the value in the place of its name
        scalar = _SCALARS.get(type(member))
        if scalar:
            pieces.append(lead + scalar(member))
        else:
            pieces.append(lead)
            _write(member, inner, pieces)
        lead = "," + inner
    pieces.append(line + closing)


_quote: Callable[[str], str] = json.JSONEncoder(ensure_ascii=False).encode
_SCALARS: dict[type, Callable[[Any], str]] = {
    str: _quote,
    JsonNumber: str,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): lambda _: "null",
}
