"""A fair semaphore: `usual` permits, and one more for each turn that is long; who has fewest is next, among equals who asked first."""

from __future__ import annotations

import threading
import time

from playground.sandbox.caller import Caller
from playground.shares import Shares

LONG = 0.02
"""Seconds after which a turn is long: it no longer counts among the usual ones, so that nobody waits for its end.

However many wait, short turns are taken one after the other: a child that worked just now is faster by a fifth than one that was pushed
out of the processor's caches.
"""
NOBODY = Caller()
"""The name under which callers without a name are counted."""
LOOK = 0.1
"""Seconds between two looks at whether a caller that waits has left."""


class Turn:
    """One who waits or, from `since` on, has a turn; the lock opens when it is given."""

    __slots__ = ("given", "peer", "since")

    def __init__(self, peer: str) -> None:
        self.peer = peer
        self.since: float | None = None
        self.given = threading.Lock()


class Turns:
    """The semaphore: `usual` permits are given at a time, and up to `most` where turns are long; see `Shares` for one peer's part."""

    def __init__(self, most: int, usual: int, share: float = 1.0) -> None:
        self._most = most
        self._usual = min(usual, most)
        self._lock = threading.Lock()
        self._shares = Shares(most, share)
        self._taken: list[Turn] = []
        self._waiting: list[Turn] = []

    def take(self, seconds: float, caller: Caller = NOBODY) -> Turn | None:
        """Wait for a turn, which the caller then gives back; None where there is none in time, or the caller leaves."""
        turn = Turn(caller.peer)
        now = time.monotonic()
        end = now + seconds
        with self._lock:
            self._shares.ask(turn.peer)
            if not self._waiting and self._are_free(now) and self._shares.may_have(turn.peer):
                self._give(turn, now)
                return turn
            turn.given.acquire()
            self._waiting.append(turn)
            self._hand_on(now)  # a turn may have become long of which the others that wait do not know yet: they come first
            look = self._next_look(now)
        while not turn.given.acquire(timeout=max(0.0, min(look, end) - now)):
            now = time.monotonic()
            with self._lock:
                self._hand_on(now)  # one that was taken may be long by now
                look = self._next_look(now)
                if turn.since is None and (now >= end or caller.has_left):
                    self._waiting.remove(turn)
                    return None
        return turn

    def give_back(self, turn: Turn) -> None:
        """End a turn, and hand it on."""
        with self._lock:
            self._shares.give_back(turn.peer)
            self._taken.remove(turn)
            if self._waiting:
                self._hand_on(time.monotonic())

    def _are_free(self, now: float) -> bool:
        """Whether one more may be given now."""
        return len(self._taken) < self._most and len(self._short(now)) < self._usual

    def _short(self, now: float) -> list[float]:
        """Of the turns that are not long, since when they last."""
        return [turn.since for turn in self._taken if turn.since is not None and turn.since > now - LONG]

    def _next_look(self, now: float) -> float:
        """When one who waits should look again though nobody gives a turn back: the next one is long then, or a caller may have left."""
        return min([now + LOOK, *(since + LONG for since in self._short(now))])

    def _give(self, turn: Turn, now: float) -> None:
        turn.since = now
        self._taken.append(turn)
        self._shares.take(turn.peer)

    def _hand_on(self, now: float) -> None:
        while self._are_free(now) and (turn := self._next()) is not None:
            self._waiting.remove(turn)
            self._give(turn, now)
            turn.given.release()

    def _next(self) -> Turn | None:
        """Whose turn it is: the first whose peer has fewest, of those who may."""
        best, fewest = None, 0
        for turn in self._waiting:
            taken = self._shares.taken(turn.peer)
            if (best is None or taken < fewest) and self._shares.may_have(turn.peer):
                best, fewest = turn, taken
                if not fewest:
                    break  # nobody can have fewer
        return best
