"""Functions that tests let the sandbox call: each does one thing that a template must not be able to do to its neighbours."""

from __future__ import annotations

import ctypes
import os
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.limits import Limits


def answer(request: bytes, limits: Limits) -> bytes:
    """Do what the request's first word names, and give what there is to see."""
    verb, _, rest = request.partition(b" ")
    return ACTIONS[verb.decode()](rest, limits)


def sleep(rest: bytes, _limits: Limits) -> bytes:
    time.sleep(float(rest))
    return b"slept"


def loop(_rest: bytes, _limits: Limits) -> bytes:
    while True:
        pass


def eat_memory(_rest: bytes, limits: Limits) -> bytes:
    eaten: list[bytearray] = []
    while len(eaten) < 4 * limits.memory // 1024**2:
        eaten.append(bytearray(1024**2))
    return b"ate all"


def take_memory(rest: bytes, _limits: Limits) -> bytes:
    return b"took %d" % len(bytearray(int(rest)))


def crash_with(rest: bytes, _limits: Limits) -> bytes:
    """As a library does that is given no memory: it writes to where there is nothing."""
    taken = bytearray(b"x") * int(rest)
    ctypes.memset(0, len(taken) % 2, 1)
    return b"went on"


def recurse(rest: bytes, _limits: Limits) -> bytes:
    def deeper(left: int) -> int:
        return min([left], key=lambda _: deeper(left - 1) if left else 0)

    return b"%d" % deeper(int(rest))


def fail(_rest: bytes, _limits: Limits) -> bytes:
    raise ValueError("a defect, with half a pair: \ud800")


def open_file(rest: bytes, _limits: Limits) -> bytes:
    return Path(rest.decode()).read_bytes()


def open_socket(_rest: bytes, _limits: Limits) -> bytes:
    return str(socket.socket()).encode()


def kill_parent(_rest: bytes, _limits: Limits) -> bytes:
    os.kill(os.getppid(), 0)
    return b"could"


def start_thread(_rest: bytes, _limits: Limits) -> bytes:
    threading.Thread(target=time.sleep).start()
    return b"started"


def call_os(rest: bytes, _limits: Limits) -> bytes:
    name, *arguments = rest.decode().split(" ")
    return repr(getattr(os, name)(*[int(one) if one.isdigit() else one for one in arguments])).encode()


ACTIONS: dict[str, Callable[[bytes, Limits], bytes]] = {
    "echo": lambda rest, _: rest,
    "pid": lambda _rest, _limits: b"%d" % os.getpid(),
    "sleep": sleep,
    "loop": loop,
    "memory": eat_memory,
    "take": take_memory,
    "crash": crash_with,
    "recurse": recurse,
    "fail": fail,
    "exit": lambda _rest, _limits: os._exit(1),
    "open": open_file,
    "os": call_os,
    "socket": open_socket,
    "kill": kill_parent,
    "run": lambda _rest, _limits: os.execv("/bin/true", ["true"]),  # noqa: S606
    "fork": lambda _rest, _limits: b"%d" % os.fork(),
    "thread": start_thread,
    "environment": lambda _rest, _limits: ",".join(sorted(os.environ)).encode(),
}
