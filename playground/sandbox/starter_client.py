"""The pool's side of the starter: launches the process, and asks it for children and for their end. No wait is without a deadline."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from playground.errors import Busy
from playground.sandbox.errors import ChildKilled
from playground.sandbox.frames import FAILED, ORDER, PROGRAM, READY, START, STOP, WHY, allow_until
from playground.sandbox.program import StartedProgram, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.limits import Limits
    from playground.sandbox.program import Program

BOOT = """
import gc, json, sys
gc.disable()
settings = json.loads(sys.argv[1])
sys.path[:] = settings.pop("path")
from playground.sandbox.starter import main
main(**settings)
"""
"""The starter's program: first the import path, for the function may live anywhere on it. No garbage is collected while it loads."""
FIRST_LAUNCH = 30.0
"""Seconds that calls wait for the first starter to import; a busy machine takes several."""
PORTS = 3
"""How often a program is started, each time at another port."""
FIRST_LINE = 4096
"""Bytes that are read of a program's first line."""
FORK_AT_MOST = 1.0
"""Seconds in which a starter that has imported forks a child (it takes some ms), or it is taken for hung and replaced."""


@dataclass(frozen=True, slots=True)
class StartedChild:
    """One child: our end of its socket, and its process id (only the starter, its parent, may signal it: an id is used again)."""

    link: socket.socket
    pid: int


class StarterClient:
    """The client of the starter process, which forks the children; launches it at once, and again where it has died or hangs."""

    def __init__(self, function: str, warm_up: str, limits: Limits, *, grace: float, idle: float, program: Program | None = None) -> None:
        """The starter's settings (`starter.main`): `grace` and `idle` in seconds."""
        self._settings: dict[str, object] = {
            "function": function,
            "warm_up": warm_up,
            "limits": asdict(limits),
            "grace": grace,
            "idle": idle,
        }
        self._settings["program"] = asdict(program) if program else None
        self._lock = threading.Lock()
        self._closed = False
        self._was_ready = False  # whether any starter ever was
        self._ready = False
        self._launched = 0.0
        self._owed: float | None = None  # since when the starter owes an answer for which its caller had no time left
        self._launch()

    def wait_until_ready(self) -> None:
        """Wait for the first starter to import what it needs. Returns at once ever after. Raises Busy after FIRST_LAUNCH seconds."""
        if self._was_ready:
            return
        last = time.monotonic() + FIRST_LAUNCH
        with self._locked(last):
            self._make_ready(last)

    def check(self, last: float) -> None:
        """See that a starter is there and has imported, by `last` (of time.monotonic). Raises Busy, and ChildKilled after `close`."""
        with self._locked(last):
            if self._process.poll() is not None:
                self._relaunch()
            self._make_ready(last)

    def start(self, last: float) -> StartedChild:
        """A new child, by `last` (of time.monotonic). Raises Busy where there is none to be had in time, ChildKilled after `close`."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._locked(last):
                return StartedChild(ours, self._order_start(theirs, last, ORDER.pack(START, 0)))
        except BaseException as error:
            ours.close()
            if isinstance(error, OSError):
                raise Busy(f"no process can be started: {error}") from error
            raise

    def start_program(self, last: float) -> StartedProgram:
        """The program, which listens, by `last` (of time.monotonic).

        Busy where there is none in time, or it ends at once; ChildKilled after `close`.
        """
        for _ in range(PORTS):
            ours, theirs = socket.socketpair()
            port = free_port()
            try:
                with theirs, self._locked(last):
                    pid = self._order_start(theirs, last, ORDER.pack(PROGRAM, port))
                allow_until(ours, socket.SO_RCVTIMEO, last)
                if ours.recv(FIRST_LINE):
                    return StartedProgram(port, pid, ours)
            except OSError as error:
                ours.close()
                raise Busy(f"the program does not start: {error}") from error
            except BaseException:
                ours.close()
                raise
            ours.close()  # it ended: another process has taken the port, or it cannot be executed
        raise Busy("the program ends at once")

    def stop(self, child: StartedChild | StartedProgram) -> None:
        """Kill a child, or the program, whatever it is doing. Where the starter has died or hangs, the child's own timer ends it."""
        last = time.monotonic() + FORK_AT_MOST
        with suppress(OSError, Busy), self._locked(last):
            allow_until(self._control, socket.SO_SNDTIMEO, last)
            self._control.sendall(ORDER.pack(STOP, child.pid))

    def was_starved(self, child: StartedChild) -> bool:
        """Whether a child has ended for lack of memory; False where that is not known in time."""
        last = time.monotonic() + FORK_AT_MOST
        with suppress(OSError, Busy), self._locked(last):
            self._settle(last)
            allow_until(self._control, socket.SO_SNDTIMEO, last)
            self._control.sendall(ORDER.pack(WHY, child.pid))
            self._owed = time.monotonic()
            verb, value = self._answer(last)
            return verb == WHY and value == 1
        return False

    def close(self) -> None:
        """End the process; it takes its children along."""
        self._closed = True
        with suppress(Busy), self._locked(time.monotonic() + 2 * FORK_AT_MOST):
            self._finalizer()

    @contextmanager
    def _locked(self, last: float) -> Iterator[None]:
        if not self._lock.acquire(timeout=max(0.0, last - time.monotonic())):
            raise Busy("others wait for the sandbox's starter")
        try:
            yield
        finally:
            self._lock.release()

    def _order_start(self, theirs: socket.socket, last: float, order: bytes) -> int:
        """The pid of what an order starts. A starter that has died is launched again; one that hangs is replaced for those after."""
        if self._closed:
            raise ChildKilled("crash", "the sandbox is closed")
        for _ in range(2):
            self._make_ready(last)
            try:
                self._settle(last)
                allow_until(self._control, socket.SO_SNDTIMEO, last)
                socket.send_fds(self._control, [order], [theirs.fileno()])
                self._owed = time.monotonic()
                verb, value = self._answer(last)
            except ConnectionError:
                self._relaunch()
            else:
                if verb == FAILED:
                    raise Busy(f"the system gives no process: {os.strerror(value)}")
                return value
        raise Busy("the sandbox's starter ended twice")

    def _settle(self, last: float) -> None:
        """Hear what is still owed, and let the child go whose caller is gone."""
        if self._owed is not None:
            verb, pid = self._answer(last)
            if verb == START:
                self._control.sendall(ORDER.pack(STOP, pid))

    def _answer(self, last: float) -> tuple[bytes, int]:
        """The starter's answer to the last order. One that does not come in FORK_AT_MOST seconds is a starter's that hangs."""
        hangs = (self._owed or 0.0) + FORK_AT_MOST
        try:
            answer = self._hear(min(last, hangs))
        except (TimeoutError, BlockingIOError):
            if time.monotonic() >= hangs:
                self._relaunch()
            raise Busy("the sandbox's starter did not answer in time") from None
        self._owed = None
        return answer

    def _make_ready(self, last: float) -> None:
        """Hear from a starter that it has imported."""
        for _ in range(2):
            if self._ready:
                return
            try:
                self._ready = self._was_ready = self._hear(last)[0] == READY
            except TimeoutError:
                if time.monotonic() > self._launched + FIRST_LAUNCH:
                    self._relaunch()
                raise Busy("the sandbox's starter is not ready yet") from None
            except ConnectionError:
                self._relaunch()
        if not self._ready:
            raise Busy("the sandbox's starter ended while it was starting")

    def _hear(self, last: float) -> tuple[bytes, int]:
        """What the starter says next. TimeoutError, ConnectionError."""
        allow_until(self._control, socket.SO_RCVTIMEO, last)
        try:
            reply = self._control.recv(ORDER.size, socket.MSG_WAITALL)
        except BlockingIOError:
            raise TimeoutError from None
        if len(reply) < ORDER.size:
            raise ConnectionResetError("the sandbox's starter has ended")
        verb, value = ORDER.unpack(reply)
        return verb, value

    def _launch(self) -> None:
        ours, theirs = socket.socketpair()
        settings = json.dumps({"path": sys.path, "control": theirs.fileno(), **self._settings})
        try:
            with theirs:
                process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                    [sys.executable, "-I", "-c", BOOT, settings],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    env={},
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,  # Ctrl-C in the terminal is for the server; the starter ends when its socket closes
                )
        except BaseException:
            ours.close()
            raise
        self._control, self._process = ours, process
        self._ready, self._launched, self._owed = False, time.monotonic(), None
        self._finalizer = weakref.finalize(self, _shut, ours, process)

    def _relaunch(self) -> None:
        """Replace a starter that has died, or hangs. Its children end by themselves: their sockets close, or their timers run out."""
        if self._closed:
            raise ChildKilled("crash", "the sandbox is closed")
        self._process.kill()
        self._finalizer()
        self._launch()


def _shut(control: socket.socket, process: subprocess.Popen[bytes]) -> None:
    """Close the starter's socket, upon which it kills its children and ends; insist where it does not."""
    control.close()
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
