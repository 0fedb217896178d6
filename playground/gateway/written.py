"""Who wrote which piece of a body, told from a record of the rendering.

A record makes a rendering up to twice as long, so it is taken when it is needed: where the caller did not ask for one, the template of a
body that turns out broken is rendered again, with a record. The rule of what that may cost is `MOST_AGAIN`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.errors import LimitReached
from playground.gateway.checks.body.body_origin import Writing
from playground.gateway.evaluation import Evaluation
from playground.gateway.rendering import write
from playground.vtl import Record

if TYPE_CHECKING:
    from playground.gateway.stage_values import Rendering

MOST_AGAIN = 300_000
"""What the templates of a call may have spent (`Run.spent`, in steps) to be rendered again: some 0.3 s at most.

It is counted, not measured by the clock: the same Scenario gives the same diagnostics on a busy machine.
"""


def writing_of(evaluation: Evaluation, rendering: Rendering) -> Writing | None:
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
