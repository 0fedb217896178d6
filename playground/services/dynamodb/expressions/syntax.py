"""The trees of expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from playground.services.dynamodb.expressions.tokens import Token


@dataclass(frozen=True, slots=True)
class DocumentPath:
    """`a.#b[0]`: names, placeholders and indexes, each as a token."""

    parts: tuple[Token, ...]

    @property
    def begin(self) -> int:
        """Where it begins in the expression."""
        return self.parts[0].begin

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.parts[-1].end


@dataclass(frozen=True, slots=True)
class ValuePlaceholder:
    """`:v`."""

    token: Token


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: Token
    arguments: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """`a + b` or `a - b`, in an update."""

    sign: Token
    left: Operand
    right: Operand


Operand: TypeAlias = DocumentPath | ValuePlaceholder | Call | Sum


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a = b`; `BETWEEN` has two operands on the right, `IN` any number."""

    operator: Token
    left: Operand
    right: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Logical:
    """`AND`, `OR`, `NOT`, and what stands in it."""

    operator: Token
    parts: tuple[Condition, ...]


Condition: TypeAlias = Comparison | Logical | Call


@dataclass(frozen=True, slots=True)
class UpdateAction:
    """One action of a clause: the path, and what is set or added; None for REMOVE."""

    clause: Token
    path: DocumentPath
    value: Operand | None
