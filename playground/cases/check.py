"""Checks an operation: its own run, its cases and the derived ones, each with what is wrong with it.

What a template accepts by `## playground: ignore CODE`, in the line of a diagnostic or the line before it, is no longer one.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from playground.cases.calls import calls_of
from playground.cases.expectations import differences
from playground.cases.fail_on import severities_that_fail
from playground.cases.freeze import answered
from playground.cases.run import OWN, Runs, fails, is_json
from playground.cases.sample import completed
from playground.cases.variants import variants_of
from playground.diagnostics import LINE_END
from playground.jsontext.pointer import to_pointer
from playground.model import Case, Finding, well_formed
from playground.model.scenario import text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playground.cases.fail_on import FailOn
    from playground.limits import Limits
    from playground.model import Result, Scenario
    from playground.model.cases import Difference
    from playground.services.engine.session import Engine

Kind = Literal["own", "case", "derived", "call"]
_SHARE = 0.5
"""Of the time of one call of a child, that part in which another case begins, which has the other part."""
_IGNORE = re.compile(r"##\s*playground:\s*ignore\s+([\w.-]+(?:[\s,]+[\w.-]+)*)")
_BODY_CODES = "body."
_REQUEST_CODES = "request."
MOST_BODY = 2_000


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """What became of one case. `kind`: the operation's "own" run, a "case" that was written, a "derived" answer or a derived "call", of
    which `why` tells.

    `where` is the JSON Pointer of what was expected and is not so, else of the case; "" where it is written nowhere.

    `fails` says what is wrong in a few words; None: nothing. `accepted` counts the diagnostics that a comment accepts.
    """

    name: str
    kind: Kind
    where: str
    why: str
    status: int | None
    is_json: bool | None
    matches: bool | None
    fails: str | None
    differences: list[Difference]
    diagnostics: list[Finding]
    accepted: int
    body: str | None
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be checked of an operation: with `derived` cases or without, from case number `begin` on (the own run is 0), and how many
    at most (None: as many as there is time for).
    """

    fail_on: FailOn
    derived: bool = True
    begin: int = 0
    most: int | None = None


def check(scenario: Scenario, limits: Limits, wanted: Wanted, engine: Engine | None = None) -> Iterator[CheckedCase | int]:
    """What became of the cases, as far as there is time; the last is the number of the first that is left, if any is."""
    end = time.monotonic() + limits.seconds * _SHARE
    short = replace(limits, seconds=limits.seconds * (1 - _SHARE))  # the same each time: what is kept of a template is kept by the limits
    whole = completed(scenario, limits)
    accepted = _Accepted(whole)
    runs = Runs(whole, engine)
    for number, one in enumerate(_cases(whole, limits, engine, derived=wanted.derived)):
        done = number - wanted.begin
        if done < 0:
            continue
        if done and (time.monotonic() > end or done == wanted.most):
            yield number
            return
        is_given = one.kind in {"own", "case"}
        result = runs.result(one.case, short if done else limits, probing=is_given, refusing=one.kind == "call")
        if done and any(each.code == "limit.seconds" for each in result.diagnostics):
            yield number  # it gets more, as the first of the next call
            return
        yield _checked(one, result, wanted.fail_on, accepted)


def _is_refusal(finding: Finding) -> bool:
    """Whether a service refuses the request for this."""
    return finding.severity == "error" and finding.code.startswith(_REQUEST_CODES)


def _is_turned_away(result: Result) -> bool:
    """Whether a call that is wrong is told so: by a 4xx whose body is the JSON that it says."""
    return result.status is not None and 400 <= result.status < 500 and is_json(result) is not False


def names(scenario: Scenario, limits: Limits, engine: Engine | None = None, *, derived: bool) -> list[str]:
    """The names of all cases, in order."""
    return [one.case.name for one in _cases(completed(scenario, limits), limits, engine, derived=derived)]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A case to be run, and why; `where` it is written."""

    kind: Kind
    case: Case
    why: str = ""
    where: str = ""


def _cases(scenario: Scenario, limits: Limits, engine: Engine | None, *, derived: bool) -> Iterator[_Planned]:
    """The own run, the written cases, the derived ones."""
    yield _Planned("own", Case(name=OWN))
    for index, case in enumerate(scenario.cases):
        yield _Planned("case", case, where=f"/cases/{index}")
    if derived:
        for one in variants_of(answered(scenario, limits, engine), limits):
            yield _Planned("derived", Case(name=one.name, backend=one.backend), one.why)
        for call in calls_of(scenario, limits):
            yield _Planned("call", Case(name=call.name, request=call.request), call.why)


def _checked(planned: _Planned, result: Result, fail_on: FailOn, accepted: _Accepted) -> CheckedCase:
    case = planned.case
    left = [one for one in result.diagnostics if not accepted.holds(one)]
    found = [] if case.expect is None else differences(case.expect, result)
    return CheckedCase(
        name=case.name,
        kind=planned.kind,
        where=_expected_at(planned.where, found[0]) if found else planned.where,
        why=planned.why,
        status=result.status,
        is_json=is_json(result),
        matches=None if case.expect is None else not found,
        fails=_failure(planned.kind, case, result, left, fail_on, is_same=not found),
        differences=found,
        diagnostics=left,
        accepted=len(result.diagnostics) - len(left),
        body=None if result.body is None else well_formed(result.body[:MOST_BODY]),
        milliseconds=result.usage.milliseconds,
    )


def _expected_at(where: str, difference: Difference) -> str:
    """The JSON Pointer of what was expected."""
    member = {"header": to_pointer(["header", difference.at]), "integrationRequest": "/integrationRequest/body"}
    inside = difference.at if difference.at.startswith("/") else ""
    return f"{where}/expect{member.get(difference.of, f'/{difference.of}')}{inside if difference.of != 'header' else ''}"


def _failure(kind: Kind, case: Case, result: Result, left: list[Finding], fail_on: FailOn, *, is_same: bool) -> str | None:
    """What is wrong with a case: it is not as expected, or else, where no status or body is expected, what was found in it."""
    if not is_same:
        return "not as expected"
    if fail_on == "never" or (case.expect is not None and case.expect.model_fields_set & {"status", "body"}):
        return None
    if kind == "call" and _is_turned_away(result):
        return None
    seen = result.model_copy(update={"diagnostics": left})
    failure: str | None = fails(None, seen, is_same=True)
    if failure == "template fails" and all(_is_refusal(one) for one in left if one.severity == "error"):
        failure = "request refused"
    if failure == "body is not JSON" and len(left) < len(result.diagnostics) and not any(one.code.startswith(_BODY_CODES) for one in left):
        failure = None
    if failure is None:
        reached = [one for one in left if one.severity in severities_that_fail(fail_on)]
        failure = f"{reached[0].severity} {reached[0].code}" if reached else None
    return failure


class _Accepted:
    """The codes that comments in a Scenario's templates accept, by the template and the line."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._codes: dict[str, dict[int, set[str]]] = {}

    def holds(self, finding: Finding) -> bool:
        """Whether a comment accepts a diagnostic."""
        if finding.start is None or not finding.where:
            return False
        if finding.where not in self._codes:
            self._codes[finding.where] = _ignored(text_at(self._scenario, finding.where) or "")
        codes = self._codes[finding.where]
        return any(finding.code in codes.get(line, ()) for line in (finding.start.line, finding.start.line - 1))


def _ignored(template: str) -> dict[int, set[str]]:
    """The codes that comments accept, by the number of the line."""
    if "playground:" not in template:
        return {}
    lines: Iterable[tuple[int, str]] = enumerate(LINE_END.split(template), 1)
    return {number: set(re.split(r"[\s,]+", found[1])) for number, line in lines if (found := _IGNORE.search(line))}
