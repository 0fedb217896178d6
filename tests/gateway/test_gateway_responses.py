"""Gateway responses: each type on demand, which entry answers, what is put into it, what is said of it, and that nothing of it can hang."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, get_args

import pytest

from playground import Limits, Result, Scenario, evaluate
from playground.gateway.gateway_response_types import TYPES
from playground.model import GatewayResponseType
from tests.places import ROOT

ALL = get_args(GatewayResponseType)
SENT = ("INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT")
BLANK = {"API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_5XX"}
"""Whose message string begins with a blank, as measured; of four more it is not known."""
NOT_KNOWN = {"UNSUPPORTED_MEDIA_TYPE", "REQUEST_TOO_LARGE", *SENT}
METHOD = {
    "httpMethod": "GET",
    "methodIntegration": {
        "type": "AWS",
        "requestTemplates": {"application/json": '#set($k = 3 + 4){"k": "$k"}'},
        "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": "{}"}}},
    },
}


def run(limits: Limits | None = None, **members: Any) -> Result:
    method = {} if "template" in members else {"method": METHOD}
    return evaluate(Scenario.from_document({**method, "backend": {"body": "{}"}, **members}), limits)


def entry(template: str | None = None, status: str | None = None, **headers: str) -> dict[str, Any]:
    templates = {} if template is None else {"application/json": template}
    parameters = {f"gatewayresponse.header.{name.replace('_', '-')}": value for name, value in headers.items()}
    return {"statusCode": status, "responseTemplates": templates, "responseParameters": parameters}


def rendered(template: str, kind: str = "UNAUTHORIZED", **members: Any) -> str:
    body = run(failure=kind, gatewayResponses={kind: entry(template)}, **members).body
    assert body is not None
    return body


def codes(result: Result) -> list[str]:
    return [finding.code for finding in result.diagnostics]


def test_every_type_has_a_row() -> None:
    assert set(TYPES) == set(ALL)


def test_the_page_offers_every_type() -> None:
    text = (ROOT / "static/js/scenario/failure.js").read_text("utf-8")
    assert sorted(re.findall(r'^  "([A-Z_0-9]+)",$', text, re.MULTILINE)) == sorted(ALL)


@pytest.mark.parametrize("kind", ALL)
def test_every_type_answers_on_demand(kind: str) -> None:
    result = run(failure=kind)
    assert result.status == TYPES[kind].status
    assert result.headers == {"Content-Type": "application/json", "x-amzn-ErrorType": TYPES[kind].error_type}
    assert list(json.loads(result.body or "")) == ["Message" if kind == "ACCESS_DENIED" else "message"]
    assert result.statusFrom is not None
    assert (result.statusFrom.by, result.statusFrom.where) == ("gatewayResponse", "")
    assert result.integrationResponse is None
    assert result.log[-1] == f"Method completed with status: {result.status}"
    assert "Successfully completed execution" not in result.log


@pytest.mark.parametrize("kind", sorted(set(ALL) - NOT_KNOWN))
def test_some_message_strings_begin_with_a_blank(kind: str) -> None:
    body = rendered("[$context.error.messageString]", kind)
    assert body.startswith("[ ") == (kind in BLANK)


@pytest.mark.parametrize("kind", ALL)
def test_only_what_was_sent_has_a_request(kind: str) -> None:
    result = run(failure=kind, request={"path": {"id": "7"}})
    assert (result.integrationRequest is not None) == (kind in SENT)
    assert any(line.startswith("Endpoint request body") for line in result.log) == (kind in SENT)
    if result.integrationRequest:
        assert result.integrationRequest.body == '{"k": "7"}'


def test_what_fails_before_it_is_sent_does_not_time_out() -> None:
    broken = {"methodIntegration": {"type": "AWS", "requestTemplates": {"application/json": "#if($x"}}}
    result = run(method=broken, failure="INTEGRATION_TIMEOUT")
    assert (result.status, codes(result)) == (500, ["vtl.unclosed"])
    keyless = run(method={**METHOD, "apiKeyRequired": True}, failure="INTEGRATION_TIMEOUT")
    assert (keyless.status, codes(keyless)) == (403, ["request.api-key"])


@pytest.mark.parametrize("kind", ["AWS_PROXY", "HTTP_PROXY", "MOCK"])
@pytest.mark.parametrize("failure", ["THROTTLED", "INTEGRATION_TIMEOUT"])
def test_every_integration_fails_on_demand(kind: str, failure: str) -> None:
    method = {"methodIntegration": {"type": kind, "requestTemplates": {"application/json": '{"statusCode": 200}'}}}
    assert run(method=method, failure=failure).status == TYPES[failure].status


def test_the_short_form_fails_on_demand() -> None:
    assert run(template="{}", failure="UNAUTHORIZED").status == 401


def test_the_log_says_how_the_execution_failed() -> None:
    lines = {kind: [line for line in run(failure=kind).log if line.startswith("Execution failed")] for kind in ALL}
    assert lines.pop("INTEGRATION_TIMEOUT") == ["Execution failed due to a timeout error"]
    assert lines.pop("INTEGRATION_FAILURE") == ["Execution failed due to a network error communicating with endpoint"]
    assert lines.pop("API_CONFIGURATION_ERROR") == ["Execution failed due to configuration error"]
    assert set(map(len, lines.values())) == {0}


def test_the_log_of_a_415_has_no_configuration_error() -> None:
    method = {"methodIntegration": {**METHOD["methodIntegration"], "passthroughBehavior": "NEVER"}}  # type: ignore[dict-item]
    result = run(method=method, request={"header": {"Content-Type": "a/b"}})
    assert (result.status, [line for line in result.log if line.startswith("Execution failed")]) == (415, [])


# Which entry


@pytest.mark.parametrize(("kind", "family"), [("THROTTLED", "DEFAULT_4XX"), ("INTEGRATION_TIMEOUT", "DEFAULT_5XX")])
def test_the_type_comes_before_its_family_and_alone(kind: str, family: str) -> None:
    both = {family: entry("family", "418", X_Family="'f'"), kind: entry(None, None, X_Type="'t'")}
    result = run(failure=kind, gatewayResponses=both)
    assert (result.status, result.body) == (TYPES[kind].status, run(failure=kind).body)
    assert result.headers is not None
    assert ("X-Type" in result.headers, "X-Family" in result.headers) == (True, False)
    assert result.statusFrom is not None
    assert result.statusFrom.where == f"/gatewayResponses/{kind}"
    del both[kind]
    assert run(failure=kind, gatewayResponses=both).status == 418


@pytest.mark.parametrize("kind", sorted(set(ALL) - {"DEFAULT_4XX", "DEFAULT_5XX"}))
def test_a_family_without_a_status_keeps_each_type_s_own(kind: str) -> None:
    families = {family: entry(f"{family} $context.error.responseType") for family in ("DEFAULT_4XX", "DEFAULT_5XX")}
    result = run(failure=kind, gatewayResponses=families)
    family = "DEFAULT_4XX" if TYPES[kind].status < 500 else "DEFAULT_5XX"
    assert (result.status, result.body) == (TYPES[kind].status, f"{family} {TYPES[kind].shown_as or kind}")


def test_a_failure_of_the_run_gets_the_same() -> None:
    families = {"DEFAULT_5XX": entry(None, None, X_Failed="'yes'")}
    result = run(template="#if(", gatewayResponses=families)
    assert (result.status, result.body) == (500, '{"message": "Internal server error"}')
    assert (result.headers or {})["X-Failed"] == "yes"


# What is put into it


@pytest.mark.parametrize(
    ("template", "body"),
    [
        ("$context.error.message", "Unauthorized"),
        ("${context.error.message}", "Unauthorized"),
        ("$context.error.messageString", '"Unauthorized"'),
        ("$context.error.responseType|$context.error.validationErrorString|", "UNAUTHORIZED||"),
        ("$context.error.message.", "Unauthorized."),
        ("$context.error.message, $context.stage", "Unauthorized, prod"),
        ("$context.error|$context.error.no|", "||"),
        ("$context.status", ""),
        ("$context.requestOverride", ""),
        ("$context $stageVariables $method.request", "$context $stageVariables $method.request"),
        ("$stageVariables.color ${stageVariables.color}x $stageVariables.no", "blue bluex "),
        ("$method.request.path.id $method.request.querystring.q $method.request.header.X-H", "7 2 h"),
        ("$method.request.multivaluequerystring.q $method.request.body", "1,2 "),
        ("$context.stage-$context.apiId-x", "prod-abcdefghij-x"),
        ("$context.authorizer.my-key $context.authorizer.my-other", "v "),
        ("$!context.stage $!{context.stage} ${context.stage", "$!context.stage $!{context.stage} ${context.stage"),
        ("$input.json('$') $util.base64Encode('a') #if(true)x#end ## c", "$input.json('$') $util.base64Encode('a') #if(true)x#end ## c"),
        ("$$context.stage \\$context.stage", "$prod \\prod"),
        ("\u00e9$contexts.stage$context.Stage", "\u00e9$contexts.stage"),
    ],
)
def test_substitution_is_plain(template: str, body: str) -> None:
    members: dict[str, Any] = {
        "stageVariables": {"color": "blue"},
        "request": {"path": {"id": "7"}, "querystring": {"q": ["1", "2"]}, "header": {"X-H": "h"}},
        "context": {"authorizer": {"my-key": "v"}},
    }
    assert rendered(template, **members) == body


def test_the_error_string_of_a_validator_is_put_in() -> None:
    method = {**METHOD, "requestValidatorId": "v", "requestModels": {"application/json": "M"}}
    api = {"requestValidators": {"v": {"validateRequestBody": True}}, "models": {"M": {"schema": {"type": "array"}}}}
    both = entry('{"m":$context.error.messageString,"v":"$context.error.validationErrorString"}')
    result = run(method=method, api=api, request={"body": "null"}, gatewayResponses={"DEFAULT_4XX": both})
    words = '[instance type (null) does not match any allowed primitive type (allowed: ["array"])]'
    assert result.body == f'{{"m": "Invalid request body","v":"{words}"}}'
    assert "body.json" in codes(result), "the words have quotes of their own"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("'text'", "text"),
        ("''", ""),
        ("'it's'", "it's"),
        ("method.request.header.Origin", "https://a.example"),
        ("method.request.header.origin", None),
        ("method.request.multivalueheader.Many", "1,2"),
        ("method.request.querystring.q", "2"),
        ("method.request.path.id", "7"),
        ("method.request.path.no", None),
        ("method.request.body", None),
        ("stageVariables.color", "blue"),
        ("stageVariables.no", None),
        ("context.requestId", "00000000-0000-4000-8000-000000000000"),
        ("context.error.responseType", "THROTTLED"),
        ("context.authorizer.no", None),
        ("context.identity", None),
        ("integration.response.header.A", None),
        ("*", None),
        ("", None),
    ],
)
def test_a_header_has_its_source_or_is_left_out(source: str, value: str | None) -> None:
    request = {"path": {"id": "7"}, "querystring": {"q": ["1", "2"]}, "header": {"Origin": "https://a.example", "Many": ["1", "2"]}}
    result = run(
        failure="THROTTLED", gatewayResponses={"DEFAULT_4XX": entry(X_A=source)}, request=request, stageVariables={"color": "blue"}
    )
    assert (result.headers or {}).get("X-A") == value


@pytest.mark.parametrize(
    ("source", "severity", "words"),
    [
        ("method.request.header.Origin", "warning", "but `origin`"),
        ("method.request.header.X-None", "info", "no header `X-None`"),
        ("method.request.querystring.q", "info", "no query string parameter `q`"),
        ("context.authorizer.none", "info", "none"),
        ("stageVariables.colour", "warning", "colour"),
    ],
)
def test_a_header_that_is_left_out_is_told_where_it_is_mapped(source: str, severity: str, words: str) -> None:
    responses = {"DEFAULT_4XX": entry(X_A=source)}
    members: dict[str, Any] = {"request": {"header": {"origin": "https://a.example"}}, "stageVariables": {"color": "blue"}}
    (finding,) = list(run(failure="THROTTLED", gatewayResponses=responses, **members).diagnostics)
    assert (finding.code, finding.severity) == ("mapping.absent", severity)
    assert finding.where == "/gatewayResponses/DEFAULT_4XX/responseParameters/gatewayresponse.header.X-A"
    assert words in finding.message
    assert codes(run(gatewayResponses=responses, **members)) == [], "nothing is left out of an answer of the backend's"


def test_a_header_has_one_entry_whatever_its_case() -> None:
    result = run(failure="THROTTLED", gatewayResponses={"DEFAULT_4XX": entry("<p/>", content_TYPE="'text/html'")})
    assert result.headers == {"x-amzn-ErrorType": "TooManyRequestsException", "content-TYPE": "text/html"}
    assert codes(result) == [], "a body that is called HTML need not be JSON"


# What is said


def test_what_is_not_known_is_said_once_and_only_where_it_shows() -> None:
    uncertain = {kind for kind in ALL if "uncertain.gateway-response" in codes(run(failure=kind))}
    assert uncertain == {kind for kind, row in TYPES.items() if row.uncertain}
    headers_only = {"ACCESS_DENIED": entry(None, None, X_A="'a'")}
    assert codes(run(failure="ACCESS_DENIED", gatewayResponses=headers_only)) == ["uncertain.gateway-response"]
    own = entry('{"code": 1}')
    assert "uncertain.gateway-response" not in codes(run(failure="EXPIRED_TOKEN", gatewayResponses={"EXPIRED_TOKEN": own}))
    assert "uncertain.gateway-response" in codes(run(failure="WAF_FILTERED", gatewayResponses={"WAF_FILTERED": own}))


def test_a_body_is_held_to_its_limit() -> None:
    for count, reached in ((9, False), (10, False), (11, True)):
        template = "x" * (count - 4) + "$context.stage"
        result = run(replace(Limits(), output=10), failure="THROTTLED", gatewayResponses={"THROTTLED": entry(template)})
        assert ("limit.output" in codes(result)) == reached
        assert (result.body is None) == reached


def test_many_variables_take_no_long_time() -> None:
    value = "v" * 100_000
    result = run(failure="THROTTLED", gatewayResponses={"THROTTLED": entry("$context.x" * 50_000)}, context={"x": value})
    assert "limit.output" in codes(result)
    hyphens = run(failure="THROTTLED", gatewayResponses={"THROTTLED": entry("$context" + ".x" + "-" * 200_000)})
    assert hyphens.status == 429


@pytest.mark.parametrize(
    ("made", "body"),
    [
        ("#set($v = [])#set($x = $v.add($v))", "[[(this Collection)]]"),
        ("#set($v = {})#set($l = [$v])#set($x = $v.put('l', $l))", ""),
    ],
)
def test_a_value_that_holds_itself_can_be_put_in(made: str, body: str) -> None:
    template = f"{made}#set($context.responseOverride.v = [$v])#set($e = [])#set($y = $e.get(9))"
    result = run(template=template, gatewayResponses={"DEFAULT_5XX": entry("$context.responseOverride.v")})
    assert (result.status, result.body) == (500, body)
