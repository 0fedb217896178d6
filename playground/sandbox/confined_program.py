"""How a fork of the starter becomes the program beside the children.

It has no environment but its own, no descriptor but the one it writes to, bounded memory, processor time and life, opens no file and calls
nobody. It ends with the starter, whatever ends that, and by a timer of the kernel's where nobody is left to kill it.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from playground.sandbox import seccomp
from playground.sandbox.child import NOBODY

if TYPE_CHECKING:
    from playground.sandbox.program import Program

DESCRIPTORS = 64
"""Sockets and the like that the program may have."""
AFTERWARDS = 1.0
"""Seconds after which the kernel ends what should have been killed."""


def become(program: Program, port: int, output: int, parent: int) -> NoReturn:
    """Turn this process, a fork of the starter (the process `parent`), into the program. OSError where it cannot be executed."""
    descriptor = os.open(program.arguments[0], os.O_RDONLY | os.O_CLOEXEC)  # before rights are dropped: it may lie in a home folder
    for number in (0, 1, 2):
        os.dup2(output, number)
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(ignored, signal.SIG_DFL)
    os.chdir("/")
    _confine(program)
    if os.getppid() != parent:  # it ended before the kernel was told that this process ends with it
        os._exit(0)
    arguments = [one.replace("{port}", str(port)) for one in program.arguments]
    os.execve(descriptor, arguments, dict(program.environment))  # noqa: S606 - the operator's own program, without a shell


def _confine(program: Program) -> None:
    limits = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CPU": int(program.seconds + AFTERWARDS) + 1,
        "RLIMIT_NOFILE": DESCRIPTORS,
        "RLIMIT_DATA": program.memory,
    }
    for name, value in limits.items():
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))
    signal.setitimer(signal.ITIMER_REAL, program.ahead + program.seconds + AFTERWARDS)
    if os.geteuid() == 0:
        with suppress(OSError):  # a user namespace may know no such user
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    if sys.platform == "linux":
        seccomp.end_with_parent()  # here, for dropped rights undo it
    seccomp.lock_program()
