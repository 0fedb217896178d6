"""What is said of gateway responses that AWS would refuse, or that give something else than was meant."""

from __future__ import annotations

from typing import Any

import pytest

from playground.gateway.gateway_response_types import source_of
from tests.gateway.test_gateway_responses import codes, entry, run


@pytest.mark.parametrize(
    ("parameters", "fix"),
    [
        ({"gatewayresponse.header.A": "*"}, "'*'"),
        ({"gatewayresponse.header.A": "Content-Type,X-Api-Key"}, "'Content-Type,X-Api-Key'"),
        ({"gatewayresponse.header.A": '"*"'}, "'*'"),
        ({"gatewayresponse.header.A": "'*"}, "'*'"),
        ({"gatewayresponse.header.A": "integration.response.header.B"}, None),
        ({"gatewayresponse.header.A": "method.request.body"}, None),
        ({"gatewayresponse.header.A": "context"}, None),
        ({"method.response.header.A": "'*'"}, None),
    ],
)
def test_a_mapping_that_aws_refuses_is_told_whether_or_not_it_is_used(parameters: dict[str, str], fix: str | None) -> None:
    either: tuple[dict[str, Any], ...] = ({}, {"failure": "UNAUTHORIZED"})
    for members in either:
        result = run(gatewayResponses={"DEFAULT_4XX": {"responseParameters": parameters}}, **members)
        (finding,) = [one for one in result.diagnostics if one.code == "lint.gateway-response"]
        (target,) = parameters
        assert (finding.severity, finding.where) == ("warning", f"/gatewayResponses/DEFAULT_4XX/responseParameters/{target}")
        edits = [edit.text for edit in finding.fix or ()]
        assert edits == ([fix] if fix else [])
        if fix:
            assert finding.start is not None
            assert finding.end is not None
            assert (finding.start.column, finding.end.column) == (1, len(parameters[target]) + 1), "the fix takes the whole text's place"
            assert source_of(fix) == "literal"


@pytest.mark.parametrize(
    ("template", "words", "mended"),
    [
        ('{"message": "$context.error.messageString"}', "its own quotes", '{"message": $context.error.messageString}'),
        ('{"message": "${context.error.messageString}"}', "its own quotes", '{"message": ${context.error.messageString}}'),
        ("#set($x = 1){}", "not run", None),
        ("{}#if($context.stage == 'a')#end", "not run", None),
        ('{"m": "$util.escapeJavaScript($context.error.message)"}', "not run", None),
        ("{\"m\": $input.json('$')}", "not run", None),
    ],
)
def test_a_template_that_was_taken_for_velocity_is_told(template: str, words: str, mended: str | None) -> None:
    result = run(gatewayResponses={"DEFAULT_5XX": entry(template)})
    (finding,) = [one for one in result.diagnostics if one.code == "lint.gateway-response"]
    assert words in finding.message
    assert finding.where == "/gatewayResponses/DEFAULT_5XX/responseTemplates/application~1json"
    assert finding.start is not None
    assert finding.end is not None
    if mended:
        assert finding.fix is not None
        (edit,) = finding.fix
        assert template[: edit.start.column - 1] + edit.text + template[edit.end.column - 1 :] == mended
        assert codes(run(gatewayResponses={"DEFAULT_5XX": entry(mended)})) == []


@pytest.mark.parametrize(
    "given",
    [
        {"DEFAULT_4XX": entry('{"message":$context.error.messageString}', None, Access_Control_Allow_Origin="'*'")},
        {"DEFAULT_4XX": entry('{"color": "#fff", "if": "#1 #end #if #else", "m": "$context.error.message", "price": "$5"}')},
        {"UNAUTHORIZED": entry('{"m": "messageString: $context.error.message"}', "401", X_A="method.request.header.Origin")},
        {"WAF_FILTERED": entry(None, "418", X_A="context.error.responseType", X_B="stageVariables.a", X_C="''")},
    ],
)
def test_nothing_is_said_of_what_is_right(given: dict[str, Any]) -> None:
    assert codes(run(gatewayResponses=given)) == []


@pytest.mark.parametrize(("name", "meant"), [("DEFAULT_4xx", "DEFAULT_4XX"), ("UNAUTHORISED", "UNAUTHORIZED"), ("zzz", "DEFAULT_4XX")])
def test_an_unknown_type_is_told(name: str, meant: str) -> None:
    result = run(gatewayResponses={name: entry("{}")})
    (finding,) = list(result.diagnostics)
    assert (finding.code, finding.where) == ("lint.gateway-response", f"/gatewayResponses/{name}")
    assert meant in finding.help


def test_a_body_that_is_not_the_json_it_is_called_is_told() -> None:
    result = run(failure="UNAUTHORIZED", gatewayResponses={"UNAUTHORIZED": entry('{"message": $context.error.message}')})
    (finding,) = result.diagnostics
    assert (finding.code, finding.severity) == ("body.json", "warning")
    assert finding.where == "/gatewayResponses/UNAUTHORIZED/responseTemplates/application~1json"


# Bounds
