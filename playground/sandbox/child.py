"""A child of the sandbox: confined, it answers one call after the other. Only `starter` makes one.

A child may compute, and talk to its one socket: it has no other descriptor and can open none (so no file and no network), no environment,
bounded memory and processor time, and a timer of the kernel's that ends it at its deadline, even where nobody is left to kill it.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from playground.sandbox import seccomp
from playground.sandbox.asking import CALLER
from playground.sandbox.frames import ANSWER, ASK, CRASH, OUT_OF_MEMORY, receive, send
from playground.tracebacks import exception_lines

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from playground.limits import Limits

    Function = Callable[[bytes, Limits], bytes]

LIFETIME = 60
"""Seconds of processor time after which a child is killed, half of which it uses before it makes way for a fresh one."""
GROWN = 80 * 1024 * 1024
"""Resident bytes above which a child makes way for a fresh one once it has answered."""
UNTIDY = 10_000
"""Objects that calls may leave to the collector; it takes time in proportion to them, and should not take it from an answer."""
NOBODY = 65534
"""The user without rights, by Linux's convention (`/proc/sys/kernel/overflowuid`)."""


class Child:
    """What a child does, once it is forked: `grace` and `idle` are seconds."""

    def __init__(self, function: Function, limits: Limits, grace: float, idle: float) -> None:
        self._function = function
        self.limits = limits
        self._alarm = limits.seconds + 2 * grace
        self._idle = idle

    def run(self, link: socket.socket) -> None:
        """Receive, call, send; ends when the pool's socket closes, when nobody asks, or when much time or memory is used."""
        confine(self.limits.memory)

        def ask(question: bytes) -> bytes:
            send(link, ASK, question)
            return receive(link)[1]

        CALLER.set(ask)
        with suppress(OSError):
            while not spent():
                signal.setitimer(signal.ITIMER_REAL, self._idle)
                _, request = receive(link)
                signal.setitimer(signal.ITIMER_REAL, self._alarm)
                kind, answer = self._call(request)
                send(link, kind, answer)
                del request, answer
                if gc.get_count()[0] > UNTIDY:
                    gc.collect(0)  # now that the answer is out
                if kind != ANSWER:
                    break

    def _call(self, request: bytes) -> tuple[bytes, bytes]:
        try:
            return ANSWER, self._function(request, self.limits)
        except MemoryError:
            return OUT_OF_MEMORY, b""
        except Exception as error:  # noqa: BLE001 - whatever it is, it is our fault, and the log's to tell
            return CRASH, "".join(exception_lines(error, is_quiet=True, limit=-20)).encode("utf-8", "replace")


def confine(memory: int) -> None:
    """Drop rights and set limits for this process: rlimits, user, seccomp. Only Linux has all of them; others apply those they have."""
    sys.stdout = sys.stderr = sys.stdin = None
    limits = {"RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "RLIMIT_CPU": LIFETIME, "RLIMIT_NPROC": 0, "RLIMIT_NOFILE": 0}
    with suppress(OSError):  # no /proc: not Linux
        _, resident, *_, data, _ = (int(pages) * resource.getpagesize() for pages in Path("/proc/self/statm").read_bytes().split())
        limits["RLIMIT_DATA"] = data - resident + memory
    for name, value in limits.items():
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))
    if os.geteuid() == 0:  # no limit on processes holds the superuser
        with suppress(OSError):  # a user namespace may know no such user
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    seccomp.lock()


def spent() -> bool:
    """Whether this process has used so much processor time or memory that it should be replaced by a fresh one."""
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return time.process_time() > LIFETIME / 2 or resident > GROWN
