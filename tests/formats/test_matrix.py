"""All cases of a Scenario at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from playground import Limits, Scenario
from playground.formats.matrix import matches, matrix_of
from playground.model import Expectation, Result


def rows(cases: list[dict[str, Any]], template: str = "$input.path('$.a')", **members: Any) -> list[dict[str, Any]]:
    scenario = {"template": template, "backend": {"body": '{"a": 1}'}, "cases": cases, **members}
    return matrix_of(Scenario.from_document(scenario), Limits())


def test_the_first_row_is_the_scenarios_own_backend() -> None:
    own, case = rows([{"name": "Two", "backend": {"body": '{"a": 2}'}}])
    assert (own["name"], own["body"], own["expect"], own["matches"]) == ("This response", "1", None, None)
    assert (case["name"], case["body"], case["status"], case["bodyBytes"], case["isJson"]) == ("Two", "2", 200, 1, True)
    assert case["statusFrom"]["by"] == "integrationResponse"


def test_a_case_has_its_own_request_or_the_scenarios() -> None:
    request = {"querystring": {"q": "scenario's"}}
    cases: list[dict[str, Any]] = [{"name": "a"}, {"name": "b", "request": {"querystring": {"q": "own"}}}]
    assert [row["body"] for row in rows(cases, "$input.params('q')", request=request)[1:]] == ["scenario's", "own"]


def test_bodies_that_are_no_json_are_told() -> None:
    cases = [{"name": "broken", "backend": {"body": '{"a": "\\""}'}}, {"name": "fine", "backend": {"body": '{"a": "x"}'}}]
    broken, fine = rows(cases, '{"a": "$input.path(\'$.a\')"}')[1:]
    assert (broken["isJson"], broken["warnings"], broken["diagnostics"][0]["code"]) == (False, 1, "body.json")
    assert (fine["isJson"], fine["warnings"], fine["errors"]) == (True, 0, 0)
    assert rows([], "")[0]["isJson"] is True
    assert rows([], " ## nothing")[0]["isJson"] is None
    assert rows([], "#set($context.responseOverride.header.Content-Type = 'text/html')<p>")[0]["isJson"] is None


def test_errors_come_first_and_are_counted() -> None:
    row = rows([], "$util.toJson(1)" * 5 + "#if(1)")[0]
    assert (row["status"], row["errors"], row["diagnostics"][0]["severity"]) == (500, 1, "error")
    assert len(rows([], "$util.toJson(1)" * 5)[0]["diagnostics"]) == 3


@pytest.mark.parametrize(
    ("expect", "body", "agrees"),
    [
        ({"status": 200}, "anything", True),
        ({"status": 404}, "anything", False),
        ({"body": "a"}, "a", True),
        ({"body": "a"}, "a ", False),
        ({"body": '{"a": 1, "b": [2]}'}, '{\n"b":[2],"a":1}', True),
        ({"body": '{"a": 1}'}, '{"a": 1.0}', False),
        ({"body": '{"a": 1}'}, '{"a": true}', False),
        ({"body": '{"a": "1"}'}, '{"a": 1}', False),
        ({"status": 404, "body": "a"}, "a", False),
        ({}, "a", True),
    ],
)
def test_what_is_expected_is_compared_as_text_or_as_json(expect: dict[str, Any], body: str, agrees: bool) -> None:  # noqa: FBT001
    assert matches(Expectation(**expect), Result(status=200, headers={}, body=body)) is agrees


def test_a_response_that_a_pattern_chose_says_so() -> None:
    responses = {"200": {"statusCode": "200"}, "503": {"statusCode": "503", "selectionPattern": "4\\d{2}"}}
    scenario = {
        "method": {"methodIntegration": {"integrationResponses": responses}},
        "backend": {"body": "{}"},
        "cases": [{"name": "throttled", "backend": {"status": 400, "body": "{}"}}],
    }
    own, throttled = matrix_of(Scenario.from_document(scenario), Limits())
    assert (own["why"], throttled["why"]) == (None, "400 matches the pattern 4\\d{2}")


def test_long_bodies_are_cut() -> None:
    row = rows([], "x" * 3_000)[0]
    assert (len(row["body"]), row["bodyBytes"]) == (2_000, 3_000)


def test_without_a_backend_there_is_no_answer() -> None:
    row = matrix_of(Scenario.from_document({"template": "x"}), Limits())[0]
    assert (row["status"], row["body"], row["isJson"]) == (None, None, None)


def test_cases_share_the_time_of_one_evaluation() -> None:
    endless = "#foreach($i in [1..999])" * 3 + "$i" + "#end" * 3
    limits = replace(Limits(), seconds=0.3, iterations=10**9, steps=10**9, output=10**9)
    scenario = {"template": endless, "backend": {"body": "{}"}, "cases": [{"name": "late", "backend": {"body": "{}"}}]}
    own, late = matrix_of(Scenario.from_document(scenario), limits)
    assert own["diagnostics"][0]["code"] == late["diagnostics"][0]["code"] == "limit.seconds"
    assert "was not run" in late["diagnostics"][0]["message"]
