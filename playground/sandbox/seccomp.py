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

NEEDED = {
    "talk": ("read", "write", "recvfrom", "sendto", "close"),
    "memory": ("brk", "mmap", "mprotect", "mremap", "munmap", "madvise"),
    "threads": ("futex", "sched_yield", "set_robust_list", "rseq", "membarrier", "restart_syscall"),
    "signals": ("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack"),
    "time": ("setitimer", "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "getrusage", "times"),
    "itself": ("getpid", "gettid", "getrandom", "exit", "exit_group"),
}
"""What a child needs to compute, to talk to its one socket and to end. Everything else fails with EPERM."""


@dataclass(frozen=True, slots=True)
class Architecture:
    """A processor family: its audit number, the number of seccomp(2), and those of the needed calls, in NEEDED's order."""

    audit: int
    seccomp: int
    calls: tuple[int, ...]


ARCHITECTURES = {
    "x86_64": Architecture(
        audit=0xC000003E,
        seccomp=317,
        calls=(
            *(0, 1, 45, 44, 3),
            *(12, 9, 10, 25, 11, 28),
            *(202, 24, 273, 334, 324, 219),
            *(13, 14, 15, 131),
            *(38, 228, 229, 230, 35, 96, 98, 100),
            *(39, 186, 318, 60, 231),
        ),
    ),
    "aarch64": Architecture(
        audit=0xC00000B7,
        seccomp=277,
        calls=(
            *(63, 64, 207, 206, 57),
            *(214, 222, 226, 216, 215, 233),
            *(98, 124, 99, 293, 283, 128),
            *(134, 135, 139, 132),
            *(103, 113, 114, 115, 101, 169, 165, 153),
            *(172, 178, 278, 93, 94),
        ),
    ),
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
    calls = architecture.calls
    steps = [
        (LOAD, 0, 0, 4),  # seccomp_data.arch
        (EQUAL, 0, len(calls) + 1, architecture.audit),
        (LOAD, 0, 0, 0),  # seccomp_data.nr
        *((EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)),
        (RETURN, 0, 0, FAIL),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
