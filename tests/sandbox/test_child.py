"""What a child may do: nothing with files, sockets, processes or the system. It runs beside other tests, so its calls have patience."""

from __future__ import annotations

import os
import platform
import socket
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playground.sandbox.errors import ChildKilled
from playground.sandbox.pool import Pool
from playground.sandbox.seccomp import ARCHITECTURES
from tests.sandbox.pools import FUNCTION, LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENT = replace(LIMITS, seconds=20)
LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux's /proc")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One for all calls here: each that is refused ends its child, and the next has a fresh one."""
    made = Pool(FUNCTION, PATIENT, 2)
    made.call(b"echo")  # the starter has imported
    yield made
    made.close()


@pytest.mark.parametrize("request_", [b"open /etc/hostname", b"open /proc/self/environ", b"socket", b"fork", b"thread", b"run", b"kill"])
def test_a_child_cannot_open_connect_or_multiply(pool: Pool, request_: bytes) -> None:
    with pytest.raises(ChildKilled) as caught:
        pool.call(request_)
    assert caught.value.reason == "crash"
    assert caught.value.detail.rstrip().rpartition("\n")[2].startswith(("OSError", "BlockingIOError", "PermissionError", "RuntimeError"))


@LINUX
@pytest.mark.parametrize(
    "call",
    [
        *("listdir /", "stat /etc/passwd", "readlink /proc/self/exe", "chdir /", "getcwd", "openpty", "memfd_create x", "pipe", "dup 0"),
        *("mkdir {}/new", "unlink {}/there", "rename {}/there {}/other", "chmod {}/there 0", "symlink / {}/link", "truncate {}/there 0"),
        *("mkfifo {}/fifo", "mknod {}/node", "utime {}/there", "eventfd 0", "setuid 0", "setsid", "fork", "forkpty", "nice 1"),
        *("getpgid 1", "chroot /", "uname", "getpriority 0 0"),
    ],
)
def test_a_child_gets_nothing_from_the_system(pool: Pool, tmp_path: Path, call: str) -> None:
    (tmp_path / "there").write_text("whole")
    with pytest.raises(ChildKilled, match=r"\n(PermissionError|BlockingIOError|OSError): \[Errno"):
        pool.call(b"os " + call.replace("{}", str(tmp_path)).encode())
    assert [(path.name, path.read_text(), path.stat().st_mode & 0o777 != 0) for path in tmp_path.iterdir()] == [("there", "whole", True)]


def test_the_environment_does_not_reach_a_child(monkeypatch: pytest.MonkeyPatch, make_pool: Callable[..., Pool]) -> None:
    monkeypatch.setenv("SECRET", "x")
    assert make_pool(limits=PATIENT).call(b"environment") in {b"", b"LC_CTYPE"}  # Python's own coercion of the C locale


@LINUX
def test_a_child_holds_one_descriptor_and_nothing_of_the_server(make_pool: Callable[..., Pool]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        os.set_inheritable(server.fileno(), True)
        pool = make_pool(limits=PATIENT)
        pid = int(pool.call(b"pid"))
        descriptors = [path.readlink() for path in Path(f"/proc/{pid}/fd").iterdir()]
        assert len(descriptors) == 1
        assert str(descriptors[0]).startswith("socket:")
        assert Path(f"/proc/{pid}/environ").read_bytes() == b""


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() not in ARCHITECTURES, reason="a filter of Linux's, for known processors")
def test_every_thread_of_a_child_is_locked(pool: Pool) -> None:
    pid = int(pool.call(b"pid"))
    statuses = [(task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    assert len(statuses) == 2
    assert all("Seccomp:\t2\n" in status and "NoNewPrivs:\t1\n" in status for status in statuses)


def test_the_filter_allows_the_same_calls_on_each_machine_each_by_a_number_of_its_own() -> None:
    assert {frozenset(architecture.calls) for architecture in ARCHITECTURES.values()} == {frozenset(ARCHITECTURES["x86_64"].calls)}
    for architecture in ARCHITECTURES.values():
        numbers = [*architecture.calls.values(), architecture.seccomp]
        assert len(set(numbers)) == len(numbers)
