"""A proxy says who asks; and what people and their tokens may do with each other's scenarios."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from playground.settings import Settings
from playground.web import create_app
from tests.databases import KINDS, new_url
from tests.web.api.problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.processes
API, TOKENS = "/api/v1/scenarios", "/api/v1/tokens"
SCENARIO = {"template": "", "backend": {}}


@pytest.fixture(scope="module", params=KINDS)
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site behind a proxy, on SQLite and on PostgreSQL."""
    folder = tmp_path_factory.mktemp("instance")
    networks = ("10.1.0.0/16", "fd00::/8")
    given = {"sign_in": "proxy", "proxy_networks": networks, "admins": ("Chief",), "instance": str(folder), "children": 1}
    made = create_app(Settings(database=new_url(request, folder) or "", **given))  # type: ignore[arg-type] # no limits among them
    with closing(made.extensions["evaluator"]), closing(made.extensions["store"]):
        yield made


class Person:
    """Somebody whom the proxy names, or who brings a token."""

    def __init__(self, app: Flask, name: str | None = None, *, token: str | None = None, peer: str = "10.1.2.3") -> None:
        self._client = app.test_client()
        self._headers = ({} if name is None else {"Remote-User": name}) | ({} if token is None else {"Authorization": f"Bearer {token}"})
        self._peer = peer

    def ask(self, method: str, path: str, json: object = None, **headers: str) -> TestResponse:
        environ = {"REMOTE_ADDR": self._peer}
        return self._client.open(path, method=method, json=json, headers=self._headers | headers, environ_base=environ)

    def me(self) -> Any:
        return self.ask("GET", "/api/v1/me").get_json()

    def save(self, visibility: str = "link") -> str:
        reply = self.ask("POST", API, {"scenario": SCENARIO, "visibility": visibility})
        assert reply.status_code == 201, reply.text
        return reply.headers["Location"]

    def put(self, address: str, revision: int = 1) -> TestResponse:
        return self.ask("PUT", address, {"scenario": SCENARIO}, **{"If-Match": f'"{revision}"'})

    def token(self, **members: Any) -> Any:
        reply = self.ask("POST", TOKENS, {"name": "ci", "scope": "write", **members})
        assert reply.status_code == 201, reply.text
        return reply.get_json()


def test_the_header_names_who_asks(app: Flask) -> None:
    rights = ["read_site", "list", "create", "change", "delete"]
    assert Person(app, "Ana").me() == {"name": "Ana", "signIn": "proxy", "rights": rights}
    assert Person(app, "Ana", peer="fd00::1").me()["name"] == "Ana"
    assert Person(app, "Ana", peer="::ffff:10.1.2.3").me()["name"] == "Ana"
    assert Person(app, "J\u00fcrgen".encode().decode("latin-1")).me()["name"] == "J\u00fcrgen"
    assert Person(app, "Chief").me()["rights"] == [*rights, "administer"]


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.2.0.1", "::1", "", "::ffff:10.2.0.1"])
def test_it_is_believed_from_the_proxys_address_alone(app: Flask, peer: str) -> None:
    for headers in ({}, {"X-Forwarded-For": "10.1.2.3"}, {"Forwarded": "for=10.1.2.3"}, {"X-Real-IP": "10.1.2.3"}):
        refused(Person(app, "Chief", peer=peer).ask("GET", "/api/v1/me", **headers), 401)


@pytest.mark.parametrize("name", [None, "", "  ", "Ana,Chief", "x" * 301, "a\tb"])
def test_a_header_that_names_nobody_is_nobodys(app: Flask, name: str | None) -> None:
    refused(Person(app, name).ask("GET", "/api/v1/me"), 401)
    page = Person(app, name).ask("GET", "/")
    assert (page.status_code, page.content_type) == (401, "text/html; charset=utf-8")


def test_it_ends_when_the_header_vanishes_or_changes(app: Flask) -> None:
    client = app.test_client()
    seen = []
    for name in ("Ana", None, "Ben", "Ana"):
        headers = {} if name is None else {"Remote-User": name}
        reply = client.get("/api/v1/me", headers=headers, environ_base={"REMOTE_ADDR": "10.1.2.3"})
        assert "Set-Cookie" not in reply.headers
        seen.append(reply.get_json().get("name"))
    assert seen == ["Ana", None, "Ben", "Ana"]


PEOPLE = ("Ana", "Ben", "Chief")


@pytest.mark.parametrize(
    ("visibility", "reads", "saves", "owns"),
    [
        ("private", [200, 404, 200], [200, 404, 200], [200, 404, 200]),
        ("link", [200, 200, 200], [200, 403, 200], [200, 403, 200]),
        ("team", [200, 200, 200], [200, 200, 200], [200, 403, 200]),
    ],
)
def test_who_may_do_what_with_whose(app: Flask, visibility: str, reads: list[int], saves: list[int], owns: list[int]) -> None:
    for number, name in enumerate(PEOPLE):
        person, address = Person(app, name), Person(app, "Ana").save(visibility)
        assert person.ask("GET", address).status_code == reads[number]
        assert person.put(address).status_code == saves[number]
        assert person.ask("PATCH", address, {"title": "x"}).status_code == owns[number]
        assert person.ask("DELETE", address).status_code == owns[number]
        if owns[number] == 200:
            assert person.ask("POST", f"{address}/restore").status_code == 200
        else:
            Person(app, "Ana").ask("DELETE", address)
            refused(person.ask("POST", f"{address}/restore"), 404)


def test_names_stand_where_somebody_did_something(app: Flask) -> None:
    address = Person(app, "Ana").save("team")
    assert Person(app, "Ben").put(address).status_code == 200
    conflict = refused(Person(app, "Ana").put(address), 412)
    assert (conflict["revision"], conflict["author"]) == (2, "Ben")
    history = Person(app, "Ana").ask("GET", f"{address}/revisions").get_json()["revisions"]
    assert [one["author"] for one in history] == ["Ben", "Ana"]
    rows = Person(app, "Ben").ask("GET", f"{API}?owner=Ana").get_json()["scenarios"]
    assert address.rpartition("/")[2] in [row["id"] for row in rows]
    assert {row["owner"] for row in rows} == {"Ana"}


def test_a_token_is_its_maker_as_far_as_its_scope_goes(app: Flask) -> None:
    address = Person(app, "Ana").save("private")
    made = Person(app, "Ana").token()
    assert list(made) == ["id", "name", "scope", "expires", "owner", "token"]
    writer = Person(app, token=made["token"], peer="192.0.2.1")
    assert writer.me()["name"] == "Ana"
    assert writer.ask("GET", address).status_code == 200
    assert writer.put(address).status_code == 200
    reader = Person(app, token=Person(app, "Ana").token(scope="read")["token"])
    assert reader.me()["rights"] == ["read_site", "list"]
    assert reader.ask("GET", address).status_code == 200
    for reply in (reader.put(address, 2), reader.ask("DELETE", address), reader.ask("POST", API, {"scenario": SCENARIO})):
        refused(reply, 403)
    refused(writer.ask("POST", TOKENS, {"name": "x", "scope": "write"}), 403)
    assert writer.ask("DELETE", address, **{"Sec-Fetch-Site": "cross-site", "Origin": "http://elsewhere.example"}).status_code == 200


def test_a_token_ends_with_its_time_or_when_it_is_revoked(app: Flask) -> None:
    ana = Person(app, "Ana")
    soon = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    short, long = ana.token(expires=soon), ana.token(expires="2099-01-01T00:00:00+01:00")
    assert long["expires"] == "2098-12-31T23:00:00.000Z"
    listed = ana.ask("GET", TOKENS).get_json()["tokens"]
    assert [one["id"] for one in listed[:2]] == [long["id"], short["id"]]
    assert "token" not in listed[0]
    while datetime.now(UTC).isoformat() < soon:
        pass
    refused(Person(app, token=short["token"]).ask("GET", "/api/v1/me"), 401)
    refused(Person(app, "Ben").ask("DELETE", f"{TOKENS}/{long['id']}"), 404)
    assert Person(app, token=long["token"]).me()["name"] == "Ana"
    assert ana.ask("DELETE", f"{TOKENS}/{long['id']}").status_code == 204
    refused(Person(app, token=long["token"]).ask("GET", "/api/v1/me"), 401)


def test_administrators_list_and_revoke_everybodys_tokens(app: Flask) -> None:
    made, chief = Person(app, "Ana").token(), Person(app, "Chief")
    assert made["id"] in [one["id"] for one in chief.ask("GET", TOKENS).get_json()["tokens"]]
    assert made["id"] not in [one["id"] for one in Person(app, "Ben").ask("GET", TOKENS).get_json()["tokens"]]
    assert "administer" in Person(app, token=chief.token()["token"]).me()["rights"]
    assert chief.ask("DELETE", f"{TOKENS}/{made['id']}").status_code == 204


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"scope": "read"}, "/name"),
        ({"name": "x"}, "/scope"),
        ({"name": "x", "scope": "all"}, "/scope"),
        ({"name": "x", "scope": "read", "expires": "tomorrow"}, "/expires"),
        ({"name": "x", "scope": "read", "expires": "2099-01-01T00:00:00"}, "/expires"),
        ({"name": "x", "scope": "read", "expires": 5}, "/expires"),
        ({"name": "x", "scope": "read", "expires": "2001-01-01T00:00:00Z"}, "/expires"),
        ({"name": "x", "scope": "read", "expires": "0001-01-01T00:00:00+23:00"}, "/expires"),
        ({"name": "x", "scope": "read", "more": 1}, "/more"),
    ],
)
def test_a_token_that_cannot_be_made_is_told_why(app: Flask, document: object, path: str) -> None:
    (problem,) = refused(Person(app, "Ana").ask("POST", TOKENS, document), 422)["problems"]
    assert problem["path"] == path


def test_another_sites_page_writes_nothing(app: Flask) -> None:
    refused(Person(app, "Ana").ask("POST", API, {"scenario": SCENARIO}, Origin="http://elsewhere.example"), 403)
