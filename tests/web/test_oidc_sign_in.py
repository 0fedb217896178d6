"""Signing in at an OpenID provider, a live one (oidc-provider-mock), and at one that is away or lies."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from playground.accounts.oidc import OAuth2Session
from playground.settings import Settings
from playground.web import create_app
from tests.oidc_provider import DISCOVERY, NEEDS_PROVIDER, PEOPLE, authorize, provider_of
from tests.serving import free_port
from tests.web.api.problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

pytestmark = [pytest.mark.processes, NEEDS_PROVIDER]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows PEOPLE."""
    with provider_of(PEOPLE) as url:
        yield url


@contextmanager
def running(tmp_path: Path, provider: str, **settings: Any) -> Iterator[Flask]:
    own = {
        "oidc_discovery": provider + DISCOVERY,
        "oidc_client_id": "site",
        "oidc_client_secret": "its secret",
        "oidc_admin_group": "chiefs",
    }
    app = create_app(Settings(sign_in="oidc", instance=str(tmp_path), children=1, **{**own, **settings}))
    with closing(app.extensions["evaluator"]):
        yield app


def enter(client: Any, subject: str, onward: str = "/") -> Any:
    """Sign in; what the site answers in the end."""
    begun = client.get("/sign-in", query_string={"next": onward})
    assert begun.status_code == 303, begun.text
    back = urlsplit(authorize(begun.headers["Location"], subject))
    return client.get(f"{back.path}?{back.query}")


def me(client: Any) -> Any:
    return client.get("/api/v1/me").get_json()


def test_who_comes_back_from_the_provider_is_signed_in(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, provider) as app:
        client = app.test_client()
        assert client.get("/s/x").headers["Location"] == "/sign-in?next=/s/x"
        entered = enter(client, "1", "/s/x?a=1")
        assert (entered.status_code, entered.headers["Location"]) == (303, "/s/x?a=1")
        assert (me(client)["name"], me(client)["signIn"]) == ("ana@example.com", "oidc")
        assert "administer" in me(client)["rights"]
        assert client.get("/sign-in?next=/x").headers["Location"] == "/x"
        out = client.post("/sign-out")
        assert (out.status_code, "Sign in again" in out.text) == (200, True)
        refused(client.get("/api/v1/me"), 401)


def test_the_provider_is_asked_with_pkce_a_state_and_a_nonce(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, provider, url="https://localhost") as app:
        asked = [parse_qs(urlsplit(app.test_client().get("/sign-in").headers["Location"]).query) for _ in range(2)]
    assert asked[0]["redirect_uri"] == ["https://localhost/sign-in/callback"]
    assert (asked[0]["response_type"], asked[0]["code_challenge_method"]) == (["code"], ["S256"])
    assert "openid" in asked[0]["scope"][0].split()
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[0][name][0]) >= 40
        assert asked[0][name] != asked[1][name]


def test_people_are_told_apart_by_their_subject_never_by_their_address(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, provider, oidc_admin_group="") as app:
        one, other = app.test_client(), app.test_client()
        enter(one, "1")
        enter(other, "2")
        assert (me(one)["name"], me(other)["name"]) == ("ana@example.com", "mallory")
        saved = one.post("/api/v1/scenarios", json={"scenario": {"template": "", "backend": {}}, "visibility": "private"})
        assert one.get(saved.headers["Location"]).status_code == 200
        refused(other.get(saved.headers["Location"]), 404)


@pytest.mark.parametrize(
    ("settings", "enters"),
    [
        ({"oidc_domains": ("example.com",)}, {"1", "4"}),
        ({"oidc_groups": ("team", "others")}, {"1", "2", "3"}),
        ({"oidc_domains": ("example.com",), "oidc_groups": ("team",)}, {"1"}),
        ({}, {"1", "2", "3", "4", "5"}),
    ],
)
def test_domains_and_groups_say_who_may_enter(tmp_path: Path, provider: str, settings: dict[str, Any], enters: set[str]) -> None:
    with running(tmp_path, provider, **settings) as app:
        for person in PEOPLE:
            client = app.test_client()
            reply = enter(client, person["sub"])
            assert reply.status_code == (303 if person["sub"] in enters else 403), person
            assert client.get("/api/v1/me").status_code == (200 if person["sub"] in enters else 401)


def test_who_may_not_enter_any_more_has_no_tokens(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, provider) as app:
        client = app.test_client()
        enter(client, "1")
        made = client.post("/api/v1/tokens", json={"name": "ci", "scope": "write"}).get_json()
        bearer = {"Authorization": f"Bearer {made['token']}"}
        assert "administer" in app.test_client().get("/api/v1/me", headers=bearer).get_json()["rights"]
    with running(tmp_path, provider, oidc_groups=("others",)) as app:
        assert enter(app.test_client(), "1").status_code == 403
        refused(app.test_client().get("/api/v1/me", headers=bearer), 401)


def test_a_bad_an_old_and_a_used_state_are_kind_pages(tmp_path: Path, provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path, provider) as app:
        client = app.test_client()
        client.get("/sign-in")
        for query in ("", "?state=wrong&code=x", "?code=x"):
            reply = client.get(f"/sign-in/callback{query}")
            assert (reply.status_code, "Sign in again" in reply.text, "begun too long ago" in reply.text) == (400, True, True)
        back = urlsplit(authorize(client.get("/sign-in").headers["Location"], "1"))
        assert app.test_client().get(f"{back.path}?{back.query}").status_code == 400, "another browser"
        assert client.get(f"{back.path}?{back.query}").status_code == 303
        client.post("/sign-out")
        assert client.get(f"{back.path}?{back.query}").status_code == 400, "used"
        back = urlsplit(authorize(client.get("/sign-in").headers["Location"], "1"))
        now = time.time()
        monkeypatch.setattr("playground.web.oidc_sign_in.time.time", lambda: now + 601)
        assert client.get(f"{back.path}?{back.query}").status_code == 400, "old"
        assert client.get("/api/v1/me").status_code == 401


def test_who_refuses_at_the_provider_is_not_signed_in(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, provider) as app:
        client = app.test_client()
        asked = client.get("/sign-in").headers["Location"]
        assert parse_qs(urlsplit(authorize(asked, None)).query)["error"] == ["access_denied"]
        query = {"error": "access_denied", "state": parse_qs(urlsplit(asked).query)["state"][0]}
        reply = client.get("/sign-in/callback", query_string=query)
        assert (reply.status_code, "The provider did not sign you in." in reply.text) == (400, True)


def test_the_code_is_redeemed_with_what_only_its_browser_remembers(tmp_path: Path, provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, str]] = []
    post = OAuth2Session.post

    def spy(self: Any, url: str, data: dict[str, str], **more: Any) -> Any:
        sent.append(data)
        return post(self, url, data=data, **more)

    monkeypatch.setattr(OAuth2Session, "post", spy)
    with running(tmp_path, provider) as app:
        client = app.test_client()
        begun = client.get("/sign-in").headers["Location"]
        back = urlsplit(authorize(begun, "1"))
        assert client.get(f"{back.path}?{back.query}").status_code == 303
    (body,) = sent
    hashed = base64.urlsafe_b64encode(hashlib.sha256(body["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    assert parse_qs(urlsplit(begun).query)["code_challenge"] == [hashed]
    assert body["redirect_uri"] == "http://localhost/sign-in/callback"


def test_two_tabs_may_sign_in_at_once(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, provider) as app:
        client = app.test_client()
        first, second = (urlsplit(authorize(client.get(f"/sign-in?next=/{tab}").headers["Location"], "1")) for tab in "ab")
        assert client.get(f"{second.path}?{second.query}").headers["Location"] == "/b"
        assert client.get(f"{first.path}?{first.query}").status_code in {303, 400}
        assert me(client)["name"] == "ana@example.com"


def test_what_is_remembered_of_some_tabs_fits_into_a_cookie(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, provider) as app:
        client = app.test_client()
        for tab in range(6):
            begun = client.get("/sign-in", query_string={"next": f"/{tab}?{secrets.token_urlsafe(360)[:490]}"})
            assert len(begun.headers["Set-Cookie"]) <= 4096
        assert client.get("/sign-in", query_string={"next": f"/{'x' * 500}"}).status_code == 303
        back = urlsplit(authorize(begun.headers["Location"], "1"))
        assert client.get(f"{back.path}?{back.query}").headers["Location"].startswith("/5?")


def test_a_code_that_is_none_and_a_nonce_of_another_sign_in_are_refused(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, provider) as app:
        client = app.test_client()
        back = urlsplit(authorize(client.get("/sign-in").headers["Location"], "1"))
        state = parse_qs(back.query)["state"][0]
        assert client.get("/sign-in/callback", query_string={"state": state, "code": "wrong"}).status_code == 400
        back = urlsplit(authorize(client.get("/sign-in").headers["Location"], "1"))
        with client.session_transaction() as session:
            session["begun"] = [{**one, "nonce": "another"} for one in session["begun"]]
        assert client.get(f"{back.path}?{back.query}").status_code == 400
        refused(client.get("/api/v1/me"), 401)


def test_a_provider_that_is_away_is_said_and_found_when_it_is_back(tmp_path: Path, provider: str) -> None:
    with running(tmp_path, f"http://127.0.0.1:{free_port()}") as app:
        client, discovery = app.test_client(), app.extensions["oidc"]._discovery
        discovery._clock = lambda: 1.0  # no time goes by: a provider that refuses slowly, as on a busy machine, is left alone for a while
        reply = client.get("/sign-in")
        assert (reply.status_code, reply.headers["Retry-After"]) == (503, "5")
        assert client.get("/healthz").status_code == 200
        discovery._address = provider + DISCOVERY
        assert client.get("/sign-in").status_code == 303
