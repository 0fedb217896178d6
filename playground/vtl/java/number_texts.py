"""Texts that Java's number classes read, and the texts of other radixes that they write."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from playground.jsontext.java_numbers import Float, double_text, fits, to_float
from playground.vtl.java.values import JavaException
from playground.words import shorten

if TYPE_CHECKING:
    from typing import NoReturn

_WHOLE = re.compile(r"[+-]?(\d+)")
_LONGEST_WHOLE = 20
"""Digits, without leading zeros, of the longest text of a long."""
_LAST_OF_BASIC_PLANE = "\uffff"
"""Java reads a whole number by UTF-16 units: a digit of two units is none."""
_REAL = re.compile(
    r"""[\0- ]*+(?P<sign>[+-]?)(?:
        (?P<word>NaN|Infinity)
      | (?P<decimal>(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)[dDfF]?
      | (?P<hexadecimal>0[xX](?:[0-9a-fA-F]++\.?|[0-9a-fA-F]*+\.[0-9a-fA-F]++)[pP][+-]?[0-9]++)[dDfF]?
    )[\0- ]*+""",
    re.VERBOSE,
)
_LEAST_NORMAL_FLOAT = math.ldexp(1, -126)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _refuse(text: str) -> NoReturn:
    message = f'For input string: "{shorten(text)}"' if text.strip(" ") else "empty String"
    raise JavaException("java.lang.NumberFormatException", message)


def parse_whole(text: str, bits: int) -> int:
    """`Integer.parseInt` and its like: any script's digits, in a range of so many bits."""
    match = _WHOLE.fullmatch(text)
    digits = match[1].lstrip("0") if match else ""
    if match is None or len(digits) > _LONGEST_WHOLE or max(text) > _LAST_OF_BASIC_PLANE:
        _refuse(text)
    value = -int(digits or "0") if text[0] == "-" else int(digits or "0")
    return value if fits(value, bits) else _refuse(text)


def parse_double(text: str) -> float:
    """`Double.parseDouble`: blanks and control characters around it, `NaN`, `Infinity`, a suffix and hexadecimal digits are allowed."""
    match = _REAL.fullmatch(text)
    if match is None:
        _refuse(text)
    if match["hexadecimal"]:
        return math.copysign(_from_hexadecimal(match["hexadecimal"]), -1 if match["sign"] == "-" else 1)
    return float(match["sign"] + (match["word"] or match["decimal"]))


def parse_float(text: str) -> Float:
    """`Float.parseFloat`: of the same texts, rounded once."""
    double, match = parse_double(text), _REAL.fullmatch(text)
    if match is None or not match["decimal"] or not math.isfinite(double) or double == 0:
        return to_float(double)
    return to_float(Decimal(match["sign"] + match["decimal"]))


def _from_hexadecimal(text: str) -> float:
    try:
        return float.fromhex(text)
    except OverflowError:
        return math.inf


def to_hexadecimal(value: float) -> str:
    """`Double.toHexString`, or of a Float `Float.toHexString`: what is smaller than its normal numbers begins with `0x0.`"""
    if not math.isfinite(value):
        return double_text(value)
    is_small_float = isinstance(value, Float) and 0 < abs(value) < _LEAST_NORMAL_FLOAT
    text = math.ldexp(value, -1022 + 126).hex() if is_small_float else float(value).hex()
    mantissa, _, exponent = text.partition("p")
    whole, _, fraction = mantissa.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}p{-126 if is_small_float else int(exponent)}"


def in_radix(value: int, radix: int) -> str:
    """`BigInteger.toString(radix)`; one that is not from 2 to 36 counts as 10."""
    radix = radix if 2 <= radix <= len(_DIGITS) else 10
    rest, digits = abs(value), ""
    while rest or not digits:
        rest, digit = divmod(rest, radix)
        digits = _DIGITS[digit] + digits
    return ("-" if value < 0 else "") + digits
