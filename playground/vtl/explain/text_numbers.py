"""Words for texts where only numbers count: `<` and `*` make nothing of a text, and `+` joins it, whatever it looks like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.words import shorten

if TYPE_CHECKING:
    from playground.vtl.runtime.notes import Described

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_COMPUTE = frozenset("-*/%")
_SHOWN = 60
Operands = tuple[tuple[str, object], tuple[str, object]]
"""The left and the right operand: how it is written, and its value."""


def describe_text(written: str, sign: str, operands: Operands, result: object) -> Described | None:
    """The message for an operation with a text in it that comes to nothing, or that joins where it could be meant to add.

    None where nothing is wrong: what is empty, as what is undefined is, may be meant to come to nothing.
    """
    shown = shorten(written, _SHOWN)
    text = next(((one, value) for one, value in operands if isinstance(value, str) and value), None)
    if text is None:
        if sign in {"/", "%"} and operands[1][1] == 0:
            return f"`{shown}` has no value, so #set changes nothing: it divides by 0.", "Ask before whether the divisor is 0."
        return None
    operand, value = text
    what = f'`{shorten(operand, _SHOWN)}` is the text "{shorten(value, 30)}"'
    if sign == "+":
        if not _NUMBER.fullmatch(value):
            return None
        message = f'`{shown}` is the text "{shorten(str(result), 40)}": {what}, and `+` joins texts.'
    elif sign in _COMPUTE:
        message = f"`{shown}` has no value, so #set changes nothing: {what}, and `{sign}` takes numbers only."
    else:
        message = f"`{shown}` does not hold, whatever the values: {what}, and `{sign}` compares numbers only."
    return message, _as_number(shorten(operand, _SHOWN), value)


def _as_number(written: str, value: str) -> str:
    """How a number is made of that text."""
    if not _NUMBER.fullmatch(value):
        return "Compare texts with == and !=, or compute with numbers."
    zero, method = ("0.0", "parseDouble") if "." in value else ("0", "parseInt")
    return f"Make a number of it: #set($number = {zero}), then $number.{method}({written})."
