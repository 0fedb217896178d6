"""A program beside the children, which a pool may start: what it is, and where it listens."""

from __future__ import annotations

import socket
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Program:
    """A server's program that listens at a port of loopback: `{port}` in an argument is that port. Its first line says that it listens.

    It has `memory` bytes at most, and `seconds` for a call; one may be started so many seconds `ahead` of its call.
    """

    arguments: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    seconds: float
    memory: int
    ahead: float = 0.0


@dataclass(frozen=True, slots=True)
class StartedProgram:
    """A program that listens: its port, its process, and our end of what it writes to."""

    port: int
    pid: int
    link: socket.socket


def free_port() -> int:
    """A port of loopback where nobody listens. Another process may take it first: the program then ends without its first line."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port
