"""Velocity's `+ - * / %` and `< > <= >=`, with Java's rules for whole numbers and decimals.

A computation without a value (text times a number, a division by zero) is None; `#set` then keeps the old value (Velocity 1.7).
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_DOWN, Context, Decimal
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.vtl.java.values import JavaException, JavaNumber, is_number, to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DECIMALS = Context(prec=4_000, rounding=ROUND_HALF_DOWN, Emax=999_999, Emin=-999_999, traps=[])
_LARGE = 4_000
_LONG = 1 << 63
LONGEST_NUMBER_BITS = 13_000
"""Whole numbers beyond about 3,900 digits are refused: Python prints no more than 4,300."""


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
        a, b = (to_decimal(a), to_decimal(b)) if _in_decimals(a, b) else (float(a), float(b))
    return int(a > b) - int(a < b)


def _compute(operator: str, left: object, right: object) -> object:
    if not (is_number(left) and is_number(right)):
        return None
    if isinstance(left, int) and isinstance(right, int):
        result = _INTEGER[operator](left, right)
        if result.bit_length() > LONGEST_NUMBER_BITS:
            raise LimitReached("string", "A whole number of the template grows beyond 3,900 digits, which no setting changes.")
        return result
    if _in_decimals(left, right):
        return _DECIMAL[operator](to_decimal(left), to_decimal(right))
    return _float(operator, float(left), float(right))


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
    if isinstance(value, Decimal) and not -_LARGE < value.adjusted() < _LARGE:
        return 0  # so many zeros at its end that nothing is left after the wrap; never made an int, which could fill the memory
    value = int(value) & ((1 << bits) - 1)
    return value - (1 << bits) if value >> (bits - 1) else value


def to_decimal(value: JavaNumber) -> Decimal:
    """The number as a BigDecimal: a BigInteger exactly, every other one by its double (Velocity 1.7, MathUtils.toBigDecimal)."""
    if isinstance(value, Decimal):
        return value
    if _is_big(value):
        return Decimal(value)
    if not math.isfinite(value):
        raise JavaException("java.lang.NumberFormatException", "Infinite or NaN")
    return Decimal(float(value) + 0.0)  # + 0.0: a BigDecimal has no negative zero


def _in_decimals(left: JavaNumber, right: JavaNumber) -> bool:
    """Whether Java computes with BigDecimals: one of the two is one, or a BigInteger stands beside a double."""
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        return True
    return (_is_big(left) and isinstance(right, float)) or (_is_big(right) and isinstance(left, float))


def _is_big(value: JavaNumber) -> bool:
    """Whether a whole number is Java's BigInteger: what no long holds."""
    return isinstance(value, int) and not -_LONG <= value < _LONG


def _integer_quotient(left: int, right: int) -> int:
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _integer_remainder(left: int, right: int) -> int:
    if not (_is_big(left) or _is_big(right)):
        return left - right * _integer_quotient(left, right)
    if right < 0:
        raise JavaException("java.lang.ArithmeticException", "BigInteger: modulus not positive")
    return left % right


def _no_remainder(_left: Decimal, _right: Decimal) -> Decimal:
    raise JavaException("java.lang.ArithmeticException", "Cannot calculate the modulo of BigDecimals.")


def _decimal_quotient(left: Decimal, right: Decimal) -> Decimal:
    exponent = left.as_tuple().exponent
    unit = Decimal((0, (1,), exponent if isinstance(exponent, int) else 0))
    return _DECIMALS.quantize(_DECIMALS.divide(left, right), unit)


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
_DECIMAL: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _DECIMALS.add,
    "-": _DECIMALS.subtract,
    "*": _DECIMALS.multiply,
    "/": _decimal_quotient,
    "%": _no_remainder,
}
