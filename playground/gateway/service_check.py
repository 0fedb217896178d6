"""What the service behind the integration refuses of the request that is sent, told at the place of the template that wrote it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.gateway.checks.body.body_origin import Writing, body_diagnostic
from playground.gateway.written import writing_of
from playground.jsontext.places import Places, offset_in_string
from playground.services import request_check
from playground.services.dynamodb.keys import tables_of
from playground.services.target import target_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import Body, SentRequest
    from playground.jsontext.flaws import Flaw
    from playground.services.finding import Finding, ServiceError
    from playground.services.target import Target


class _Sent(NamedTuple):
    """A request that is looked at; `writing`: who wrote what of its body, asked for when there is something to tell."""

    evaluation: Evaluation
    target: Target
    body: Body
    writing: Callable[[], Writing | None]

    @property
    def where(self) -> str:
        """The JSON Pointer of the text that the body came from."""
        return self.body.rendering.where if self.body.rendering else "/request/body"


def check_sent(evaluation: Evaluation, sent: SentRequest, body: Body) -> ServiceError | None:
    """Tell what the service refuses of a request, and what it takes that was hardly meant so; its answer, where it surely refuses.

    A Scenario without a request template and without a body shows the response side alone: there is no request to look at.
    """
    integration = evaluation.integration
    if integration.type not in {"AWS", "HTTP"} or body.is_binary or (body.rendering is None and not body.text.strip()):
        return None
    target = target_of(integration.type, integration.uri or "", sent.request.header)
    looked_at = _Sent(evaluation, target, body, _once(evaluation, body))
    content_type = next((value for name, value in sent.request.header.items() if name.lower() == "content-type"), "application/json")
    broken = request_check.broken_json(target, body.text, content_type)
    if broken is not None:
        evaluation.tell(_of_flaw(looked_at, *broken))
        return broken[1]
    tables = tables_of([{"definition": one.definition} for one in evaluation.scenario.tables or ()])
    places = Places(body.text)
    found = [
        one
        for one in request_check.findings(target, body.text, sent.request.querystring, tables)
        if not _lacks_the_call(looked_at, one, places)
    ]
    if body.rendering is None or not body.rendering.printed:  # a client's own text may look so as well
        found = [one for one in found if not one.looks_printed]
    for one in found:
        diagnostic = _of_action(looked_at, one) if one.path is None and one.begin is None else _of_finding(looked_at, one, places)
        evaluation.tell(diagnostic)
    return next((one.answer for one in found if one.answer is not None), None)


def _lacks_the_call(sent: _Sent, finding: Finding, places: Places) -> bool:
    """Whether a text is empty that the template wants of a call of which nothing is given, or of an authorizer that is not.

    That is no mistake of the template's: a method that was just imported is not blamed for a key that no call has brought yet.
    """
    scenario = sent.evaluation.scenario
    has_call, has_authorizer = "request" in scenario.model_fields_set, "authorizer" in scenario.context
    if (has_call and has_authorizer) or finding.path is None or finding.at_name or not sent.body.text.strip():
        return False
    begin, end = places.span(finding.path)
    writing = sent.writing() if sent.body.text[begin:end] == '""' else None
    at = writing.place_of(begin) if writing else None
    if writing is None or at is None or writing.template.text[at : at + 1] != '"':
        return False
    printed = writing.template.text[at + 1 :]
    return printed.startswith(_AUTHORIZER) if has_call else not printed.startswith('"')


_AUTHORIZER = ("$context.authorizer.", "${context.authorizer.", "$!context.authorizer.", "$!{context.authorizer.")


def _once(evaluation: Evaluation, body: Body) -> Callable[[], Writing | None]:
    """Who wrote the body: found out when it is first asked for."""
    known: list[Writing | None] = []

    def writing() -> Writing | None:
        if not known:
            known.append(None if body.rendering is None else writing_of(evaluation, body.rendering))
        return known[0]

    return writing


def _of_flaw(sent: _Sent, flaw: Flaw, answer: ServiceError | None) -> Diagnostic:
    """What to tell of a body that is no JSON."""
    rendering = sent.body.rendering
    diagnostic = body_diagnostic(flaw, sent.where, sent.body.text, sent.writing())
    if rendering is None:
        diagnostic = replace(diagnostic, span=Span(flaw.offset, flaw.offset + 1))
    elif rendering.printed:
        diagnostic = rendering.printed.explain(diagnostic, flaw)
    message = diagnostic.message.replace("The body is", "The request is", 1)
    words = request_check.service_words(sent.target.service)
    message += f" {words} {answer.words}." if answer is not None and answer.kind != "InvalidRequestContentException" else ""
    if answer is not None and answer.kind == "InvalidRequestContentException":
        message += f" {words} answers 400: Could not parse request body into json."
    return replace(diagnostic, code="request.json", severity="error" if answer else "warning", message=message)


def _of_action(sent: _Sent, finding: Finding) -> Diagnostic:
    """What to tell of the address: an action that there is not."""
    evaluation, action = sent.evaluation, sent.target.action
    where = evaluation.scenario.where("methodIntegration", "uri")
    uri = evaluation.integration.uri or ""
    at = uri.rfind(action) if sent.target.is_in_uri else -1
    span = Span(at, at + len(action)) if at >= 0 else None
    edits = (TextEdit(span, finding.rename),) if finding.rename and span else ()
    return Diagnostic(finding.code, finding.severity, _message(sent, finding), finding.help, where=where, span=span, fix=edits)


def _of_finding(sent: _Sent, finding: Finding, places: Places) -> Diagnostic:
    """What to tell of something in the body."""
    begin, end = _place(places, finding)
    writing = sent.writing()
    if sent.body.rendering is None:
        return Diagnostic(finding.code, finding.severity, _message(sent, finding), finding.help, where=sent.where, span=Span(begin, end))
    span = writing.span_of(begin) if writing else None
    if span is not None and writing is not None:
        last = writing.place_of(max(begin, end - 1))
        first = writing.place_of(begin)
        if first is not None and last is not None and first <= last < first + (end - begin):
            span = Span(first, last + 1)
    edits = _renamed(sent.body.text, (begin, end), finding, writing)
    return Diagnostic(finding.code, finding.severity, _message(sent, finding), finding.help, where=sent.where, span=span, fix=edits)


def _place(places: Places, finding: Finding) -> tuple[int, int]:
    """The offsets in the body that a finding is about."""
    text = places.text
    if finding.path is None:
        return finding.begin or 0, max(finding.end or 0, (finding.begin or 0) + 1)
    if not text.strip():
        return 0, len(text)
    if finding.at_name:
        return places.name_span(finding.path)
    start, end = places.span(finding.path)
    if finding.begin is not None and finding.end is not None and text[start : start + 1] == '"':
        return offset_in_string(text, start, finding.begin), offset_in_string(text, start, finding.end)
    return (start, start + 1) if text[start : start + 1] in {"{", "["} else (start, end)


def _renamed(text: str, place: tuple[int, int], finding: Finding, writing: Writing | None) -> tuple[TextEdit, ...]:
    """The edit that gives a member its right name: only where the template has the name as it stands in the body."""
    if not finding.rename or writing is None or not finding.at_name:
        return ()
    begin, end = place
    at, written = writing.place_of(begin), text[begin:end]
    if at is None or writing.template.text[at : at + len(written)] != written:
        return ()
    return (TextEdit(Span(at + 1, at + len(written) - 1), finding.rename),)


def _message(sent: _Sent, finding: Finding) -> str:
    """The sentence, with what the service answers."""
    words = request_check.service_words(sent.target.service)
    if finding.answer is None:
        return f"{finding.message}. {words} takes the request without it." if finding.at_name else f"{finding.message}."
    return f"{finding.message}. {words} {finding.answer.words.rstrip('.')}."
