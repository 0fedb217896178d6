"""Which operator of an expression binds closer: the grammar gives values and operators in turn, and a compiler needs a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playground.diagnostics import Span
from playground.vtl.syntax.element import Element
from playground.vtl.syntax.operands import (
    Expression,
    FloatingPointLiteral,
    IndexParameter,
    IntegerLiteral,
    Parameter,
    ParenthesizedExpression,
    Value,
)
from playground.vtl.syntax.references import FormalReference

SIGNS = {
    "OR": "||", "AND": "&&", "EQ": "==", "NE": "!=", "LT": "<", "GT": ">", "LE": "<=", "GE": ">=",
    "PLUS": "+", "MINUS": "-", "MULTIPLY": "*", "DIVIDE": "/", "MODULUS": "%",
}  # fmt: skip
_PRECEDENCE = {
    "OR": 1, "AND": 2, "EQ": 3, "NE": 3, "LT": 4, "GT": 4, "LE": 4, "GE": 4,
    "PLUS": 5, "MINUS": 5, "MULTIPLY": 6, "DIVIDE": 6, "MODULUS": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`, after precedence."""

    operator: str
    left: Element | Binary
    right: Element | Binary

    @property
    def literal(self) -> str:
        """The operation as it is written."""
        return self.left.literal + SIGNS[self.operator] + self.right.literal

    @property
    def span(self) -> Span:
        """The place of the operation."""
        return Span(bare(self.left).span.start, bare(self.right).span.end)

    @property
    def adds_number(self) -> bool:
        """Whether one operand is a reference, and the other one a number that is written out."""
        kinds = {type(bare(self.left)), type(bare(self.right))}
        return self.operator == "PLUS" and FormalReference in kinds and not kinds.isdisjoint({IntegerLiteral, FloatingPointLiteral})


Operand = Element | Binary
_WRAPPERS = frozenset({Expression, ParenthesizedExpression, Value, Parameter, IndexParameter})


def bare(operand: Operand) -> Operand:
    """The operand without parentheses and wrappers, its operators in order of precedence."""
    while type(operand) in _WRAPPERS:
        inner: Any = operand.expression  # type: ignore[union-attr]  # which every wrapper has
        operand = inner if type(inner) is not list else _by_precedence(inner) if len(inner) > 1 else inner[0]
    return operand


def _by_precedence(terms: list[Any]) -> Operand:
    """The tree of `value (operator value)*`: what binds closer is deeper, equals group from the left."""
    values: list[Operand] = [terms[0]]
    operators: list[str] = []

    def reduce() -> None:
        right, left, operator = values.pop(), values.pop(), operators.pop()
        values.append(Binary(operator, left, right))

    for operator, value in zip(terms[1::2], terms[2::2], strict=True):
        while operators and _PRECEDENCE[operators[-1]] >= _PRECEDENCE[operator.name]:
            reduce()
        operators.append(operator.name)
        values.append(value)
    while operators:
        reduce()
    return values[0]
