"""What a service refuses of the request is told at the place that wrote it; without an answer of the Scenario's it answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Result, Scenario, evaluate

ACTION = "arn:aws:apigateway:eu-west-1:dynamodb:action/"
WHERE = "/method/methodIntegration/requestTemplates/application~1json"


def run(template: str | None, uri: str = f"{ACTION}GetItem", **members: Any) -> Result:
    integration: dict[str, Any] = {
        "type": "AWS",
        "uri": uri,
        "requestTemplates": {} if template is None else {"application/json": template},
        "integrationResponses": {
            "200": {"statusCode": "200"},
            "400": {
                "statusCode": "400",
                "selectionPattern": "4\\d{2}",
                "responseTemplates": {"application/json": '{"type": "$input.path(\'$.__type\')"}'},
            },
        },
    }
    return evaluate(Scenario.from_document({"method": {"httpMethod": "GET", "methodIntegration": integration}, **members}))


def places(result: Result) -> list[tuple[str, str, int | None]]:
    return [
        (one.code, one.severity, one.start.line if one.start else None) for one in result.diagnostics if one.code.startswith("request.")
    ]


def test_a_refusal_is_the_backends_answer_where_none_is_given() -> None:
    result = run('{\n "TableName": "t",\n "key": {"id": {"S": "1"}}\n}')
    assert places(result) == [("request.member", "error", 3)]
    assert result.backend is not None
    assert (result.backend.by, result.backend.status) == ("check", 400)
    assert json.loads(result.backend.body)["__type"].endswith("#ValidationException")
    assert result.status == 400


@pytest.mark.parametrize(
    ("value", "severities"),
    [
        ("$input.params('x')", []),
        ("$util.escapeJavaScript($input.params('x'))", []),
        ("$input.path('$.map')", ["warning"]),
        ("#set($m = $input.path('$.map'))#set($s = \"$m\")$s", ["warning"]),
    ],
)
def test_a_map_as_java_prints_it_is_told_where_one_was_printed_not_of_a_clients_text(value: str, severities: list[str]) -> None:
    request = {"querystring": {"x": "{a=b}"}, "body": '{"map": {"a": "b"}}'}
    result = run(f'{{"TableName": "t", "Key": {{"id": {{"S": "{value}"}}}}}}', backend={"body": "{}"}, request=request)
    assert [severity for code, severity, _ in places(result) if code == "request.type"] == severities


def test_a_given_answer_is_shown_as_given_and_the_refusal_is_told() -> None:
    result = run('{"TableName": "t"}', backend={"body": "{}"})
    assert result.backend is not None
    assert (result.status, result.backend.by) == (200, "scenario")
    assert places(result) == [("request.member", "error", 1)]


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ('#set($t = \'t\')\n{"TableName": "$t",\n "Key": {"id":\n   {"N": $input.json(\'$.n\')}}}', 4),
        ('#foreach($x in [1])\n{"TableName": "t",\n "Key": {"id": {"S": ""}}}#end', 3),
    ],
)
def test_the_place_is_the_line_that_wrote_it(template: str, line: int) -> None:
    assert places(run(template, request={"body": '{"n": 5}'}))[0][2] == line


def test_a_name_that_is_near_is_mended_by_an_edit() -> None:
    template = '{"TabelName": "t", "Key": {"id": {"S": "1"}}}'
    (finding,) = [one for one in run(template).diagnostics if one.code == "request.member"]
    assert finding.fix is not None
    (edit,) = finding.fix
    mended = template[: edit.start.column - 1] + edit.text + template[edit.end.column - 1 :]
    assert mended == template.replace("TabelName", "TableName")
    assert places(run(mended)) == []


def test_an_action_that_there_is_not_is_told_at_the_address() -> None:
    (finding,) = [one for one in run('{"TableName": "t"}', f"{ACTION}GetItme").diagnostics if one.code == "request.action"]
    assert finding.where == "/method/methodIntegration/uri"
    assert [edit.text for edit in finding.fix or []] == ["GetItem"]


def test_a_body_that_passes_through_is_told_at_the_call() -> None:
    (finding,) = [one for one in run(None, request={"body": '{"TableName": "t"}'}).diagnostics if one.code == "request.member"]
    assert (finding.where, finding.severity) == ("/request/body", "error")


def test_a_scenario_of_the_response_side_alone_has_no_request_to_look_at() -> None:
    assert places(run(None, backend={"body": "{}"})) == []


def test_broken_json_says_what_the_service_answers() -> None:
    result = run('{"TableName": "t",\n "Limit": 5,}', f"{ACTION}Scan")
    (finding,) = [one for one in result.diagnostics if one.code == "request.json"]
    assert (finding.severity, finding.where) == ("error", WHERE)
    assert "answers 400 SerializationException" in finding.message


def told(template: str, **members: Any) -> list[str]:
    return [code for code, severity, _ in places(run(template, **members)) if severity != "info"]


def test_a_key_that_no_call_has_brought_yet_is_no_mistake() -> None:
    template = '{"TableName": "t", "Key": {"id": {"S": "$input.params(\'id\')"}, "of": {"N": "$context.authorizer.of"}}}'
    assert told(template) == []
    assert sorted(told(template, request={"querystring": {"ID": "1"}})) == ["request.key", "request.parameter"]
    asked = {"request": {"querystring": {"id": "1"}}}
    assert told(template, **asked) == []
    assert told(template, **asked, context={"authorizer": {}}) == ["request.type"]
    assert told('{"TableName": "t", "Key": {"id": {"S": ""}}}') == ["request.key"]
