"""`$a.n.N + $b.n.N`: DynamoDB gives numbers as texts, and `+` joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span
from playground.vtl.syntax.operands import BinaryOperator, Expression, StringLiteral
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.walk import sole_operand
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.vtl.syntax.element import Element


def joined_numbers(element: Element) -> Iterator[Diagnostic]:
    """What to tell of an expression that adds DynamoDB's numbers; where a text of the template's own is joined too, that is meant."""
    if not isinstance(element, Expression) or len(element.expression) < 3:
        return
    operands = [sole_operand(one) for one in element.expression[::2]]
    if any(isinstance(one, StringLiteral) for one in operands):
        return
    for left, operator, right in zip(operands, element.expression[1::2], operands[1:], strict=False):
        if isinstance(operator, BinaryOperator) and operator.name == "PLUS" and _is_number(left) and _is_number(right) and left and right:
            first = shorten(left.literal.strip(), 60)
            message = f"`{first} + {shorten(right.literal.strip(), 60)}` joins two texts: DynamoDB gives the numbers of `N` as texts."
            help_ = f"Make numbers of them: #set($number = 0), then $number.parseInt({first})."
            yield Diagnostic("vtl.text-number", "warning", message, help_, span=Span(left.span.start, right.span.end))


def _is_number(operand: Element | None) -> bool:
    """Whether an operand is the `N` of an attribute."""
    return isinstance(operand, FormalReference) and operand.names is not None and operand.names[-1:] == ("N",)
