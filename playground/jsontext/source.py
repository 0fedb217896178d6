"""Strict JSON that goes back to the user as it was written: numbers keep their digits (JsonNumber), and members their order.

Differs from `strict.load_json` in its numbers, which may have any size, and in its messages, which are `flaws`'.
Used for what is pasted, for conversions between plain JSON and DynamoDB's, and to compare bodies with what a case expects.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playground.jsontext.flaws import find_flaw
from playground.jsontext.strict import MalformedJson, NoJsonConstant, constant_at, strict_decoder

if TYPE_CHECKING:
    from collections.abc import Callable

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


_DECODER = strict_decoder(JsonNumber, JsonNumber)


def load(text: str) -> Any:
    """The value of a JSON text, its numbers as JsonNumber. Raises MalformedJson, RecursionError."""
    if not text.strip(" \t\r\n"):
        raise MalformedJson("This is not JSON: there is nothing here")
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        flaw = find_flaw(text)
        message, offset = (flaw.message, flaw.offset) if flaw else (error.msg.lower(), error.pos)
        raise MalformedJson(f"This is not JSON: {message}", offset) from None
    except NoJsonConstant as constant:
        raise MalformedJson(f"This is not JSON: JSON has no {constant.name}", constant_at(text)) from None


def dump(value: Any, *, indent: bool = True) -> str:
    """JSON text of what `load` gave, with two blanks a level or in one line. Half a character stays an escape."""
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
