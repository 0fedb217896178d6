"""Limits how often events of one kind are logged, so that nobody can fill the log by repeating a request."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

KINDS = 1000
"""Kinds that are remembered; beyond that, the oldest is forgotten, and logged again at its next event."""


@dataclass(slots=True)
class _Tally:
    """The current window of one kind: when it began, how many events were logged in it, and how many were not."""

    begun: float
    told: int = 0
    untold: int = 0


class Repeats:
    """Counts events by kind. In each window of `seconds`, the first `times` of a kind are logged; how many were not is logged later."""

    def __init__(self, times: int = 1, seconds: float = 60.0) -> None:
        self._times = times
        self._seconds = seconds
        self._lock = threading.Lock()
        self._tallies: dict[object, _Tally] = {}

    def note(self, kind: object) -> str | None:
        """Count an event. None: do not log it. Else the text to append to its log line: "", or how many were not logged before."""
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
