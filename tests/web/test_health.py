"""/healthz and /readyz: what is said of the process, and of what it needs."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from playground.web import health
from tests.serving import SERVE, serving
from tests.soak.processes import tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import StartSite
    from tests.serving import Site


def ready(site: Site) -> dict[str, object]:
    reply = site.ask("/readyz")
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.json["ready"] == (reply.status == 200)
    assert reply.status in {200, 503}
    answer: dict[str, object] = reply.json
    return answer


@pytest.mark.processes
def test_a_site_is_ready_when_its_sandbox_is(site: Site) -> None:
    assert ready(site) == {"ready": True, "leaving": False, "checks": {"sandbox": True, "database": True}}
    assert site.ask("/healthz").body == b"ok\n"


@pytest.mark.alone
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux's /proc")
def test_a_sandbox_that_died_is_there_again_before_it_is_called_ready(start_site: StartSite) -> None:
    with start_site() as site:
        assert ready(site)["ready"]
        (starter,) = [one.pid for one in tree(site.pid) if one.kind == "starter"]
        os.kill(starter, signal.SIGKILL)
        end = time.monotonic() + 10
        while not ready(site)["ready"] or [one.pid for one in tree(site.pid) if one.kind == "starter"] == [starter]:
            assert time.monotonic() < end
            time.sleep(0.02)


@pytest.mark.processes
def test_after_sigterm_it_is_not_ready_and_serves_for_a_while(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_DRAIN_SECONDS="2") as site:
        assert ready(site)["ready"]
        kept = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
        kept.request("GET", "/healthz")
        assert kept.getresponse().read() == b"ok\n"
        os.kill(site.pid, signal.SIGTERM)
        begun = time.monotonic()
        while ready(site)["ready"]:
            assert time.monotonic() < begun + 1.5
        assert ready(site) == {"ready": False, "leaving": True, "checks": {}}
        assert site.ask("/healthz").status == 200
        assert site.ask("/api/v1/examples").status == 200
        kept.request("GET", "/healthz")  # a connection that was open is answered, and ends
        assert kept.getresponse().headers["Connection"] == "close"
        kept.close()
        served = begun
        while time.monotonic() < begun + 8:
            try:
                assert site.ask("/api/v1/examples").status == 200
            except OSError:
                break
            served = time.monotonic()
            time.sleep(0.05)
    assert 1.0 < served - begun < 6.0


@pytest.mark.alone
@pytest.mark.waits
def test_both_answer_whatever_is_held() -> None:
    pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0), backlog=200) as silent:  # a database that takes connections and says nothing
        url = f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none"
        settings = {"PLAYGROUND_WORKERS": "1", "PLAYGROUND_THREADS": "2", "PLAYGROUND_DATABASE": url}
        with serving(SERVE, settings, is_usable=False) as site:
            waits: list[float] = []

            def ask() -> None:
                begun = time.monotonic()
                assert ready(site)["checks"] == {"sandbox": True, "database": False}
                waits.append(time.monotonic() - begun)

            askers = [threading.Thread(target=ask) for _ in range(40)]
            for asker in askers:
                asker.start()
            time.sleep(0.3)
            for _ in range(5):
                begun = time.monotonic()
                assert site.ask("/healthz").status == 200
                assert time.monotonic() - begun < 1
            for asker in askers:
                asker.join()
    assert len(waits) == 40
    assert max(waits) < 3.5


def test_who_comes_while_it_hangs_waits_no_longer_than_the_first() -> None:
    go_on = threading.Event()
    one = health.Need("it", lambda: go_on.wait(20))
    one.begin()
    time.sleep(0.2)
    begun = time.monotonic()
    assert not any(one.is_there(0.2) for _ in range(5))
    assert time.monotonic() - begun < 0.15
    go_on.set()
    assert one.is_there(5)


def answer(*pings: Callable[[], object]) -> tuple[int, dict[str, bool]]:
    app = Flask(__name__)
    health.init_app(app)
    for number, ping in enumerate(pings):
        health.need(app, str(number), ping)
    reply = app.test_client().get("/readyz")
    assert reply.json is not None
    return reply.status_code, reply.json["checks"]


def test_it_is_ready_where_all_that_is_needed_answers() -> None:
    def fail() -> None:
        raise OSError("away")

    assert answer() == (200, {})
    assert answer(lambda: None) == (200, {"0": True})
    assert answer(lambda: None, fail) == (503, {"0": True, "1": False})


def test_what_hangs_is_not_waited_for_and_asked_once() -> None:
    asked: list[float] = []
    go_on = threading.Event()

    def hang() -> None:
        asked.append(time.monotonic())
        go_on.wait(20)

    one = health.Need("it", hang)
    begun = time.monotonic()
    assert not any(one.is_there(0.05) for _ in range(5))
    assert time.monotonic() - begun < 5
    assert len(asked) == 1
    go_on.set()
    assert one.is_there(5)
    assert one.is_there(5)
    assert len(asked) >= 2


def test_what_is_back_is_there_again(caplog: pytest.LogCaptureFixture) -> None:
    away = [OSError("away"), OSError("away"), None]

    def ping() -> None:
        error = away.pop(0)
        if error:
            raise error

    one = health.Need("database", ping)
    assert [one.is_there(5) for _ in range(3)] == [False, False, True]
    assert caplog.messages == ["Not ready: database: away"]  # told once
