"""Calls a function in a killable child process. Knows bytes, limits and time, nothing about templates.

Each pool has one *starter*, a new interpreter without environment or foreign descriptors, that imports the function once and forks
the children (`child`): a fresh child takes milliseconds, and the server's sockets are out of its reach. Only bytes cross.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from playground.errors import Busy, PlaygroundError
from playground.sandbox.child import ANSWER, ORDER, OUT_OF_MEMORY, START, STOP, receive, send
from playground.sandbox.turns import Turns

if TYPE_CHECKING:
    from playground.limits import Limits

BOOT = """
import json, sys
settings = json.loads(sys.argv[1])
sys.path[:] = settings.pop("path")
from playground.sandbox.child import main
main(**settings)
"""
"""The starter's program: the caller's import path first, for the function may live anywhere on it."""
GRACE = 0.25
"""Seconds on top of `Limits.seconds` before a child is killed: the evaluation's own clock comes first, for its answer names the place."""
ATTEMPTS = 3
"""A child, or the starter, may have died of something else (an idle child ends itself), and a call changes nothing: two more may try."""

Reason = Literal["seconds", "memory", "crash"]


class ChildKilled(PlaygroundError):
    """The child gave no answer: it ran out of time or memory, or crashed; `detail` is for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class Pool:
    """Up to `size` children that call `function` ("module:name": bytes, Limits → bytes). Make it after forking."""

    def __init__(
        self, function: str, limits: Limits, size: int = 8, *, usual: int | None = None, warm_up: str = "", idle: float = 60.0
    ) -> None:
        """While no call takes long, `usual` of the children (None: all) are at work at a time, and the others wait for them.

        A child that nobody asks for `idle` seconds ends.

        A child can open no file, so it can import nothing: `warm_up` ("module:name": Limits → None) is called once before the first
        child is made, and should do all that loads something at its first use.
        """
        self._limits = limits
        self._turns = Turns(size, usual or size)
        self._resting: list[_Child] = []
        self._starter = _StarterClient(function, warm_up, limits, idle)

    def call(self, request: bytes) -> bytes:
        """What the function gives for `request`, within `Limits.seconds` and half a second, waiting for a free child included.

        Raises ChildKilled where there is no answer, and Busy where it is the waiting that left too little time for one.
        """
        asked, patience = time.monotonic(), self._limits.seconds + 2 * GRACE
        if not self._turns.take(patience):
            raise Busy("no child came free in time")
        try:
            return self._ask(request, patience - (time.monotonic() - asked))
        finally:
            self._turns.give_back()

    def close(self) -> None:
        """End the starter and every child."""
        while self._resting:
            self._resting.pop().link.close()
        self._starter.close()

    def _ask(self, request: bytes, patience: float) -> bytes:
        child = self._rested() or self._starter.start()
        allowed = self._limits.seconds + GRACE
        deadline = time.monotonic() + min(allowed, patience)
        for attempt in range(ATTEMPTS):
            if attempt:
                child = self._starter.start()
            try:
                send(child.link, ANSWER, request, deadline)
                kind, answer = receive(child.link, deadline)
            except TimeoutError:
                self._end(child)
                if patience < allowed:
                    raise Busy("a child came free so late that its time was cut short") from None
                raise ChildKilled("seconds") from None
            except OSError:
                self._end(child)
                continue
            if kind == ANSWER:
                self._resting.append(child)
                return answer
            self._end(child)
            raise ChildKilled("memory" if kind == OUT_OF_MEMORY else "crash", answer.decode("utf-8", "replace"))
        raise ChildKilled("crash", "the process ended without an answer")

    def _rested(self) -> _Child | None:
        try:
            return self._resting.pop()
        except IndexError:
            return None

    def _end(self, child: _Child) -> None:
        child.link.close()
        self._starter.stop(child)


@dataclass(frozen=True, slots=True)
class _Child:
    """One child: our end of its socket, and its process id (only the starter, its parent, may signal it: an id is used again)."""

    link: socket.socket
    pid: int


class _StarterClient:
    """The client of the starter process, which forks the children; launches it at once, and again where it has died."""

    def __init__(self, function: str, warm_up: str, limits: Limits, idle: float) -> None:
        self._settings = {"function": function, "warm_up": warm_up, "limits": asdict(limits), "grace": GRACE, "idle": idle}
        self._lock = threading.Lock()
        self._closed = False
        self._control, self._process = self._launch()
        self._finalizer = weakref.finalize(self, _shut, self._control, self._process)

    def start(self) -> _Child:
        """A new child. Raises ChildKilled where there is none to be had."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                return _Child(ours, self._order_start(theirs))
        except BaseException as error:
            ours.close()
            if isinstance(error, OSError):
                raise ChildKilled("crash", f"no process can be started: {error}") from error
            raise

    def stop(self, child: _Child) -> None:
        """Kill a child, whatever it is doing. Where the starter has died, the child's own timer ends it."""
        with self._lock, suppress(OSError):
            self._control.sendall(ORDER.pack(STOP, child.pid))

    def close(self) -> None:
        """End the process; it takes its children along."""
        with self._lock:
            self._closed = True
            self._finalizer()

    def _order_start(self, theirs: socket.socket) -> int:
        for _ in range(ATTEMPTS - 1):
            with suppress(OSError):
                return self._try_start(theirs)
            self._relaunch()
        return self._try_start(theirs)

    def _try_start(self, theirs: socket.socket) -> int:
        socket.send_fds(self._control, [ORDER.pack(START, 0)], [theirs.fileno()])
        reply = self._control.recv(ORDER.size, socket.MSG_WAITALL)
        if len(reply) < ORDER.size:
            raise ConnectionResetError("the sandbox's starter has ended")
        pid: int = ORDER.unpack(reply)[1]
        return pid

    def _launch(self) -> tuple[socket.socket, subprocess.Popen[bytes]]:
        ours, theirs = socket.socketpair()
        settings = json.dumps({"path": sys.path, "control": theirs.fileno(), **self._settings})
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                [sys.executable, "-I", "-c", BOOT, settings],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={},
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C in the terminal is for the server; the starter ends when its socket closes
            )
        return ours, process

    def _relaunch(self) -> None:
        if self._closed:
            raise ChildKilled("crash", "the sandbox is closed")
        self._finalizer()
        self._control, self._process = self._launch()
        self._finalizer = weakref.finalize(self, _shut, self._control, self._process)


def _shut(control: socket.socket, process: subprocess.Popen[bytes]) -> None:
    """Close the starter's socket, upon which it kills its children and ends; insist where it does not."""
    control.close()
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
