"""The project's own cases come out as they say."""

from __future__ import annotations

import pytest

from playground import Scenario, cases, evaluate
from playground.cases import Case


@pytest.mark.parametrize("case", cases.load(), ids=lambda case: case.id)
def test_a_case_comes_out_as_it_says(case: Case) -> None:
    assert cases.differences(case, evaluate(Scenario.from_document(case.scenario))) == [], f"{case.rule} ({case.evidence})"


def test_every_case_names_its_rule_and_its_evidence() -> None:
    found = cases.load()
    assert len({case.id for case in found}) == len(found)
    assert all(case.rule.endswith((".", ":")) and case.evidence for case in found)
    known = {"status", "body", "headers", "integrationRequest", "diagnostics", "diagnostics_absent"}
    assert all(case.expect and set(case.expect) <= known for case in found)


def test_a_difference_is_found() -> None:
    case = Case("x", "A rule.", "none", {"template": "a"}, {"status": 404, "body": "b", "headers": {"X": "1"}, "diagnostics": ["c"]})
    result = evaluate(Scenario.from_document({"template": "a", "backend": {}}))
    assert cases.differences(case, result) == [
        "status is 200, not 404",
        "body is 'a', not 'b'",
        "headers.X is None, not '1'",
        "c is not said",
    ]
