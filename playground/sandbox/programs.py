"""The programs of a pool: one is started for each call that wants it, and one ahead of the next call.

To start one takes as long as all that it is then asked; people who type ask again within seconds.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from playground.errors import Busy
from playground.sandbox.errors import ChildKilled
from playground.sandbox.starter_client import StarterClient

if TYPE_CHECKING:
    from playground.limits import Limits
    from playground.sandbox.program import Program, StartedProgram


class Programs:
    """Starts and kills them. They have a starter of their own, made when one is first wanted: to fork a process that has imported
    nothing takes a quarter of the time.
    """

    def __init__(self, program: Program, limits: Limits, grace: float) -> None:
        """`grace` in seconds (`starter.main`)."""
        self._program = program
        self._limits = limits
        self._grace = grace
        self._lock = threading.Lock()
        self._client: StarterClient | None = None
        self._ahead: StartedProgram | None = None
        self._usable_until = 0.0
        self._is_making = False
        self._closed = False

    def wait_until_ready(self, last: float) -> None:
        """See that there is a starter that has imported, by `last` (of time.monotonic). Busy, ChildKilled."""
        self._starter().check(last)

    def start(self, last: float) -> StartedProgram:
        """One that listens and was not asked yet, by `last` (of time.monotonic). Busy, ChildKilled."""
        starter = self._starter()
        with self._lock:
            ahead, self._ahead = self._ahead, None
        if ahead is not None:
            if time.monotonic() < self._usable_until:
                return ahead
            _kill(starter, ahead)
        return starter.start_program(last)

    def stop(self, program: StartedProgram) -> None:
        """Kill one, and start another for the next call."""
        starter = self._starter()
        _kill(starter, program)
        with self._lock:
            if self._closed or self._is_making or (self._ahead is not None and time.monotonic() < self._usable_until):
                return
            old, self._ahead, self._is_making = self._ahead, None, True
        if old is not None:
            _kill(starter, old)
        try:
            threading.Thread(target=self._start_ahead, args=[starter], daemon=True).start()
        except RuntimeError:  # the system gives no thread
            self._is_making = False

    def close(self) -> None:
        """End the starter, which takes along what is left."""
        with self._lock:
            self._closed, ahead, self._ahead = True, self._ahead, None
        if ahead is not None:
            ahead.link.close()
        if self._client is not None:
            self._client.close()

    def _starter(self) -> StarterClient:
        with self._lock:
            if self._closed:
                raise ChildKilled("crash", "the sandbox is closed")
            if self._client is None:
                self._client = StarterClient("", "", self._limits, grace=self._grace, idle=0.0, program=self._program)
            return self._client

    def _start_ahead(self, starter: StarterClient) -> None:
        begun = time.monotonic()
        started = None
        with suppress(Busy, ChildKilled):
            started = starter.start_program(begun + self._program.seconds)
        with self._lock:
            self._is_making = False
            if started is not None and not self._closed:
                self._ahead, self._usable_until = started, begun + self._program.ahead
                return
        if started is not None:
            started.link.close()


def _kill(starter: StarterClient, program: StartedProgram) -> None:
    program.link.close()
    starter.stop(program)
