"""Every route names its right, and where one signs in nothing else answers without."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from playground.accounts.passwords import hash_password
from playground.accounts.rights import RIGHTS
from playground.settings import Settings
from playground.web import assets, create_app
from playground.web.identity import OPEN, right_of
from tests.web.api.problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

pytestmark = pytest.mark.processes
OPEN_TO_ALL = {"/healthz", "/readyz", "/sign-in", "/sign-in/callback", "/sign-out"}
EXAMPLES = {"<scenario_id:id_>": "aaaaaaaaaaaaaaaa", "<revision:number>": "1", "<path:name>": "x.json", "<name>": "query-items"}
WAYS: dict[str, dict[str, Any]] = {
    "password": {"password_hash": hash_password("the password")},
    "proxy": {"proxy_networks": ("127.0.0.0/8",)},
    "oidc": {"oidc_discovery": "http://127.0.0.1:9/x", "oidc_client_id": "id", "oidc_client_secret": "secret"},
}


@pytest.fixture(params=WAYS)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A site with all its parts, where one signs in."""
    (tmp_path / "x.json").write_text('{"template": ""}')
    given = {"sign_in": request.param, **WAYS[request.param], "instance": str(tmp_path), "library": str(tmp_path), "children": 1}
    made = create_app(Settings(**given))
    with closing(made.extensions["evaluator"]), closing(made.extensions["store"]):
        yield made


def test_every_route_names_its_right(app: Flask) -> None:
    named = {rule.rule: right_of(app.view_functions[rule.endpoint]) for rule in app.url_map.iter_rules()}
    assert len(named) > 20
    assert {rule for rule, right in named.items() if right not in {*RIGHTS, OPEN}} == set()
    assert {rule for rule, right in named.items() if right == OPEN} <= OPEN_TO_ALL


def test_nothing_else_answers_who_has_not_signed_in(app: Flask) -> None:
    client, asked = app.test_client(), 0
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<any(cases, variants, convert, import, export):tool>", "cases")
        for part, example in EXAMPLES.items():
            path = path.replace(part, example)
        assert "<" not in path, "an example is missing"
        if path in OPEN_TO_ALL:
            continue
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            asked += 1
            reply = client.open(path, method=method, json={"template": "", "backend": {}})
            if reply.status_code == 303:
                assert (method, reply.headers["Location"]) == ("GET", f"/sign-in?next={path}")
                assert not path.startswith("/api/")
            else:
                assert reply.status_code == 401, (method, path)
                assert reply.headers["WWW-Authenticate"] == "Bearer"
    assert asked > 20
    refused(client.get("/api/v1/nothing"), 401)
    for path in ("/healthz", "/readyz"):
        assert client.get(path).status_code == 200
    with client.get(assets.asset("css/main.css")) as stylesheet:
        assert stylesheet.status_code == 200


def test_a_route_that_names_no_right_is_reached_by_nobody(app: Flask) -> None:
    app._got_first_request = False  # else Flask takes no more routes
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    assert app.test_client().get("/forgotten").status_code in {303, 401}


def test_a_token_that_does_not_hold_opens_nothing(app: Flask) -> None:
    client = app.test_client()
    for header in ("Bearer wrong", "bearer  wrong ", "Bearer "):
        refused(client.get("/api/v1/me", headers={"Authorization": header}), 401)


def test_who_has_not_signed_in_may_read_where_that_is_set(tmp_path: Path) -> None:
    app = create_app(Settings(sign_in="password", **WAYS["password"], anonymous="read", instance=str(tmp_path), children=1))
    with closing(app.extensions["evaluator"]), closing(app.extensions["store"]):
        client = app.test_client()
        scenario = {"template": "", "backend": {}}
        assert client.get("/").status_code == 200
        assert client.post("/api/v1/evaluate", json=scenario).status_code == 200
        assert client.get("/api/v1/scenarios").status_code == 200
        assert client.get("/api/v1/me").get_json() == {"name": None, "signIn": "password", "rights": ["read_site", "list"]}
        for method, path in (("POST", ""), ("PUT", "/aaaaaaaaaaaaaaaa"), ("PATCH", "/aaaaaaaaaaaaaaaa"), ("DELETE", "/aaaaaaaaaaaaaaaa")):
            refused(client.open(f"/api/v1/scenarios{path}", method=method, json={"scenario": scenario}), 401)
