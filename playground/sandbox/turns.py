"""A fair semaphore: first come, first served; `usual` permits, and up to `most` while calls run long."""

from __future__ import annotations

import threading
import time
from collections import deque

PATIENCE = 0.02
"""Seconds that one waits for a usual turn before taking an additional one. A child that worked just now is faster by a fifth than one
that was pushed out of the processor's caches, so short calls had better share one.
"""


class Turns:
    """The semaphore: permits are given in the order of asking, `usual` at a time, and up to `most` where those take long."""

    def __init__(self, most: int, usual: int) -> None:
        self._most = most
        self._usual = min(usual, most)
        self._taken = 0
        self._lock = threading.Lock()
        self._waiting: deque[_Turn] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for a turn; False where none came in time."""
        with self._lock:
            if self._taken < self._usual:
                self._taken += 1
                return True
            turn = _Turn()
            self._waiting.append(turn)
        first = min(seconds, PATIENCE)
        if turn.given.acquire(timeout=first):
            return True
        with self._lock:
            if turn in self._waiting and self._taken < self._most:
                self._waiting.remove(turn)
                self._taken += 1
                return True
        if turn.given.acquire(timeout=seconds - first):
            return True
        with self._lock:
            if turn not in self._waiting:  # given in the last moment
                return True
            self._waiting.remove(turn)
            return False

    def give_back(self) -> None:
        """Hand the turn to who has waited longest; where more than usual are taken, only if that was long."""
        with self._lock:
            if self._waiting and (self._taken <= self._usual or self._waiting[0].asked < time.monotonic() - PATIENCE):
                self._waiting.popleft().given.release()
            else:
                self._taken -= 1


class _Turn:
    """One who waits since `asked`; the lock opens when the turn is given."""

    __slots__ = ("asked", "given")

    def __init__(self) -> None:
        self.asked = time.monotonic()
        self.given = threading.Lock()
        self.given.acquire()
