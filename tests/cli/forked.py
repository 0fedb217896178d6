"""`playground` in processes of its own, forked from one that has imported what it needs: that takes much less than a start from nothing.

How a start from nothing goes is for tests that start it so (`COMMAND` in `tests.cli.running`).
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from contextlib import suppress
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from playground.limits import Limits
from playground.sandbox.pool import Pool
from tests.places import ROOT
from tests.shared_starters import share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

IMPORTED = ("main", "cases", "check", "db", "doctor", "evaluate", "export", "freeze", "import_", "new")
LATER = ("playground.documents", "playground.evaluator", "playground.model", "playground.store.migrate", "playground.store.scenarios")
"""What those import when they are called."""
WORKERS = ("check_worker", "tool_worker", "worker")
"""Of `playground.evaluator`: what they call in a sandbox."""
LONGEST = 1 << 20
"""Bytes of a run's arguments and environment."""
PATIENCE = 60.0
"""Seconds that a run may take."""


class Forking:
    """The process that has imported the program and forks a process for each run."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        program = f"from tests.cli.forked import fork_for_each; fork_for_each({theirs.fileno()})"
        with theirs:
            command = [sys.executable, "-c", program]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=ROOT, start_new_session=True)
        self._control.settimeout(PATIENCE)

    def run(self, arguments: Sequence[str], text: bytes, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
        """One run in this process's working folder, with `text` as standard input. TimeoutError."""
        order = json.dumps({"arguments": list(arguments), "environment": dict(environment), "folder": os.getcwd()}).encode()  # noqa: PTH109 - a text
        with TemporaryFile() as given, TemporaryFile() as printed, TemporaryFile() as said:
            given.write(text)
            given.seek(0)
            socket.send_fds(self._control, [order], [one.fileno() for one in (given, printed, said)])
            status = int(self._control.recv(16))
            printed.seek(0)
            said.seek(0)
            return subprocess.CompletedProcess(["playground", *arguments], status, printed.read(), said.read())

    def close(self) -> None:
        """End it, and a run that hangs."""
        self._control.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@functools.cache
def forking() -> Forking:
    """The one of this process, which ends with it."""
    made = Forking()
    atexit.register(made.close)
    return made


def fork_for_each(control: int) -> None:
    """The program of that process: fork and wait, until the other end is closed."""
    for name in (*(f"playground.cli.{name}" for name in IMPORTED), *LATER):
        importlib.import_module(name)
    _begin()
    gc.freeze()
    link = socket.socket(fileno=control)
    while True:
        order, descriptors, _, _ = socket.recv_fds(link, LONGEST, 3)
        if not order:
            return
        pid = os.fork()
        if pid == 0:
            link.close()
            _become(json.loads(order), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(pid, 0)
        link.send(str(os.waitstatus_to_exitcode(status)).encode())


def _begin() -> None:
    """Start what the commands evaluate in where no setting says otherwise: who is forked later finds it ready."""
    share(pytest.MonkeyPatch())
    for worker in WORKERS:
        pool = Pool(f"playground.evaluator.{worker}:answer", Limits(), 1, warm_up=f"playground.evaluator.{worker}:warm_up")
        pool.wait_until_ready(PATIENCE)


def _become(order: dict[str, Any], descriptors: list[int]) -> NoReturn:
    """Run the program in this process, and end it."""
    status: object = 1
    try:
        for number, descriptor in enumerate(descriptors):
            os.dup2(descriptor, number)
            os.close(descriptor)
        os.environ.clear()
        os.environ.update(order["environment"])
        os.chdir(order["folder"])
        encoding, errors = sys.stdout.encoding, sys.stdout.errors
        sys.stdin, sys.stdout = os.fdopen(0, encoding=encoding, errors=errors), os.fdopen(1, "w", encoding=encoding, errors=errors)
        sys.stderr = os.fdopen(2, "w", buffering=1, encoding=sys.stderr.encoding, errors=sys.stderr.errors)
        sys.argv = ["playground", *order["arguments"]]
        from playground.cli.main import main  # noqa: PLC0415 - in the process that runs it

        status = main()
    except SystemExit as ending:
        status = ending.code
    except BaseException:  # noqa: BLE001 - as Python itself
        traceback.print_exc()
    finally:
        if isinstance(status, str):
            sys.stderr.write(f"{status}\n")
            status = 1
        sys.stdout.flush()
        sys.stderr.flush()
        atexit._run_exitfuncs()
        os._exit(int(status or 0))  # type: ignore[call-overload]
