"""A defect of ours is told to the log: what failed, and the texts in it, reach nobody else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest
from flask import abort

from playground.evaluator import STOPPED, Evaluator
from playground.limits import Limits
from playground.sandbox.errors import ChildKilled
from playground.settings import Settings
from playground.web import create_app
from playground.web.errors import respond
from playground.web.identity import open_to_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

pytestmark = pytest.mark.processes

TRACEBACK = "File \"/srv/secret.py\", line 1: KeyError: '<b>token</b>'"

MARKUP = "<script>window.owned=1</script>"


@pytest.fixture
def app() -> Iterator[Flask]:
    app = create_app(Settings())
    yield app
    app.extensions["evaluator"].close()


@pytest.mark.parametrize("path", ["/api/v1/evaluate", "/api/v1/import", "/"])
def test_an_exceptions_text_stays_in_the_log(app: Flask, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise RuntimeError(TRACEBACK)

    monkeypatch.setattr(Evaluator, "evaluate", fail)
    monkeypatch.setattr(Evaluator, "use", fail)
    answer = app.test_client().open(path, method="GET" if path == "/" else "POST", json=None if path == "/" else {})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "token" not in answer.text
    assert "It is not your template" in answer.text


@pytest.mark.parametrize("reason", STOPPED)
def test_what_a_crashed_child_said_stays_in_the_log(monkeypatch: pytest.MonkeyPatch, reason: Literal["seconds", "memory", "crash"]) -> None:
    evaluator = Evaluator(Limits(), 1)

    def fail(*_: object) -> bytes:
        raise ChildKilled(reason, TRACEBACK)

    monkeypatch.setattr(evaluator._pool, "call", fail)
    try:
        result = evaluator.evaluate(b'{"template": "", "backend": {"body": "{}"}}')
    finally:
        evaluator.close()
    assert b"secret" not in result
    assert [one["code"] for one in json.loads(result)["diagnostics"]] == [STOPPED[reason][0]]


def test_an_errors_page_is_text(app: Flask) -> None:
    with app.test_request_context("/nowhere"):
        answer = respond({"status": 400, "title": MARKUP, "detail": MARKUP})
    assert MARKUP not in answer.get_data(as_text=True)
    assert answer.get_data(as_text=True).count("&lt;script&gt;") == 3


def test_what_flask_says_is_no_format_of_ours(app: Flask) -> None:
    app.add_url_rule("/teapot", view_func=open_to_all(lambda: abort(418, "a {pot} of {limit}")))
    answer = app.test_client().get("/teapot")
    assert answer.status_code == 418
    assert "a {pot} of {limit}" in answer.text
