"""Numbers as Java reads them from JSON and prints them: Integer, Long, BigInteger, Double and BigDecimal.

Evidence for every rule here, unless it says otherwise: json-smart 2.2 under Jayway JsonPath 2.0.0, asked case by case.
"""

from __future__ import annotations

import math
from decimal import Decimal

_DOUBLE_LENGTH = 18
"""A decimal with more characters than this keeps all its digits (BigDecimal), as json-smart does; a shorter one is a Double."""

_SCALE_LIMIT = 2**31
"""BigDecimal keeps its exponent in an int."""

_PLAIN_FROM, _PLAIN_BELOW = 1e-3, 1e7
"""Between these Java prints a Double without an exponent."""


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
    """An integer of any length; one that is too long for Python's `int` is a Decimal, which prints the same."""
    try:
        return int(digits)
    except ValueError:
        return Decimal(digits)


def number_text(value: float | Decimal) -> str:
    """A number as Java prints it: `Integer`, `Long`, `BigInteger`, `BigDecimal` or `Double.toString`.

    Doubles print as since Java 19, with the fewest digits that give the same number. Java 17 and older print more for a few (2e23 is
    1.9999999999999998E23 there); which Java AWS runs is not known.
    """
    if isinstance(value, float):
        return double_text(value)
    try:
        return str(value)
    except ValueError:  # Python prints an int of more than 4,300 digits only as a Decimal
        return str(Decimal(value))


def prints_alike(number: float) -> bool:
    """Whether Java prints a Double as Python does."""
    return _PLAIN_FROM <= abs(number) < _PLAIN_BELOW or number == 0


def double_text(value: float) -> str:
    """A Double as Java prints it."""
    if prints_alike(value):
        return repr(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    digits = Decimal(repr(value)).normalize()
    if len(digits.as_tuple().digits) == 1:  # Java writes two digits at least, the nearest two: 4.9E-324, where Python's repr is 5e-324
        digits = Decimal(f"{value:.1e}")
    mantissa, _, exponent = f"{digits:E}".partition("E")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{int(exponent)}"
