"""HUP reloads the site: the listening socket stays, and no request is lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.clients import GOOD

if TYPE_CHECKING:
    from tests.conftest import StartSite
    from tests.serving import Site

pytestmark = [
    pytest.mark.alone,
    pytest.mark.processes,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux's /proc"),
]
BODY = json.dumps(GOOD)
PAUSES = (0.0, 0.0, 0.3, 1.0, 2.2)
"""Seconds between two requests of a client: some use a connection that is kept, some find that it has ended."""


class Client:
    """Asks again and again until told to stop; `lost` has what was not answered."""

    def __init__(self, site: Site, pause: float, *, stays: bool) -> None:
        self._site = site
        self._pause = pause
        self._stays = stays
        self.answered = 0
        self.longest = 0.0
        self.lost: list[str] = []

    def run(self, stop: threading.Event) -> None:
        link = HTTPConnection("127.0.0.1", self._site.port, timeout=20)
        while not stop.is_set():
            start = time.monotonic()
            try:
                link.request("POST", "/api/v1/evaluate", BODY, {"Content-Type": "application/json"})
                answer = link.getresponse()
                assert (answer.status, json.loads(answer.read())["body"]) == (200, "1")
            except (OSError, HTTPException, AssertionError) as error:
                self.lost.append(repr(error))
                link.close()
            self.answered += 1
            self.longest = max(self.longest, time.monotonic() - start)
            if not self._stays:
                link.close()
            stop.wait(self._pause)
        link.close()


def web_processes(site: Site) -> set[str]:
    return set(Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split())


def test_a_reload_loses_no_request_and_nobody_waits_for_it(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_WORKERS="2") as site:
        stop = threading.Event()
        clients = [Client(site, pause, stays=stays) for pause in PAUSES for stays in (False, True)]
        threads = [threading.Thread(target=client.run, args=[stop]) for client in clients]
        for thread in threads:
            thread.start()
        try:
            for _ in range(2):
                time.sleep(1)
                before = web_processes(site)
                os.kill(site.pid, signal.SIGHUP)
                end = time.monotonic() + 30
                while before & web_processes(site):
                    assert time.monotonic() < end, "the old processes are still there"
                    time.sleep(0.1)
                assert len(web_processes(site)) == 2
            time.sleep(1)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
    assert [client.lost for client in clients if client.lost] == []
    assert all(client.answered > 2 for client in clients)
    assert max(client.longest for client in clients) < 2


def test_while_it_reloads_the_site_can_be_stopped(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_WORKERS="2") as site:
        os.kill(site.pid, signal.SIGHUP)
        time.sleep(0.5)  # the new processes are starting
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", site.port), timeout=5)
