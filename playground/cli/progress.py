"""How far a long run is, for somebody who watches."""

from __future__ import annotations

import math
import os
import sys
import time
from itertools import count
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 1.0
"""Seconds that a run may take without a bar."""
INTERVAL = 0.1
"""Seconds between two pictures of the bar."""
ERASE = "\r\x1b[2K\x1b[?25h"
"""Takes the terminal's line away, and shows the cursor again, which Click's bar hides."""


class Progress:
    """A bar on standard error, where that is a terminal and a run takes over a second. In pipes and files there is never one."""

    def __init__(self, length: int | None, what: str, *, wanted: bool = True) -> None:
        """`length` is the sum of all steps, None where it is not known; `what` names the things that are counted."""
        seen = wanted and sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._length, self._what = length, what
        self._begun = time.monotonic()
        self._due = self._begun + PATIENCE if seen else math.inf
        self._bar: ProgressBar[int] | None = None
        self._count = self._pending = 0

    def step(self, amount: int) -> None:
        """One more thing is done: `amount` of the whole length."""
        self._count += 1
        self._pending += amount
        if time.monotonic() < self._due or (self._bar is None and self._pending == self._length):
            return
        self._bar = self._bar or self._begin()
        self._bar.update(self._pending, self._count)
        self._pending = 0
        self._due = time.monotonic() + INTERVAL

    def hide(self) -> None:
        """Make room for what is printed next; the next step shows the bar again."""
        if self._bar is not None:
            sys.stderr.write(ERASE)
            sys.stderr.flush()

    close = hide

    def _begin(self) -> ProgressBar[int]:
        def counted(number: int | None) -> str:
            return f"{number:,} {self._what}" if number else ""

        bar = click.progressbar(count(), length=self._length, file=sys.stderr, item_show_func=counted)
        bar.start = bar.last_eta = time.time() - (time.monotonic() - self._begun)
        return bar
