"""Binary bodies: which are, what contentHandling makes of them, where AWS answers 500, and which setting the diagnostic names."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import Result, Scenario, evaluate
from playground.gateway.binary import decode, is_binary_type
from tests.gateway.findings import told

TO_TEXT, TO_BINARY = "CONVERT_TO_TEXT", "CONVERT_TO_BINARY"
TEXT = "two words"  # a blank is no base64
ENCODED = base64.b64encode(TEXT.encode()).decode()
FAILED = (500, '{"message": "Internal server error"}')


def run(document: dict[str, Any]) -> Result:
    return evaluate(Scenario.from_document(document))


def codes(result: Result) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in result.diagnostics]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", b""),
        ("aGVsbG8=", b"hello"),
        ("aGVsbG8", b"hello"),
        ("aGk", b"hi"),
        ("aGk=", b"hi"),
        ("aA==", b"h"),
        ("aA", b"h"),
        ("+/+/", b"\xfb\xff\xbf"),
        ("aGl=", b"hi"),
        ("a", None),
        ("aA=", None),
        ("aGk==", None),
        ("aGVs=", None),
        ("=", None),
        ("====", None),
        ("aGVs\n", None),
        (" aGVs", None),
        ("aG=k", None),
        ("aGk=aGk=", None),
        ("-_-_", None),
        ('{"a":1}', None),
        ("aGVsbG8é", None),
    ],
)
def test_base64_is_read_as_strictly_as_java_reads_it(text: str, data: bytes | None) -> None:
    assert decode(text) == data


@given(st.binary())
def test_what_java_writes_is_read_back(data: bytes) -> None:
    text = base64.b64encode(data).decode()
    assert decode(text) == decode(text.rstrip("=")) == data


@pytest.mark.parametrize(
    ("types", "value", "index"),
    [
        (["image/png"], "image/png", 0),
        (["text/csv", "image/png"], "image/png; charset=binary", 1),
        (["image/png"], "IMAGE/PNG", 0),
        (["image/png"], "image/png, text/html", 0),
        (["image/png"], "text/html, image/png", None),
        (["image/*"], "image/webp", 0),
        (["image/*"], "text/plain", None),
        (["image/png"], "image/*", None),
        (["image/png"], "*/*", None),
        (["image/png"], None, None),
        (["image~1png"], "image/png", 0),
        (["*/*"], "application/json", 0),
        (["*/*"], None, 0),
        (["*/*"], "", 0),
        ([], "*/*", None),
    ],
)
def test_a_type_is_binary_by_the_first_media_type_alone(types: list[str], value: str | None, index: int | None) -> None:
    assert is_binary_type(types, value) == index


def asked(content_type: str, handling: str | None, body: str) -> Result:
    """A call whose body is handed on without a template; image/png is binary."""
    integration = {"type": "AWS", "contentHandling": handling}
    request = {"header": {"Content-Type": content_type}, "body": body}
    return run({"method": {"methodIntegration": integration}, "api": {"binaryMediaTypes": ["image/png"]}, "request": request})


@pytest.mark.parametrize(
    ("content_type", "handling", "body", "sent"),
    [
        ("text/plain", None, TEXT, TEXT),
        ("text/plain", TO_TEXT, TEXT, TEXT),
        ("text/plain", TO_BINARY, ENCODED.rstrip("="), ENCODED),
        ("text/plain", TO_BINARY, TEXT, None),
        ("image/png", None, TEXT, ENCODED),
        ("image/png", TO_TEXT, TEXT, ENCODED),
        ("image/png", TO_BINARY, TEXT, ENCODED),
    ],
)
def test_a_body_goes_in_as_the_table_says(content_type: str, handling: str | None, body: str, sent: str | None) -> None:
    """Recorded: ls/s3; a binary body is given as its base64."""
    result = asked(content_type, handling, body)
    if sent is None:
        assert (result.status, result.body, result.integrationRequest) == (*FAILED, None)
        assert "no base64" in told(result, "content.binary")[0].message
    else:
        assert result.integrationRequest is not None
        assert result.integrationRequest.body == sent
        assert {finding.severity for finding in result.diagnostics} <= {"info"}


def answered(backend: str, accept: str | None, handling: str | None, body: str, **more: Any) -> Result:
    """An answer of type `backend` for a client that accepts `accept`; image/png is binary."""
    response = {"statusCode": "200", "contentHandling": handling, **more}
    integration = {"type": "HTTP", "uri": "https://example.org/f", "integrationResponses": {"200": response}}
    header = {} if accept is None else {"Accept": accept}
    answer = {"header": {"Content-Type": backend}, "body": body}
    api = {"binaryMediaTypes": ["image/png"]}
    return run({"method": {"methodIntegration": integration}, "api": api, "request": {"header": header}, "backend": answer})


@pytest.mark.parametrize(
    ("backend", "accept", "handling", "body", "got"),
    [
        ("text/plain", "text/plain", None, TEXT, TEXT),
        ("text/plain", None, None, TEXT, TEXT),
        ("text/plain", "image/png", None, ENCODED, ENCODED),
        ("text/plain", "image/png", None, TEXT, None),
        ("application/json", "image/png", None, '{"a":1}', None),
        ("image/png", "text/plain", None, TEXT, ENCODED),
        ("image/png", "image/png", None, TEXT, ENCODED),
        ("text/plain", "text/plain", TO_TEXT, TEXT, TEXT),
        ("text/plain", "image/png", TO_TEXT, TEXT, TEXT),
        ("image/png", "text/plain", TO_TEXT, TEXT, ENCODED),
        ("image/png", "image/png", TO_TEXT, TEXT, ENCODED),
        ("text/plain", "text/plain", TO_BINARY, ENCODED, ENCODED),
        ("text/plain", "text/plain", TO_BINARY, TEXT, None),
        ("text/plain", "image/png", TO_BINARY, TEXT, None),
        ("image/png", "text/plain", TO_BINARY, TEXT, ENCODED),
    ],
)
def test_a_body_comes_out_as_the_table_says(backend: str, accept: str | None, handling: str | None, body: str, got: str | None) -> None:
    """Recorded: ls/s3; a binary body is given as its base64."""
    result = answered(backend, accept, handling, body)
    assert (result.status, result.body) == ((200, got) if got is not None else FAILED)
    errors = [finding for finding in told(result, "content.binary") if finding.severity == "error"]
    assert ["no base64" in finding.message for finding in errors] == [True] * (got is None)
    assert all("CONVERT_TO_TEXT" in finding.help for finding in errors)


TEMPLATE = {"application/json": '{"data": "$input.body"}'}


@pytest.mark.parametrize(
    ("backend", "accept", "handling", "got"),
    [
        ("text/plain", "text/plain", None, TEXT),
        ("text/plain", "image/png", TO_TEXT, TEXT),
        ("image/png", "image/png", TO_TEXT, ENCODED),
        ("image/png", "text/plain", None, ENCODED),
        ("image/png", "image/png", None, None),
        ("text/plain", "image/png", None, None),
        ("image/png", "text/plain", TO_BINARY, None),
        ("text/plain", "text/plain", TO_BINARY, None),
    ],
)
def test_a_response_template_sees_text_and_no_binary_body(backend: str, accept: str, handling: str | None, got: str | None) -> None:
    result = answered(backend, accept, handling, TEXT, responseTemplates=TEMPLATE)
    assert (result.status, result.body) == ((200, f'{{"data": "{got}"}}') if got is not None else FAILED)


def options(integration: str | None = None, response: str | None = None, templates: dict[str, str] | None = None) -> dict[str, Any]:
    """The CORS method of an API that treats everything as binary."""
    answer = {"statusCode": "204", "contentHandling": response, "responseTemplates": templates or {}}
    mock = {"type": "MOCK", "contentHandling": integration, "requestTemplates": {"application/json": '{"statusCode": 204}'}}
    method = {"httpMethod": "OPTIONS", "methodIntegration": {**mock, "integrationResponses": {"204": answer}}}
    return {"method": method, "api": {"binaryMediaTypes": ["text/csv", "*/*"]}, "request": {"header": {"Accept": "*/*"}}}


def test_a_preflight_call_fails_under_any_type_until_the_integration_converts() -> None:
    result = run(options())
    (finding,) = told(result, "content.binary")
    assert (result.status, result.body) == FAILED
    assert (finding.severity, finding.where) == ("error", "/api/binaryMediaTypes/1")
    assert "`*/*`" in finding.message
    assert "contentHandling: CONVERT_TO_TEXT on the integration." in finding.help
    mended = run(options(TO_TEXT))
    assert (mended.status, mended.body, mended.diagnostics) == (204, "", [])


def test_the_diagnostic_names_every_place_that_needs_the_setting() -> None:
    templates = {"application/json": "{}"}
    (finding,) = told(run(options(templates=templates)), "content.binary")
    assert "on the integration, and on the integration response 204" in finding.help
    half = run(options(TO_TEXT, templates=templates))
    (finding,) = told(half, "content.binary")
    assert (half.status, finding.where) == (500, "/api/binaryMediaTypes/1")
    assert "on the integration response 204" in finding.help
    assert "Execution failed due to configuration error: Unable to transform response" in half.log
    mended = run(options(TO_TEXT, TO_TEXT, templates))
    assert (mended.status, mended.body, mended.diagnostics) == (204, "{}", [])


def upload(handling: str | None, template: str, body: str = '{"id": "a1"}') -> dict[str, Any]:
    integration = {"type": "AWS", "contentHandling": handling, "requestTemplates": {"application/json": template}}
    return {
        "method": {"methodIntegration": integration},
        "api": {"binaryMediaTypes": ["application/json"]},
        "request": {"header": {"content-type": "application/json"}, "body": body},
    }


def test_a_request_template_cannot_read_a_binary_body() -> None:
    result = run(upload(None, '{"id": "$input.path(\'$.id\')"}'))
    (finding,) = told(result, "content.binary")
    assert (result.status, result.body, finding.where) == (*FAILED, "/api/binaryMediaTypes/0")
    assert "Content-Type, application/json" in finding.message
    assert "Execution failed due to configuration error: Unable to transform request" in result.log


def test_members_of_what_was_converted_to_text_are_not_there_and_that_is_told() -> None:
    asks = run(upload(TO_TEXT, '{"id": "$input.path(\'$.id\')"}'))
    assert asks.integrationRequest is not None
    assert asks.integrationRequest.body == '{"id": ""}'
    assert [finding.severity for finding in told(asks, "content.binary")] == ["warning"]
    whole = run(upload(TO_TEXT, '{"id": "$input.body"}'))
    assert whole.integrationRequest is not None
    assert whole.integrationRequest.body == f'{{"id": "{base64.b64encode(b"""{"id": "a1"}""").decode()}"}}'
    assert whole.diagnostics == []


def test_a_mapping_reads_the_backend_s_body_as_it_came() -> None:
    more = {"responseTemplates": TEMPLATE, "responseParameters": {"method.response.header.Location": "integration.response.body.at"}}
    result = answered("image/png", "text/plain", TO_TEXT, '{"at": "/a"}', **more)
    assert result.headers is not None
    assert (result.headers["Location"], told(result, "mapping.absent")) == ("/a", [])


def service(accept: str | None, response: dict[str, Any]) -> Result:
    """DynamoDB behind an API that treats everything as binary."""
    integration = {"type": "AWS", "contentHandling": TO_TEXT, "requestTemplates": {"application/json": "{}"}}
    method = {"methodIntegration": {**integration, "integrationResponses": {"200": {"statusCode": "200", **response}}}}
    header = {} if accept is None else {"Accept": accept}
    return run({"method": method, "api": {"binaryMediaTypes": ["*/*"]}, "request": {"header": header}, "backend": {"body": "{}"}})


def test_what_is_not_known_of_binary_answers_is_told() -> None:
    templates = {"responseTemplates": {"application/json": "{}"}}
    assert ("uncertain.binary", "info") in codes(service("*/*", templates))
    assert ("uncertain.binary", "info") in codes(service(None, {}))
    assert told(service("*/*", {}), "uncertain.binary") == []
    assert told(service("*/*", {**templates, "contentHandling": TO_TEXT}), "uncertain.binary") == []
    assert told(service(None, {"contentHandling": TO_TEXT}), "uncertain.binary") == []


def test_the_log_shows_no_binary_body() -> None:
    sent = asked("image/png", None, TEXT).log
    assert sent[-3:] == [
        "Method request body before transformations: [Binary Data]",
        "Endpoint request headers: {}",
        "Endpoint request body after transformations: [Binary Data]",
    ]
    got = answered("image/png", "image/png", None, TEXT).log
    assert "Endpoint response body before transformations: [Binary Data]" in got
    assert "Method response body after transformations: [Binary Data]" in got
    text = answered("image/png", "text/plain", None, TEXT).log
    assert f"Method response body after transformations: {ENCODED}" in text


@given(st.text(), st.sampled_from([None, TO_TEXT, TO_BINARY]), st.sampled_from(["image/png", "text/plain"]), st.booleans())
def test_no_body_is_too_odd(body: str, handling: str | None, media: str, has_template: bool) -> None:  # noqa: FBT001 - drawn
    more = {"responseTemplates": TEMPLATE} if has_template else {}
    assert answered(media, media, handling, body, **more).status in {200, 500}
    assert asked(media, handling, body).status in {None, 500}
