"""The methods of java.lang.Integer, Long, Double and Boolean; static ones are reached through a value, as Velocity lets them be."""

from __future__ import annotations

import math
import re
import struct
from typing import TYPE_CHECKING

from playground.vtl.java.arguments import INT, NUMBER, TEXT, compare_to, takes
from playground.vtl.java.arithmetic import to_whole
from playground.vtl.java.values import JavaException, JavaMethod, JavaNumber, NoSuchMethod, nested_text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

_WHOLE = re.compile(r"[+-]?[0-9]{1,300}")
_DECIMAL = re.compile(r"[ \t\r\n]*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?[dDfF]?[ \t\r\n]*")


def _parse_whole(text: str, bits: int) -> int:
    if not _WHOLE.fullmatch(text) or to_whole(int(text), bits) != int(text):
        raise JavaException("java.lang.NumberFormatException", f'For input string: "{shorten(text)}"')
    return int(text)


def _parse_decimal(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise JavaException("java.lang.NumberFormatException", f'For input string: "{shorten(text)}"')
    return float(text.strip().rstrip("dDfF"))


def _value_of(number: JavaNumber, source: object) -> JavaNumber:
    """Integer.valueOf, Long.valueOf and Double.valueOf: of text, or of a number of the kind."""
    if isinstance(source, str):
        return _parse_decimal(source) if isinstance(number, float) else _parse_whole(source, 32 if -(2**31) <= number < 2**31 else 64)
    if isinstance(source, bool) or not isinstance(source, type(number)):
        raise NoSuchMethod
    return source


def _float_value(number: JavaNumber) -> float:
    """The nearest float, as the shortest decimal that means it."""
    try:
        (single,) = struct.unpack("f", struct.pack("f", float(number)))
    except OverflowError:
        return math.inf if number > 0 else -math.inf
    for digits in range(1, 10):
        shortest = float(f"{single:.{digits}g}")
        if math.isnan(shortest) or struct.pack("f", shortest) == struct.pack("f", single):
            return shortest
    return float(single)


def _pair(pick: JavaMethod) -> JavaMethod:
    return takes(NUMBER, NUMBER)(lambda _number, left, right: pick(left, right))


NUMBER_METHODS: Mapping[tuple[str, int], JavaMethod] = {
    ("intValue", 0): lambda number: to_whole(number, 32),
    ("longValue", 0): lambda number: to_whole(number, 64),
    ("shortValue", 0): lambda number: to_whole(to_whole(number, 32), 16),
    ("byteValue", 0): lambda number: to_whole(to_whole(number, 32), 8),
    ("doubleValue", 0): float,
    ("floatValue", 0): _float_value,
    ("compareTo", 1): compare_to,
    ("valueOf", 1): _value_of,
    ("parseInt", 1): takes(TEXT)(lambda _number, text: _parse_whole(text, 32)),
    ("parseLong", 1): takes(TEXT)(lambda _number, text: _parse_whole(text, 64)),
    ("parseDouble", 1): takes(TEXT)(lambda _number, text: _parse_decimal(text)),
    ("toString", 1): takes(NUMBER)(lambda _number, value: nested_text(value)),
    ("max", 2): _pair(max),
    ("min", 2): _pair(min),
    ("sum", 2): _pair(lambda left, right: left + right),
    ("toHexString", 1): takes(INT)(lambda _number, value: f"{value & 0xFFFFFFFF:x}"),
    ("toBinaryString", 1): takes(INT)(lambda _number, value: f"{value & 0xFFFFFFFF:b}"),
}
DOUBLE_METHODS: Mapping[tuple[str, int], JavaMethod] = {**NUMBER_METHODS, ("isNaN", 0): math.isnan, ("isInfinite", 0): math.isinf}


BOOLEAN_METHODS: Mapping[tuple[str, int], JavaMethod] = {
    ("booleanValue", 0): lambda value: value,
    ("compareTo", 1): compare_to,
    ("parseBoolean", 1): takes(TEXT)(lambda _value, text: text.lower() == "true"),
    ("valueOf", 1): lambda _value, source: source if isinstance(source, bool) else str(source).lower() == "true",
}
