"""Numbers as String.format writes them: `%d %o %x` and `%e %f %g`, rounded half up, from the digits that Java prints."""

from __future__ import annotations

import math
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

from playground.jsontext.java_numbers import INT_BITS, LONG_BITS, Byte, HugeInteger, Long, Short, double_text, fits, number_text
from playground.vtl.java.arithmetic import is_big
from playground.vtl.java.decimals import check_digits, exponent_of
from playground.vtl.java.length import check_length
from playground.vtl.java.values import JavaException, is_number

_BASES = {"o": ("0", "o"), "x": ("0x", "x")}
_SIZES = {Byte: 8, Short: 16, Long: LONG_BITS}
_DIGITS = 6
"""Digits behind the point where a specifier does not say."""
_FIXED_FROM = Decimal("0.0001")
"""The smallest number that `%g` writes without an exponent."""


def format_whole(value: object, flags: str, width: int | None, kind: str) -> str | None:
    """`%d`, `%o` or `%x`; None where the value is no whole number."""
    if not is_number(value) or not isinstance(value, int | HugeInteger):
        return None
    is_huge = isinstance(value, HugeInteger)
    if kind == "d":
        digits = number_text(value).lstrip("-")
        return _signed(_grouped(digits) if "," in flags else digits, flags, width, is_negative=value < 0)
    prefix, base = _BASES[kind]
    prefix = prefix if "#" in flags else ""
    if isinstance(value, Decimal):
        check_digits(value)
    whole = int(value)
    if is_huge or is_big(value):
        return _signed(f"{abs(whole):{base}}", flags, width, is_negative=whole < 0, prefix=prefix)
    for flag in "( +":
        if flag in flags:
            raise JavaException("java.util.FormatFlagsConversionMismatchException", f"Conversion = {kind}, Flags = {flag}")
    size = _SIZES.get(type(value)) or (INT_BITS if fits(whole, INT_BITS) else LONG_BITS)
    return _signed(f"{whole & (1 << size) - 1:{base}}", flags, width, is_negative=False, prefix=prefix)


def format_real(value: object, flags: str, width: int | None, precision: int | None, kind: str) -> str | None:
    """`%e`, `%f` or `%g`; None where the value is no Double, Float or BigDecimal."""
    if not isinstance(value, float | Decimal) or isinstance(value, HugeInteger):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        text = "NaN" if math.isnan(value) else "Infinity"
        flags = "" if math.isnan(value) else flags.replace("0", "")
        return _signed(text, flags, width, is_negative=value < 0)
    is_negative = math.copysign(1, value) < 0 if isinstance(value, float) else value < 0
    size = _double_digits(float(value)) if isinstance(value, float) else value.copy_abs()
    count = _DIGITS if precision is None else precision
    if kind == "f":
        text = _fixed(size, count, flags)
    elif kind == "e":
        text = _scientific(size, count, flags)
    else:
        text = _shorter(size, count or 1, flags)
    return _signed(text, flags, width, is_negative=is_negative)


def _double_digits(value: float) -> Decimal:
    """The digits of a finite double's size, as Java prints it."""
    return Decimal(double_text(abs(value))) if value else Decimal(0)


def _signed(digits: str, flags: str, width: int | None, *, is_negative: bool, prefix: str = "") -> str:
    """The digits with their sign, and zeros between the two where the flags say so."""
    before = ("(" if "(" in flags else "-") if is_negative else "+" if "+" in flags else " " if " " in flags else ""
    after = ")" if is_negative and "(" in flags else ""
    before += prefix
    if "0" in flags and width is not None:
        digits = digits.rjust(width - len(before) - len(after), "0")
    return before + digits + after


def _grouped(digits: str) -> str:
    """With a comma before each three digits of the whole part."""
    whole, point, fraction = digits.partition(".")
    first = len(whole) % 3 or 3
    return ",".join([whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]) + point + fraction


def _fixed(size: Decimal, count: int, flags: str) -> str:
    """With so many digits behind the point."""
    check_length(max(size.adjusted(), 0) + count)
    room = Context(prec=max(size.adjusted(), 0) + count + 2, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)
    digits = f"{size.quantize(Decimal((0, (1,), -count)), context=room):f}"
    return _pointed(_grouped(digits) if "," in flags else digits, count, flags)


def _scientific(size: Decimal, count: int, flags: str) -> str:
    """With one digit before the point, so many behind it, and an exponent of two digits at least."""
    check_length(count)
    rounded = Context(prec=count + 1, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN).plus(size)
    digits = "".join(map(str, rounded.as_tuple().digits)).ljust(count + 1, "0")
    exponent = rounded.adjusted()
    mantissa = _pointed(digits[0] + ("." + digits[1:] if count else ""), count, flags)
    return f"{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02}"


def _shorter(size: Decimal, count: int, flags: str) -> str:
    """`%g`: with so many digits in all, and an exponent where the rounded number is small or large."""
    size = Context(prec=count, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN).plus(size)
    is_zero = not size and exponent_of(size) == 0
    if is_zero or (size >= _FIXED_FROM and size.adjusted() < count):
        return _fixed(size, count - size.adjusted() - 1, flags)
    return _scientific(size, count - 1, flags)


def _pointed(digits: str, count: int, flags: str) -> str:
    return digits + "." if "#" in flags and not count else digits
