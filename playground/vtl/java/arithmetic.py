"""Velocity's `+ - * / %` and `< > <= >=`, with Java's rules for whole numbers and decimals.

A computation without a value (text times a number, a division by zero) is None; `#set` then keeps the old value (Velocity 1.7).
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.jsontext.java_numbers import (
    INT_BITS,
    LONG_BITS,
    BigInteger,
    Byte,
    Float,
    Long,
    Short,
    fits,
    to_big_integer,
    to_double,
    to_float,
    to_long,
)
from playground.vtl.java import decimals
from playground.vtl.java.values import JavaException, JavaNumber, is_number, to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_NUMBER_BITS = 13_000
"""Whole numbers beyond about 3,900 digits are refused: Python prints no more than 4,300."""
_LEAST_INT, _MOST_INT = -(1 << INT_BITS - 1), (1 << INT_BITS - 1) - 1
_LEAST_LONG = -(1 << LONG_BITS - 1)
_WRAPS_BELOW = 64
"""A power of ten beyond this one has nothing in its last 64 bits."""


def add(left: object, right: object) -> object:
    """Text joins whatever stands on the other side; numbers add (recorded: airspeed/test_compare_equality_operator; Velocity 1.7)."""
    if isinstance(left, str) or isinstance(right, str):
        return to_text(left) + to_text(right)
    return _compute("+", left, right)


def subtract(left: object, right: object) -> object:
    """Left - right"""
    return _compute("-", left, right)


def multiply(left: object, right: object) -> object:
    """Left × right"""
    return _compute("*", left, right)


def divide(left: object, right: object) -> object:
    """Whole numbers divide to a whole number, cut towards zero."""
    return None if right == 0 and is_number(right) else _compute("/", left, right)


def modulo(left: object, right: object) -> object:
    """The remainder has the sign of the dividend; of a BigInteger it is never negative, and BigDecimals have none: JavaException."""
    return None if right == 0 and is_number(right) else _compute("%", left, right)


OPERATIONS: Mapping[str, Callable[[object, object], object]] = {
    "PLUS": add,
    "MINUS": subtract,
    "MULTIPLY": multiply,
    "DIVIDE": divide,
    "MODULUS": modulo,
}
"""By the operators' names in the grammar."""


def compare(left: object, right: object) -> int | None:
    """-1, 0 or 1 (0 for NaN beside anything); None where one is no number, so that every comparison is false."""
    if not (is_number(left) and is_number(right)):
        return None
    a: Any = left
    b: Any = right
    if not (isinstance(a, int) and isinstance(b, int)):
        convert = to_decimal if _in_decimals(a, b) else to_float if _in_floats(a, b) else to_double
        a, b = convert(a), convert(b)
    return int(a > b) - int(a < b)


def _compute(operator: str, left: object, right: object) -> object:
    if type(left) is int and type(right) is int:  # as most are
        result = _INTEGER[operator](left, right)
        if _LEAST_INT <= left <= _MOST_INT and _LEAST_INT <= right <= _MOST_INT and _LEAST_INT <= result <= _MOST_INT:
            return result
    if not (is_number(left) and is_number(right)):
        return None
    if isinstance(left, int) and isinstance(right, int):
        return _whole(operator, left, right)
    if _in_decimals(left, right):
        return decimals.compute(operator, to_decimal(left), to_decimal(right))
    if _in_floats(left, right):
        return to_float(_float(operator, to_float(left), to_float(right)))
    return _float(operator, to_double(left), to_double(right))


def _whole(operator: str, left: int, right: int) -> int:
    """The result in the larger of the two classes, or the next one that holds it (Velocity 1.7, MathUtils.wrapPrimitive)."""
    result = _INTEGER[operator](left, right)
    if is_big(left) or is_big(right):
        return _checked(to_big_integer(result))
    if (left, right, operator in "*/") == (_LEAST_LONG, -1, True):  # Java's check for an overflow misses it
        return _LEAST_LONG
    return to_class(result, max(_BITS.get(type(one)) or (INT_BITS if fits(one, INT_BITS) else LONG_BITS) for one in (left, right)))


def to_class(value: int, bits: int) -> int:
    """The number as the class of so many bits, or the next one that holds it."""
    return next((make(value) for size, make in _CLASSES.items() if size >= bits and fits(value, size)), value)


def _checked(result: int) -> int:
    if result.bit_length() > LONGEST_NUMBER_BITS:
        raise LimitReached("string", "A whole number of the template grows beyond 3,900 digits, which no setting changes.")
    return result


def _float(operator: str, left: float, right: float) -> float:
    try:
        return _FLOAT[operator](left, right)
    except OverflowError:
        return math.inf if (left < 0) == (right < 0) else -math.inf
    except ValueError:
        return math.nan


def to_whole(value: JavaNumber, bits: int) -> int:
    """A Java cast to an integer of so many bits: doubles are cut and stop at the ends of the range, whole numbers wrap around."""
    if isinstance(value, float):
        limit = 1 << (bits - 1)
        return 0 if math.isnan(value) else int(max(-limit, min(limit - 1, value)))
    value = (_last_digits(value) if isinstance(value, Decimal) else int(value)) & ((1 << bits) - 1)
    return value - (1 << bits) if value >> (bits - 1) else value


def _last_digits(value: Decimal) -> int:
    """A decimal without its fraction, of which only the digits are kept that tell its last 64 bits: it may have millions."""
    exponent = decimals.exponent_of(value)
    if exponent >= _WRAPS_BELOW or value.adjusted() < 0:
        return 0
    whole = f"{value.copy_abs():f}".partition(".")[0]
    return int(whole[-_WRAPS_BELOW:]) * (-1 if value < 0 else 1)


def to_decimal(value: JavaNumber) -> Decimal:
    """The number as a BigDecimal: a BigInteger exactly, every other one by its double (Velocity 1.7, MathUtils.toBigDecimal)."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and is_big(value):
        return Decimal(value)
    if not math.isfinite(value):
        raise JavaException("java.lang.NumberFormatException", "Infinite or NaN")
    return Decimal(float(value) + 0.0)  # + 0.0: a BigDecimal has no negative zero


def _in_decimals(left: JavaNumber, right: JavaNumber) -> bool:
    """Whether Java computes with BigDecimals: one of the two is one, or a BigInteger stands beside a double."""
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        return True
    return (is_big(left) and isinstance(right, float)) or (is_big(right) and isinstance(left, float))


def _in_floats(left: JavaNumber, right: JavaNumber) -> bool:
    """Whether Java computes with floats: one of the two is one, and the other one no double."""
    return (isinstance(left, Float) and type(right) is not float) or (isinstance(right, Float) and type(left) is not float)


def is_big(value: JavaNumber) -> bool:
    """Whether a whole number that is an int here is Java's BigInteger."""
    return isinstance(value, int) and (isinstance(value, BigInteger) or not fits(value, LONG_BITS))


_CLASSES: Mapping[int, Callable[[int], int]] = {8: Byte, 16: Short, INT_BITS: int, LONG_BITS: to_long}
_BITS: Mapping[type, int] = {Byte: 8, Short: 16, Long: LONG_BITS}


def _integer_quotient(left: int, right: int) -> int:
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _integer_remainder(left: int, right: int) -> int:
    if not (is_big(left) or is_big(right)):
        return left - right * _integer_quotient(left, right)
    if right < 0:
        raise JavaException("java.lang.ArithmeticException", "BigInteger: modulus not positive")
    return left % right


_INTEGER: Mapping[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _integer_quotient,
    "%": _integer_remainder,
}
_FLOAT: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "%": math.fmod,
}
