"""The HTTP API, through the real server."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from playground.settings import Settings
from playground.web import create_app

if TYPE_CHECKING:
    from tests.conftest import StartSite
    from tests.serving import Reply, Site

JSON = {"Content-Type": "application/json"}
NOT_FOUND = {
    "template": "#set($inputRoot = $input.path('$'))\n#if($inputRoot.Count == 0)\n#set($context.responseOverride.status = 404)\n#end\n{}",
    "backend": {"status": 200, "body": '{"Count": 0, "Items": [], "ScannedCount": 0}'},
}


def assert_problem(reply: Reply, status: int) -> dict[str, Any]:
    """Every error has one shape."""
    assert reply.status == status
    assert reply.headers["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = reply.json
    assert document["status"] == status
    assert document["type"] == "about:blank"
    assert document["title"]
    assert document["detail"].endswith((".", "?"))
    return document


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(request)
        return link.recv(65536)


def test_a_scenario_gives_a_result(site: Site) -> None:
    reply = site.evaluate(NOT_FOUND)
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/json"
    assert (reply.json["status"], reply.json["body"].strip()) == (404, "{}")
    assert reply.json["statusFrom"]["by"] == "responseOverride"
    assert reply.json["statusFrom"]["start"]["line"] == 3


def test_a_templates_failure_is_a_result(site: Site) -> None:
    reply = site.evaluate({"template": "#if(true)", "backend": {"body": "{}"}})
    assert (reply.status, reply.json["status"]) == (200, 500)
    assert reply.json["diagnostics"]


@pytest.mark.parametrize("body", [b"", b"nope", b"{", b'"\xff"', b'{"template": }'])
def test_what_is_not_json_is_refused(site: Site, body: bytes) -> None:
    assert_problem(site.ask("/api/v1/evaluate", body, JSON), 400)


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"text"', b"{}"])
def test_json_that_is_no_scenario_is_refused(site: Site, body: bytes) -> None:
    assert assert_problem(site.ask("/api/v1/evaluate", body, JSON), 422)["problems"]


def test_every_unknown_member_is_named_with_its_path(site: Site) -> None:
    scenario = {**NOT_FOUND, "colour": 1, "request": {"heder": {}}, "backend": {"status": "many", "body": "{}", "a/b": 1}}
    problems = assert_problem(site.evaluate(scenario), 422)["problems"]
    assert {problem["path"] for problem in problems} >= {"/colour", "/request/heder", "/backend/a~1b", "/backend/status"}
    assert all(problem["message"] for problem in problems)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data", ""])
def test_another_content_type_is_refused(site: Site, kind: str) -> None:
    assert_problem(site.ask("/api/v1/evaluate", json.dumps(NOT_FOUND).encode(), {"Content-Type": kind}), 415)


def test_a_charset_beside_the_content_type_is_no_matter(site: Site) -> None:
    reply = site.ask("/api/v1/evaluate", json.dumps(NOT_FOUND).encode(), {"Content-Type": "Application/JSON; charset=utf-8"})
    assert reply.status == 200


def test_a_body_over_the_cap_is_refused_while_it_is_read(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_REQUEST_BYTES="1000") as small:
        fits = json.dumps({"template": "x" * 900, "backend": {"body": "{}"}}).encode()
        scenario = fits + b" " * (1000 - len(fits))
        assert small.ask("/api/v1/evaluate", scenario, JSON).status == 200
        assert "1,000" in assert_problem(small.ask("/api/v1/evaluate", scenario + b" ", JSON), 413)["detail"]
        head = b"POST /api/v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        announced = raw(small.port, head + b"Content-Length: 100000000000\r\n\r\n{")  # refused without waiting for it
        endless = raw(
            small.port, head + b"Transfer-Encoding: chunked\r\n\r\n" + b"200\r\n" + b" " * 512 + b"\r\n" + b"200\r\n" + b" " * 512 + b"\r\n"
        )
        assert announced.startswith(b"HTTP/1.1 413")
        assert endless.startswith(b"HTTP/1.1 413")
        chunked = raw(small.port, head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(fits), fits))
        assert chunked.startswith(b"HTTP/1.1 200")
        assert small.evaluate({"template": "x", "backend": {"body": "{}"}}).status == 200


@pytest.mark.processes
def test_under_another_server_too_no_more_is_read_than_the_cap() -> None:
    app = create_app(Settings(request_bytes=1000))
    client = app.test_client()
    try:
        for length in (1001, 100_000):
            for framing in ({"CONTENT_LENGTH": str(length)}, {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}):
                sent = BytesIO(b" " * length)
                kind = "application/json"
                answer = client.post("/api/v1/evaluate", input_stream=sent, content_type=kind, environ_overrides=framing)
                assert answer.status_code == 413
                assert sent.tell() <= 1001
    finally:
        app.extensions["evaluator"].close()


@pytest.mark.parametrize(
    ("template", "body"),
    [
        ("a\r\nb\rc\n", "a\r\nb\rc\n"),
        ("nul \0 stays", "nul \0 stays"),
        ("half \ud800 a pair", "half ? a pair"),
        ("snow ☃ and 🎿", "snow ☃ and 🎿"),
    ],
)
def test_odd_characters_come_through(site: Site, template: str, body: str) -> None:
    reply = site.evaluate({"template": template, "backend": {"body": "{}"}})
    assert reply.json["body"] == body
    assert all(byte >= 0x20 and byte != 0x7F for byte in reply.body)
    assert template.encode("utf-8", "replace").strip().isascii() or "☃".encode() in reply.body


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/api/v1/evaluate", "GET", 405),
        ("/api/v1/evaluate", "DELETE", 405),
        ("/api/v1/nothing", "GET", 404),
        ("/api/v1/examples/nothing", "GET", 404),
    ],
)
def test_wrong_addresses_and_methods_answer_in_the_same_shape(site: Site, path: str, method: str, status: int) -> None:
    reply = site.ask(path, method=method)
    assert_problem(reply, status)
    assert set(reply.headers.get("Allow", "").split(", ")) == ({"POST", "OPTIONS"} if status == 405 else {""})


def test_every_example_can_be_fetched_and_evaluated(site: Site) -> None:
    examples = json.loads(site.ask("/api/v1/examples").body)
    assert len(examples) >= 8
    for example in examples:
        assert set(example) == {"name", "title", "description", "group"}
        scenario = site.ask(f"/api/v1/examples/{example['name']}").json
        assert site.evaluate(scenario).json["status"] is not None, example["name"]


def test_the_openapi_document_describes_what_is_there(site: Site) -> None:
    document = site.ask("/api/v1/openapi.json").json
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) >= {"/api/v1/evaluate", "/api/v1/examples", "/api/v1/examples/{name}", "/api/v1/openapi.json"}
    schemas = document["components"]["schemas"]
    text = json.dumps(document)
    assert all(f'"#/components/schemas/{name}"' in text for name in ("Scenario", "Result", "Problem"))
    references = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert references <= set(schemas)


def test_busy_answers_503_with_retry_after(start_site: StartSite) -> None:
    endless = {"template": "#foreach($i in [1..999])" * 4 + "$i" + "#end" * 4, "backend": {"body": "{}"}}
    far = {f"PLAYGROUND_LIMIT_{name}": "1000000000000" for name in ("ITERATIONS", "STEPS", "OUTPUT")}
    with start_site(PLAYGROUND_CHILDREN="1", **far) as small, ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(small.evaluate, [endless] * 4))
    answered = [reply for reply in replies if reply.status == 200]
    assert all(reply.json["diagnostics"][-1]["code"] == "limit.seconds" for reply in answered)
    refused = [reply for reply in replies if reply.status != 200]
    assert answered
    assert refused
    for reply in refused:
        assert_problem(reply, 503)
        assert reply.headers["Retry-After"] == "1"
