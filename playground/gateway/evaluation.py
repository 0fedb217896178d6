"""The state of one evaluation: what all stages share, and how a template is rendered in it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NoReturn

from playground import vtl
from playground.diagnostics import LINE_END, Diagnostic, Span
from playground.errors import LimitReached, TemplateFailure
from playground.gateway.api_key import with_api_key
from playground.gateway.checks.template.after_rendering import AFTER, Ran, Reading, after_rendering
from playground.gateway.checks.template.attribute_values import PrintedMaps
from playground.gateway.checks.template.dynamodb_names import is_answer
from playground.gateway.checks.template.reading import MOST_LINTS, explain_failure, lint_text
from playground.gateway.checks.template.uncertain_uses import uncertain_uses
from playground.gateway.failures import GatewayFailure
from playground.gateway.variables.call import Call
from playground.gateway.variables.context import ContextMap, TextSpan, to_context
from playground.gateway.variables.input import Input, Payload
from playground.gateway.variables.util import Util
from playground.model import text_at
from playground.vtl import Record, Run, Template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.jsontext.smart_reader import NotSmartJson
    from playground.limits import Limits
    from playground.model import IntegrationRequest, Scenario, SelectedResponse
    from playground.vtl.java.java_maps import HashMap

_LONGEST_KEPT = 64 * 1024
"""Characters of a template that is kept after it was read."""


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
        self.printed: dict[str, PrintedMaps] = {}  # by the JSON Pointer of the template that printed them
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

    def render(self, text: str, where: str, payload: Payload) -> str:
        """What the template `text`, which stands at `where`, writes over `payload`. GatewayFailure (500) where it fails."""
        self.rendering, self.run.span = where, Span(0, 0)
        size = len(text.encode("utf-8", "replace"))
        if size > self.limits.template:
            raise LimitReached(
                "template",
                f"The template has {size:,} bytes; the limit is {self.limits.template:,} (API Gateway's own is 300 KB).",
                help="Shorten it, or let a Lambda function do the work.",
            )
        template, reading = None, None
        try:
            template, reading = self._template(text, where, payload)
            return template.render(self._variables(template, payload), self.run, self._record(where))
        except TemplateFailure as failure:
            diagnostics = [diagnostic.at(where) for diagnostic in explain_failure(text, failure.diagnostics, self.limits)]
            reason = f"Unable to transform {'request' if payload is self.request_payload else 'response'}"
            raise GatewayFailure("API_CONFIGURATION_ERROR", diagnostics, reason=reason) from failure
        finally:
            self._tell_after(where, reading, payload)
            for diagnostic in uncertain_uses(template.tree, self.call.uses.take()) if template else ():
                self.tell(diagnostic.at(where))

    def _tell_after(self, where: str, reading: Reading | None, payload: Payload) -> None:
        """Tell what the rendering of the template at `where` noted, and what its data say of it; `reading`: unless it could not be read."""
        printed = self.run.notes.take_printed()
        if printed and reading is not None:
            self.printed[where] = PrintedMaps(reading.text, reading.tree, printed, is_dynamodb=is_answer(payload.seen))
        notes, missed = self.run.notes.take(), self.call.missed.take()
        ran = Ran(notes, missed, self.scenario.request, payload, self.context, is_request=payload is self.request_payload)
        for found in after_rendering(reading, ran):
            self._tell_new(where, found)

    def _tell_new(self, where: str, diagnostics: Iterable[Diagnostic]) -> None:
        """Tell what is said of the text at `where`, but not of a place of which something was told before."""
        said = {diagnostic.span for diagnostic in self.diagnostics if diagnostic.where == where}
        for diagnostic in diagnostics:
            if diagnostic.span not in said:
                self.tell(diagnostic.at(where))

    def _variables(self, template: Template, payload: Payload) -> dict[str, object]:
        """What a template begins with; `$integration` in response templates only, and without headers where nobody was asked."""
        backend = None if self.integration.type == "MOCK" else self.scenario.backend
        answer = None if payload is self.request_payload else (backend.header if backend else {}, payload.text)
        return {
            "input": Input(payload, self.call, self.run),
            "util": Util(self.run),
            "context": self.context,
            "stageVariables": self.stage_variables,
            **self.call.variables(template, answer),
        }

    def _template(self, text: str, where: str, payload: Payload) -> tuple[Template, Reading]:
        """The template, and what is known of it; what there is to say of it without running it is told."""
        template, found, reading = (read_template if len(text) <= _LONGEST_KEPT else read_template.__wrapped__)(text, self.limits)
        for diagnostic in found:
            if diagnostic.code != "lint.minus" or diagnostic.span is None or _last_name(text, diagnostic.span) not in payload.text:
                self.tell(diagnostic.at(where))
        return template, reading

    def _record(self, where: str) -> Record | None:
        return None if self.records is None else self.records.setdefault(where, Record())


@lru_cache(maxsize=64)
def read_template(text: str, limits: Limits) -> tuple[Template, tuple[Diagnostic, ...], Reading]:
    """A template and what is to be said of it; kept, for the same one is rendered over and over while a user works on the rest."""
    template = vtl.parse(text, limits)
    found = list(islice(lint_text(template, limits), MOST_LINTS))
    reading = Reading(text, template.tree, [one for one in found if one.code in AFTER])
    return template, tuple(one for one in found if one.code not in AFTER), reading


def _last_name(text: str, span: Span) -> str:
    """`b-1` of `$a.b-1`: where the payload has it, it is meant as a name."""
    return text[span.start : span.end].rpartition(".")[2].lstrip("$!")


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
