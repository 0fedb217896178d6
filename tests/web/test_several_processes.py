"""A site's web processes beside each other: each has its part of the connections, and none waits for one that hangs."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playground.server.worker import SETTLES
from tests.serving import wait_for

if TYPE_CHECKING:
    from tests.conftest import StartSite
    from tests.serving import Site

pytestmark = pytest.mark.alone

if not sys.platform.startswith("linux"):
    pytest.skip("reads /proc", allow_module_level=True)

ASKED = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def web_processes(site: Site) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()]


def sockets(process: int) -> int:
    """How many sockets a process has."""
    found = 0
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found += str(descriptor.readlink()).startswith("socket:")
    return found


def connect(site: Site, clients: ExitStack) -> socket.socket:
    return clients.enter_context(socket.create_connection(("127.0.0.1", site.port), timeout=10))


def parts(site: Site, count: int) -> list[int]:
    """How many of so many connections, all opened at once, each process has."""
    processes = web_processes(site)
    time.sleep(0.5)  # those that were closed before are forgotten
    with ExitStack() as clients:
        before = [sockets(one) for one in processes]
        for _ in range(count):
            connect(site, clients)
        wait_for(lambda: sum(map(sockets, processes)) >= sum(before) + count, 0.5)
        return [sockets(process) - had for process, had in zip(processes, before, strict=True)]


def test_each_process_has_its_part_of_connections_that_come_at_once(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_WORKERS="2") as site:
        for _ in range(20):  # until both serve: one may start later
            if min(parts(site, 40)) > 0:
                break
        time.sleep(SETTLES + 1)
        found = [min(parts(site, 40)) for _ in range(5)]
        assert statistics.median(found) >= 15, found


def test_connections_of_a_process_that_hangs_are_taken_by_the_other(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_WORKERS="2") as site, ExitStack() as clients:
        hanging = web_processes(site)[0]
        os.kill(hanging, signal.SIGSTOP)
        try:
            for _ in range(20):  # the other has more than that one from the first on
                client, start = connect(site, clients), time.perf_counter()
                client.sendall(ASKED)
                assert client.recv(100).startswith(b"HTTP/1.1 200 ")
                assert time.perf_counter() - start < 1
        finally:
            os.kill(hanging, signal.SIGCONT)
