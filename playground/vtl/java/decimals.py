"""How a java.math.BigDecimal computes, as Velocity's operators ask it to: exactly, but for a quotient."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, InvalidOperation, Rounded
from typing import TYPE_CHECKING

from playground.errors import LimitReached
from playground.jsontext.java_numbers import fits
from playground.vtl.java.values import JavaException

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_NUMBER = 3_913
"""Digits of a decimal that is computed with: as many as those bits are."""
_SCALE_BITS = 32
"""A BigDecimal keeps its scale in an int."""
_WIDE = Context(prec=2 * LONGEST_NUMBER, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Rounded, InvalidOperation])
"""Computes with decimals exactly, or raises."""


def compute(operator: str, left: Decimal, right: Decimal) -> Decimal:
    """`left operator right`, of `+ - * / %`. JavaException where that fails in Java; LimitReached where it has too many digits."""
    for one in (left, right):
        check_digits(one)
    try:
        result = _OPERATIONS[operator](left, right)
    except (Rounded, InvalidOperation):
        raise _too_many_digits() from None
    check_digits(result)
    return result or result.copy_abs()  # a BigDecimal has no negative zero


def check_digits(value: Decimal) -> None:
    """LimitReached where a decimal has too many digits to be computed with: what it takes grows with their square."""
    if value.adjusted() - exponent_of(value) >= LONGEST_NUMBER:
        raise _too_many_digits()


def _too_many_digits() -> LimitReached:
    return LimitReached("string", "A number that the template computes with has more than 3,900 digits, which no setting changes.")


def exponent_of(value: Decimal) -> int:
    """The power of ten that a finite decimal's digits are multiplied with: BigDecimal's scale, negated."""
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _no_remainder(_left: Decimal, _right: Decimal) -> Decimal:
    raise JavaException("java.lang.ArithmeticException", "Cannot calculate the modulo of BigDecimals.")


def _decimal_product(left: Decimal, right: Decimal) -> Decimal:
    if left and right:
        _check_scale(left, right)
    return _WIDE.multiply(left, right)


def _decimal_quotient(left: Decimal, right: Decimal) -> Decimal:
    """With the dividend's scale, a half cut off (ROUND_HALF_DOWN)."""
    exponent = exponent_of(left)
    if left:
        _check_scale(left, right)
    digits = left.adjusted() - right.adjusted() - exponent
    if digits > LONGEST_NUMBER:
        raise _too_many_digits()
    quotient = Decimal(0)
    if left and digits >= -1:
        whole = _WIDE.scaleb(left, -exponent)
        quotient = _WIDE.divide_int(whole, right)
        if _WIDE.multiply(_WIDE.remainder(whole, right), Decimal(2)).copy_abs() > right.copy_abs():
            quotient = _WIDE.add(quotient, Decimal(1 if (left < 0) == (right < 0) else -1))
    return quotient.scaleb(exponent, _WIDE)


def _check_scale(left: Decimal, right: Decimal) -> None:
    """JavaException where the sum of the two scales is none that a BigDecimal can have."""
    scale = -exponent_of(left) - exponent_of(right)
    if not fits(scale, _SCALE_BITS):
        raise JavaException("java.lang.ArithmeticException", "Underflow" if scale > 0 else "Overflow")


_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _WIDE.add,
    "-": _WIDE.subtract,
    "*": _decimal_product,
    "/": _decimal_quotient,
    "%": _no_remainder,
}
