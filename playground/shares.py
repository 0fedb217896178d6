"""Who has how many of a number of places: nobody takes them all from others who were there a moment ago."""

from __future__ import annotations

import time

SECONDS = 10.0
"""For so long after somebody asked for a place, nobody else may have more than a share."""
REMEMBERED = 1_000
"""Callers that are remembered; with more, the one who asked longest ago is forgotten."""


class Shares:
    """Counts places by who has them. Not safe by itself among threads: its owner has a lock, or is one thread."""

    def __init__(self, places: int, share: float) -> None:
        """`share`: the part of the places that one may have while others are there, at least one place; 1 is no limit."""
        self._most = max(1, int(places * share))
        self._taken: dict[str, int] = {}
        self._asked: dict[str, float] = {}  # when, in the order of asking

    def ask(self, who: str) -> None:
        """Note that `who` wants a place, which keeps the others within their share for a while."""
        self._asked.pop(who, None)
        self._asked[who] = time.monotonic()
        while len(self._asked) > REMEMBERED:
            del self._asked[next(iter(self._asked))]

    def may_have(self, who: str) -> bool:
        """Whether one more place is within somebody's share: it always is while nobody else has asked lately."""
        if self.taken(who) < self._most:
            return True
        lately = time.monotonic() - SECONDS
        return not any(asked >= lately and other != who for other, asked in self._last_two())

    def take(self, who: str) -> None:
        """Count one more place for the caller."""
        self._taken[who] = self.taken(who) + 1

    def give_back(self, who: str) -> None:
        """Count one place less for the caller."""
        self._taken[who] -= 1
        if not self._taken[who]:
            del self._taken[who]

    def taken(self, who: str) -> int:
        """How many places the caller has."""
        return self._taken.get(who, 0)

    def _last_two(self) -> list[tuple[str, float]]:
        """Those who asked last: whether there is another than a given one can be seen from two."""
        last = []
        for who in reversed(self._asked):
            last.append((who, self._asked[who]))
            if len(last) == 2:
                break
        return last
