"""All cases of a Scenario at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from playground import Limits, Scenario
from playground.cases.run import matrix_of


def rows(cases: list[dict[str, Any]], template: str = "$input.path('$.a')", **members: Any) -> list[dict[str, Any]]:
    scenario = {"template": template, "backend": {"body": '{"a": 1}'}, "cases": cases, **members}
    return summaries(scenario, Limits(seconds=20))


def summaries(scenario: dict[str, Any], limits: Limits) -> list[dict[str, Any]]:
    return [row.to_document() for row in matrix_of(Scenario.from_document(scenario), limits)]


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


def test_a_response_that_a_pattern_chose_says_so() -> None:
    responses = {"200": {"statusCode": "200"}, "503": {"statusCode": "503", "selectionPattern": "4\\d{2}"}}
    scenario = {
        "method": {"methodIntegration": {"integrationResponses": responses}},
        "backend": {"body": "{}"},
        "cases": [{"name": "throttled", "backend": {"status": 400, "body": "{}"}}],
    }
    own, throttled = summaries(scenario, Limits(seconds=20))
    assert (own["why"], throttled["why"]) == (None, "400 matches the pattern 4\\d{2}")


def test_long_bodies_are_cut() -> None:
    row = rows([], "x" * 3_000)[0]
    assert (len(row["body"]), row["bodyBytes"]) == (2_000, 3_000)


def test_without_a_backend_there_is_no_answer() -> None:
    row = summaries({"template": "x"}, Limits())[0]
    assert (row["status"], row["body"], row["isJson"]) == (None, None, None)


def test_cases_share_the_time_of_one_evaluation() -> None:
    endless = "#foreach($i in [1..999])" * 3 + "$i" + "#end" * 3
    limits = replace(Limits(), seconds=0.3, iterations=10**9, steps=10**9, output=10**9)
    scenario = {"template": endless, "backend": {"body": "{}"}, "cases": [{"name": "late", "backend": {"body": "{}"}}]}
    own, late = summaries(scenario, limits)
    assert own["diagnostics"][0]["code"] == late["diagnostics"][0]["code"] == "limit.seconds"
    assert "was not run" in late["diagnostics"][0]["message"]


def outcome(template: str, body: str, expect: dict[str, Any] | None) -> tuple[bool | None, str | None]:
    case: dict[str, Any] = {"name": "one", "backend": {"body": body}, **({} if expect is None else {"expect": expect})}
    row = rows([case], template)[1]
    return row["matches"], row["fails"]


FAILS = "#if(1)"
QUOTE = ('{"a": "$input.path(\'$.a\')"}', '{"a": "\\""}', '{"a": """}')


@pytest.mark.parametrize(
    ("template", "body", "expect", "matches", "fails"),
    [
        ("ok", "{}", None, None, "body is not JSON"),
        ("1", "{}", None, None, None),
        ("", "", None, None, None),
        (QUOTE[0], QUOTE[1], None, None, "body is not JSON"),
        (QUOTE[0], QUOTE[1], {}, True, "body is not JSON"),
        (QUOTE[0], QUOTE[1], {"status": 200}, True, "body is not JSON"),
        (QUOTE[0], QUOTE[1], {"body": QUOTE[2]}, True, None),
        (QUOTE[0], QUOTE[1], {"body": "else"}, False, "body is not JSON"),
        (FAILS, "{}", None, None, "template fails"),
        (FAILS, "{}", {"header": {}}, True, "template fails"),
        (FAILS, "{}", {"status": 500}, True, None),
        (FAILS, "{}", {"body": {"message": "Internal server error"}}, True, None),
        (FAILS, "{}", {"status": 200}, False, "template fails"),
        ("1", "{}", {"status": 200, "body": "2"}, False, "not as expected"),
        ("1", "{}", {"status": 200, "body": 1}, True, None),
        ("#set($context.responseOverride.header.Content-Type = 'text/plain')no JSON", "{}", None, None, None),
    ],
)
def test_a_case_fails_where_it_is_not_as_expected_or_broken_where_nothing_was(
    template: str,
    body: str,
    expect: dict[str, Any] | None,
    matches: bool | None,  # noqa: FBT001
    fails: str | None,
) -> None:
    assert outcome(template, body, expect) == (matches, fails)


def test_the_scenarios_own_response_fails_where_it_is_broken() -> None:
    assert [row["fails"] for row in rows([], FAILS)] == ["template fails"]
    assert [row["fails"] for row in rows([], "{")] == ["body is not JSON"]
    assert [row["fails"] for row in summaries({"template": "x"}, Limits())] == [None]


def test_a_call_that_does_not_come_to_its_integration_is_refused_and_no_template_fails() -> None:
    method = {"apiKeyRequired": True, "methodIntegration": {"type": "MOCK"}}
    key = {"request": {"header": {"x-api-key": "k"}}}
    cases = [{"name": "a"}, {"name": "b", "expect": {"status": 403}}, {"name": "c", **key}, {"name": "d", "failure": "THROTTLED"}]
    made = summaries({"method": method, "cases": cases}, Limits())
    assert [(row["status"], row["fails"]) for row in made[1:]] == [(403, "call refused"), (403, None), (500, "template fails"), (429, None)]


def test_what_there_was_no_time_for_fails() -> None:
    endless = "#foreach($i in [1..999])" * 3 + "$i" + "#end" * 3
    limits = replace(Limits(), seconds=0.3, iterations=10**9, steps=10**9, output=10**9)
    scenario = {"template": endless, "backend": {"body": "{}"}, "cases": [{"name": "late"}]}
    assert [row["fails"] for row in summaries(scenario, limits)] == ["no answer", "no answer"]


def test_the_summary_keeps_what_the_user_expected_and_says_what_differs() -> None:
    expect = {"status": 404, "header": {"x-id": "7"}}
    row = rows([{"name": "one", "expect": expect}])[1]
    assert row["expect"] == expect
    assert row["differences"] == [
        {"of": "status", "at": "", "expected": "404", "got": "200"},
        {"of": "header", "at": "x-id", "expected": "7", "got": None},
    ]
    assert rows([{"name": "one", "expect": {"body": None}}])[1]["expect"] == {"body": None}


def test_what_a_case_leaves_out_is_the_scenarios() -> None:
    template = "$input.params('q') $input.path('$.a')"
    cases: list[dict[str, Any]] = [
        {"name": "nothing of its own"},
        {"name": "a call", "request": {"querystring": {"q": "own"}}},
        {"name": "an answer", "backend": {"body": '{"a": 2}'}},
        {"name": "after", "after": "an answer", "backend": {"body": '{"a": 3}'}},
    ]
    made = rows(cases, template, request={"querystring": {"q": "all"}})
    assert [row["body"] for row in made] == ["all 1", "all 1", "own 1", "all 2", "all 3"]
