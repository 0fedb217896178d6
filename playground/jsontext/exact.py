"""Strict JSON whose numbers are exact: int, or Decimal where they have a point, an exponent or thousands of digits.

Differs from `strict.load_json` in its numbers, which are not rounded and may have any size, and from `source` in that they can be
compared. Used for models and the bodies that are held against them.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from playground.jsontext.strict import strict_decoder
from playground.words import shorten

_LONGEST_INT = 4_000
"""Digits that Python reads as an int, whatever its settings."""


def load_exact(text: str) -> Any:
    """The value of a JSON text, its numbers int or Decimal. Raises ValueError and RecursionError."""
    return _DECODER.decode(text)


def _to_integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= _LONGEST_INT else Decimal(digits)


def _to_decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise ValueError(f"the exponent of {shorten(digits, 40)} is too large") from None


_DECODER = strict_decoder(_to_integer, _to_decimal)
