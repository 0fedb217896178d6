"""Whether a body that a template wrote is the JSON that it is sent as, and which part of the template wrote what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.gateway.checks.body.body_origin import body_diagnostic
from playground.gateway.checks.body.other_content import other_content
from playground.gateway.checks.template import escaped_template, placeholders
from playground.gateway.written import writing_of
from playground.jsontext.flaws import find_flaw

if TYPE_CHECKING:
    from playground.diagnostics import Diagnostic
    from playground.gateway.answer import Answer
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import Body, Rendering
    from playground.jsontext.flaws import Flaw


def check_request_body(evaluation: Evaluation, body: Body) -> None:
    """Tell of maps that the request template, if one ran, wrote as Java prints them."""
    rendering = body.rendering
    if rendering is None or rendering.printed is None:
        return
    for diagnostic in rendering.printed.diagnostics(body.text, None):
        evaluation.tell(diagnostic.at(rendering.where))


def check_response_body(evaluation: Evaluation, answer: Answer, body: Body) -> None:
    """Tell where a body that a template wrote is not the JSON that the Content-Type of `answer` says, and of maps in it."""
    rendering = body.rendering
    if rendering is None or evaluation.has_told(escaped_template.CODE, rendering.where):
        return
    where, maps = rendering.where, rendering.printed
    media = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    flaw = find_flaw(body.text) if body.text.strip() and media.lower().endswith(("/json", "+json")) else None
    diagnostic = None
    if flaw is not None:
        diagnostic = _flaw_diagnostic(evaluation, flaw, media, rendering)
        if diagnostic.span is None or not evaluation.has_told(placeholders.CODE, where, diagnostic.span):
            evaluation.tell(diagnostic)
    for found in maps.diagnostics(body.text, media.lower(), diagnostic.span if diagnostic else None) if maps else ():
        evaluation.tell(found.at(where))


def _flaw_diagnostic(evaluation: Evaluation, flaw: Flaw, media: str, rendering: Rendering) -> Diagnostic:
    """What to tell of a body that is no JSON."""
    writing = writing_of(evaluation, rendering)
    diagnostic = other_content(rendering.text, media, rendering.where, writing)
    if diagnostic is not None:
        return diagnostic
    diagnostic = body_diagnostic(flaw, rendering.where, rendering.text, writing)
    return rendering.printed.explain(diagnostic, flaw) if rendering.printed else diagnostic
