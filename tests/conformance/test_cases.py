"""The project's own cases come out as they say."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from playground import Scenario, conformance, evaluate
from playground.conformance import ConformanceCase, rules
from playground.conformance.rules import Rule
from tests.places import ROOT


@pytest.mark.parametrize("case", conformance.load(), ids=lambda case: case.id)
def test_a_case_comes_out_as_it_says(case: ConformanceCase) -> None:
    wrong = conformance.differences(case, evaluate(Scenario.from_document(case.scenario)))
    assert not wrong, "\n".join([f"{case.rule} ({case.evidence})", *wrong])


def test_every_case_names_its_rule_and_its_evidence() -> None:
    found = conformance.load()
    assert len({case.id for case in found}) == len(found)
    assert all(case.rule.endswith((".", ":")) and case.evidence for case in found)
    known = {"status", "body", "headers", "integrationRequest", "diagnostics", "diagnostics_absent"}
    assert all(case.expect and set(case.expect) <= known for case in found)


def test_a_difference_is_found() -> None:
    case = ConformanceCase(
        "x", "A rule.", "none", {"template": "a"}, {"status": 404, "body": "b", "headers": {"X": "1"}, "diagnostics": ["c"]}
    )
    result = evaluate(Scenario.from_document({"template": "a", "backend": {}}))
    assert conformance.differences(case, result) == [
        "status is 200, not 404",
        "body is 'a', not 'b'",
        "headers.X is None, not '1'",
        "c is not said",
    ]


def test_every_case_names_a_rule_and_every_rule_has_a_case_or_says_why_not() -> None:
    known = {rule.id: rule for rule in rules.load()}
    named = {case.rule_id for case in conformance.load()}
    assert named - set(known) == set(), "cases name these rules, which SEMANTICS.md lacks"
    assert {rule.id for rule in known.values() if not rule.unshown} - named == set(), "no case shows these rules"
    assert [name for name in named if known[name].unshown] == [], "cases show what is said to be unshown"


def test_every_table_row_of_the_rules_is_read() -> None:
    text = (files("playground.conformance") / "SEMANTICS.md").read_text("utf-8")
    found = rules.load()
    assert len({rule.id for rule in found}) == len(found) == text.count('<a id="')
    assert all(rule.says.endswith(".") and rule.evidence for rule in found)
    assert [link for link in re.findall(r"\]\(#([^)]+)\)", text) if link not in {rule.id for rule in found}] == []


def test_every_uncertainty_that_the_readme_lists_is_a_rule() -> None:
    codes = set(re.findall(r"`(uncertain\.[a-z-]+)`", (ROOT / "README.md").read_text("utf-8")))
    assert codes
    assert codes - set(re.findall(r"`(uncertain\.[a-z-]+)`", " ".join(rule.evidence for rule in rules.load()))) == set()


def test_a_rule_that_follows_from_another_names_one_that_exists() -> None:
    known = {rule.id for rule in rules.load()}
    named = [name for rule in rules.load() for name in re.findall(r"inferred from ([a-z-]+/[a-z-]+)", rule.evidence)]
    assert named
    assert [name for name in named if name not in known] == []


def test_a_row_s_cells_are_told_apart() -> None:
    text = """
| Rule | What |
| <a id="a/b"></a>`a/b` | `x \\|\\| y`. | e |
| <a id="a/c"></a>`a/c` | Z. | e | why |
| <a id="a/d"></a>`a/x` | W. | e |
"""
    assert rules.parse(text) == (Rule("a/b", "`x || y`.", "e"), Rule("a/c", "Z.", "e", "why"))
