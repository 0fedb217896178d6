"""The state of one evaluation: what all stages share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.diagnostics import LINE_END, Diagnostic, Span
from playground.gateway.api_key import with_api_key
from playground.gateway.payloads import client_payload
from playground.gateway.variables.call import Call
from playground.gateway.variables.context import ContextMap, TextSpan, to_context
from playground.model import text_at
from playground.vtl import Run

if TYPE_CHECKING:
    from playground.gateway.stage_values import Rendering
    from playground.limits import Limits
    from playground.model import Scenario
    from playground.services.engine.session import Engine
    from playground.vtl import Record


class CurrentLocation:
    """Where an evaluation is. The context's maps ask it, and not the evaluation that holds them: what holds itself is freed only when
    the collector comes by, and that stops a busy process for long.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.where = ""  # the JSON Pointer of the template or mapping that runs now

    def now(self) -> TextSpan:
        """The source position to record for an assignment made now."""
        return TextSpan(self.where, self.run.span)


class Evaluation:
    """What is shared of one call: the Scenario, what templates can change of it, limits and what is counted, what is told and logged.

    No stage leaves anything here for a later one. Must stay free of reference cycles: what it holds must not point back to it, or memory
    is freed by the collector alone.
    """

    def __init__(
        self,
        scenario: Scenario,
        limits: Limits,
        *,
        recording: bool = False,
        engine: Engine | None = None,
        probing: bool = True,
        refusing: bool = False,
    ) -> None:
        """`engine`: what answers over the Scenario's tables; None: nothing does. `probing`, `refusing`: see `pipeline.evaluate`."""
        self.probing = probing
        self.refusing = refusing
        self.scenario = scenario
        self.method = scenario.effective_method
        self.integration = self.method.methodIntegration
        self.limits = limits
        self.engine = engine
        self.run = Run(limits)
        self._current = CurrentLocation(self.run)
        self.context: ContextMap = to_context(with_api_key(scenario), self._current.now, (self.method, scenario.request))
        self.stage_variables: dict[object, object] = {name: value for name, value in scenario.stageVariables.items()}  # noqa: C416 - object keys, as Java's
        self.call = Call(scenario.request, self.run)
        self.diagnostics: list[Diagnostic] = []
        self._told: set[Diagnostic] = set()
        self.log: list[str] = []
        self.rendered: list[Rendering] = []  # every template that was rendered, in order
        self.records: dict[str, Record] | None = {} if recording else None  # by the template's JSON Pointer
        self.request_payload = client_payload(scenario.request.body)

    @property
    def where(self) -> str:
        """The JSON Pointer of the template or mapping that runs now, or ran last: there a reached limit is told."""
        return self._current.where

    @where.setter
    def where(self, where: str) -> None:
        self._current.where = where

    def tell(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, its mark no longer than its first line; the same one at the same place is told once."""
        text = text_at(self.scenario, diagnostic.where) if diagnostic.span else None
        if diagnostic.span and text is not None:
            start, end = diagnostic.span.start, diagnostic.span.end
            line_end = LINE_END.search(text, start, end)
            diagnostic = replace(diagnostic, span=Span(start, line_end.start() if line_end and line_end.start() > start else end))
        if diagnostic not in self._told:
            self._told.add(diagnostic)
            self.diagnostics.append(diagnostic)

    def forget(self, code: str, where: str) -> None:
        """Take back what was told, where something worse has come of it."""
        self.diagnostics = [one for one in self.diagnostics if (one.code, one.where) != (code, where)]
        self._told = set(self.diagnostics)

    def has_told(self, code: str, where: str, span: Span | None = None) -> bool:
        """Whether something of that code was told of the text at `where`, and at `span` of it, if one is given."""
        return any(
            (one.code, one.where) == (code, where) and (span is None or (one.span is not None and one.span.touches(span)))
            for one in self.diagnostics
        )
