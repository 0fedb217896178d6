"""The steps of a compiled JSONPath, each with what it leads to (see `walk`).

Evidence for every rule here: Jayway JsonPath 2.0.0, asked case by case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.jsonpath.filters import InvalidPath
from playground.jsonpath.walk import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.jsonpath.filters import Filter
    from playground.jsonpath.walk import Walk


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
