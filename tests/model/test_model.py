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
