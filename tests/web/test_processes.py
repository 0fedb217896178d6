"""The server's processes: what a kill costs, and that nothing is left when it ends."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serving import wait_for
from tests.soak.processes import Process, tree
from tests.web.clients import connect, request_for

if TYPE_CHECKING:
    from tests.conftest import StartSite
    from tests.serving import Site

pytestmark = pytest.mark.alone

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux's /proc")
GOOD = {"template": "$input.path('$.a')", "backend": {"body": '{"a": 1}'}}
ENDLESS = {"template": "#foreach($i in [1..999])" * 4 + "$i" + "#end" * 4, "backend": {"body": "{}"}}
FAR = {f"PLAYGROUND_LIMIT_{name}": "1000000000000" for name in ("ITERATIONS", "STEPS", "OUTPUT")}


def of_kind(site: Site, kind: str) -> list[Process]:
    return [process for process in tree(site.pid) if process.kind == kind]


def is_answered(site: Site) -> bool:
    with suppress(OSError, HTTPException):
        return bool(site.evaluate(GOOD).json["body"] == "1")
    return False


def test_killed_processes_are_replaced_and_none_is_left_at_the_end(start_site: StartSite) -> None:
    seen: set[Process] = set()
    with start_site(PLAYGROUND_WORKERS="2", **FAR) as site:
        for kind in ("child", "starter", "web"):
            assert site.evaluate(GOOD).json["body"] == "1"
            seen.update(tree(site.pid))
            for process in of_kind(site, kind):
                os.kill(process.pid, signal.SIGKILL)
            assert wait_for(lambda: is_answered(site), 15)  # a connection to a process that is killed is cut

        def endless() -> None:
            with suppress(OSError):
                site.evaluate(ENDLESS)

        busy = [threading.Thread(target=endless) for _ in range(3)]
        for thread in busy:
            thread.start()
        time.sleep(0.3)
        seen.update(tree(site.pid))
    for thread in busy:
        thread.join()
    assert {process.kind for process in seen} == {"server", "web", "starter", "child"}
    assert wait_for(lambda: not any(process.is_there() for process in seen)), [process for process in seen if process.is_there()]
    socket.create_server(("127.0.0.1", site.port)).close()


def test_who_connects_while_it_ends_is_refused_at_once_and_what_was_begun_is_finished(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_WORKERS="2") as site, connect(site) as link:
        request = request_for(GOOD)
        link.sendall(request[:-5])
        assert wait_for(lambda: site.ask("/healthz").status == 200)
        os.kill(site.pid, signal.SIGTERM)
        assert wait_for(lambda: is_refused(site.port))  # and not taken by the kernel for a process that answers no more
        link.sendall(request[-5:])
        assert link.recv(1000).startswith(b"HTTP/1.1 200 ")


def is_refused(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except ConnectionRefusedError:
        return True
    return False
