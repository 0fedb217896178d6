"""The pool's side of the starter: launches the process, and asks it for children and for their end."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from playground.sandbox.errors import ChildKilled
from playground.sandbox.frames import ORDER, START, STOP

if TYPE_CHECKING:
    from playground.limits import Limits

BOOT = """
import json, sys
settings = json.loads(sys.argv[1])
sys.path[:] = settings.pop("path")
from playground.sandbox.starter import main
main(**settings)
"""
"""The starter's program: the caller's import path first, for the function may live anywhere on it."""
LAUNCHES = 3
"""How often a child is asked for where the starter has died of something else: a call changes nothing."""


@dataclass(frozen=True, slots=True)
class StartedChild:
    """One child: our end of its socket, and its process id (only the starter, its parent, may signal it: an id is used again)."""

    link: socket.socket
    pid: int


class StarterClient:
    """The client of the starter process, which forks the children; launches it at once, and again where it has died."""

    def __init__(self, function: str, warm_up: str, limits: Limits, *, grace: float, idle: float) -> None:
        """The starter's settings (`starter.main`): `grace` and `idle` in seconds."""
        self._settings = {"function": function, "warm_up": warm_up, "limits": asdict(limits), "grace": grace, "idle": idle}
        self._lock = threading.Lock()
        self._closed = False
        self._control, self._process = self._launch()
        self._finalizer = weakref.finalize(self, _shut, self._control, self._process)

    def start(self) -> StartedChild:
        """A new child. Raises ChildKilled where there is none to be had."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                return StartedChild(ours, self._order_start(theirs))
        except BaseException as error:
            ours.close()
            if isinstance(error, OSError):
                raise ChildKilled("crash", f"no process can be started: {error}") from error
            raise

    def stop(self, child: StartedChild) -> None:
        """Kill a child, whatever it is doing. Where the starter has died, the child's own timer ends it."""
        with self._lock, suppress(OSError):
            self._control.sendall(ORDER.pack(STOP, child.pid))

    def close(self) -> None:
        """End the process; it takes its children along."""
        with self._lock:
            self._closed = True
            self._finalizer()

    def _order_start(self, theirs: socket.socket) -> int:
        for _ in range(LAUNCHES - 1):
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
