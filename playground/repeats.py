"""What happens again and again is not told each time: a log that a stranger can fill is no log."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

KINDS = 1000
"""Kinds that are remembered; with more, the oldest is told anew."""


@dataclass(slots=True)
class _Tally:
    """One kind's window: when it began, what was told in it, and what was not."""

    begun: float
    told: int = 0
    untold: int = 0


class Repeats:
    """Counts what happens, by kind: each is told `times` in `seconds`, and then how often it was not."""

    def __init__(self, times: int = 1, seconds: float = 60.0) -> None:
        self._times = times
        self._seconds = seconds
        self._lock = threading.Lock()
        self._tallies: dict[object, _Tally] = {}

    def note(self, kind: object) -> str | None:
        """It happened once more. None: say nothing. Else say it, with this behind it: "" or how many were not told."""
        now = time.monotonic()
        with self._lock:
            tally = self._tallies.get(kind)
            if tally is None or now >= tally.begun + self._seconds:
                untold = tally.untold if tally else 0
                tally = self._tallies[kind] = _Tally(now)
                while len(self._tallies) > KINDS:
                    del self._tallies[next(iter(self._tallies))]
            elif tally.told >= self._times:
                tally.untold += 1
                return None
            else:
                untold = 0
            tally.told += 1
        return f" ({untold:,} more like it were not told.)" if untold else ""
