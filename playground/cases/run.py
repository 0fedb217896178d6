"""Runs all cases of a Scenario, one after the other, and summarises each."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from playground.cases.expectations import differences
from playground.gateway import evaluate
from playground.jsontext import source
from playground.model import Finding, MalformedJson, Result, Table, well_formed
from playground.model.cases import CaseSummary
from playground.services.engine.changes import changed_tables

if TYPE_CHECKING:
    from playground.limits import Limits
    from playground.model import Case, Expectation, Scenario
    from playground.model.cases import Failure
    from playground.services.engine.session import Engine

OWN = "This response"
"""The name of the Scenario's own backend among its cases."""
MOST_DIAGNOSTICS = 3
MOST_BODY = 2_000
LEAST_SECONDS = 0.05
"""Seconds of `Limits.seconds`, shared by all cases, that must be left for another case to start."""
_MEMBERS = ("backend", "request", "tables", "failure")
"""What a case may have of its own."""
_REFUSED = frozenset({"request.api-key", "validator.body", "validator.parameters"})
"""Codes of a call that did not come to its integration."""
_SEVERITIES = ("error", "warning", "info")
_NOT_RUN = Result(
    status=None,
    headers=None,
    body=None,
    diagnostics=[
        Finding(
            code="limit.seconds",
            severity="error",
            message="This case was not run: the cases before it took all the time there is.",
            help="Run it by itself, or fewer cases at once.",
            where="",
            start=None,
            end=None,
        )
    ],
)


class Runs:
    """The runs of a Scenario's cases, each over the tables that the case it goes on after has left.

    What a case leaves is kept, so that a sequence runs each of its cases once.
    """

    def __init__(self, scenario: Scenario, engine: Engine | None) -> None:
        self._scenario = scenario
        self._engine = engine
        self._named = {case.name: case for case in scenario.cases}
        self._left: dict[str, list[Table]] = {}

    def result(self, case: Case | None, limits: Limits, *, probing: bool = True, refusing: bool = False) -> Result:
        """The Result of a case, or of the Scenario's own backend (None). `probing`, `refusing`: see `evaluate`."""
        if case is None:
            return evaluate(self._scenario, limits, engine=self._engine, probing=probing)
        whole = asked(self._scenario, case)
        if case.after is not None and case.tables is None:
            whole = whole.model_copy(update={"tables": self._tables_after(case.after, limits)})
        result = evaluate(whole, limits, engine=self._engine, probing=probing, refusing=refusing)
        self._keep(case, whole, result)
        return result

    def _tables_after(self, name: str, limits: Limits) -> list[Table]:
        """The tables that a case leaves: it is run where it was not yet, and those before it first."""
        waiting: list[Case] = []
        at: str | None = name
        while at is not None and at not in self._left and at in self._named:
            waiting.append(self._named[at])
            at = self._named[at].after if self._named[at].tables is None else None
        for case in reversed(waiting):
            self.result(case, limits)
        return self._left.get(name, [])

    def _keep(self, case: Case, whole: Scenario, result: Result) -> None:
        changes = {name: [one.model_dump() for one in items] for name, items in ((result.backend and result.backend.tables) or {}).items()}
        tables = [one.model_dump() for one in whole.tables or ()]
        self._left[case.name] = [Table.model_construct(**one) for one in changed_tables(tables, changes)] if changes else whole.tables or []


def matrix_of(scenario: Scenario, limits: Limits, engine: Engine | None = None) -> list[CaseSummary]:
    """A summary of the Scenario's own backend, then of each case; what there is no time for says so."""
    runs = Runs(scenario, engine)
    end = time.monotonic() + limits.seconds
    made = [_summary(OWN, None, runs.result(None, limits))]
    for case in scenario.cases:
        left = end - time.monotonic()
        result = runs.result(case, replace(limits, seconds=left)) if left >= LEAST_SECONDS else _NOT_RUN
        made.append(_summary(case.name, case.expect, result))
    return made


def row_of(scenario: Scenario, case: Case, limits: Limits, engine: Engine | None = None) -> CaseSummary:
    """A summary of one case."""
    return _summary(case.name, case.expect, Runs(scenario, engine).result(case, limits))


def asked(scenario: Scenario, case: Case) -> Scenario:
    """The Scenario as it is evaluated for a case: what the case leaves out is the Scenario's.

    A case with tables of its own, or that goes on after another, is not answered by the Scenario's backend.
    """
    own = {name: getattr(case, name) for name in _MEMBERS if getattr(case, name) is not None}
    if "backend" not in own and (case.tables is not None or case.after is not None):
        own["backend"] = None
    return scenario.model_copy(update={**own, "cases": []})


def _summary(name: str, expect: Expectation | None, result: Result) -> CaseSummary:
    diagnostics = sorted(result.diagnostics, key=lambda one: _SEVERITIES.index(one.severity))
    severities = [one.severity for one in diagnostics]
    found = [] if expect is None else differences(expect, result)
    return CaseSummary(
        name=name,
        status=result.status,
        statusFrom=result.statusFrom,
        why=_why(result),
        bodyBytes=result.usage.bodyBytes,
        isJson=is_json(result),
        warnings=severities.count("warning"),
        errors=severities.count("error"),
        matches=None if expect is None else not found,
        fails=fails(expect, result, is_same=not found),
        differences=found,
        expect=expect,
        diagnostics=diagnostics[:MOST_DIAGNOSTICS],
        body=None if result.body is None else well_formed(result.body[:MOST_BODY]),
    )


def fails(expect: Expectation | None, result: Result, *, is_same: bool) -> Failure | None:
    """What is wrong with a case, in two or three words; None where nothing is.

    An answer that is not as expected; and where nothing else was expected, an error, or a body that is not the JSON that it is called.
    """
    expected = expect.model_fields_set if expect is not None and is_same else frozenset()
    errors = {finding.code for finding in result.diagnostics if finding.severity == "error"}
    if errors and not expected & {"status", "body"}:
        return "no answer" if result.status is None else "call refused" if errors <= _REFUSED else "template fails"
    if is_json(result) is False and "body" not in expected:
        return "body is not JSON"
    return None if is_same else "not as expected"


def _why(result: Result) -> str | None:
    """Why this integration response, where a selection pattern chose it: `400 matches the pattern 4\\d{2}`."""
    selected = result.integrationResponse
    return selected.why if selected is not None and selected.selectionPattern else None


def is_json(result: Result) -> bool | None:
    """Whether a body is the JSON that its Content-Type calls it; None where it is empty, or not called JSON."""
    media = (result.headers or {}).get("Content-Type", "").partition(";")[0].strip().lower()
    if not (result.body or "").strip() or not media.endswith(("/json", "+json")):
        return None
    try:
        source.load(result.body or "")
    except (MalformedJson, RecursionError):
        return False
    return True
