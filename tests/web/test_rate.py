"""How many calls one caller may make, counted in a process or in a real Redis."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from playground.metrics import Metrics
from playground.settings import Settings
from playground.web import create_app, rate
from tests.redis_server import redis
from tests.serving import free_port
from tests.test_metrics import value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from tests.conftest import StartSite
    from tests.serving import Reply, Site

pytestmark = pytest.mark.processes


@contextmanager
def site_app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    try:
        yield app
    finally:
        app.extensions["evaluator"].close()


def call(site: Site, **headers: str) -> Reply:
    return site.ask("/api/v1/examples", headers={name.replace("_", "-"): text for name, text in headers.items()})


def test_a_caller_may_make_so_many_calls_and_is_told_when_again(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_RATE="5/minute") as site:
        assert [call(site).status for _ in range(5)] == [200] * 5
        reply = call(site)
        assert reply.status == 429
        assert reply.headers["Content-Type"] == "application/problem+json"
        assert 0 < int(reply.headers["Retry-After"]) <= 60
        assert reply.json["detail"].startswith("This site takes 5 calls in a minute from one caller, and these were more. Try again in ")
        assert site.evaluate({"template": "", "backend": {"body": ""}}).status == 429
        assert {site.ask(path).status for path in ("/", "/healthz", "/readyz")} == {200}  # the page stays
        assert site.ask("/").headers["X-Request-Id"]


def test_after_the_time_that_is_told_one_may_call_again(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_RATE="1/second") as site:
        call(site)
        refused = call(site)
        if refused.status == 429:  # else a second has passed
            time.sleep(int(refused.headers["Retry-After"]))
        assert call(site).status == 200


def test_callers_behind_a_proxy_are_told_apart_and_others_cannot_pretend(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_RATE="1/minute", PLAYGROUND_PROXY_NETWORKS="127.0.0.0/8") as site:
        assert [call(site, X_Forwarded_For=f"192.0.2.{number}").status for number in (1, 2, 1)] == [200, 200, 429]
        assert [call(site, X_Forwarded_For=f"2001:db8::{number}").status for number in (1, 2)] == [200, 429]  # one network's
    with start_site(PLAYGROUND_RATE="1/minute") as site:
        assert [call(site, X_Forwarded_For=f"192.0.2.{number}").status for number in (1, 2)] == [200, 429]


def test_who_is_signed_in_is_counted_wherever_he_is() -> None:
    names = iter(["ana", "ana", "bo", None, None])
    counted = Metrics()
    with site_app(Settings()) as app:
        rate.init_app(app, Settings(rate="1/hour"), counted, lambda: next(names))
        client = app.test_client()
        found = [client.get("/api/v1/examples", environ_base={"REMOTE_ADDR": f"192.0.2.{number}"}) for number in (1, 2, 1, 1, 1)]
    assert [one.status_code for one in found] == [200, 429, 200, 200, 429]
    assert "3,600 seconds" in found[1].get_json()["detail"]
    assert value(counted.text(), "playground_rate_limited_total") == 2


def test_all_processes_count_in_one_redis(start_site: StartSite, tmp_path: Path) -> None:
    with redis(tmp_path) as url, start_site(PLAYGROUND_WORKERS="2", PLAYGROUND_RATE="20/hour", PLAYGROUND_REDIS=url) as site:
        assert sorted(call(site).status for _ in range(30)) == [200] * 20 + [429] * 10
        with start_site(PLAYGROUND_RATE="20/hour", PLAYGROUND_REDIS=url) as other:
            assert call(other).status == 429


@pytest.mark.alone
def test_without_its_redis_each_process_counts_until_it_is_back(start_site: StartSite, tmp_path: Path) -> None:
    port = free_port()
    settings = {"PLAYGROUND_WORKERS": "1", "PLAYGROUND_RATE": "3/hour", "PLAYGROUND_REDIS": f"redis://127.0.0.1:{port}/0"}
    with start_site(**settings) as site:  # none yet
        begun = time.monotonic()
        assert [call(site).status for _ in range(4)] == [200, 200, 200, 429]
        assert time.monotonic() - begun < 3
        with redis(tmp_path, port):
            end = time.monotonic() + 40
            while call(site).status == 429:
                assert time.monotonic() < end
                time.sleep(0.2)
            assert [call(site).status for _ in range(3)] == [200, 200, 429]
        assert call(site).status in {200, 429}  # away again
