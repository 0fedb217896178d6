"""By which names the site is asked, and from whose pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from playground.cli.main import main
from playground.server.names import answered
from playground.settings import Settings
from playground.web.same_site import name_of
from tests.web.clients import GOOD, connect, receive

if TYPE_CHECKING:
    from tests.conftest import StartSite
    from tests.serving import Reply, Site

JSON = {"Content-Type": "application/json"}


def get(site: Site, host: str, path: str = "/api/v1/examples") -> Reply:
    return site.ask(path, headers={"Host": host})


def test_on_loopback_the_site_answers_to_this_machines_names_alone(site: Site) -> None:
    for host in ("localhost", f"localhost:{site.port}", "LocalHost.", "127.0.0.1", f"[::1]:{site.port}"):
        assert get(site, host).status == 200, host
    for host in (
        "evil.example.org",
        "localhost.evil.example.org",
        "127.0.0.1.evil.example.org",
        "10.0.0.1",
        "evil@localhost",
        "a b",
        "[::1",
    ):
        for path in ("/", "/api/v1/examples", "/api/v1/nothing"):
            reply = get(site, host, path)
            assert reply.status == 400, host
            assert b"PLAYGROUND_HOSTS" in reply.body


def test_a_request_without_a_name_is_refused_and_a_probe_is_not(site: Site) -> None:
    for path, status in (("/api/v1/examples", b"400"), ("/healthz", b"200")):
        with connect(site) as link:
            link.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
            assert receive(link).split()[1] == status
    assert get(site, "10.0.0.1:8000", "/healthz").status == 200


def test_a_url_and_hosts_add_names(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_URL="https://vtl.example.org/", PLAYGROUND_HOSTS="other.example.org, .team.example.org") as site:
        for host in ("vtl.example.org", "localhost", "other.example.org:1", "a.team.example.org"):
            assert get(site, host).status == 200, host
        for host in ("example.org", "team.example.org", "a.other.example.org", "vtl.example.org.evil.org"):
            assert get(site, host).status == 400, host
        from_proxy = {**JSON, "Origin": "https://vtl.example.org"}
        assert site.ask("/api/v1/evaluate", json.dumps(GOOD).encode(), from_proxy).status == 200


@pytest.mark.parametrize(
    ("settings", "warns"),
    [
        ({"PLAYGROUND_HOST": "0.0.0.0"}, True),  # noqa: S104 - that is the case
        ({"PLAYGROUND_HOST": "::"}, True),
        ({"PLAYGROUND_HOST": "0.0.0.0", "PLAYGROUND_HOSTS": "vtl.example.org"}, False),  # noqa: S104
        ({"PLAYGROUND_HOST": "0.0.0.0", "PLAYGROUND_URL": "http://vtl.example.org:8000"}, False),  # noqa: S104
        ({"PLAYGROUND_HOST": "127.0.0.2"}, False),
        ({"PLAYGROUND_HOST": "::1"}, False),
        ({}, False),
    ],
)
def test_any_name_is_answered_only_where_others_hear_and_no_name_is_set(settings: dict[str, str], warns: bool) -> None:  # noqa: FBT001 - a test's parameter
    assert (answered(Settings.from_environment(settings)) is None) == warns


@pytest.mark.parametrize(("host", "warns"), [("0.0.0.0", True), ("127.0.0.1", False)])  # noqa: S104 - that is the case
def test_a_start_that_answers_to_any_name_warns_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
    warns: bool,  # noqa: FBT001 - a test's parameter
) -> None:
    started = []
    monkeypatch.setattr("os.execve", lambda _program, command, _environment: started.append(command))
    main(["serve", "--host", host])
    assert f"{host}:8000" in started[0]
    assert ("PLAYGROUND_URL" in capsys.readouterr().err) == warns


FROM = {
    "nobody who says so": ({}, 200),
    "a page of its own": ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 200),
    "the user": ({"Sec-Fetch-Site": "none"}, 200),
    "a page of its own, behind a proxy": ({"Sec-Fetch-Site": "same-origin", "Origin": "https://vtl.example.org"}, 200),
    "a page of its own, where a browser says no more": ({"Origin": "http://localhost"}, 200),
    "another site": ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example.org"}, 403),
    "a sister site": ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:1"}, 403),
    "something new": ({"Sec-Fetch-Site": "sideways"}, 403),
    "another site, where a browser says no more": ({"Origin": "https://evil.example.org"}, 403),
    "another port": ({"Origin": "http://localhost:1"}, 403),
    "a frame without a site": ({"Origin": "null"}, 403),
    "no address": ({"Origin": "http://[", "Referer": "x"}, 403),
    "a name that begins alike": ({"Origin": "http://localhost.evil.example.org"}, 403),
}


@pytest.mark.parametrize("who", FROM)
@pytest.mark.parametrize("path", ["evaluate", "cases", "convert", "nothing"])
def test_what_another_sites_page_sends_is_refused(site: Site, who: str, path: str) -> None:
    headers, status = FROM[who]
    reply = site.ask(f"/api/v1/{path}", json.dumps(GOOD).encode(), {**JSON, "Host": "localhost", **headers})
    assert (reply.status == 403) == (status == 403)
    assert (b"page of another site" in reply.body) == (status == 403)
    assert (
        site.ask("/api/v1/examples", headers={"Host": "localhost", **headers}).status == 200
    )  # reading changes nothing, and tells it nothing


def test_no_redirect_goes_where_the_request_says(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_HOSTS=".example.org") as site:
        paths = ["/", "/healthz", "/conformance", "/api/v1/examples", "/api/v1/openapi.json", "/static/"]
        for path in paths:
            for way in (
                path.replace("/", "//"),
                path + "/",
                path + "//",
                "/." + path,
                "//evil.example.org" + path,
                path + "/..",
                path + "?a=//b",
            ):
                with connect(site) as link:
                    link.sendall(f"GET {way} HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n".encode())
                    head = receive(link).partition(b"\r\n\r\n")[0]
                assert b"\r\nLocation:" not in head, way


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("A.b:80", "a.b"),
        ("a.", "a"),
        ("[::1]", "::1"),
        ("[::1]:9", "::1"),
        ("", ""),
        (":80", ""),
        ("a/b", ""),
        ("a:b", ""),
        ("a,b", ""),
        ("ä", ""),
    ],
)
def test_the_name_in_a_host_header(host: str, name: str) -> None:
    assert name_of(host) == name
