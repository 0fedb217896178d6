"""JSON as json-smart reads it, which is what Jayway JsonPath, and so API Gateway, reads payloads with: `$input`, `$util.parseJson`.

Any text that is no broken object or list is a value, be it a bare word; text behind the end is ignored; at most 400 levels. Numbers are
Java's, of a name that stands twice the last counts, half a character stays. Strict JSON is msgspec's to read (`fast`); where it has half
a character, or more text behind it, the standard library's; all else `lenient_reader`'s. All three give the same values.
Evidence for every rule here, unless it says otherwise: json-smart 2.2 under Jayway JsonPath 2.0.0, asked case by case.
"""

from __future__ import annotations

import json
from typing import Any

from playground.jsontext.fast import ANY, REFUSALS, SHALLOW
from playground.jsontext.java_numbers import NOT_A_NUMBER, to_decimal
from playground.jsontext.lenient_reader import MAX_DEPTH, LenientReader, NotSmartJson

__all__ = ["NotSmartJson", "load"]

_SPACE = " \t\n\r"


def load(text: str) -> Any:
    """The value of a JSON text: dict, list, str, int, float, Decimal, bool or None. Raises NotSmartJson.

    Text after a whole object, array or string is ignored. A text that begins with none of `{ [ " '` and is no JSON word or number is
    one string.
    """
    start = len(text) - len(text.lstrip(_SPACE))
    if text[start : start + 1] in {"{", "[", '"'} and "\x7f" not in text:
        try:
            return SHALLOW.decode(text)
        except REFUSALS:
            pass
        try:
            value = _load_strict(text, start)
        except (ValueError, RecursionError):
            pass  # not strict JSON (or a number beyond what `int` reads): the lenient reader decides, and finds the place
        else:
            if not _is_too_deep(value):
                return value
    return LenientReader(text).read()


def _load_strict(text: str, start: int) -> Any:
    """The JSON value at offset `start`: by msgspec where no text follows it (half the time), else by the standard library."""
    try:
        return ANY.decode(text)
    except REFUSALS:
        return _STRICT.raw_decode(text, start)[0]


def _to_constant(name: str) -> float | str:
    return NOT_A_NUMBER if name == "NaN" else name  # json-smart knows no Infinity: an unquoted word is a string


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child for one in level for child in (one.values() if type(one) is dict else one) if type(child) is dict or type(child) is list
        ]
        if not level:
            return False
    return True


_STRICT = json.JSONDecoder(parse_float=to_decimal, parse_constant=_to_constant)
