"""A required API key: whose it is, what a call without it gets, and what a template reads of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gateway.validations import INTEGRATION, REQUIRED, codes, only, run

# API keys


@pytest.mark.parametrize(
    ("header", "key"),
    [({"x-api-key": "k1"}, "k1"), ({"X-API-Key": ["k1", "k2"]}, "k2"), ({"x-api-key": ""}, None), ({"x-api-key": " "}, None), ({}, None)],
)
def test_a_required_api_key_is_the_header_s(header: dict[str, Any], key: str | None) -> None:
    integration = {**INTEGRATION, "requestTemplates": {"application/json": "$context.identity.apiKey"}}
    result = run({"header": header}, {"apiKeyRequired": True, "methodIntegration": integration})
    if key is not None:
        assert result.integrationRequest is not None
        assert (result.status, result.integrationRequest.body, codes(result)) == (200, key, [])
        return
    assert (result.status, result.body) == (403, '{"message":"Forbidden"}')
    assert (result.headers or {})["x-amzn-ErrorType"] == "ForbiddenException"
    finding = only(result, "request.api-key")
    assert (finding.severity, finding.where) == ("error", "/method/apiKeyRequired")
    assert result.log[-1] == "Method completed with status: 403"


def test_a_key_that_nobody_requires_is_not_the_context_s() -> None:
    integration = {**INTEGRATION, "requestTemplates": {"application/json": "[$!context.identity.apiKey]$context.identity.keySet()"}}
    result = run({"header": {"x-api-key": "k"}}, {"methodIntegration": integration})
    assert result.integrationRequest is not None
    assert result.integrationRequest.body.startswith("[]")
    assert "apiKey" not in result.integrationRequest.body


def test_a_null_key_says_why_it_is_null() -> None:
    integration = {**INTEGRATION, "requestTemplates": {"application/json": "$context.identity.apiKey"}}
    finding = only(run({"header": {"x-api-key": "k"}}, {"methodIntegration": integration}), "vtl.undefined")
    assert "requires no API key" in finding.message


def test_the_scenario_s_context_wins() -> None:
    """The key may come from an authorizer."""
    integration = {**INTEGRATION, "requestTemplates": {"application/json": "$context.identity.apiKey $context.identity.sourceIp"}}
    context = {"identity": {"apiKey": "own"}}
    for required in (True, False):
        result = run({}, {"apiKeyRequired": required, "methodIntegration": integration}, context=context)
        assert result.integrationRequest is not None
        assert result.integrationRequest.body == "own 192.0.2.1"


@pytest.mark.parametrize("identity", [None, "text", [], {"sourceIp": "1.1.1.1"}])
def test_an_identity_of_any_shape_is_taken(identity: object) -> None:
    result = run({"header": {"x-api-key": "k"}}, {"apiKeyRequired": True}, context={"identity": identity})
    assert result.status == 200


def test_the_key_comes_before_the_validator() -> None:
    assert run({}, {**REQUIRED, "apiKeyRequired": True}).status == 403
    assert run({"header": {"x-api-key": "k"}}, {**REQUIRED, "apiKeyRequired": True}).status == 400
