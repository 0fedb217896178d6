"""A fair semaphore: `usual` permits, up to `most` while calls run long; who has the fewest is next, and among equals who waited longest."""

from __future__ import annotations

import threading
import time

from playground.sandbox.caller import Caller
from playground.shares import Shares

PATIENCE = 0.02
"""Seconds that one waits for a usual turn before taking an additional one. A child that worked just now is faster by a fifth than one
that was pushed out of the processor's caches, so short calls had better share one.
"""
NOBODY = Caller()
"""The name under which callers without a name are counted."""
LOOK = 0.1
"""Seconds between two looks at whether a caller that waits has left."""


class Turns:
    """The semaphore: `usual` permits are given at a time, and up to `most` where those take long; see `Shares` for one peer's part."""

    def __init__(self, most: int, usual: int, share: float = 1.0) -> None:
        self._most = most
        self._usual = min(usual, most)
        self._taken = 0
        self._lock = threading.Lock()
        self._shares = Shares(most, share)
        self._waiting: list[_Turn] = []

    def take(self, seconds: float, caller: Caller = NOBODY) -> bool:
        """Wait for a turn; False where none came in time, or the caller left."""
        end = time.monotonic() + seconds
        with self._lock:
            self._shares.ask(caller.peer)
            if self._taken < self._usual and self._shares.may_have(caller.peer):
                self._start(caller.peer)
                return True
            turn = _Turn(caller.peer)
            self._waiting.append(turn)
        if turn.given.acquire(timeout=min(seconds, PATIENCE)):
            return True
        with self._lock:
            if turn in self._waiting and self._taken < self._most and self._shares.may_have(caller.peer):
                self._waiting.remove(turn)
                self._start(caller.peer)
                return True
        while not caller.has_left and (left := end - time.monotonic()) > 0:
            if turn.given.acquire(timeout=min(left, LOOK)):
                return True
        with self._lock:
            if turn not in self._waiting:  # given in the last moment
                return True
            self._waiting.remove(turn)
            return False

    def give_back(self, caller: Caller = NOBODY) -> None:
        """Hand the turn on; where more than usual are taken, only to one who has waited long."""
        with self._lock:
            self._shares.give_back(caller.peer)
            self._taken -= 1
            turn = self._next()
            if turn is not None:
                self._waiting.remove(turn)
                self._start(turn.peer)
                turn.given.release()

    def _start(self, peer: str) -> None:
        self._taken += 1
        self._shares.take(peer)

    def _next(self) -> _Turn | None:
        """Whose turn it is: the first whose peer has fewest, of those who may; beyond the usual turns, of those who waited long."""
        is_usual, long_ago = self._taken < self._usual, time.monotonic() - PATIENCE
        best, fewest = None, 0
        for turn in self._waiting:
            taken = self._shares.taken(turn.peer)
            if (best is None or taken < fewest) and (is_usual or turn.asked < long_ago) and self._shares.may_have(turn.peer):
                best, fewest = turn, taken
                if not fewest:
                    break  # nobody can have fewer
        return best


class _Turn:
    """One who waits since `asked`; the lock opens when the turn is given."""

    __slots__ = ("asked", "given", "peer")

    def __init__(self, peer: str) -> None:
        self.peer = peer
        self.asked = time.monotonic()
        self.given = threading.Lock()
        self.given.acquire()
