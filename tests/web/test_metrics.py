"""/metrics: who gets it, and what a running site counts."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playground.metrics import PREFIX, Metrics
from playground.web.metrics import with_metrics
from playground.web.proxies import BELIEVED, is_in
from tests.serving import Site, free_port
from tests.soak.processes import tree
from tests.test_metrics import value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from tests.conftest import StartSite

GOOD = {"template": "$input.path('$.a')", "backend": {"body": '{"a": 1}'}}
LONG = {"template": "#foreach($i in [1..1001])$i#end", "backend": {"body": "{}"}}
ENDLESS = {"template": "#foreach($i in [1..999])" * 4 + "$i" + "#end" * 4, "backend": {"body": "{}"}}
FAR = {f"PLAYGROUND_LIMIT_{name}": "1000000000000" for name in ("ITERATIONS", "STEPS", "OUTPUT")}


def status_of(port: str, path: str, address: str, **environ: object) -> str:
    """What a request gets; "app" where the site itself answers."""
    seen: list[str] = []

    def app(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("app", [])
        return []

    asked = {"SERVER_PORT": port, "PATH_INFO": path, "REMOTE_ADDR": address, **environ}
    list(with_metrics(app, Metrics(), "9100", is_in(["10.0.0.0/8"]))(asked, lambda status, *_: seen.append(status)))  # type: ignore[arg-type]
    return seen[0][:3]


@pytest.mark.parametrize(
    ("port", "path", "address", "environ", "status"),
    [
        ("9100", "/metrics", "192.0.2.1", {}, "200"),
        ("9100", "/", "192.0.2.1", {}, "404"),
        ("9100", "/api/v1/examples", "10.0.0.1", {}, "404"),
        ("8000", "/metrics", "10.0.0.1", {}, "200"),
        ("8000", "/metrics", "192.0.2.1", {}, "app"),
        ("8000", "/metrics", "10.0.0.1", {"HTTP_X_FORWARDED_FOR": "10.0.0.9"}, "app"),
        ("8000", "/metrics", "10.0.0.1", {"HTTP_VIA": "1.1 x"}, "app"),
        ("8000", "/metrics", "10.0.0.1", {"HTTP_X_FORWARDED_FOR": "10.0.0.1", BELIEVED: 1}, "200"),
        ("8000", "/metrics/", "10.0.0.1", {}, "app"),
        ("8000", "/", "10.0.0.1", {}, "app"),
    ],
)
def test_it_is_for_its_port_and_for_listed_networks(port: str, path: str, address: str, environ: dict[str, object], status: str) -> None:
    assert status_of(port, path, address, **environ) == status


@pytest.mark.processes
def test_without_a_setting_there_is_none(site: Site) -> None:
    assert site.ask("/metrics").status == 404


@pytest.mark.alone
@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="looks into Linux's shared memory")  # noqa: S108
def test_a_site_counts_over_all_its_processes_and_their_deaths(start_site: StartSite) -> None:
    folders = set(Path("/dev/shm").glob(f"{PREFIX}*"))  # noqa: S108
    port = free_port()
    with start_site(PLAYGROUND_WORKERS="2", PLAYGROUND_METRICS_PORT=str(port), **FAR) as site:
        measured = Site(f"http://127.0.0.1:{port}", port, site.pid)
        for _ in range(6):
            assert site.evaluate(GOOD).json["body"] == "1"
        assert site.evaluate(LONG).json["diagnostics"][0]["code"] == "limit.loop"
        assert site.evaluate(ENDLESS).json["diagnostics"][0]["code"] == "limit.seconds"
        assert site.ask("/nothing/at/all").status == 404
        assert site.ask("/api/v1/scenarios").status in {200, 404}  # the latter where nothing can be saved
        for process in tree(site.pid):
            if process.kind == "web":
                os.kill(process.pid, signal.SIGKILL)
        end = time.monotonic() + 20
        while True:
            try:
                text = measured.ask("/metrics").body
                if value(text, "playground_started_processes_total") == 4:
                    break
            except OSError:
                pass
            assert time.monotonic() < end
            time.sleep(0.1)
        assert value(text, 'playground_requests_total{method="POST",route="/api/v1/evaluate",status="200"}') == 8
        assert value(text, 'playground_requests_total{method="GET",route="none",status="404"}') == 1
        assert value(text, 'playground_reached_limits_total{limit="loop"}') == 1
        assert value(text, 'playground_reached_limits_total{limit="seconds"}') == 1
        assert value(text, 'playground_evaluation_seconds_count{kind="evaluate"}') >= 7
        assert b"nothing/at" not in text
        assert measured.ask("/").status == 404
        assert site.ask("/metrics").status == 404
        (own,) = set(Path("/dev/shm").glob(f"{PREFIX}*")) - folders  # noqa: S108
        assert len(list(own.glob("slot-*"))) == 2
    assert not own.exists()
