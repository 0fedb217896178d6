from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from playground.errors import InvalidDocument
from playground.evaluator.checker import Checker
from playground.limits import Limits
from playground.sandbox.errors import ChildKilled

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.processes
ENDLESS = "#foreach($i in [1..1000])" * 4 + "#end" * 4
UNCOUNTED = replace(Limits(), seconds=0.4, iterations=10**9, steps=10**9)


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with closing(Checker(UNCOUNTED, 1)) as made:
        yield made


def operation(checker: Checker, text: str) -> dict[str, Any]:
    one: dict[str, Any] = checker.read(text, "a.yaml", {}, {}, {})["operations"][0]
    return one


def test_a_document_is_read_and_its_operation_checked(checker: Checker) -> None:
    one = operation(checker, "template: |\n  $a\nbackend: {}\n")
    (own,) = checker.check(one, "warning", derived=False)
    assert own["fails"] == "warning vtl.undefined"
    assert own["diagnostics"][0]["start"] == {"line": 2, "column": 3}


def test_what_cannot_be_read_is_told(checker: Checker) -> None:
    with pytest.raises(InvalidDocument, match="tab"):
        checker.read("a:\n\tb", "a.yaml", {}, {}, {})


def test_cases_that_take_all_the_time_are_told_and_the_others_run(checker: Checker) -> None:
    text = f"template: |\n  []#if($input.path('$.a') != 'x'){ENDLESS}#end\nbackend: {{body: '{{}}'}}\n"
    text += 'cases: [{name: quick, backend: {body: \'{"a": "x"}\'}}, {name: slow}]\n'
    cases = checker.check(operation(checker, text), "error", derived=False)
    assert [one["name"] for one in cases] == ["This response", "quick", "slow"]
    assert [one["fails"] for one in cases] == ["no answer", None, "no answer"]
    assert cases[0]["diagnostics"][0]["code"] == "limit.seconds"


def test_a_case_that_a_child_does_not_survive_fails_and_the_others_run(checker: Checker) -> None:
    """What a child cannot stop by itself is a regular expression's or a library's; here it is a child that answers too late."""
    killed = ChildKilled("seconds")
    answers: list[Any] = [killed, {"cases": [{"name": "own"}], "next": 1}, killed, {"cases": [{"name": "last"}], "next": None}]

    def ask(asked: Any) -> Any:
        assert asked["most"] == (None if len(answers) == 4 else 1)
        answer = answers.pop(0)
        if answer is killed:
            raise killed
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checker, "_ask", ask)
        cases = checker.check({"scenario": {}, "at": ["a.vtl", 2, 3], "places": {}}, "error", derived=True)
    assert [one["name"] for one in cases] == ["own", "case 1", "last"]
    assert cases[1]["fails"] == "no answer"
    assert cases[1]["diagnostics"][0]["start"] == {"line": 2, "column": 3}
