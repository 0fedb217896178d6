"""A seccomp filter for this process: only the listed system calls work from then on, for good. The only import of ctypes.

Evidence for structures and numbers: Linux's `include/uapi/linux/{filter,seccomp,audit}.h`, seccomp(2), each architecture's syscall table.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import signal
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


_DENIED_X86_64 = {
    "open": 2, "openat": 257, "openat2": 437, "creat": 85, "connect": 42, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
    "unlink": 87, "unlinkat": 263, "rename": 82, "renameat": 264, "renameat2": 316, "mkdir": 83, "mkdirat": 258, "kill": 62, "tkill": 200,
    "fork": 57, "vfork": 58, "io_uring_setup": 425, "bpf": 321, "mount": 165, "setns": 308, "unshare": 272, "prlimit64": 302,
}  # fmt: skip
_DENIED_ARM64 = {
    "openat": 56, "openat2": 437, "connect": 203, "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271,
    "unlinkat": 35, "renameat": 38, "renameat2": 276, "mkdirat": 34, "kill": 129, "tkill": 130,
    "io_uring_setup": 425, "bpf": 280, "mount": 40, "setns": 268, "unshare": 97, "prlimit64": 261,
}  # fmt: skip
"""What a program beside the children does not need: files, calls to others, other processes. Those fail with EPERM, all else works."""


@dataclass(frozen=True, slots=True)
class Architecture:
    """A processor family: its audit number, that of seccomp(2), and by name the calls that a child needs, and those denied to a program."""

    audit: int
    seccomp: int
    calls: Mapping[str, int]
    denied: Mapping[str, int]


ARCHITECTURES = {
    "x86_64": Architecture(audit=0xC000003E, seccomp=317, calls=_X86_64, denied=_DENIED_X86_64),
    "aarch64": Architecture(audit=0xC00000B7, seccomp=277, calls=_ARM64, denied=_DENIED_ARM64),
}

LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | errno.EPERM
PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG = 38, 1
SET_MODE_FILTER, ALL_THREADS = 1, 1


class Program(ctypes.Structure):
    """`struct sock_fprog`: how many instructions, and where they are."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def end_with_parent() -> None:
    """Have the kernel kill this process when its parent ends (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL), *[ctypes.c_ulong(0)] * 3)


def lock() -> bool:
    """Lock every thread of this process, for good. Gives False where the platform cannot; nothing has then changed."""
    architecture = ARCHITECTURES.get(platform.machine())
    return architecture is not None and _load(architecture, filter_for(architecture))


def lock_program() -> bool:
    """Deny this process, which is about to become a program, what that does not need. Gives False where the platform cannot."""
    architecture = ARCHITECTURES.get(platform.machine())
    return architecture is not None and _load(architecture, filter_denying(architecture))


def _load(architecture: Architecture, instructions: bytes) -> bool:
    if sys.platform != "linux":
        return False
    program = Program(len(instructions) // 8, instructions)
    libc = ctypes.CDLL(None)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), *[ctypes.c_ulong(0)] * 3):
        return False
    return bool(libc.syscall(ctypes.c_long(architecture.seccomp), SET_MODE_FILTER, ALL_THREADS, ctypes.byref(program)) == 0)


def filter_for(architecture: Architecture) -> bytes:
    """The filter's program: another architecture's calls fail, the listed ones pass, the rest fails."""
    return _program(architecture, architecture.calls, ALLOW, FAIL)


def filter_denying(architecture: Architecture) -> bytes:
    """The filter's program: another architecture's calls and the denied ones fail, the rest passes."""
    return _program(architecture, architecture.denied, FAIL, ALLOW)


def _program(architecture: Architecture, listed: Mapping[str, int], of_listed: int, of_others: int) -> bytes:
    calls = listed.values()
    steps = [
        (LOAD, 0, 0, 4),  # seccomp_data.arch
        (EQUAL, 1, 0, architecture.audit),
        (RETURN, 0, 0, FAIL),
        (LOAD, 0, 0, 0),  # seccomp_data.nr
        *((EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)),
        (RETURN, 0, 0, of_others),
        (RETURN, 0, 0, of_listed),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
