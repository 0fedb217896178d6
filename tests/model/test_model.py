"""Scenario and Result: what is taken, what is refused with which path and words, and what survives the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.errors import InvalidDocument
from playground.model import MalformedJson, Result, Scenario, dump_json, load_json

METHOD: dict[str, Any] = {
    "httpMethod": "GET",
    "authorizationType": "NONE",
    "methodResponses": {"200": {"statusCode": "200", "responseParameters": {"method.response.header.X": False}, "responseModels": {}}},
    "methodIntegration": {
        "type": "AWS",
        "uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/Query",
        "cacheKeyParameters": [],
        "timeoutInMillis": 29000,
        "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": None}}},
    },
}


def refused(document: object) -> dict[str, str]:
    with pytest.raises(InvalidDocument) as refusal:
        Scenario.from_document(document)
    return {problem.path: problem.message for problem in refusal.value.problems}


def with_response(**response: Any) -> dict[str, Any]:
    return {"method": {"methodIntegration": {"integrationResponses": {"x": response}}}}


def test_every_problem_is_said_at_once_with_its_path() -> None:
    document = {
        "template": "a",
        "colour": 1,
        "a/b~c": 1,
        "request": {"x": 1},
        "backend": {"status": 99, "body": 5},
        "stageVariables": {"v": 1},
    }
    assert refused(document) == {
        "/colour": "is no member here",
        "/a~1b~0c": "is no member here",
        "/request/x": "is no member here",
        "/backend/status": "must be from 100 to 599",
        "/backend/body": "must be text",
        "/stageVariables/v": "must be text",
    }


@pytest.mark.parametrize(
    ("document", "path", "message"),
    [
        ([], "", "must be an object"),
        (None, "", "must be an object"),
        ({}, "", "needs `template` or `method`"),
        ({"template": None}, "", "needs `template` or `method`"),
        ({"template": "a", "method": {}}, "/template", "has a `method` beside it: keep one of the two"),
        ({"template": "a", "version": 2}, "/version", "must be 1"),
        ({"template": "a", "request": None}, "/request", "must be an object"),
        ({"template": "a", "backend": {"status": "200"}}, "/backend/status", "must be a whole number"),
        ({"template": "a", "backend": {"status": True}}, "/backend/status", "must be a whole number"),
        ({"template": "a", "backend": {"status": 600}}, "/backend/status", "must be from 100 to 599"),
        ({"template": "a", "backend": {"header": {"X": 5}}}, "/backend/header/X", "must be text, or a list of texts"),
        ({"template": "a", "backend": {"header": {"X": ["a", 5]}}}, "/backend/header/X", "must be text, or a list of texts"),
        ({"template": "a", "cases": [{"name": "n"}, {}]}, "/cases/1/name", "is missing"),
        ({"template": "a", "cases": [{"name": "n", "x": 1}]}, "/cases/0/x", "is no member here"),
        (with_response(), "/method/methodIntegration/integrationResponses/x", 'needs a `statusCode`, such as "200"'),
        (
            {"template": "a", "gatewayResponses": {"DEFAULT_5XX": {"statusCode": "99"}}},
            "/gatewayResponses/DEFAULT_5XX/statusCode",
            'must be a status code from 100 to 599, such as "200"',
        ),
    ],
)
def test_a_mistake_is_said_in_plain_words(document: object, path: str, message: str) -> None:
    assert refused(document) == {path: message}


@pytest.mark.parametrize("code", ["abc", "99", "600", "99999", "²00", "", "200 ", True, 20.0])
def test_a_status_code_that_is_none_is_refused(code: object) -> None:
    path = "/method/methodIntegration/integrationResponses/x/statusCode"
    assert refused(with_response(statusCode=code)) == {path: 'must be a status code from 100 to 599, such as "200"'}


@pytest.mark.parametrize("code", ["100", "404", "599", 404])
def test_a_status_code_is_text_or_a_number_as_aws_prints_it(code: object) -> None:
    responses = Scenario.from_document(with_response(statusCode=code)).effective_method.methodIntegration.integrationResponses
    assert responses["x"].statusCode == str(code)


def test_a_key_that_is_a_status_code_stands_for_a_missing_one() -> None:
    Scenario.from_document({"method": {"methodIntegration": {"integrationResponses": {"200": {}}}}})


def nested(depth: int) -> dict[str, Any]:
    return {"a": nested(depth - 1)} if depth > 1 else {"a": 1}


def test_a_context_nests_up_to_50_deep_and_no_deeper() -> None:
    for depth in (48, 49):
        Scenario.from_document({"template": "a", "context": nested(depth)})
    assert refused({"template": "a", "context": nested(50)}) == {"/context": "is nested more than 50 deep"}
    assert refused({"template": "a", "context": nested(900)}) == {"/context": "is nested more than 50 deep"}


def test_what_aws_prints_and_we_do_not_use_is_kept() -> None:
    scenario = Scenario.from_document({"method": METHOD})
    assert scenario.method is not None
    assert scenario.method.model_dump(exclude_unset=True) == METHOD


def test_the_short_form_is_the_template_of_the_only_integration_response() -> None:
    scenario = Scenario.from_document({"template": "T"})
    response = scenario.effective_method.methodIntegration.integrationResponses["200"]
    assert (response.statusCode, response.responseTemplates, scenario.where("anything")) == ("200", {"application/json": "T"}, "/template")


def test_a_place_in_a_method_is_a_json_pointer() -> None:
    scenario = Scenario.from_document({"method": METHOD})
    where = scenario.where("methodIntegration", "integrationResponses", "200", "responseTemplates", "application/json")
    assert where == "/method/methodIntegration/integrationResponses/200/responseTemplates/application~1json"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"{", "The document is not JSON"),
        (b"", "The document is not JSON"),
        (b'{"template": NaN}', "NaN"),
        (b"\xff{}", "The document is not UTF-8: byte 1"),
        (b"[" * 100_000, "nested too deep"),
        (b"1" * 5000, "a number that cannot be read"),
    ],
)
def test_a_text_that_is_no_json_says_so_in_a_sentence(text: bytes, message: str) -> None:
    with pytest.raises(MalformedJson, match=message):
        Scenario.load(text)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert Scenario.load(b'\xef\xbb\xbf{"template": "a"}').template == "a"


@given(st.text(st.characters(codec=None, categories=None), max_size=20))
def test_any_text_survives(text: str) -> None:
    document = {"template": text, "request": {"header": {"X": [text]}, "body": text}, "backend": {"body": text}, "context": {"x": text}}
    scenario = Scenario.load(json.dumps(document))
    paired = json.loads(json.dumps(text))
    assert (scenario.template, scenario.request.body, scenario.context["x"]) == (paired, paired, paired)


@pytest.mark.parametrize("text", ["\x00", "\r\n", "\r", "\u2028", "\ud800", "\udc00\ud800"])
def test_odd_characters_survive(text: str) -> None:
    scenario = Scenario.load(json.dumps({"template": text, "request": {"path": {text: text}}}))
    assert scenario.template == text
    assert scenario.request.path == {text: text}


def test_a_result_prints_ascii_and_half_a_character_as_a_question_mark() -> None:
    printed = Result(status=200, headers={"X": "\ud800"}, body="\u00e9\U0001f600\ud83d\ude00\udc00\x00").dump()
    assert printed.isascii()
    found = json.loads(printed)
    assert found["headers"] == {"X": "?"}
    assert found["body"] == "\u00e9\U0001f600\U0001f600?\x00"


def test_dumped_keys_are_well_formed_too() -> None:
    assert dump_json({"\ud800": ["\udc00"]}) == '{"?":["?"]}'


def test_a_number_that_is_too_large_is_refused() -> None:
    with pytest.raises(MalformedJson, match="too large: 1e999"):
        load_json('{"context": {"n": 1e999}}')
    assert load_json('{"n": 1.5e300}') == {"n": 1.5e300}


def test_each_member_is_ascii_and_one_letter_changes_no_other() -> None:
    document = {"a": "é😀\ud83d\u2028\x7f", "b": [1, 2**70, -0.0, "x"], "": {"ä": None}, "c": "\ud83d\ude00"}
    text = dump_json(document)
    assert text.isascii()
    assert json.loads(text) == document | {"a": "é😀?\u2028\x7f", "c": "😀"}


TABLE = {"definition": {"TableName": "Things", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}, "items": [{"id": {"S": "1"}}]}
WHOLE: dict[str, Any] = {
    "tables": [TABLE, {"definition": {}}],
    "api": {
        "binaryMediaTypes": ["image/*"],
        "models": {
            "Thing": {"contentType": "application/json", "schema": '{"type": "object"}'},
            "List": {"schema": {"type": "array"}, "id": "m1"},
        },
        "requestValidators": {"v1": {"name": "all", "validateRequestBody": True, "validateRequestParameters": False}},
    },
    "failure": "UNAUTHORIZED",
    "backend": {"fault": "throttled"},
    "cases": [
        {"name": "first", "tables": [TABLE], "expect": {"status": 200, "body": "text", "header": {"x-id": "1"}}},
        {
            "name": "second",
            "after": "first",
            "failure": "THROTTLED",
            "expect": {"body": {"a": [1, None]}, "integrationRequest": {"body": "x"}},
        },
        {"name": "third", "after": "first", "expect": {"body": None, "integrationRequest": {"body": {"Key": {}}}}},
    ],
}
"""Every member that stands around a method or belongs to a case."""
AROUND: dict[str, Any] = {
    "apiKeyRequired": True,
    "requestValidatorId": "v1",
    "requestParameters": {"method.request.header.X": True, "method.request.path.id": False},
    "requestModels": {"application/json": "Thing"},
    "methodResponses": {"200": {"statusCode": "200", "responseModels": {"text/html": "Empty"}}},
}
"""What a method says of the same."""


def test_every_member_around_a_method_is_taken_and_kept() -> None:
    document = {"method": {**METHOD, **AROUND}, **WHOLE}
    scenario = Scenario.from_document(document)
    assert scenario.model_dump(exclude_unset=True, by_alias=True) == document
    left_out = {"template": "a", "tables": None, "failure": None, "cases": [{"name": "n", "after": None, "expect": None}]}
    assert Scenario.from_document(left_out).cases[0].expect is None


ONE_OF_THE_TYPES = "must be one of 'ACCESS_DENIED', 'API_CONFIGURATION_ERROR', "


@pytest.mark.parametrize(
    ("document", "path", "message"),
    [
        ({"tables": {}}, "/tables", "must be a list"),
        ({"tables": [TABLE, "Things"]}, "/tables/1", "must be an object"),
        ({"tables": [{}]}, "/tables/0/definition", "is missing"),
        ({"tables": [{"definition": []}]}, "/tables/0/definition", "must be an object"),
        ({"tables": [{"definition": nested(60)}]}, "/tables/0/definition", "is nested more than 50 deep"),
        ({"tables": [{"definition": {}, "items": {}}]}, "/tables/0/items", "must be a list"),
        ({"tables": [{"definition": {}, "items": [{}, 5]}]}, "/tables/0/items/1", "must be an object"),
        ({"tables": [{"definition": {}, "items": [nested(120)]}]}, "/tables/0/items/0", "is nested more than 100 deep"),
        ({"tables": [{"definition": {}, "name": "x"}]}, "/tables/0/name", "is no member here"),
        ({"api": []}, "/api", "must be an object"),
        ({"api": {"authorizers": {}}}, "/api/authorizers", "is no member here"),
        ({"api": {"binaryMediaTypes": "image/*"}}, "/api/binaryMediaTypes", "must be a list"),
        ({"api": {"binaryMediaTypes": [5]}}, "/api/binaryMediaTypes/0", "must be text"),
        ({"api": {"models": []}}, "/api/models", "must be an object"),
        ({"api": {"models": {"a/b": 5}}}, "/api/models/a~1b", "must be an object"),
        ({"api": {"models": {"M": {"contentType": 5}}}}, "/api/models/M/contentType", "must be text"),
        ({"api": {"models": {"M": {"schema": []}}}}, "/api/models/M/schema", "must be text or an object"),
        ({"api": {"models": {"M": {"schema": None}}}}, "/api/models/M/schema", "must be text or an object"),
        ({"api": {"models": {"M": {"schema": nested(60)}}}}, "/api/models/M/schema", "is nested more than 50 deep"),
        ({"api": {"requestValidators": []}}, "/api/requestValidators", "must be an object"),
        ({"api": {"requestValidators": {"v": True}}}, "/api/requestValidators/v", "must be an object"),
        (
            {"api": {"requestValidators": {"v": {"validateRequestBody": "true"}}}},
            "/api/requestValidators/v/validateRequestBody",
            "must be true or false",
        ),
        ({"failure": "NOT_FOUND"}, "/failure", ONE_OF_THE_TYPES),
        ({"failure": ["THROTTLED"]}, "/failure", ONE_OF_THE_TYPES),
        ({"failure": ""}, "/failure", ONE_OF_THE_TYPES),
        ({"backend": {"fault": "broken"}}, "/backend/fault", "must be one of 'throttled', 'error' or 'slow'"),
        ({"cases": {}}, "/cases", "must be a list"),
        ({"cases": ["n"]}, "/cases/0", "must be an object"),
        ({"cases": [{"name": "n", "backend": {"fault": 1}}]}, "/cases/0/backend/fault", "must be one of 'throttled', 'error' or 'slow'"),
        ({"cases": [{"name": "n", "request": {"body": {}}}]}, "/cases/0/request/body", "must be text"),
        ({"cases": [{"name": "n", "tables": {}}]}, "/cases/0/tables", "must be a list"),
        ({"cases": [{"name": "n", "tables": [{"items": []}]}]}, "/cases/0/tables/0/definition", "is missing"),
        ({"cases": [{"name": "n", "failure": "throttled"}]}, "/cases/0/failure", ONE_OF_THE_TYPES),
        ({"cases": [{"name": "n", "after": 5}]}, "/cases/0/after", "must be text"),
        ({"cases": [{"name": "n", "after": "n"}]}, "/cases/0/after", "must be the name of an earlier case"),
        ({"cases": [{"name": "n", "after": "later"}, {"name": "later"}]}, "/cases/0/after", "must be the name of an earlier case"),
        ({"cases": [{"name": "n", "expect": 200}]}, "/cases/0/expect", "must be an object"),
        ({"cases": [{"name": "n", "expect": {"status": "200"}}]}, "/cases/0/expect/status", "must be a whole number"),
        ({"cases": [{"name": "n", "expect": {"status": 0}}]}, "/cases/0/expect/status", "must be from 100 to 599"),
        ({"cases": [{"name": "n", "expect": {"header": ["x"]}}]}, "/cases/0/expect/header", "must be an object"),
        ({"cases": [{"name": "n", "expect": {"header": {"X": ["1"]}}}]}, "/cases/0/expect/header/X", "must be text"),
        ({"cases": [{"name": "n", "expect": {"headers": {}}}]}, "/cases/0/expect/headers", "is no member here"),
        ({"cases": [{"name": "n", "expect": {"body": nested(120)}}]}, "/cases/0/expect/body", "is nested more than 100 deep"),
        ({"cases": [{"name": "n", "expect": {"integrationRequest": "x"}}]}, "/cases/0/expect/integrationRequest", "must be an object"),
        (
            {"cases": [{"name": "n", "expect": {"integrationRequest": {"header": {}}}}]},
            "/cases/0/expect/integrationRequest/header",
            "is no member here",
        ),
        (
            {"cases": [{"name": "n", "expect": {"integrationRequest": {"body": nested(120)}}}]},
            "/cases/0/expect/integrationRequest/body",
            "is nested more than 100 deep",
        ),
    ],
)
def test_a_member_around_a_method_that_is_of_the_wrong_shape_is_said(document: dict[str, Any], path: str, message: str) -> None:
    ((found, said),) = refused({"template": "a", **document}).items()
    assert (found, said[: len(message)]) == (path, message)
    assert len(said) == len(message) or message == ONE_OF_THE_TYPES


@pytest.mark.parametrize(
    ("method", "path", "message"),
    [
        ({"apiKeyRequired": "yes"}, "/apiKeyRequired", "must be true or false"),
        ({"apiKeyRequired": 1}, "/apiKeyRequired", "must be true or false"),
        ({"requestValidatorId": 5}, "/requestValidatorId", "must be text"),
        ({"requestParameters": []}, "/requestParameters", "must be an object"),
        ({"requestParameters": {"method.request.path.id": "true"}}, "/requestParameters/method.request.path.id", "must be true or false"),
        ({"requestModels": {"application/json": {}}}, "/requestModels/application~1json", "must be text"),
        ({"methodResponses": {"200": {"responseModels": []}}}, "/methodResponses/200/responseModels", "must be an object"),
        (
            {"methodResponses": {"200": {"responseModels": {"text/html": 1}}}},
            "/methodResponses/200/responseModels/text~1html",
            "must be text",
        ),
    ],
)
def test_what_a_method_says_of_its_surroundings_is_checked_in_shape(method: dict[str, Any], path: str, message: str) -> None:
    assert refused({"method": method}) == {f"/method{path}": message}


def test_several_wrong_shapes_are_said_at_once() -> None:
    document = {
        "template": "a",
        "tables": [{"items": 5}],
        "failure": "X",
        "api": {"models": {"M": 1}},
        "cases": [{"name": "n", "expect": {"x": 1}}],
    }
    assert set(refused(document)) == {"/tables/0/definition", "/tables/0/items", "/failure", "/api/models/M", "/cases/0/expect/x"}
