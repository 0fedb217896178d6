"""The steps of a compiled JSONPath and the walk along them, as Jayway walks; reading a path's text is `jsonpath`'s.

Every value visited is counted, and no recursion goes deeper than a path has steps. Evidence for every rule here: Jayway JsonPath 2.0.0,
asked case by case.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from playground.errors import LimitReached
from playground.jsonpath.filters import MISSING, InvalidPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


@dataclass(frozen=True, slots=True)
class Names:
    """`.a`, `['a']`, `['a','b']`."""

    names: tuple[str, ...]
    all_required: bool = False
    definite: bool = True

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """Several names give an object with those that are there."""
        if not isinstance(value, dict):
            raise NotFound
        if len(self.names) != 1:
            if not walk.is_last(at):
                raise InvalidPath("Several names can only stand at the end of a path")
            there = {name: value[name] for name in self.names if name in value}
            if self.all_required and len(there) < len(self.names):
                raise NotFound
            walk.follow(at + 1, there)
        elif self.names[0] in value:
            walk.follow(at + 1, value[self.names[0]])
        elif walk.is_last(at) or all(step.definite for step in walk.steps[max(at - 1, 0) :]):
            raise NotFound  # in the middle only where all from the step before it to the end are definite: Jayway's own rule

    def is_sought(self, _: Walk, node: Any) -> bool:
        """In objects that have them all."""
        return isinstance(node, dict) and all(name in node for name in self.names)


@dataclass(frozen=True, slots=True)
class Elements:
    """`[0]`, `[0,2]`."""

    indices: tuple[int, ...]

    @property
    def definite(self) -> bool:
        """Where it is one index."""
        return len(self.indices) == 1

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """Each element; an index that is not there ends the whole path."""
        _each(walk, at, _list(value), self.indices)

    def is_sought(self, _: Walk, node: Any) -> bool:
        """In lists."""
        return isinstance(node, list)


@dataclass(frozen=True, slots=True)
class FromEnd:
    """`[(@.length-1)]`: an element counted from the end."""

    back: int
    definite: bool = True

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """The element."""
        values = _list(value)
        _each(walk, at, values, [len(values) - self.back])

    def is_sought(self, _: Walk, node: Any) -> bool:
        """In lists."""
        return isinstance(node, list)


@dataclass(frozen=True, slots=True)
class Slice:
    """`[1:3]`, `[:2]`, `[-2:]`. A negative number counts from the end only where one side is open."""

    start: int | None
    end: int | None
    definite: bool = False

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """The elements in the range that are there."""
        values = _list(value)
        size = len(values)
        start, end = self.start or 0, size if self.end is None else self.end
        if self.end is None:
            start = max(start + size if start < 0 else start, 0)
        elif self.start is None and end < 0:
            end += size
        if values:
            _each(walk, at, values, range(start, min(end, size)))

    def is_sought(self, _: Walk, node: Any) -> bool:
        """In lists."""
        return isinstance(node, list)


@dataclass(frozen=True, slots=True)
class Wildcard:
    """`*`."""

    definite: bool = False

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """Every member or element; an element without what the path goes on with is left out, a member without it ends the path."""
        if isinstance(value, dict):
            for child in value.values():
                walk.follow(at + 1, child)
        elif isinstance(value, list):
            for child in value:
                try:
                    walk.follow(at + 1, child)
                except NotFound:
                    continue

    def is_sought(self, _walk: Walk, _node: Any) -> bool:
        """Everywhere."""
        return True


@dataclass(frozen=True, slots=True)
class Chosen:
    """`[?(…)]`."""

    filter: Filter
    definite: bool = False

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """The elements that pass, or the object itself if it passes."""
        if isinstance(value, dict):
            if walk.accepts(self.filter, value):
                walk.follow(at + 1, value)
        elif isinstance(value, list):
            for child in value:
                if walk.accepts(self.filter, child):
                    walk.follow(at + 1, child)
        else:
            raise InvalidPath("A filter can only be applied to a list or an object")

    def is_sought(self, walk: Walk, node: Any) -> bool:
        """Where the object or list itself passes."""
        return walk.accepts(self.filter, node)


@dataclass(frozen=True, slots=True)
class Scan:
    """`..`: every object and list from here down, for the step after it."""

    definite: bool = False

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """In a list, Jayway leaves out the step after `..` and follows the next but one from every element."""
        step = walk.steps[at + 1]
        stack = [value]
        while stack:
            node = stack.pop()
            if not isinstance(node, (dict, list)):
                continue
            walk.budget.visit(1 + len(node))
            if step.is_sought(walk, node):
                if isinstance(node, dict) or walk.is_last(at + 1):
                    walk.follow(at + 1, node)
                else:
                    for child in node:
                        walk.follow(at + 2, child)
            stack.extend(reversed(node.values() if isinstance(node, dict) else node))

    def is_sought(self, _walk: Walk, _node: Any) -> bool:
        """Nowhere: a `..` after a `..` finds nothing."""
        return False


@dataclass(frozen=True, slots=True)
class Root:
    """A `$` in the middle of a path, which changes nothing."""

    definite: bool = True

    def follow(self, walk: Walk, at: int, value: Any) -> None:
        """The value itself."""
        walk.follow(at + 1, value)

    def is_sought(self, _walk: Walk, _node: Any) -> bool:
        """Nowhere."""
        return False


def _list(value: Any) -> list[Any]:
    if value is None:
        raise NotFound
    if not isinstance(value, list):
        raise InvalidPath("An index or slice in a path can only be applied to a list")
    return value


def _each(walk: Walk, at: int, values: list[Any], indices: Iterable[int]) -> None:
    for index in indices:
        if not 0 <= index < len(values):
            raise NotFound
        walk.follow(at + 1, values[index])
