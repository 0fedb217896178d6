"""What one check shares among its keywords: the time that is left, the references that are being followed, the formats that were met."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.javaregex import matching
from playground.json_schema.values import same_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.json_schema import Budget

_TURNS = 2_000
"""Values that keywords look at between two looks at the clock."""


_FRAMES = 8
"""Of Python's stack that one keyword in another takes."""
_RESERVED = 150
"""Frames that are kept free: where the stack ends inside rpds, which keeps jsonschema's schemas, that panics and no `except` holds it."""


class EndlessReference(ValueError):
    """A `$ref` that leads back to itself without a step into the document."""


class CheckRun:
    """One check; `reads_schema`: what is checked is itself a schema."""

    def __init__(self, budget: Budget, *, reads_schema: bool = False) -> None:
        self.reads_schema = reads_schema
        self.formats: set[str] = set()
        self._budget = budget
        self._turns = 0
        self._followed: set[tuple[int, int]] = set()
        self._levels = (sys.getrecursionlimit() - _stack_depth() - _RESERVED) // _FRAMES
        self._keys: dict[int, frozenset[str]] = {}

    def enter(self) -> None:
        """A keyword looks into what stands deeper. RecursionError where too little is left of the stack."""
        if self._levels <= 0:
            raise RecursionError("a document and its schema are nested too deep")
        self._levels -= 1

    def leave(self) -> None:
        """It has looked."""
        self._levels += 1

    def spend(self, turns: int) -> None:
        """Count what is looked at. LimitReached where the time is over."""
        self._turns += turns
        if self._turns >= _TURNS:
            self._turns = 0
            if not self._budget.seconds_left():
                raise LimitReached(
                    "seconds",
                    "Holding the body against its model takes longer than one evaluation may.",
                    help="Look for anyOf, oneOf or allOf in each other, which try every combination, and for very long lists.",
                )

    def keys_of(self, values: list[Any]) -> frozenset[str]:
        """The keys of an `enum`'s values, made once: a schema's lists live as long as the check."""
        known = self._keys.get(id(values))
        if known is None:
            known = self._keys[id(values)] = frozenset(map(same_key, values))
        return known

    def finds(self, pattern: str, text: str) -> bool:
        """Whether a regular expression of Java's matches somewhere in `text`. InvalidRegex, LimitReached."""
        self.spend(1)
        return matching.finds(pattern, text, max(min(self._budget.regex, self._budget.seconds_left()), 0.001))

    @contextmanager
    def inside(self, schema: Any, instance: Any) -> Iterator[None]:
        """While the reference in `schema` is followed for `instance`; EndlessReference where it already is."""
        key = (id(schema), id(instance))
        if key in self._followed:
            raise EndlessReference
        self._followed.add(key)
        try:
            yield
        finally:
            self._followed.discard(key)


def _stack_depth() -> int:
    """How many frames stand on Python's stack."""
    frame, depth = sys._getframe(), 0  # noqa: SLF001 - the one way to it that is quick
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth
