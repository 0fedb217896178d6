"""What must hold whatever is sent: each target takes what its strategy makes, and raises AssertionError where the promise is broken."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from playground.errors import InvalidDocument, LimitReached, TemplateFailure
from playground.evaluator import Evaluator
from playground.evaluator.tools import TOOLS
from playground.jsonpath.compiler import InvalidPath, compile_path
from playground.jsontext.smart_reader import load
from playground.limits import Limits
from playground.model import MalformedJson, Scenario
from playground.vtl import parse
from tests.dynamodb.dynamodb_answers import TEMPLATES, scenario_of, spoilt_answers
from tests.fuzz import strategies
from tests.gateway import changes
from tests.vtl.java import extremes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playground.diagnostics import Diagnostic
    from playground.errors import Problem

LIMITS = Limits()
QUICK = 0.5
"""Seconds that reading a small text may take at most; half of one is a hundred times what any should."""
ANSWERED = 2.0
"""Seconds within which everything is answered."""
DOCUMENT = load(
    '{"a": {"b": [1, {"a": "x"}, [2, 3]], "é": null}, "Items": [{"a": {"S": "' + "a" * 30 + '!"}}, {"a": {"N": "1"}}, 5], "": 0}'
)


@dataclass(frozen=True)
class Target:
    """What is made, and what is asked of it."""

    strategy: Callable[[], st.SearchStrategy[Any]]
    check: Callable[[Any], None]


@lru_cache(maxsize=1)
def evaluator() -> Evaluator:
    """The product's own sandbox: a crash, a kill or a hang in it is seen, and ends nothing."""
    return Evaluator(LIMITS, size=1)


def quickly(work: Callable[[], object], seconds: float, subject: object) -> None:
    """Do the work; the second time counts where something else on the machine took the first."""
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
        if taken[-1] < seconds:
            return
    raise AssertionError(f"took {taken} s: {subject!r}")


def check_parser(text: str) -> None:
    """Any text parses, or gives diagnostics whose marks are inside it."""

    def work() -> None:
        diagnostics: Sequence[Diagnostic] = ()
        limit = "nesting"
        try:
            parse(text, LIMITS)
        except LimitReached as reached:
            limit = reached.name
        except TemplateFailure as failure:
            diagnostics = failure.diagnostics
        assert limit == "nesting", limit
        assert all(one.message and one.span and 0 <= one.span.start <= one.span.end <= len(text) for one in diagnostics)

    quickly(work, QUICK, text)


def check_jsonpath(text: str) -> None:
    """Any path answers or is refused."""

    def work() -> None:
        with suppress(InvalidPath, LimitReached):
            compile_path(text).read(DOCUMENT, LIMITS.jsonpath)

    quickly(work, QUICK, text)


def check_reader(document: object) -> None:
    """Any document is a Scenario, or every problem has a path and a sentence."""
    text = document if isinstance(document, bytes) else json.dumps(document).encode()

    def work() -> None:
        problems: Sequence[Problem] = ()
        offset = 0
        try:
            Scenario.load(text)
        except MalformedJson as error:
            offset = error.offset
        except InvalidDocument as error:
            problems = error.problems
        assert 0 <= offset <= len(text)
        assert all(problem.message and problem.path[:1] in {"", "/"} for problem in problems)

    quickly(work, QUICK, text)


def check_evaluator(document: object) -> None:
    """Any Scenario has a Result in time: no crash, and nothing that the sandbox had to end."""
    text = json.dumps(document).encode()

    def work() -> None:
        for trace in (False, True):
            try:
                result = json.loads(evaluator().evaluate(text, trace=trace))
            except (MalformedJson, InvalidDocument):
                return
            codes = {finding["code"] for finding in result["diagnostics"]}
            assert "internal.crash" not in codes, text
            assert "limit.memory" not in codes, text
            assert (result["status"] is None) == (result["headers"] is None) == (result["body"] is None), text

    quickly(work, 2 * ANSWERED, text)


def check_tools(asked: tuple[str, Any]) -> None:
    """Any document is used or refused by every tool."""
    tool, document = asked

    def work() -> None:
        with suppress(MalformedJson, InvalidDocument):
            json.loads(evaluator().use(tool, json.dumps(document).encode()))

    quickly(work, ANSWERED, asked)


@lru_cache(maxsize=1)
def asked_of_tools() -> st.SearchStrategy[tuple[str, Any]]:
    """A tool, and something that it might take."""
    spoilt = st.builds(
        lambda one, template, is_named: scenario_of(*one, template=template, is_named=is_named),
        spoilt_answers(),
        st.sampled_from(TEMPLATES),
        st.booleans(),
    )
    documents = st.one_of(
        strategies.scenarios(),
        spoilt,
        spoilt.map(lambda one: {"to": "plain", "text": one["backend"]["body"]}),
        st.builds(lambda to, text: {"to": to, "text": text}, st.sampled_from(["plain", "dynamodb"]), strategies.bodies()),
        st.builds(lambda text: {"text": text}, strategies.bodies() | strategies.scenarios().map(json.dumps)),
        st.builds(
            lambda kind, scenario: {"as": kind, "scenario": scenario, "aws": {"status": 200, "body": "x"}},
            st.sampled_from(["curl", "cli", "cloudformation", "case"]),
            strategies.scenarios(),
        ),
    )
    return st.tuples(st.sampled_from(sorted(TOOLS)), documents)


@lru_cache(maxsize=1)
def read_as_scenarios() -> st.SearchStrategy[Any]:
    """Documents, and bytes that are none."""
    return strategies.scenarios() | strategies.values() | strategies.bodies().map(lambda text: text.encode("utf-8", "surrogatepass"))


def check_methods(called: tuple[object, str, list[Any]]) -> None:
    """Whatever a method is called on and with, it answers, or fails as Java fails; so do the operators."""
    target, name, arguments = called

    def work() -> None:
        extremes.call(target, name, arguments)
        for argument in arguments:
            extremes.compute(target, argument)

    quickly(work, QUICK, called)


TARGETS = {
    "parser": Target(strategies.templates, check_parser),
    "jsonpath": Target(strategies.paths, check_jsonpath),
    "reader": Target(read_as_scenarios, check_reader),
    "evaluator": Target(strategies.scenarios, check_evaluator),
    "tools": Target(asked_of_tools, check_tools),
    "methods": Target(extremes.calls, check_methods),
    "changes": Target(changes.changes, changes.check),
}
