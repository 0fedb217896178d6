"""What a starter imports whose system refuses: the first fork fails, the second one's child gets no thread, all others do."""

from __future__ import annotations

import errno
import os
import threading
from itertools import count

_fork, _start, _asked = os.fork, threading.Thread.start, count(1)


def refuse(_thread: threading.Thread) -> None:
    """A thread that the system does not give."""
    raise RuntimeError("can't start new thread")


def fork() -> int:
    """`os.fork`, as the system's limit of processes lets it."""
    number = next(_asked)
    if number == 1:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    threading.Thread.start = refuse if number == 2 else _start  # type: ignore[assignment,method-assign]
    return _fork()


os.fork = fork


def answer(request: bytes, _limits: object) -> bytes:
    """The request."""
    return request
