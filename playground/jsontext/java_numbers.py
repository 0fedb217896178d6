"""Numbers as Java reads them from JSON, holds them in its classes, and prints them.

A plain int is an Integer, a Long or a BigInteger, whichever is the smallest that holds it; a plain float is a Double, a Decimal a
BigDecimal. The classes here are for numbers whose class their value does not tell.

Evidence of what JSON's numbers become: json-smart 2.2 under Jayway JsonPath 2.0.0, asked case by case.
"""

from __future__ import annotations

import math
import struct
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

INT_BITS, LONG_BITS = 32, 64


class Byte(int):
    """java.lang.Byte"""

    __slots__ = ()


class Short(int):
    """java.lang.Short"""

    __slots__ = ()


class Long(int):
    """A java.lang.Long that an Integer would hold, too: `to_long` makes it."""

    __slots__ = ()


class BigInteger(int):
    """A java.math.BigInteger that a Long would hold, too: `to_big_integer` makes it."""

    __slots__ = ()


class HugeInteger(Decimal):
    """A java.math.BigInteger of more digits than Python reads as an int (4,300)."""

    __slots__ = ()


class Float(float):
    """A java.lang.Float, as the double of the same value: `to_float` makes it."""

    __slots__ = ()


NOT_A_NUMBER = Float("nan")
"""What json-smart makes of the word NaN."""


_DOUBLE_LENGTH = 18
"""A decimal with more characters than this keeps all its digits (BigDecimal), as json-smart does; a shorter one is a Double."""
_SCALE_LIMIT = 2**31
"""BigDecimal keeps its exponent in an int."""


def to_decimal(digits: str) -> float | Decimal:
    """A decimal as Java holds it; raises ValueError where BigDecimal does."""
    if len(digits) <= _DOUBLE_LENGTH:
        return float(digits)
    written = int(digits.upper().partition("E")[2] or 0)
    value = Decimal(digits) if abs(written) < _SCALE_LIMIT else Decimal("NaN")
    scale = value.as_tuple().exponent
    if not isinstance(scale, int) or not -_SCALE_LIMIT < scale < _SCALE_LIMIT:
        raise ValueError(digits[:_DOUBLE_LENGTH])
    return value or value.copy_abs()  # BigDecimal has no negative zero


def to_integer(digits: str) -> int | Decimal:
    """An integer of any length; one that is too long for Python's `int` is a HugeInteger, which prints the same."""
    try:
        return int(digits)
    except ValueError:
        return HugeInteger(digits)


def fits(value: int, bits: int) -> bool:
    """Whether so many bits hold a signed whole number."""
    return -(1 << bits - 1) <= value < 1 << bits - 1


def to_long(value: int) -> int:
    """The number as a Long."""
    return Long(value) if fits(value, INT_BITS) else int(value)


def to_big_integer(value: int) -> int:
    """The number as a BigInteger."""
    return BigInteger(value) if fits(value, LONG_BITS) else int(value)


def to_double(value: float | Decimal) -> float:
    """Java's doubleValue: the nearest double, Infinity beyond them."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def to_float(value: float | Decimal) -> Float:
    """Java's floatValue: the nearest float, rounded once, Infinity beyond them."""
    double = _to_odd(to_double(value), value)
    try:
        return Float(*struct.unpack("f", struct.pack("f", double)))
    except OverflowError:
        return Float(math.copysign(math.inf, double))


def _to_odd(double: float, value: float | Decimal) -> float:
    """Of the two doubles around `value`, the one with an odd mantissa: what is rounded from that is as if rounded from the value itself."""
    if not math.isfinite(double) or double == value:
        return double
    (bits,) = struct.unpack("q", struct.pack("d", double))
    return double if bits % 2 else math.nextafter(double, math.inf if value > double else -math.inf)


def number_text(value: float | Decimal) -> str:
    """A number as Java prints it: `Integer`, `Long`, `BigInteger`, `BigDecimal`, `Float` or `Double.toString`.

    Doubles and floats print as since Java 19, with the fewest digits that give the same number. Java 17 and older print more for a few
    (2e23 is 1.9999999999999998E23 there); which Java AWS runs is not known.
    """
    if isinstance(value, float):
        return double_text(value)
    try:
        return str(value)
    except ValueError:  # Python prints an int of more than 4,300 digits only as a Decimal
        return str(Decimal(value))


_PLAIN_FROM, _PLAIN_BELOW = 1e-3, 1e7
_FLOAT_DIGITS = range(2, 10)
"""Digits that Java writes of a float: two at least, and nine tell any two apart."""
_EXACT = Context(prec=200)
"""Enough for every digit of a float."""


def prints_alike(number: float) -> bool:
    """Whether Python prints a Double as Java does."""
    return _PLAIN_FROM <= abs(number) < _PLAIN_BELOW or number == 0


def double_text(value: float) -> str:
    """`Double.toString` or `Float.toString`"""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if not isinstance(value, Float) or not value:
        value = float(value)
        return repr(value) if prints_alike(value) else _with_exponent(_double_digits(value))
    digits = _float_digits(value)
    return repr(float(digits)) if prints_alike(value) else _with_exponent(digits)


def _double_digits(value: float) -> Decimal:
    digits = Decimal(repr(value)).normalize()
    if len(digits.as_tuple().digits) == 1:  # Java writes two digits at least, the nearest two: 4.9E-324, where Python's repr is 5e-324
        return Decimal(f"{value:.1e}")
    return digits


def _float_digits(value: Float) -> Decimal:
    """The shortest decimal that is read as this float, and of several the nearest."""
    exact = Decimal(value)
    for count in _FLOAT_DIGITS:
        around = (Context(prec=count, rounding=rounding).plus(exact) for rounding in (ROUND_FLOOR, ROUND_CEILING))
        fitting = [digits for digits in around if to_float(digits) == value]
        if fitting:
            return min(fitting, key=lambda digits: abs(_EXACT.subtract(digits, exact)))
    return exact


def _with_exponent(digits: Decimal) -> str:
    mantissa, _, exponent = f"{digits.normalize():E}".partition("E")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{int(exponent)}"
