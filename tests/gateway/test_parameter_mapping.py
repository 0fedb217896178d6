"""What mappings of parameters send, and what they leave out: targets that are none, sources that are not there, and far too many."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Result, Scenario, evaluate
from tests.gateway.findings import told

LAMBDA = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:f/invocations"


def sent(mappings: dict[str, str]) -> Result:
    """A call whose request parameters are mapped so."""
    integration = {"type": "HTTP", "uri": "https://example.org/{p}", "requestParameters": mappings}
    return evaluate(Scenario.from_document({"method": {"methodIntegration": integration}, "request": {"path": {"p": "1"}}}))


def got(mappings: dict[str, str], body: str = "{}") -> Result:
    """An answer whose headers are mapped so."""
    response = {"statusCode": "200", "responseParameters": mappings}
    integration = {"type": "AWS", "uri": LAMBDA, "integrationResponses": {"200": response}}
    return evaluate(Scenario.from_document({"method": {"methodIntegration": integration}, "backend": {"body": body}}))


def test_a_target_that_no_request_has_is_passed_by() -> None:
    result = sent({"integration.request.cookie.a": "'1'", "integration.request.header.A": "'2'", "nonsense": "'3'"})
    assert result.integrationRequest is not None
    assert result.integrationRequest.header["A"] == "2"
    assert "1" not in result.integrationRequest.header.values()
    assert "3" not in result.integrationRequest.header.values()


def test_a_target_that_is_no_header_is_passed_by() -> None:
    result = got({"method.response.body.a": "'1'", "method.response.header.A": "'2'"})
    assert result.headers is not None
    assert result.headers["A"] == "2"
    assert "1" not in result.headers.values()
    assert result.diagnostics == []


@pytest.mark.parametrize(
    ("source", "body", "header"),
    [
        ("integration.response.body.errorMessage.code", '{"errorMessage": "{\\"code\\": 7}"}', "7"),
        ("integration.response.body.errorMessage", '{"errorMessage": "{\\"code\\": 7}"}', '{"code": 7}'),
        ("integration.response.body.errorMessage.code", '{"errorMessage": "{\\"code\\": "}', None),
        ("integration.response.body.errorMessage.code", '{"errorMessage": {"code": 7}}', None),
        ("integration.response.body.errorMessage.code", "[]", None),
        ("integration.response.body.a[", '{"a": [1]}', None),
        ("integration.response.body.a[0]", '{"a": [1]}', "1"),
        ("integration.response.body.a[0].b", '{"a": [{"b": {"c": [1, null]}}]}', '{"c":[1,null]}'),
        ("integration.response.nowhere.a", "{}", None),
    ],
)
def test_a_header_is_mapped_from_the_body(source: str, body: str, header: str | None) -> None:
    """Evidence: documented: request-response-data-mappings; of Lambda's errors, handle-errors-in-lambda-integration."""
    result = got({"method.response.header.X": source}, body)
    assert (result.headers or {}).get("X") == header
    assert len(told(result, "mapping.absent")) == (header is None)


def test_what_is_missing_in_a_list_is_told_with_the_last_step_that_is_there() -> None:
    body = json.dumps({"a": [{"b": {"name": 1}}]})
    (finding,) = told(got({"method.response.header.X": "integration.response.body.a[0].b.nam"}, body), "mapping.absent")
    assert "`a[0].b` of the backend's body has no `nam`, but `name`" in finding.message
    assert finding.fix is None or [edit.text for edit in finding.fix] == ["integration.response.body.a[0].b.name"]


@pytest.mark.parametrize("call", [sent, got])
def test_of_very_many_missing_sources_the_first_are_told(call: Any) -> None:
    target = "integration.request.header" if call is sent else "method.response.header"
    result = call({f"{target}.h{number}": "context.nothing" for number in range(150)})
    assert 0 < len(told(result, "mapping.absent")) <= 100
