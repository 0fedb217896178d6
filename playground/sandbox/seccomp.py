"""A seccomp filter for this process: only the listed system calls work from then on, for good. The only import of ctypes.

Evidence for structures and numbers: Linux's `include/uapi/linux/{filter,seccomp,audit}.h`, seccomp(2), each architecture's syscall table.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_X86_64 = {
    # talk
    "read": 0, "write": 1, "recvfrom": 45, "sendto": 44, "close": 3,
    # memory
    "brk": 12, "mmap": 9, "mprotect": 10, "mremap": 25, "munmap": 11, "madvise": 28,
    # threads
    "futex": 202, "sched_yield": 24, "set_robust_list": 273, "rseq": 334, "membarrier": 324, "restart_syscall": 219,
    # signals
    "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "sigaltstack": 131,
    # time
    "setitimer": 38, "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "nanosleep": 35, "gettimeofday": 96,
    "getrusage": 98, "times": 100,
    # itself
    "getpid": 39, "gettid": 186, "getrandom": 318, "exit": 60, "exit_group": 231,
}  # fmt: skip
_ARM64 = {
    # talk
    "read": 63, "write": 64, "recvfrom": 207, "sendto": 206, "close": 57,
    # memory
    "brk": 214, "mmap": 222, "mprotect": 226, "mremap": 216, "munmap": 215, "madvise": 233,
    # threads
    "futex": 98, "sched_yield": 124, "set_robust_list": 99, "rseq": 293, "membarrier": 283, "restart_syscall": 128,
    # signals
    "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "sigaltstack": 132,
    # time
    "setitimer": 103, "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115, "nanosleep": 101, "gettimeofday": 169,
    "getrusage": 165, "times": 153,
    # itself
    "getpid": 172, "gettid": 178, "getrandom": 278, "exit": 93, "exit_group": 94,
}  # fmt: skip
"""What a child needs to compute, to talk to its one socket and to end: the same calls on each. Everything else fails with EPERM."""


@dataclass(frozen=True, slots=True)
class Architecture:
    """A processor family: its audit number, the number of seccomp(2), and the calls that a child needs, by name."""

    audit: int
    seccomp: int
    calls: Mapping[str, int]


ARCHITECTURES = {
    "x86_64": Architecture(audit=0xC000003E, seccomp=317, calls=_X86_64),
    "aarch64": Architecture(audit=0xC00000B7, seccomp=277, calls=_ARM64),
}

LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | errno.EPERM
PR_SET_NO_NEW_PRIVS = 38
SET_MODE_FILTER, ALL_THREADS = 1, 1


class Program(ctypes.Structure):
    """`struct sock_fprog`: how many instructions, and where they are."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def lock() -> bool:
    """Lock every thread of this process, for good. Gives False where the platform cannot; nothing has then changed."""
    architecture = ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or architecture is None:
        return False
    instructions = filter_for(architecture)
    program = Program(len(instructions) // 8, instructions)
    libc = ctypes.CDLL(None)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), *[ctypes.c_ulong(0)] * 3):
        return False
    return bool(libc.syscall(ctypes.c_long(architecture.seccomp), SET_MODE_FILTER, ALL_THREADS, ctypes.byref(program)) == 0)


def filter_for(architecture: Architecture) -> bytes:
    """The filter's program: another architecture's calls fail, the listed ones pass, the rest fails."""
    calls = architecture.calls.values()
    steps = [
        (LOAD, 0, 0, 4),  # seccomp_data.arch
        (EQUAL, 0, len(calls) + 1, architecture.audit),
        (LOAD, 0, 0, 0),  # seccomp_data.nr
        *((EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)),
        (RETURN, 0, 0, FAIL),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
