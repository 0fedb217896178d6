"""The body of a call against its model: what is refused, in which words, and models that cannot be used."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from playground import Limits, Scenario
from playground.evaluator import Evaluator
from playground.model import text_at
from tests.gateway.validations import BODY, INTEGRATION, ORDER, REFUSED, codes, only, run, with_body


def test_a_model_that_is_not_defined_is_told_and_nothing_is_checked() -> None:
    result = run({"body": "no"}, {"requestModels": {"application/json": "Order"}})
    finding = only(result, "validator.unknown")
    assert (result.status, finding.severity, finding.where) == (200, "info", "/method/requestModels/application~1json")


@pytest.mark.parametrize(("name", "body", "status"), [("Empty", "{}", 200), ("Empty", "[]", 400), ("Error", '{"message": 1}', 400)])
def test_the_models_of_every_api_need_no_definition(name: str, body: str, status: int) -> None:
    result = run({"body": body}, {"requestModels": {"application/json": name}})
    assert (result.status, "validator.unknown" in codes(result)) == (status, False)
    assert run({"body": body}, {"requestModels": {"application/json": name}}, models={name: {}}).status == 200


# The body


@pytest.mark.parametrize(
    ("body", "place", "words"),
    [
        ("{}", "{}", 'object has missing required properties (["items"])'),
        ('{"items": 5}', "5", 'instance type (integer) does not match any allowed primitive type (allowed: ["array"])'),
        ('{"items": [{"id": 1}, {"n": 1}]}', '{"n": 1}', 'object has missing required properties (["id"])'),
        ('{"items": [{"id": 1, "n": 10}]}', "10", "numeric instance is greater than the required maximum (maximum: 9, found: 10)"),
        ('\n{"items":\n [{"id": 1, "n": "\u00e9"}]}', '"\u00e9"', "instance type (string) does not match"),
    ],
)
def test_a_refused_body_is_told_with_its_place(body: str, place: str, words: str) -> None:
    result = with_body(body)
    assert (result.status, result.body, result.integrationRequest) == (400, REFUSED, None)
    assert (result.headers or {})["x-amzn-ErrorType"] == "BadRequestException"
    finding = only(result, "validator.body")
    assert (finding.severity, finding.where) == ("error", "/request/body")
    assert words in finding.message
    assert "Order" in finding.message
    assert finding.start is not None
    assert finding.end is not None
    line = body.split("\n")[finding.start.line - 1]
    assert line[finding.start.column - 1 : finding.end.column - 1] == place
    assert any(line.startswith(f"{BODY}[{words}") for line in result.log)
    assert result.log[-1] == "Method completed with status: 400"
    assert not any(line.startswith(("Endpoint request", "Execution failed")) for line in result.log)


def test_the_pointer_in_the_body_is_named() -> None:
    assert " at /items/1:" in only(with_body('{"items": [{"id": 1}, {}]}'), "validator.body").message


def test_all_that_is_refused_is_logged_in_one_line_and_told_one_by_one() -> None:
    result = with_body('{"items": [{"n": 10}, {}]}')
    words = 'object has missing required properties (["id"])'
    assert f"{BODY}[{words}, {words}]" in result.log
    assert codes(result) == ["validator.body"] * 2


@pytest.mark.parametrize("body", ["{", '{"items": [],}', "{'items': []}", '{"items": []} x', "items", '{"items": [NaN]}'])
def test_a_body_that_is_no_json_is_refused(body: str) -> None:
    result = with_body(body)
    assert (result.status, result.body) == (400, REFUSED)
    assert f"{BODY}[Unknown error parsing request body]" in result.log
    finding = only(result, "validator.body")
    assert finding.message.startswith("The body is not JSON")
    assert finding.start is not None


@pytest.mark.parametrize("body", ["", " \n"])
def test_an_empty_body_is_refused_where_the_model_wants_something(body: str) -> None:
    result = with_body(body)
    assert (result.status, result.body) == (400, REFUSED)
    assert f"{BODY}[Unknown error parsing request body]" in result.log
    assert "empty" in only(result, "validator.body").message
    assert with_body(body, {"type": "object"}).status == 200


def test_a_body_that_passes_is_logged() -> None:
    result = with_body('{"items": []}')
    assert (result.status, codes(result)) == (200, [])
    at = result.log.index("Request validation succeeded for content type application/json")
    assert result.log[at - 1].startswith("Method request body before transformations: ")


@pytest.mark.parametrize("as_text", [False, True])
def test_a_schema_is_text_or_an_object(as_text: bool) -> None:  # noqa: FBT001 - a table's column
    schema = json.dumps(ORDER, indent=2) if as_text else ORDER
    assert (with_body("{}", schema).status, with_body('{"items": []}', schema).status) == (400, 200)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({}, 400),
        ({"Content-Type": "application/json"}, 400),
        ({"content-type": "application/json; charset=utf-8"}, 400),
        ({"Content-Type": "application/vnd.api+json"}, 200),
        ({"Content-Type": "text/plain"}, 200),
    ],
)
def test_the_model_is_that_of_the_content_type(header: dict[str, str], status: int) -> None:
    result = with_body("{}", header=header)
    assert (result.status, "validator.skipped" in codes(result)) == (status, status == 200)
    if status == 200:
        finding = only(result, "validator.skipped")
        assert (finding.severity, finding.where) == ("info", "/method/requestModels")
        assert header["Content-Type"] in finding.message
        assert not any(line.startswith("Request validation") for line in result.log)


def test_nothing_is_said_where_there_is_nothing_to_skip() -> None:
    assert "validator.skipped" not in codes(with_body("", header={"Content-Type": "text/plain"}))
    assert "validator.skipped" not in codes(run({"body": "x", "header": {"Content-Type": "text/plain"}}))


def test_the_default_model_is_for_other_content_types() -> None:
    models = {"Order": ORDER, "Other": {"type": "array"}}
    method = {"requestModels": {"application/json": "Order", "$default": "Other"}}
    both = [run({"body": "[]", "header": {"Content-Type": one}}, method, models=models).status for one in ("application/json", "a/b")]
    assert both == [400, 200]


def test_a_type_without_a_model_is_refused_by_the_template_alone() -> None:
    never = {"methodIntegration": {**INTEGRATION, "passthroughBehavior": "NEVER"}}
    assert with_body("{}", header={"Content-Type": "text/plain"}, method=never).status == 415


@pytest.mark.parametrize("kind", ["AWS_PROXY", "HTTP_PROXY", "MOCK", "HTTP"])
def test_every_integration_s_call_is_validated(kind: str) -> None:
    assert with_body("{}", method={"methodIntegration": {"type": kind}}).status == 400


# Models that cannot be used


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ('{"type": "objekt"}', '"objekt"'),
        ('{"type": "object"', '"'),
        ('{"type": "object",}', ","),
        ('{"properties": {"a": {"minimum": "1"}}}', '"1"'),
        ('{"properties": {"a": {"$ref": "#/no"}}}', '"#/no"'),
        ('{"$ref": "https://example.com/x"}', '"https://example.com/x"'),
        ("[]", "[]"),
    ],
)
def test_a_broken_schema_is_told_at_its_place(schema: str, place: str) -> None:
    result = with_body('{"a": 1}', schema)
    assert (result.status, result.integrationRequest is None) == (200, False)
    finding = only(result, "validator.model")
    assert (finding.severity, finding.where) == ("warning", "/api/models/Order/schema")
    assert finding.start is not None
    assert finding.end is not None
    assert schema[finding.start.column - 1 : finding.end.column - 1] == place
    assert not any(line.startswith("Request ") for line in result.log)


def test_a_broken_schema_that_is_an_object_is_told_without_a_place() -> None:
    finding = only(with_body("{}", {"type": "objekt"}), "validator.model")
    assert (finding.where, finding.start) == ("/api/models/Order/schema", None)


def test_a_broken_model_that_a_reference_leads_to_is_told_at_its_own_place() -> None:
    schema = {"$ref": "https://apigateway.amazonaws.com/restapis/a/models/Other"}
    finding = only(with_body("{}", schema, others={"Other": '{"required": 5}'}), "validator.model")
    assert finding.where == "/api/models/Other/schema"
    assert finding.start is not None
    assert finding.start.column == 14


def test_the_text_of_a_schema_is_found_by_its_name_in_the_document() -> None:
    model = {"schema": "{}", "contentType": "a/b", "description": "d"}
    scenario = Scenario.from_document({"template": "a", "api": {"models": {"a/b": model}}})
    assert [text_at(scenario, f"/api/models/a~1b/{name}") for name in (*model, "json_schema")] == ["{}", "a/b", "d", None]


def test_a_format_is_told_to_be_uncertain_where_it_could_matter() -> None:
    schema = {"properties": {"at": {"format": "date-time"}}}
    finding = only(with_body('{"at": "soon"}', schema), "uncertain.validator")
    assert (finding.severity, finding.where) == ("info", "/api/models/Order/schema")
    assert codes(with_body('{"at": 1}', schema)) == codes(with_body("{}", schema)) == []


# Bounds


def test_a_schema_that_takes_too_long_ends_the_run_in_time() -> None:
    levels: dict[str, Any] = {f"l{n}": {"anyOf": [{"$ref": f"#/definitions/l{n + 1}"}] * 2} for n in range(40)}
    schema = {"$ref": "#/definitions/l0", "definitions": {**levels, "l40": {"type": "null"}}}
    result = with_body("{}", schema, limits=replace(Limits(), seconds=0.3))
    assert result.status is None
    finding = only(result, "limit.seconds")
    assert (finding.severity, finding.where) == ("error", "/api/models/Order/schema")


def test_what_is_nested_too_deep_is_said() -> None:
    deep = "[" * 900 + "]" * 900
    assert only(with_body(deep, {"items": {"$ref": "#"}}), "limit.nesting").where == "/api/models/Order/schema"
    assert with_body(deep, '{"not": ' * 3_000 + "{}" + "}" * 3_000).status is None


def test_a_deep_place_in_a_long_body_is_not_looked_for() -> None:
    """Each level of its path would be a reading of the body."""
    body = "[" * 30 + json.dumps(["x" * 100] * 1_000) + "]" * 30
    findings = with_body(body, {"type": "array", "items": {"$ref": "#"}}).diagnostics
    assert {(one.code, one.start) for one in findings} == {("validator.body", None)}
    assert f"{'/0' * 30}/4" in findings[-1].message


@pytest.mark.processes
def test_the_sandbox_validates_without_loading_anything() -> None:
    evaluator = Evaluator(Limits(), size=1)
    try:
        for body, status in (("{}", 400), ('{"items": [{"id": 1}]}', 200), ("{", 400), ("", 400)):
            schema = {**ORDER, "patternProperties": {"^i": {"anyOf": [{"type": "array"}]}}, "dependencies": {"items": {"minProperties": 1}}}
            document = {
                "method": {"requestValidatorId": "v", "requestModels": {"application/json": "Order"}, "methodIntegration": INTEGRATION},
                "api": {"requestValidators": {"v": {"validateRequestBody": True}}, "models": {"Order": {"schema": json.dumps(schema)}}},
                "request": {"body": body},
                "backend": {"body": "{}"},
            }
            assert json.loads(evaluator.evaluate(json.dumps(document).encode()))["status"] == status
    finally:
        evaluator.close()
