"""The caller of a sandboxed function: who waits for its answer, and whether it still does."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

from playground.errors import Busy


class Caller:
    """Who waits for answers, from now on: `peer` is by what shares are counted. Once it has left, its call ends at once, and its child."""

    def __init__(self, peer: str = "") -> None:
        self.peer = peer
        self.since = time.monotonic()
        self.has_left = False
        self._lock = threading.Lock()
        self._link: socket.socket | None = None

    def leave(self) -> None:
        """Note that nobody waits for the answer any more; ends a call that is under way. Safe to call from any thread."""
        with self._lock:
            self.has_left = True
            if self._link is not None:
                with suppress(OSError):
                    self._link.shutdown(socket.SHUT_RDWR)  # upon which the thread that waits for the child is told that it has gone

    def wait_again(self) -> None:
        """Wait for a further answer, from now on."""
        self.since = time.monotonic()

    def wait_for(self, link: socket.socket | None) -> None:
        """Note that a child works for the caller behind this socket, which `leave` then shuts, or (None) that none does any more.

        Raises Busy where the caller has left before the child was asked.
        """
        with self._lock:
            if link is not None:
                self.check()
            self._link = link

    def check(self) -> None:
        """Raises Busy where the caller has left: there is nobody to read what it says."""
        if self.has_left:
            raise Busy("nobody waits for the answer any more")
