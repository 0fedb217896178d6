from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from playground.cases.check import CheckedCase, Wanted, check
from playground.limits import Limits
from playground.model import Scenario

BROKEN = '#set($i = $input.path("$.Item"))\n{"a": "$i.a.S"}'
FINE = {"backend": {"body": '{"Item": {"a": {"S": "x"}}}'}}


def checked(scenario: dict[str, Any], fail_on: Any = "error", *, derived: bool = True) -> list[CheckedCase]:
    found = list(check(Scenario.from_document(scenario), Limits(), Wanted(fail_on, derived)))
    return [one for one in found if isinstance(one, CheckedCase)]


def failing(cases: list[CheckedCase]) -> dict[str, str]:
    return {one.name: one.fails for one in cases if one.fails}


def test_the_own_run_the_cases_and_the_derived_ones_are_checked_in_this_order() -> None:
    cases = checked({"template": BROKEN, **FINE, "cases": [{"name": "none", "backend": {"body": "{}"}}]})
    assert [one.kind for one in cases[:3]] == ["own", "case", "derived"]
    assert {one.kind for one in cases[2:]} == {"derived"}
    assert failing(cases) == dict.fromkeys(('A quote (") in a', "A backslash in a", "A line end in a"), "body is not JSON")
    assert all(one.why for one in cases[2:])


def test_without_derived_cases_only_what_is_written_runs() -> None:
    assert [one.name for one in checked({"template": BROKEN, **FINE}, derived=False)] == ["This response"]


def test_a_case_fails_where_it_is_not_as_expected_whatever_diagnostics_are_to_fail_it() -> None:
    scenario = {
        "template": "{}",
        "backend": {},
        "cases": [{"name": "a", "expect": {"status": 201}}, {"name": "b", "expect": {"status": 200}}],
    }
    for fail_on in ("error", "warning", "never"):
        cases = checked(scenario, fail_on, derived=False)
        assert failing(cases) == {"a": "not as expected"}
        assert [one.matches for one in cases] == [None, False, True]
        assert cases[1].where == "/cases/0/expect/status"


@pytest.mark.parametrize(("fail_on", "fails"), [("never", set()), ("error", {"body is not JSON"}), ("warning", {"warning vtl.undefined"})])
def test_what_severity_fails_a_case(fail_on: str, fails: set[str]) -> None:
    template = '{"a": "$input.path("$.b")", "c": "$d"}' if fail_on == "warning" else '{"a": $d}'
    (case,) = checked({"template": template, "backend": {"body": '{"b": "x"}'}}, fail_on, derived=False)
    assert ({case.fails} - {None}) == fails


def test_a_case_whose_status_or_body_is_expected_fails_for_nothing_else() -> None:
    scenario = {"template": '{"a": $d}', "backend": {}, "cases": [{"name": "a", "expect": {"body": '{"a": }'}}]}
    assert failing(checked(scenario, "warning", derived=False)).keys() == {"This response"}


@pytest.mark.parametrize(
    ("template", "is_accepted"),
    [
        ("## playground: ignore vtl.undefined\n$d", True),
        ("$d ## playground: ignore vtl.undefined", True),
        ("##playground:ignore body.json, vtl.undefined\n$d", True),
        ("## playground: ignore vtl.undefined\n\n$d", False),
        ("## playground: ignore vtl\n$d", False),
        ("## ignore vtl.undefined\n$d", False),
    ],
)
def test_a_comment_accepts_a_code_in_its_line_and_the_next(template: str, is_accepted: bool) -> None:  # noqa: FBT001 - a parameter
    (case,) = checked({"template": template, "backend": {}}, "warning", derived=False)
    assert ("vtl.undefined" not in {one.code for one in case.diagnostics}) == is_accepted
    assert case.accepted == is_accepted


def test_a_broken_body_may_be_accepted() -> None:
    template = '{"a": \n## playground: ignore body.json vtl.undefined\n$d}'
    (case,) = checked({"template": template, "backend": {}}, derived=False)
    assert (case.is_json, case.fails, case.accepted) == (False, None, 2)


def test_where_time_is_over_the_rest_is_told_by_its_number() -> None:
    scenario = Scenario.from_document({"template": BROKEN, **FINE})
    limits = replace(Limits(), seconds=1e-6)
    first = list(check(scenario, limits, Wanted("error")))
    assert isinstance(first[0], CheckedCase)
    assert first[1:] == [1]
    second = list(check(scenario, limits, Wanted("error", begin=1)))
    assert isinstance(second[0], CheckedCase)
    assert second[0].kind == "derived"
    assert second[1:] == [2]
    assert list(check(scenario, Limits(), Wanted("error", begin=999))) == []


def test_no_more_cases_run_than_are_asked_for() -> None:
    found = list(check(Scenario.from_document({"template": BROKEN, **FINE}), Limits(), Wanted("error", begin=2, most=1)))
    assert len(found) == 2
    assert found[1] == 3
