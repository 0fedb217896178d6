"""The state of one evaluation: what all stages share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from playground.diagnostics import LINE_END, Diagnostic, Span
from playground.gateway.api_key import with_api_key
from playground.gateway.failures import GatewayFailure
from playground.gateway.variables.call import Call
from playground.gateway.variables.context import ContextMap, TextSpan, to_context
from playground.gateway.variables.input import Payload
from playground.model import text_at
from playground.vtl import Run

if TYPE_CHECKING:
    from playground.gateway.stage_values import Rendering
    from playground.jsontext.smart_reader import NotSmartJson
    from playground.limits import Limits
    from playground.model import IntegrationRequest, Scenario, SelectedResponse
    from playground.vtl import Record
    from playground.vtl.java.java_maps import HashMap


class CurrentLocation:
    """Where an evaluation is. The context's maps ask it, and not the evaluation that holds them: what holds itself is freed only when
    the collector comes by, and that stops a busy process for long.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.rendering = ""  # the JSON Pointer of the template that renders now

    def now(self) -> TextSpan:
        """What is being run, as the one who writes something now."""
        return TextSpan(self.rendering, self.run.span)


class Evaluation:
    """One Scenario on its way through the gateway. Nothing that it holds may hold it."""

    def __init__(self, scenario: Scenario, limits: Limits, *, recording: bool = False) -> None:
        self.scenario = scenario
        self.method = scenario.effective_method
        self.integration = self.method.methodIntegration
        self.limits = limits
        self.run = Run(limits)
        self._current = CurrentLocation(self.run)
        self.context: ContextMap = to_context(with_api_key(scenario), self._current.now, (self.method, scenario.request))
        self.stage_variables: dict[object, object] = {name: value for name, value in scenario.stageVariables.items()}  # noqa: C416 - object keys, as Java's
        self.call = Call(scenario.request, self.run)
        self.diagnostics: list[Diagnostic] = []
        self.log: list[str] = []
        self.rendered: list[Rendering] = []  # every template that was rendered, in order
        self.records: dict[str, Record] | None = {} if recording else None  # by the template's JSON Pointer
        self.request: IntegrationRequest | None = None
        self.sends_binary = False  # whether the body of `request` is binary, given as base64
        self.selected: SelectedResponse | None = None
        self.request_payload = Payload(scenario.request.body, _refuse_request)
        self.response_payload = Payload(scenario.backend.body if scenario.backend else "", _refuse_response)

    @property
    def params(self) -> HashMap:
        """The client's parameters, as templates see them: path, querystring and header."""
        return self.call.params

    @property
    def rendering(self) -> str:
        """The JSON Pointer of the template that renders now."""
        return self._current.rendering

    @rendering.setter
    def rendering(self, where: str) -> None:
        self._current.rendering = where

    def tell(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, its mark no longer than its first line; the same one at the same place is told once."""
        text = text_at(self.scenario, diagnostic.where) if diagnostic.span else None
        if diagnostic.span and text is not None:
            start, end = diagnostic.span.start, diagnostic.span.end
            line_end = LINE_END.search(text, start, end)
            diagnostic = replace(diagnostic, span=Span(start, line_end.start() if line_end and line_end.start() > start else end))
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)

    def forget(self, code: str, where: str) -> None:
        """Take back what was told, where something worse has come of it."""
        self.diagnostics = [one for one in self.diagnostics if (one.code, one.where) != (code, where)]

    def has_told(self, code: str, where: str, span: Span | None = None) -> bool:
        """Whether something of that code was told of the text at `where`, and at `span` of it, if one is given."""
        return any(
            (one.code, one.where) == (code, where) and (span is None or (one.span is not None and one.span.touches(span)))
            for one in self.diagnostics
        )


def _refuse_request(error: NotSmartJson) -> NoReturn:
    """The client's body begins like JSON and is none: AWS answers 400 (recorded: toqoz)."""
    diagnostic = _unreadable(error, "/request/body", "The client's body", "AWS answers 400")
    raise GatewayFailure("BAD_REQUEST_BODY", [diagnostic], message="Could not process payload") from error


def _refuse_response(error: NotSmartJson) -> NoReturn:
    """The backend's body begins like JSON and is none: 500 (recorded: toqoz; uncertain)."""
    diagnostic = _unreadable(error, "/backend/body", "The backend's body", "AWS most likely answers 500")
    raise GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic], reason="Unable to transform response") from error


def _unreadable(error: NotSmartJson, where: str, what: str, then: str) -> Diagnostic:
    return Diagnostic(
        "payload.json",
        "error",
        f"{what} begins like JSON, but is not JSON: {error.message}.",
        help=f"{then} as soon as a template or a mapping reads it.",
        where=where,
        span=Span(error.offset, error.offset + 1),
    )
