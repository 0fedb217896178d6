"""Which checks a validator makes of a call, and the parameters that a method requires."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.gateway.validations import REFUSED, REQUIRED, codes, only, run, with_body

GOOD = {"querystring": {"q": "1"}, "path": {"p": "2"}, "header": {"X-H": "3"}}


@pytest.mark.parametrize(
    ("request_", "names"),
    [
        ({}, "X-H, p, q"),
        ({**GOOD, "header": {}}, "X-H"),
        ({**GOOD, "path": {"p": ""}}, "p"),
        ({**GOOD, "querystring": {"q": " \t"}}, "q"),
        ({**GOOD, "querystring": {"q": []}}, "q"),
        ({**GOOD, "querystring": {"q": ["", " "]}}, "q"),
        ({**GOOD, "querystring": {"Q": "1"}}, "q"),
        ({**GOOD, "header": {"x-hh": "1"}, "querystring": {}}, "X-H, q"),
    ],
)
def test_a_required_parameter_that_is_absent_or_blank_is_refused(request_: dict[str, Any], names: str) -> None:
    result = run(request_, REQUIRED)
    assert (result.status, result.body) == (400, f'{{"message": "Missing required request parameters: [{names}]"}}')
    assert (result.headers or {})["x-amzn-ErrorType"] == "BadRequestException"
    assert result.integrationRequest is None
    finding = only(result, "validator.parameters")
    assert (finding.severity, finding.where) == ("error", "/method/requestParameters")
    assert all(f"`{name}`" in finding.message for name in names.split(", "))
    assert result.log[-1] == "Method completed with status: 400"
    assert not any(line.startswith(("Execution failed", "Request validation succeeded")) for line in result.log)


@pytest.mark.parametrize("request_", [GOOD, {**GOOD, "header": {"x-h": "3"}}, {**GOOD, "querystring": {"q": ["", "1"]}}])
def test_a_call_with_what_is_required_passes(request_: dict[str, Any]) -> None:
    assert (run(request_, REQUIRED).status, [code for code in codes(run(request_, REQUIRED)) if code != "lint.injection"]) == (200, [])


@pytest.mark.parametrize(
    "parameters",
    [
        {"method.request.querystring.q": False},
        {"method.request.body": True},
        {"querystring.q": True},
        {},
    ],
)
def test_what_is_not_required_may_be_absent(parameters: dict[str, Any]) -> None:
    assert run({}, {"requestParameters": parameters}).status == 200


def test_a_name_with_quotes_is_escaped_in_the_message() -> None:
    result = run({}, {"requestParameters": {'method.request.header.a"b': True}})
    assert json.loads(result.body or "") == {"message": 'Missing required request parameters: [a"b]'}


# Which checks


@pytest.mark.parametrize(
    ("validator", "status"),
    [
        ({}, 200),
        ({"validateRequestBody": False, "validateRequestParameters": False}, 200),
        ({"validateRequestParameters": True}, "q"),
        ({"validateRequestBody": True}, "body"),
        ({"validateRequestBody": True, "validateRequestParameters": True}, "q"),
    ],
)
def test_the_validator_says_what_is_checked(validator: dict[str, Any], status: object) -> None:
    method = {"requestParameters": {"method.request.querystring.q": True}}
    result = with_body("{}", method=method, validator=validator)
    assert (
        result.body
        == {
            200: "{}",
            "q": '{"message": "Missing required request parameters: [q]"}',
            "body": REFUSED,
        }[status]
    )


def test_a_validator_that_is_not_defined_is_told_and_nothing_is_checked() -> None:
    result = run({}, {**REQUIRED, "requestValidatorId": "abc123"})
    assert (result.status, codes(result)) == (200, ["validator.unknown"])
    finding = only(result, "validator.unknown")
    assert (finding.severity, finding.where) == ("info", "/method/requestValidatorId")
    assert "abc123" in finding.message
