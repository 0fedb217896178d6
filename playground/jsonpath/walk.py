"""The walk along a compiled JSONPath's steps, as Jayway walks, and what it may use of visits and time.

Every value visited is counted, and no recursion goes deeper than a path has steps. Evidence: Jayway JsonPath 2.0.0, asked case by case.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from playground.errors import LimitReached
from playground.jsonpath.filters import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.jsonpath.filters import Filter


class NotFound(Exception):
    """Raised where a step finds nothing (Jayway: PathNotFoundException)."""


class Step(Protocol):
    """One step of a path."""

    @property
    def definite(self) -> bool:
        """Whether it leads to one value at most."""

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """Pass each value found in `value` on to step `at + 1`. Raises NotFound, InvalidPath, LimitReached."""

    def is_sought(self, walk: Walk, node: Any) -> bool:
        """Whether to apply the step at `node`, an object or list that a `..` before it visits."""


@dataclass(slots=True)
class Budget:
    """The visits and the regular expression seconds of one reading, shared with paths inside filters."""

    visits: int
    seconds: float
    visited: int = 0
    end: float = field(init=False)

    def __post_init__(self) -> None:
        self.end = time.monotonic() + self.seconds

    def visit(self, count: int) -> None:
        """Count visited values. Raises LimitReached."""
        self.visited += count
        if self.visited > self.visits:
            raise LimitReached("jsonpath", f"A JSONPath visits more than {self.visits:,} values.")

    def seconds_left(self) -> float:
        """The seconds left for the next regular expression of a filter."""
        return max(self.end - time.monotonic(), _LEAST_SECONDS)

    def too_slow(self) -> LimitReached:
        """The LimitReached to raise where the seconds are used up; it names the whole budget, not the rest that the last one had."""
        return LimitReached("regex", f"The regular expressions of a JSONPath take more than {self.seconds:g} s.")


_LEAST_SECONDS = 0.001


class Walk:
    """One path at one document: each step hands the values it finds to the next, depth first."""

    def __init__(self, steps: Sequence[Step], root: object, budget: Budget) -> None:
        self.steps = steps
        self.root = root
        self.budget = budget
        self.found: list[object] = []

    def value(self, document: object) -> object:
        """What the steps lead to from `document`: one value or MISSING; a list, where a step is not definite."""
        try:
            self.follow(0, document)
        except NotFound:
            return MISSING
        if all(step.definite for step in self.steps):
            return self.found[0] if self.found else MISSING
        return self.found

    def follow(self, at: int, value: object) -> None:
        """Follow step `at` from `value`, or note the value where the path ends."""
        self.budget.visit(1)
        if at == len(self.steps):
            self.found.append(value)
        else:
            self.steps[at].follow(self, at, value)

    def is_last(self, at: int) -> bool:
        """Whether the path ends with step `at`."""
        return at + 1 == len(self.steps)

    def accepts(self, step: Filter, item: object) -> bool:
        """Whether `item` passes the filter."""
        self.budget.visit(1)
        try:
            return step.accepts(item, lambda operand, item: operand.value(self.root, item, self.budget), self.budget.seconds_left)
        except LimitReached as error:
            raise self.budget.too_slow() if error.name == "regex" else error from None
