"""Every route names its right, and where one signs in nothing else answers without."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from playground.accounts.passwords import hash_password
from playground.accounts.rights import NOTHING, READ, RIGHTS, WRITE
from playground.evaluator.tool_signatures import SIGNATURES
from playground.settings import Settings
from playground.web import assets, create_app
from playground.web.identity import OPEN, right_of
from tests.web.api.problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.processes
EXAMPLES = {
    "<scenario_id:id_>": "aaaaaaaaaaaaaaaa",
    "<revision:number>": "1",
    "<path:name>": "x.json",
    "<code>": "vtl.truth",
    "<name>": "query-items",
    f"<any({', '.join(SIGNATURES)}):tool>": "cases",
}
WAYS: dict[str, dict[str, Any]] = {
    "none": {},
    "password": {"password_hash": hash_password("the password")},
    "proxy": {"proxy_networks": ("127.0.0.0/8",)},
    "oidc": {"oidc_discovery": "http://127.0.0.1:9/x", "oidc_client_id": "id", "oidc_client_secret": "secret"},
}
NAMED = {
    "GET /": "read_site",
    "GET /api/v1/codes": "read_site",
    "GET /api/v1/codes/vtl.truth": "read_site",
    "GET /api/v1/examples": "read_site",
    "GET /api/v1/examples/query-items": "read_site",
    "GET /api/v1/library": "list",
    "GET /api/v1/library/x.json": "read_site",
    "GET /api/v1/me": "read_site",
    "GET /api/v1/openapi.json": "read_site",
    "GET /api/v1/scenarios": "list",
    "GET /api/v1/scenarios/aaaaaaaaaaaaaaaa": "read_site",
    "GET /api/v1/scenarios/aaaaaaaaaaaaaaaa/result": "read_site",
    "GET /api/v1/scenarios/aaaaaaaaaaaaaaaa/revisions": "read_site",
    "GET /api/v1/scenarios/aaaaaaaaaaaaaaaa/revisions/1": "read_site",
    "GET /api/v1/scenarios/aaaaaaaaaaaaaaaa/revisions/1/result": "read_site",
    "GET /api/v1/tokens": "read_site",
    "GET /conformance": "read_site",
    "GET /healthz": OPEN,
    "GET /readyz": OPEN,
    "GET /s/aaaaaaaaaaaaaaaa": "read_site",
    "GET /s/aaaaaaaaaaaaaaaa/1": "read_site",
    "GET /s/aaaaaaaaaaaaaaaa/1/embed": "read_site",
    "POST /api/v1/cases": "read_site",
    "POST /api/v1/evaluate": "read_site",
    "POST /api/v1/scenarios": "create",
    "POST /api/v1/tokens": "create",
    "PATCH /api/v1/scenarios/aaaaaaaaaaaaaaaa": "change",
    "PUT /api/v1/scenarios/aaaaaaaaaaaaaaaa": "change",
    "DELETE /api/v1/tokens/aaaaaaaaaaaaaaaa": "change",
    "DELETE /api/v1/scenarios/aaaaaaaaaaaaaaaa": "delete",
    "POST /api/v1/scenarios/aaaaaaaaaaaaaaaa/restore": "delete",
}
"""Every route of a site with all its parts, with the right that it needs. What is new gets its line here, and with it a thought."""
BY_FORM = {"GET /sign-in": OPEN, "POST /sign-in": OPEN, "GET /sign-out": OPEN, "POST /sign-out": OPEN}
BY_PROVIDER = {"GET /sign-in": OPEN, "GET /sign-in/callback": OPEN, "GET /sign-out": OPEN, "POST /sign-out": OPEN}
SIGNING: dict[str, dict[str, str]] = {"none": {}, "proxy": {}, "password": BY_FORM, "oidc": BY_PROVIDER}
SOMEBODYS = {"GET /api/v1/tokens", "POST /api/v1/tokens", "DELETE /api/v1/tokens/aaaaaaaaaaaaaaaa"}
"""What nobody has who is nobody, whatever he may do."""


@contextmanager
def running(folder: Path, way: str, anonymous: str = "none") -> Iterator[Flask]:
    """A site with all its parts."""
    (folder / "x.json").write_text('{"template": ""}')
    parts: dict[str, Any] = {"library": str(folder), "frame_ancestors": ("https://wiki.example",), "metrics_networks": ("192.0.2.0/24",)}
    made = create_app(Settings(sign_in=way, anonymous=anonymous, instance=str(folder), children=1, **WAYS[way], **parts))
    with closing(made.extensions["evaluator"]), closing(made.extensions["store"]):
        yield made


@pytest.fixture(params=[way for way in WAYS if way != "none"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A site where one signs in."""
    with running(tmp_path, request.param) as made:
        yield made


def routes(app: Flask) -> dict[str, str | None]:
    """Every call that there is, with an example in each place of its path, and the right that it names."""
    found = {}
    for rule in app.url_map.iter_rules():
        path = rule.rule
        for part, example in EXAMPLES.items():
            path = path.replace(part, example)
        assert "<" not in path, "an example is missing"
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            found[f"{method} {path}"] = right_of(app.view_functions[rule.endpoint])
    return found


@pytest.mark.parametrize("way", WAYS)
def test_every_route_names_its_right(tmp_path: Path, way: str) -> None:
    with running(tmp_path, way) as app:
        assert routes(app) == NAMED | SIGNING[way]
    assert set(NAMED.values()) <= {*RIGHTS, OPEN}


ON_ITS_WAY = frozenset({"GET /conformance", "GET /readyz"})
"""What is worked out first, and is 503 until then, or where the machine is busy."""


@pytest.mark.parametrize("anonymous", ["none", "read"])
@pytest.mark.parametrize("way", WAYS)
def test_who_has_not_signed_in_gets_what_nobody_may_have_and_nothing_else(tmp_path: Path, way: str, anonymous: str) -> None:
    may = WRITE if way == "none" else READ if anonymous == "read" else NOTHING
    with running(tmp_path, way, anonymous) as app:
        client = app.test_client()
        for call, right in NAMED.items():
            method, path = call.split()
            reply = client.open(path, method=method, json=None if method == "GET" else {"template": "", "backend": {}})
            if right == OPEN or (right in may and call not in SOMEBODYS):
                assert reply.status_code in {200, 404, 422, 428} or (call in ON_ITS_WAY and reply.status_code == 503), call
            else:
                is_refused(call, reply, leads=way in {"password", "oidc"})
            if method == "GET":
                assert client.head(path).status_code == reply.status_code or call in ON_ITS_WAY
            if not may and right != OPEN:
                assert client.options(path).status_code == 401, call
        for path in ("/api/v1/nothing", "/nothing", "/metrics"):
            strange = client.get(path)
            assert strange.status_code == (404 if may else 303 if way in {"password", "oidc"} and "api" not in path else 401), path
        with client.get(assets.asset("css/main.css")) as stylesheet:
            assert stylesheet.status_code == 200


def is_refused(call: str, reply: TestResponse, *, leads: bool) -> None:
    """It needs signing in: a page leads there, where there is a way."""
    method, path = call.split()
    if method == "GET" and leads and not path.startswith("/api/"):
        assert (reply.status_code, reply.headers["Location"]) == (303, f"/sign-in?next={path}"), call
    else:
        assert reply.status_code == 401, call
        assert reply.headers["WWW-Authenticate"] == "Bearer"
        assert path.startswith("/api/") == (reply.mimetype == "application/problem+json")


def test_a_route_that_names_no_right_is_reached_by_nobody(app: Flask) -> None:
    app._got_first_request = False  # else Flask takes no more routes
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    assert app.test_client().get("/forgotten").status_code in {303, 401}


def test_a_token_that_does_not_hold_opens_nothing(app: Flask) -> None:
    client = app.test_client()
    for header in ("Bearer wrong", "bearer  wrong ", "Bearer "):
        refused(client.get("/api/v1/me", headers={"Authorization": header}), 401)


def test_who_may_only_read_is_told_so_and_writes_nothing(tmp_path: Path) -> None:
    with running(tmp_path, "password", "read") as app:
        client = app.test_client()
        assert client.get("/api/v1/me").get_json() == {"name": None, "signIn": "password", "rights": ["read_site", "list"]}
        for method, path in (("POST", ""), ("PUT", "/aaaaaaaaaaaaaaaa"), ("PATCH", "/aaaaaaaaaaaaaaaa"), ("DELETE", "/aaaaaaaaaaaaaaaa")):
            refused(client.open(f"/api/v1/scenarios{path}", method=method, json={"scenario": {}}), 401)
