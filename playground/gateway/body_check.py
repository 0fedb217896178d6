"""Whether a body that a template wrote is the JSON that it is sent as, and which part of the template wrote what is wrong with it.

Who wrote which piece is told from a record of the rendering. It makes a rendering up to twice as long, so it is taken when it is needed:
where the caller did not ask for one, a body that turns out broken has its template rendered again, with a record. The rule of what that
may cost is `MOST_AGAIN`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.errors import LimitReached
from playground.gateway.checks.body.body_origin import Writing, body_diagnostic
from playground.gateway.checks.body.other_content import other_content
from playground.gateway.checks.template import escaped_template, placeholders
from playground.gateway.evaluation import Evaluation
from playground.gateway.rendering import write
from playground.jsontext.flaws import find_flaw
from playground.vtl import Record

if TYPE_CHECKING:
    from playground.diagnostics import Diagnostic
    from playground.gateway.answer import Answer
    from playground.gateway.stage_values import Body, Rendering
    from playground.jsontext.flaws import Flaw

MOST_AGAIN = 300_000
"""What the templates of a call may have spent (`Run.spent`, in steps) to be rendered again: some 0.3 s at most.

It is counted, not measured by the clock: the same Scenario gives the same diagnostics on a busy machine.
"""


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
    writing = _writing(evaluation, rendering)
    diagnostic = other_content(rendering.text, media, rendering.where, writing)
    if diagnostic is not None:
        return diagnostic
    diagnostic = body_diagnostic(flaw, rendering.where, rendering.text, writing)
    return rendering.printed.explain(diagnostic, flaw) if rendering.printed else diagnostic


def _writing(evaluation: Evaluation, rendering: Rendering) -> Writing | None:
    """Who wrote what of the body; None where that was not recorded, and would cost too much now."""
    record = _record_again(evaluation, rendering) if evaluation.records is None else evaluation.records.get(rendering.where)
    if record is None:
        return None
    is_cut_off = evaluation.has_told("limit.loop", rendering.where)
    return Writing(rendering.template.text, rendering.template.tree, rendering.text, record, is_cut_off=is_cut_off)


def _record_again(evaluation: Evaluation, rendering: Rendering) -> Record | None:
    """The record of a rendering that is made again, with all that it began with: payloads are read anew, `$context` is made anew.

    What templates may change is what the request template left to the response template: it is rendered again before, without a record.
    None where that would be long, or would write anything else than before, so that no wrong line is ever named.
    """
    if evaluation.run.spent > MOST_AGAIN:
        return None
    again = Evaluation(evaluation.scenario, replace(evaluation.limits, seconds=evaluation.run.seconds_left()))
    record, text = Record(), ""
    try:
        for one in evaluation.rendered:
            text = write(again, one.template, one.payload.anew(), one.headers, record if one is rendering else None)
    except LimitReached:
        return None
    return record if text == rendering.text else None
