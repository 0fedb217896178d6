"""The processes of the sandbox: the starter, and the children that it forks. Imported by nobody but `pool`.

A child may compute, and talk to its one socket: it has no other descriptor and can open none (so no file and no network), no environment,
bounded memory and processor time, and a timer of the kernel's that ends it at its deadline, even where nobody is left to kill it.
"""

from __future__ import annotations

import codecs
import gc
import importlib
import os
import resource
import select
import signal
import socket
import struct
import sys
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from playground.limits import Limits
from playground.sandbox import seccomp

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[[bytes, Limits], bytes]

ORDER = struct.Struct(">cI")
START, STOP = b"+", b"-"
"""What the pool asks of the starter: ORDER(START, 0) with the new child's socket, answered by ORDER(START, its pid); ORDER(STOP, pid)."""
FRAME = struct.Struct(">cI")
ANSWER, OUT_OF_MEMORY, CRASH = b"A", b"M", b"X"
"""What crosses to a child and back: FRAME(kind, length) and so many bytes."""

AT_ONCE = 64 * 1024
"""Bytes that one call takes from the socket: all of a usual frame. More would be memory that malloc asks the kernel for each time."""
TIMEVAL = struct.Struct("@ll")
"""The kernel's `struct timeval`."""
LARGEST = 256 * 1024 * 1024
"""Bytes that the other side may announce; the largest real answer is `Limits.output` characters, each up to 12 bytes of JSON."""

STACK = 256 * 1024 * 1024
"""Bytes of stack for the call: deep templates recurse deeply, and an overrun stack cannot be caught. Only what is used takes memory."""
RECURSION = 20_000
"""Python frames, instead of 1,000; what is nested too deep is for `Limits.nesting` to say."""
LIFETIME = 60
"""Seconds of processor time after which a child is killed, half of which it uses before it makes way for a fresh one."""
GROWN = 96 * 1024 * 1024
"""Resident bytes above which a child makes way for a fresh one once it has answered."""
UNTIDY = 10_000
"""Objects that calls may leave to the collector; it takes time in proportion to them, and should not take it from an answer."""

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
NOBODY = 65534
"""The user without rights, by Linux's convention (`/proc/sys/kernel/overflowuid`)."""


def main(control: int, function: str, warm_up: str, limits: dict[str, Any], grace: float, idle: float) -> NoReturn:
    """The starter: import `function` ("module:name"), warm up, then fork and kill children as ordered until the pool's socket closes."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)  # ends when its socket closes, and not before the server's last answer
    sys.setrecursionlimit(RECURSION)
    server = _Server(load(function), Limits(**limits), grace, idle)
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    if warm_up:
        load(warm_up)(server.limits)
    gc.collect()
    gc.freeze()
    gc.set_threshold(1_000_000, 20, 20)  # a large body is one burst of objects that live to the end: looking at them often doubles the time
    _Starter(socket.socket(fileno=control), server).run()
    os._exit(0)


def load(name: str) -> Callable[..., Any]:
    """The function that "module:name" names."""
    module, _, attribute = name.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return function


class _Starter:
    """The loop that forks, kills and reaps."""

    def __init__(self, control: socket.socket, server: _Server) -> None:
        self._control = control
        self._server = server
        self._children: set[int] = set()

    def run(self) -> None:
        wake, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        while True:
            ready, _, _ = select.select([self._control.fileno(), wake], [], [])
            if wake in ready:
                os.read(wake, 4096)
            self._children -= {pid for pid in self._children if os.waitpid(pid, os.WNOHANG)[0]}
            try:
                if self._control.fileno() in ready and not self._obey():
                    break
            except OSError:  # the pool's process was killed
                break
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def _obey(self) -> bool:
        order, descriptors, _, _ = socket.recv_fds(self._control, ORDER.size, 1)
        if len(order) < ORDER.size:
            return False
        verb, pid = ORDER.unpack(order)
        if verb == START:
            pid = self._fork(descriptors[0])
            self._children.add(pid)
            self._control.sendall(ORDER.pack(START, pid))
        elif pid in self._children:  # not yet reaped, so the id is still its own
            os.kill(pid, signal.SIGKILL)
        return True

    def _fork(self, link: int) -> int:
        pid = os.fork()
        if pid:
            os.close(link)
            return pid
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(link, 0)
            os.closerange(1, 1024)
            threading.stack_size(STACK)
            thread = threading.Thread(target=self._server.run, args=[socket.socket(fileno=0)])
            thread.start()
            thread.join()
        finally:
            os._exit(0)


class _Server:
    """The child's loop: receive, call, send; ends when the pool's socket closes or the child has used much time or memory."""

    def __init__(self, function: Function, limits: Limits, grace: float, idle: float) -> None:
        self._function = function
        self.limits = limits
        self._alarm = limits.seconds + 2 * grace
        self._idle = idle

    def run(self, link: socket.socket) -> None:
        confine(self.limits.memory)
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
        except Exception:  # noqa: BLE001 - whatever it is, it is our fault, and the log's to tell
            return CRASH, traceback.format_exc(limit=-20).encode("utf-8", "replace")


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


def send(link: socket.socket, kind: bytes, data: bytes, deadline: float | None = None) -> None:
    """Send one frame; TimeoutError past `deadline` (of time.monotonic)."""
    frame = FRAME.pack(kind, len(data)) + data
    try:
        sent = link.send(frame, socket.MSG_DONTWAIT)  # a usual frame fits into the socket's buffer
        if sent == len(frame):
            return
    except BlockingIOError:
        sent = 0
    _allow_until(link, socket.SO_SNDTIMEO, deadline)
    try:
        link.sendall(memoryview(frame)[sent:])
    except BlockingIOError:
        raise TimeoutError from None


def receive(link: socket.socket, deadline: float | None = None) -> tuple[bytes, bytes]:
    """The next frame; ConnectionResetError where the other side has gone, TimeoutError past `deadline`.

    Each side waits for the other's frame before it sends one, so what comes is never part of a later one.
    """
    begun = _some(link, deadline)
    while len(begun) < FRAME.size:
        begun += _some(link, deadline)
    kind, length = FRAME.unpack_from(begun)
    if length > LARGEST:
        raise ConnectionResetError("the other side does not keep to the protocol")
    if len(begun) == FRAME.size + length:
        return kind, begun[FRAME.size :]
    parts = [begun[FRAME.size :]]
    missing = length - len(parts[0])
    while missing > 0:
        parts.append(_some(link, deadline))
        missing -= len(parts[-1])
    return kind, b"".join(parts)


def _some(link: socket.socket, deadline: float | None) -> bytes:
    """The bytes that are available, at least one; waits for them until `deadline`."""
    _allow_until(link, socket.SO_RCVTIMEO, deadline)
    try:
        data = link.recv(AT_ONCE)
    except BlockingIOError:
        raise TimeoutError from None
    if not data:
        raise ConnectionResetError("the other side has gone")
    return data


def _allow_until(link: socket.socket, timeout: int, deadline: float | None) -> None:
    """Let the kernel end the next call at `deadline`: `timeout` is the option for it. Python's own timeout makes three calls of one, and
    gives up the interpreter's lock at each: with many threads that costs more than all else here.
    """
    if deadline is not None:
        seconds, fraction = divmod(max(deadline - time.monotonic(), 0.001), 1)
        link.setsockopt(socket.SOL_SOCKET, timeout, TIMEVAL.pack(int(seconds), int(fraction * 1_000_000)))
