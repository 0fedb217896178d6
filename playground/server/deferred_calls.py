"""What threads leave to the loop. To wake it a thread gives up the interpreter's lock, and the loop then takes the processor from it."""

from __future__ import annotations

import os
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from gunicorn.workers.gthread import PollableMethodQueue

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 4096
"""Bytes that are read of the pipe at once; there is seldom more than one in it."""


class DeferredCalls(PollableMethodQueue):
    """gunicorn's queue, which wakes the loop at each call; this one only where the loop waits, and once until it has run them."""

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[Callable[[], object]] = deque()
        self._is_awaited = False

    def defer(self, callback: Callable[..., object], *args: Any) -> None:
        """Have the loop call a function. Called by any thread, and by a signal's handler."""
        self._calls.append(partial(callback, *args))  # before the question, as the loop asks in the other order: none is overlooked
        if self._is_awaited:
            self._is_awaited = False
            self._wake()

    def are_there(self) -> bool:
        """Whether there are calls; the loop, which asks, is about to wait where there are none."""
        self._is_awaited = True
        return bool(self._calls)

    def run(self) -> None:
        """Make the calls that are there now."""
        self._is_awaited = False
        for _ in range(len(self._calls)):
            self._calls.popleft()()

    def run_callbacks(self, _fileobj: object, _max_callbacks: int = 0) -> None:
        """What the poller calls where the loop was woken: the calls are made by `run`."""
        with suppress(OSError):
            os.read(self._read_fd, _MOST)

    def _wake(self) -> None:
        with suppress(OSError):  # the pipe is full: then there is something to wake it
            os.write(self._write_fd, b"\0")
