"""Signing in with the site's password, and out."""

from __future__ import annotations

import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from playground.accounts.passwords import hash_password
from playground.settings import Settings
from playground.web import create_app
from playground.web.attempts import MOST
from tests.web.api.problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.processes
HASH = hash_password("the password")
SCENARIO = {"template": "", "backend": {}}


@contextmanager
def running(tmp_path: Path, **settings: Any) -> Iterator[Flask]:
    given = {"sign_in": "password", "password_hash": HASH, "instance": str(tmp_path), "children": 1, **settings}
    app = create_app(Settings(**given))
    with closing(app.extensions["evaluator"]):
        yield app


def enter(client: Any, password: str = "the password", **more: Any) -> TestResponse:  # noqa: S107 - of tests alone
    reply: TestResponse = client.post("/sign-in", data={"password": password, **more.pop("data", {})}, **more)
    return reply


def name(client: Any) -> str | None:
    reply = client.get("/api/v1/me")
    return reply.get_json()["name"] if reply.status_code == 200 else None


@pytest.mark.parametrize("store", [True, False])
def test_the_password_begins_a_session_and_signing_out_ends_it(tmp_path: Path, *, store: bool) -> None:
    with running(tmp_path, store=store) as app:
        client = app.test_client()
        page = client.get("/s/x?a=1&b=2", headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["Location"]) == (303, "/sign-in?next=/s/x%3Fa%3D1%26b%3D2")
        form = client.get(page.headers["Location"])
        assert (form.status_code, form.headers["Cache-Control"]) == (200, "no-store")
        assert 'value="/s/x?a=1&amp;b=2"' in form.text
        assert "form-action 'self'" in form.headers["Content-Security-Policy"]
        wrong = enter(client, "wrong")
        assert (wrong.status_code, name(client)) == (401, None)
        assert "This is not the password." in wrong.text
        right = enter(client, data={"next": "/s/x?a=1&b=2"})
        assert (right.status_code, right.headers["Location"]) == (303, "/s/x?a=1&b=2")
        cookie = right.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie
        assert name(client) == "team"
        assert "form-action 'none'" in client.get("/").headers["Content-Security-Policy"]
        assert client.get("/sign-in?next=/x").headers["Location"] == "/x"
        assert client.post("/sign-out").headers["Location"] == "/"
        assert name(client) is None


def test_all_who_have_signed_in_are_one_owner(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        one, other = app.test_client(), app.test_client()
        enter(one)
        enter(other)
        saved = one.post("/api/v1/scenarios", json={"scenario": SCENARIO, "visibility": "private"})
        assert "editKey" not in saved.get_json()
        address = saved.headers["Location"]
        assert other.get(address).status_code == 200
        assert other.delete(address).status_code == 200
        refused(app.test_client().get(address), 401)


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "evil",
        "",
        "/\t/evil.example",
        f"/{'x' * 500}",
    ],
)
def test_one_is_led_on_to_addresses_of_this_site_only(tmp_path: Path, onward: str) -> None:
    with running(tmp_path, store=False) as app:
        client = app.test_client()
        assert 'name="next" value="/"' in client.get("/sign-in", query_string={"next": onward}).text
        assert enter(client, data={"next": onward}).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "null"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://evil.example"}, 403),
    ],
)
def test_the_form_is_taken_from_the_sites_own_page(tmp_path: Path, headers: dict[str, str], status: int) -> None:
    with running(tmp_path, store=False) as app:
        assert enter(app.test_client(), headers=headers).status_code == status


def test_signing_out_everywhere_ends_all_sessions_that_have_begun(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        one, other = app.test_client(), app.test_client()
        enter(one)
        enter(other)
        kept = one.get_cookie("playground")
        assert kept is not None
        one.post("/sign-out", data={"everywhere": "1"})
        assert (name(one), name(other)) == (None, None)
        one.set_cookie("playground", kept.value)
        assert name(one) is None
        enter(other)
        assert (name(one), name(other)) == (None, "team")


def test_a_session_ends_after_its_hours_and_with_its_password_and_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path, store=False) as app:
        client = app.test_client()
        enter(client)
        cookie = client.get_cookie("playground")
        assert cookie is not None
        now = time.time()
        for hours, who in ((11.9, "team"), (12.1, None)):
            monkeypatch.setattr("playground.accounts.sessions.time.time", lambda hours=hours: now + hours * 3600)
            assert name(client) == who
    monkeypatch.undo()
    others: list[tuple[dict[str, Any], str | None]] = [
        ({}, "team"),
        ({"password_hash": hash_password("another")}, None),
        ({"secret": "another"}, None),
    ]
    for settings, who in others:
        with running(tmp_path, store=False, **settings) as app:
            client = app.test_client()
            client.set_cookie("playground", cookie.value)
            assert name(client) == who


def test_a_cookie_that_was_changed_is_nobodys(tmp_path: Path) -> None:
    with running(tmp_path, store=False) as app:
        client = app.test_client()
        enter(client)
        cookie = client.get_cookie("playground")
        assert cookie is not None
        *head, signature = cookie.value.split(".")
        other = ("A" if signature[0] != "A" else "B") + signature[1:]  # of the last letter two bits count for nothing
        for value in (".".join([*head, other]), "e30.x.y", "", "\u00e9"):
            client.set_cookie("playground", value)
            assert name(client) is None


def test_behind_https_the_cookie_is_secure(tmp_path: Path) -> None:
    with running(tmp_path, store=False, url="https://localhost") as app:
        assert "Secure" in enter(app.test_client()).headers["Set-Cookie"]
    with running(tmp_path, store=False, proxy_networks=("127.0.0.0/8",)) as app:
        assert "Secure" in enter(app.test_client(), headers={"X-Forwarded-Proto": "https"}).headers["Set-Cookie"]
    with running(tmp_path, store=False) as app:
        assert "Secure" not in enter(app.test_client(), headers={"X-Forwarded-Proto": "https"}).headers["Set-Cookie"]


@pytest.mark.parametrize("store", [True, False])
def test_after_twenty_that_failed_an_address_has_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, store: bool) -> None:
    monkeypatch.setattr("playground.web.password_sign_in.passwords.is_right", lambda _, given: given == "right")
    with running(tmp_path, store=store) as app:
        client = app.test_client()
        for _ in range(MOST):
            assert enter(client, "wrong").status_code == 401
        for password in ("wrong", "right"):
            reply = enter(client, password)
            assert (reply.status_code, reply.headers["Retry-After"]) == (429, "60")
        assert enter(client, "right", environ_base={"REMOTE_ADDR": "127.0.0.2"}).status_code == 303


def test_all_addresses_of_an_ipv6_network_are_one_who_tries(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        client = app.test_client()
        for number in range(MOST):
            assert enter(client, "wrong", environ_base={"REMOTE_ADDR": f"2001:db8::{number + 1:x}"}).status_code == 401
        assert enter(client, "wrong", environ_base={"REMOTE_ADDR": "2001:db8::ffff:1"}).status_code == 429
        assert enter(client, "wrong", environ_base={"REMOTE_ADDR": "2001:db8:0:1::1"}).status_code == 401


def test_the_key_is_made_once_for_all_processes(tmp_path: Path) -> None:
    with running(tmp_path, store=False) as one, running(tmp_path, store=False) as other:
        assert one.secret_key == other.secret_key
        assert len(str(one.secret_key)) > 60
    assert (tmp_path / "session-key").stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_away_ends_no_session(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        client = app.test_client()
        enter(client)
        app.extensions["store"].close()
        file = tmp_path / "playground.sqlite3"
        for beside in tmp_path.glob("playground.sqlite3*"):
            beside.unlink()
        file.mkdir()
        assert client.post("/api/v1/evaluate", json=SCENARIO).status_code == 200
        refused(client.get("/api/v1/scenarios"), 503)
