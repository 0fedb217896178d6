"""How many connections each web process has, so that the one with fewest takes the next: all work of a client comes on its connection."""

from __future__ import annotations

import mmap
from struct import Struct

_ROW = Struct("=dQ")
_ROWS = 256
"""Processes that are told apart: more are never there at once."""
_FRESH = 2.0
"""Seconds after which what a process said of itself no longer counts: one that serves says it every second at least."""


class Siblings:
    """What the web processes of a site know of each other, by the numbers that the server gives them. All of them share the memory."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _ROW.size * _ROWS)

    def tell(self, number: int, connections: int, now: float) -> None:
        """Note how many connections a process has, which takes further ones; `now`: of time.monotonic."""
        _ROW.pack_into(self._shared, number % _ROWS * _ROW.size, now, connections)

    def leave(self, number: int) -> None:
        """Note that a process takes no connections any more."""
        self.tell(number, 0, 0.0)

    def has_fewer(self, number: int, connections: int, now: float) -> bool:
        """Whether another process that takes connections has fewer than so many."""
        own = number % _ROWS
        return any(
            row != own and others < connections and now - told < _FRESH for row, (told, others) in enumerate(_ROW.iter_unpack(self._shared))
        )
