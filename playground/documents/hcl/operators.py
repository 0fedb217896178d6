"""What HCL's operators give (documented: Terraform language, "Arithmetic and Logical Operators")."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from playground.documents.hcl.values import as_bool, as_number, as_text, frozen, is_open, number, scalar, unknown
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.documents.hcl.syntax import Expression
    from playground.documents.tree import Node

_PRECISION = 150
"""Digits that are calculated with; HashiCorp's numbers have 512 bits."""


def digits(value: int) -> JsonNumber:
    """A whole number."""
    return JsonNumber(str(value))


def unary(operator: str, right: Node, at: Expression) -> Node:
    """`-right` or `!right`. Unknown."""
    return number(-as_number(right, at), at) if operator == "-" else scalar(not as_bool(right, at), at)


def binary(operator: str, left: Node, right: Node, at: Expression) -> Node:
    """`left operator right`. Unknown."""
    if operator in {"==", "!="}:
        return scalar(_equal(left, right, at) == (operator == "=="), at)
    first, second = as_number(left, at), as_number(right, at)
    if operator in _COMPARED:
        return scalar(_COMPARED[operator](first, second), at)
    if operator in {"/", "%"} and not second:
        raise unknown("this divides by zero", at)
    with localcontext() as context:
        context.prec = _PRECISION
        return number(_CALCULATED[operator](first, second), at)


def _equal(left: Node, right: Node, at: Expression) -> bool:
    """Whether two values are equal; what is put in for an open name is a text, whatever it is compared with."""
    if is_open(left) or is_open(right):
        if any(isinstance(one.value, list | dict) or one.value is None for one in (left, right)):
            return False
        return as_text(left, at) == as_text(right, at)
    return frozen(left) == frozen(right)


_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": lambda first, second: first > second,
    "<": lambda first, second: first < second,
    ">=": lambda first, second: first >= second,
    "<=": lambda first, second: first <= second,
}
_CALCULATED: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda first, second: first + second,
    "-": lambda first, second: first - second,
    "*": lambda first, second: first * second,
    "/": lambda first, second: first / second,
    "%": lambda first, second: first % second,
}
