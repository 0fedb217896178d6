"""What is noted of each request: its id, and a line where that is asked for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SERVE
from tests.serving import serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.serving import Site

pytestmark = pytest.mark.processes

GOOD = {"template": "SECRET", "backend": {"body": '{"a": "SECRET"}'}}


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/examples", "/api/v1/nothing", "/nothing", "/static/nothing.js"])
def test_every_answer_has_an_id(site: Site, path: str) -> None:
    ids = {site.ask(path).headers["X-Request-Id"] for _ in range(2)}
    assert len(ids) == 2
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in ids)


@pytest.mark.parametrize("given", ["abc", "Root=1-67891233-abcdef012345678912345678", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "a" * 128])
def test_a_usable_id_is_kept(site: Site, given: str) -> None:
    assert site.ask("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["a" * 129, "a b", "a;b", "é", '"', "<b>", "a\tb", "{}"])
def test_an_id_that_could_be_taken_for_something_else_is_replaced(site: Site, given: str) -> None:
    answered = site.ask("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert re.fullmatch(r"[0-9a-f]{32}", answered)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_each_request_gets_a_line_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "log"
    settings = {"PLAYGROUND_WORKERS": "1", "PLAYGROUND_LOG_FORMAT": "json", "PLAYGROUND_LOG_REQUESTS": "on"}
    with path.open("wb") as log, serving(SERVE, settings, log=log) as site:
        assert site.evaluate(GOOD, "?trace=1&x=SECRET").status == 200
        assert site.ask("/api/v1/evaluate", b'{"SECRET', {"Content-Type": "application/json", "X-Request-Id": "one"}).status == 400
        assert site.ask("/api/v1/no%0athing").status == 404
    # a process asks itself for the page before it serves; the tests ask whether it is ready
    found = [
        line
        for line in lines(path)
        if line["logger"] == "playground.web.requests" and line["message"] not in {"GET /", "GET /healthz", "GET /readyz"}
    ]
    assert [(line["message"], line["status"], line["client"]) for line in found] == [
        ("POST /api/v1/evaluate", 200, "127.0.0.1"),
        ("POST /api/v1/evaluate", 400, "127.0.0.1"),
        ("GET /api/v1/no\nthing", 404, "127.0.0.1"),
    ]
    assert found[1]["request_id"] == "one"
    assert all(isinstance(line["milliseconds"], float) and line["milliseconds"] > 0 for line in found)
    assert "SECRET" not in path.read_text("utf-8")


def test_without_that_only_trouble_is_told(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("wb") as log, serving(SERVE, {"PLAYGROUND_WORKERS": "1", "PLAYGROUND_LOG_FORMAT": "json"}, log=log) as site:
        assert site.evaluate(GOOD).status == 200
        assert path.read_bytes() == b""
        assert site.ask("/healthz", headers={"Content-Length": "x"}).status == 400
    assert [(line["level"], line["logger"]) for line in lines(path)] == [
        ("warning", "gunicorn.error")
    ]  # gunicorn's own are of the same form
