"""What `evaluate` says beside status and body: where each came from, limits, the log; and that it never raises."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import Limits, Result, Scenario, conformance, evaluate
from tests.profiles import scaled

SERVER_ERROR = '{"message": "Internal server error"}'


def run(document: dict[str, Any], limits: Limits | None = None) -> Result:
    return evaluate(Scenario.from_document(document), limits)


def answer(template: str, body: str = "{}", limits: Limits | None = None) -> Result:
    return run({"template": template, "backend": {"body": body}}, limits)


def responses(**given: dict[str, Any]) -> dict[str, Any]:
    return {"methodIntegration": {"integrationResponses": {key.removeprefix("r"): response for key, response in given.items()}}}


def codes(result: Result) -> list[str]:
    return [finding.code for finding in result.diagnostics]


def test_the_status_says_which_line_set_it() -> None:
    origin = answer("#set($a = 1)\n#set($context.responseOverride.status = 404)\n{}").statusFrom
    assert origin is not None
    assert origin.start is not None
    assert (origin.by, origin.where, origin.start.line) == ("responseOverride", "/template", 2)


@pytest.mark.parametrize(
    "setting", ["responseOverride.header.X = 'a'", "responseOverride.header = {'X': 'a'}", "responseOverride = {'header': {'X': 'a'}}"]
)
def test_a_header_says_which_line_set_it_or_the_map_around_it(setting: str) -> None:
    result = answer(f"#set($a = 1)\n#set($context.{setting})\n{{}}")
    assert result.headers is not None
    assert result.headers["X"] == "a"
    origin = result.headersFrom["X"]
    assert origin.start is not None
    assert (origin.by, origin.where, origin.start.line) == ("responseOverride", "/template", 2)


def test_a_line_is_the_one_that_wrote_last() -> None:
    origin = answer("#foreach($s in [404, 410])\n#set($context.responseOverride.status = $s)\n#end").statusFrom
    assert origin is not None
    assert origin.start is not None
    assert origin.start.line == 2


def test_without_an_override_the_integration_response_is_the_origin() -> None:
    method = responses(r404={"statusCode": "404", "selectionPattern": "4.."})
    result = run({"method": method, "backend": {"status": 400}})
    assert result.statusFrom is not None
    assert (result.status, result.statusFrom.by) == (404, "integrationResponse")
    assert result.statusFrom.where == "/method/methodIntegration/integrationResponses/404"
    assert result.integrationResponse is not None
    assert (result.integrationResponse.statusCode, result.integrationResponse.selectionPattern) == ("404", "4..")
    assert "400 matches" in result.integrationResponse.why
    assert "4.." in result.integrationResponse.why


def test_each_header_says_where_it_came_from() -> None:
    template = "\n#set($context.responseOverride.header.X-Over = 'o')"
    response = {
        "statusCode": "200",
        "responseParameters": {"method.response.header.X-Map": "'m'"},
        "responseTemplates": {"application/json": template},
    }
    result = run({"method": responses(r200=response), "backend": {}})
    assert result.headers == {"Content-Type": "application/json", "X-Map": "m", "X-Over": "o"}
    place = "/method/methodIntegration/integrationResponses/200"
    assert {name: (origin.by, origin.where) for name, origin in result.headersFrom.items()} == {
        "Content-Type": ("integrationResponse", place),
        "X-Map": ("integrationResponse", f"{place}/responseParameters/method.response.header.X-Map"),
        "X-Over": ("responseOverride", f"{place}/responseTemplates/application~1json"),
    }
    over = result.headersFrom["X-Over"].start
    assert over is not None
    assert over.line == 2


def test_a_failure_says_where_in_the_scenario_the_template_stands() -> None:
    response = {"statusCode": "200", "responseTemplates": {"application/json": "{}\n#if(1 == 1)"}}
    result = run({"method": responses(r200=response), "backend": {}})
    assert (result.status, result.body) == (500, SERVER_ERROR)
    finding = result.diagnostics[0]
    assert finding.where == "/method/methodIntegration/integrationResponses/200/responseTemplates/application~1json"
    assert finding.start is not None
    assert (finding.start.line, finding.start.column) == (2, 1)
    assert result.statusFrom is not None
    assert result.statusFrom.by == "gatewayResponse"


def test_columns_count_utf_16_units() -> None:
    finding = answer("\U0001f600\u00e9#if(1 == 1)").diagnostics[0]
    assert finding.start is not None
    assert finding.start.column == 4


@pytest.mark.parametrize(("size", "reached"), [(9, False), (10, False), (11, True)])
def test_a_template_is_held_to_its_limit(size: int, reached: bool) -> None:  # noqa: FBT001 - a table's column
    result = answer("a" * size, limits=Limits(template=10))
    assert ("limit.template" in codes(result)) == reached
    assert (result.status, result.headers is None, result.body is None) == ((None, True, True) if reached else (200, False, False))
    if reached:
        message = next(finding.message for finding in result.diagnostics if finding.code == "limit.template")
        assert "11" in message
        assert "10" in message


@pytest.mark.parametrize("part", ["request", "backend"])
@pytest.mark.parametrize(("size", "reached"), [(9, False), (10, False), (11, True)])
def test_a_body_is_held_to_its_limit(part: str, size: int, reached: bool) -> None:  # noqa: FBT001 - a table's column
    result = run({"template": "x", "backend": {}, part: {"body": "1" * size}}, Limits(body=10))
    assert ("limit.body" in codes(result)) == reached
    assert (result.status is None) == reached
    if reached:
        assert result.diagnostics[-1].where == f"/{part}/body"


def test_limits_count_bytes_not_characters() -> None:
    assert "limit.template" in codes(answer("\u00e9" * 6, limits=Limits(template=10)))
    assert "limit.body" in codes(answer("x", "\u00e9" * 6, Limits(body=10)))


@pytest.mark.parametrize(
    ("template", "limit", "value"),
    [
        ("#foreach($i in [1..9])#foreach($j in [1..9])x#end#end", "iterations", 50),
        ("#foreach($i in [1..50])$i#end", "output", 20),
        ("#foreach($i in [1..50])#set($a = $i)#end", "steps", 20),
        ("#set($a = 'aa')#foreach($i in [1..20])#set($a = \"$a$a\")#end", "string", 1000),
    ],
)
def test_a_reached_limit_ends_the_run_without_an_answer(template: str, limit: str, value: int) -> None:
    result = answer(template, limits=replace(Limits(), **{limit: value}))
    assert (result.status, result.headers, result.body, result.statusFrom) == (None, None, None, None)
    assert [finding.code for finding in result.diagnostics if finding.severity == "error"] == [f"limit.{limit}"]


def test_without_a_backend_only_the_request_side_runs() -> None:
    result = run(
        {"method": {"methodIntegration": {"requestTemplates": {"application/json": "$input.path('$.a')"}}}, "request": {"body": '{"a":1}'}}
    )
    assert (result.status, result.headers, result.body, result.integrationResponse) == (None, None, None, None)
    assert result.integrationRequest is not None
    assert result.integrationRequest.body == "1"


def test_a_request_that_the_gateway_refuses_is_not_sent() -> None:
    method = {"methodIntegration": {"passthroughBehavior": "NEVER"}}
    result = run({"method": method, "backend": {"body": "never asked"}})
    assert (result.status, result.integrationRequest, result.integrationResponse) == (415, None, None)


def test_the_log_tells_the_call_in_the_console_s_words() -> None:
    lines = run({"template": "#set($context.responseOverride.status = 404)N", "backend": {"body": "B"}}).log
    assert lines[0].startswith("Execution log for request ")
    assert "Endpoint response body before transformations: B" in lines
    assert "Method response body after transformations: N" in lines
    assert lines[-2:] == ["Successfully completed execution", "Method completed with status: 404"]


def test_the_log_of_an_undeclared_status_is_aws_s_own() -> None:
    method = {**responses(r404={"statusCode": "404"}), "methodResponses": {"200": {"statusCode": "200"}}}
    lines = run({"method": method, "backend": {}}).log
    assert "Execution failed due to configuration error: Output mapping refers to an invalid method response: 404" in lines
    assert lines[-1] == "Method completed with status: 500"


def test_the_same_scenario_gives_the_same_result() -> None:
    document = {"template": "$context.requestId $context.requestTime $context.keySet() $input.json('$')", "backend": {"body": '{"a":1}'}}
    first, second = (run(document).to_document() for _ in range(2))
    del first["usage"], second["usage"]
    assert first == second


def test_one_evaluation_leaves_nothing_for_the_next() -> None:
    answer("#set($context.stage = 'mine')#set($context.identity.sourceIp = 'mine')#set($context.responseOverride.header.X = 'mine')")
    result = answer("$context.stage $context.identity.sourceIp")
    assert (result.body, result.headers) == ("prod 192.0.2.1", {"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "body", ["", " ", "plain", "5", "null", "[]", "true", '"text"', "{", "[1,", '{"a":}', "\x00", "\ufeff{}", "[" * 5000]
)
@pytest.mark.parametrize("template", ["$input.path('$')", "$input.json('$.a')", "$input.body", "$input.path('$.Items').size()"])
def test_no_body_of_a_backend_is_too_odd_to_answer(template: str, body: str) -> None:
    result = answer(template, body)
    assert result.status in {200, 500}
    if result.status == 500:
        assert (result.body, "payload.json" in codes(result) or "vtl.method" in codes(result)) == (SERVER_ERROR, True)


def hostile_values() -> st.SearchStrategy[Any]:
    leaves = st.one_of(st.none(), st.booleans(), st.integers(-1000, 1000), st.floats(allow_nan=False), st.text(max_size=5))
    return st.recursive(
        leaves, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)), max_leaves=8
    )


PIECES = st.sampled_from([
    "$input.path('$')", "$input.json('$.a')", "$input.params('a')", "$input.body", "$context", "$context.responseOverride.status",
    "#set($x = 1)", "#set($context.responseOverride.status = $input.path('$'))", "#set($context.responseOverride = $input.path('$'))",
    "#set($context.responseOverride.header.X = $input.path('$'))", "#set($context.requestOverride.header = $input.path('$'))",
    "#if($x)", "#else", "#foreach($i in $input.path('$'))", "#end", "$util.parseJson($input.body)", "$util.base64Decode($input.body)",
    "$util.urlDecode('%')", "\n", " ", "text", "$", "#", "\\", "'", '"', "(", "]",
])  # fmt: skip


@settings(max_examples=scaled(150))
@given(st.lists(PIECES, max_size=6).map("".join), hostile_values(), hostile_values(), st.text(max_size=8))
def test_evaluation_never_raises(template: str, value: object, context: object, raw: str) -> None:
    for body in (json.dumps(value), raw):
        document = {
            "method": {
                "methodIntegration": {
                    "requestTemplates": {"application/json": template},
                    "requestParameters": {
                        "integration.request.header.A": "method.request.body.a",
                        "integration.request.path.B": "context.x",
                    },
                    "integrationResponses": {
                        "200": {
                            "statusCode": "200",
                            "responseTemplates": {"application/json": template},
                            "responseParameters": {"method.response.header.H": "integration.response.body.a"},
                        }
                    },
                }
            },
            "request": {"body": body},
            "context": {"x": context, "responseOverride": context, "requestOverride": context},
            "backend": {"body": body},
        }
        result = run(document)
        assert (result.status is None) == (result.headers is None) == (result.body is None)
        json.loads(result.dump())


@pytest.mark.parametrize("place", ["header.X", "status", "header", "headers"])
@pytest.mark.parametrize(
    "value",
    [
        "#set($v = $input.path('$.l'))#set($x = $v.add($v))",
        "#set($v = {})#set($v.v = $v)",
        "#set($v = [])#foreach($i in [1..100])#foreach($j in [1..50])#set($v = [$v])#end#end",
        "#set($v = {})#foreach($i in [1..100])#foreach($j in [1..50])#set($w = {})#set($w.a = $v)#set($v = $w)#end#end",
    ],
    ids=["payload-list-in-itself", "map-in-itself", "deep-list", "deep-map"],
)
def test_no_value_in_an_override_ends_the_evaluation_without_a_result(place: str, value: str) -> None:
    result = answer(f"{value}#set($context.responseOverride.{place} = $v)ok", '{"l": []}')
    assert result.status in {200, 500} or {"limit.nesting", "limit.seconds"}.intersection(codes(result))  # the latter on a busy machine
    json.loads(result.dump())


@pytest.mark.measured
@pytest.mark.slow
@pytest.mark.parametrize(
    "template", ["$input.path('$').a", "#set($context.responseOverride.status = 404)$nope.x", "#foreach($i in [1..3])$i#end"]
)
def test_an_evaluation_leaves_nothing_to_the_collector(template: str) -> None:
    document = {"template": template, "backend": {"body": '{"a": [1, {"b": 2}]}'}, "context": {"authorizer": {"x": {"y": 1}}}}
    run(document)
    gc.collect()
    gc.disable()
    try:
        run(document)
        assert gc.collect() == 0  # a ring of objects would be freed late, in a stop as long as the rings are many
    finally:
        gc.enable()


def scenarios() -> list[dict[str, Any]]:
    """The conformance cases that have a backend and no failure that is asked for."""
    found = [case.scenario for case in conformance.load()]
    return [one for one in found if one.get("backend") is not None and "failure" not in one]


@pytest.mark.measured
@pytest.mark.slow
def test_the_request_half_does_not_depend_on_what_the_backend_answers() -> None:
    asked = 0
    for document in scenarios():
        whole, half = run(document), run({**document, "backend": None})
        if whole.integrationRequest is None or half.backend is not None:
            continue  # a sure refusal answers where nothing else does
        asked += 1
        assert half.integrationRequest == whole.integrationRequest
        assert half.log == whole.log[: len(half.log)]
        told = [one for one in half.diagnostics if one.code != "lint.undeclared-status"]  # which `method.undeclared` replaces
        assert [one for one in told if one not in whole.diagnostics] == []
    assert asked > 500
