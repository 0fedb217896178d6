"""The starter: the process that imports the function once, then forks and kills the children as the pool orders. Its program is `main`."""

from __future__ import annotations

import codecs
import errno
import gc
import importlib
import os
import select
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from playground.limits import Limits
from playground.sandbox.child import Child
from playground.sandbox.confined_program import become
from playground.sandbox.frames import FAILED, NO_THREAD, ORDER, PROGRAM, READY, START, WHY, receive, send
from playground.sandbox.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable

STACK = 256 * 1024 * 1024
"""Bytes of stack for the call: deep templates recurse deeply, and an overrun stack cannot be caught. Only what is used takes memory."""
RECURSION = 20_000
"""Python frames, instead of 1,000; what is nested too deep is for `Limits.nesting` to say."""
ENCODINGS = (
    "ascii",
    "latin-1",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "unicode-escape",
    "raw-unicode-escape",
    "idna",
)
"""What Python loads from a file at its first use, which is too late in a child."""


def main(  # noqa: PLR0913, PLR0917 - each is a setting of its own
    control: int, function: str, warm_up: str, limits: dict[str, Any], grace: float, idle: float, program: dict[str, Any] | None
) -> NoReturn:
    """The starter: import `function` ("module:name"), warm up, then fork and kill children as ordered until the pool's socket closes.

    Without a function ("") it starts the `program` alone.
    """
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)  # ends when its socket closes, and not before the server's last answer
    sys.setrecursionlimit(RECURSION)
    child = Child(load(function) if function else _nothing, Limits(**limits), grace, idle)
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    if warm_up:
        load(warm_up)(child.limits)
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(1_000_000, 20, 20)  # a large body is one burst of objects that live to the end: looking at them often doubles the time
    low = os.dup(control)  # a server with very many clients gives a number that `select` does not take, nor a child closes
    os.close(control)
    _Starter(socket.socket(fileno=low), child, Program(**program) if program else None).run()
    os._exit(0)


def _nothing(request: bytes, _: Limits) -> bytes:
    """The function of a starter that starts the program alone: nobody asks for it."""
    return request


def load(name: str) -> Callable[..., Any]:
    """The function that "module:name" names."""
    module, _, attribute = name.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return function


REMEMBERED = 100
"""Children that have ended and of which it can be asked why."""
STARVED = frozenset({signal.SIGABRT, signal.SIGBUS, signal.SIGSEGV})
AT_ITS_END = 0.1
"""Seconds that a child may take to end once its socket is closed."""


class _Starter:
    """The loop that forks, kills and reaps."""

    def __init__(self, control: socket.socket, child: Child, program: Program | None) -> None:
        self._control = control
        self._child = child
        self._program = program
        self._children: set[int] = set()
        self._starved: dict[int, bool] = {}  # of those that ended lately, whether for lack of memory

    def run(self) -> None:
        wake, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        with suppress(OSError):  # the pool was closed before this process was ready, which the loop sees
            self._control.sendall(ORDER.pack(READY, 0))
        while True:
            ready, _, _ = select.select([self._control.fileno(), wake], [], [])
            if wake in ready:
                os.read(wake, 4096)
            self._reap()
            try:
                if self._control.fileno() in ready and not self._obey():
                    break
            except OSError:  # the pool's process was killed
                break
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def _reap(self) -> None:
        """Note which children have ended, and whether for lack of memory.

        A library that is given none ends its process, or writes to where there is nothing: by such a signal, and much memory, it is known.
        """
        for pid in list(self._children):
            ended, status, used = os.wait4(pid, os.WNOHANG)
            if ended:
                self._children.discard(pid)
                by_signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
                most = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
                self._starved[pid] = by_signal in STARVED and most > self._child.limits.memory // 2
        while len(self._starved) > REMEMBERED:
            del self._starved[next(iter(self._starved))]

    def _obey(self) -> bool:
        order, descriptors, _, _ = socket.recv_fds(self._control, ORDER.size, 1)
        if len(order) < ORDER.size:
            return False
        verb, pid = ORDER.unpack(order)
        if verb == START:
            self._control.sendall(self._start(descriptors, self._fork))
        elif verb == PROGRAM:
            self._control.sendall(self._start(descriptors, lambda link: self._fork_program(link, pid)))
        elif verb == WHY:
            self._control.sendall(ORDER.pack(WHY, self._was_starved(pid)))
        elif pid in self._children:  # not yet reaped, so the id is still its own
            os.kill(pid, signal.SIGKILL)
        return True

    def _was_starved(self, pid: int) -> bool:
        """Whether a child ended for lack of memory; its socket closes a moment before it can be reaped."""
        last = time.monotonic() + AT_ITS_END
        while pid in self._children and time.monotonic() < last:
            time.sleep(0.001)
            self._reap()
        return self._starved.get(pid, False)

    def _start(self, descriptors: list[int], fork: Callable[[int], int]) -> bytes:
        """Fork a child, or the program: what the pool is told. Where the system gives no process, that costs this one call."""
        if not descriptors:  # it could not be handed over: this process has no descriptor left
            return ORDER.pack(FAILED, errno.EMFILE)
        try:
            pid = fork(descriptors[0])
        except OSError as error:
            return ORDER.pack(FAILED, error.errno or 0)
        finally:
            os.close(descriptors[0])
        self._children.add(pid)
        return ORDER.pack(START, pid)

    def _fork_program(self, link: int, port: int) -> int:
        starter = os.getpid()
        pid = os.fork()
        if pid or self._program is None:
            return pid
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            become(self._program, port, link, starter)
        finally:
            os._exit(1)

    def _fork(self, link: int) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(link, 0)
            os.closerange(1, 1024)
            threading.stack_size(STACK)
            link_socket = socket.socket(fileno=0)
            thread = threading.Thread(target=self._child.run, args=[link_socket])
            try:
                thread.start()
            except RuntimeError:  # the system gives no thread, as at its limit of processes
                receive(link_socket)  # an answer that comes before its question would be lost
                send(link_socket, NO_THREAD, b"")
            else:
                thread.join()
        finally:
            os._exit(0)
