"""What names mean to an expression, and what evaluating may cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.documents.hcl.values import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playground.documents.hcl.function_types import Surroundings
    from playground.documents.hcl.syntax import Expression
    from playground.documents.tree import Node

_MOST_STEPS = 400_000
_MOST_CHARACTERS = 20_000_000
OF_A_VALUE = 10
"""Characters that a value counts as."""


@dataclass(slots=True)
class Budget:
    """What all evaluations of one document may cost together, in steps and in characters of texts."""

    steps: int = _MOST_STEPS
    characters: int = _MOST_CHARACTERS

    def spend(self, at: Expression, characters: int = 0) -> None:
        """Count a step, and characters that it made. Unknown where there are none left."""
        self.steps -= 1
        self.characters -= characters
        if self.steps < 0 or self.characters < 0:
            raise unknown("the values of this document grow beyond what is evaluated", at)


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean: those of a `for` and the like in `names`, all others by `find`."""

    find: Callable[[str, Expression], Node]
    budget: Budget
    surroundings: Surroundings
    names: Mapping[str, Node] = field(default_factory=dict)

    def inside(self, names: Mapping[str, Node]) -> Scope:
        """The same with further names."""
        return Scope(self.find, self.budget, self.surroundings, {**self.names, **names})

    def alone(self, names: Mapping[str, Node]) -> Scope:
        """A scope of these names and no others: that of a template's file."""
        return Scope(_nothing, self.budget, self.surroundings, names)


def _nothing(name: str, at: Expression) -> Node:
    raise unknown(f"{name} is no variable that this template is given", at)
