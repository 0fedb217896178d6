"""A backend's error that reaches the client as a success: said where nobody asked for it.

Evidence: documented: api-gateway-integration-settings-integration-response (the default is for what no pattern matches); user-reported:
aws-cdk issue 23758.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.checks.method.pattern_repairs import can_match, on_one_line
from playground.words import shorten

if TYPE_CHECKING:
    from playground.gateway.answer import Answer
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import ReceivedAnswer, Selection

_TEMPLATE = "let the template set $context.responseOverride.status"


def tell_masked(evaluation: Evaluation, received: ReceivedAnswer, selection: Selection, answer: Answer) -> None:
    """Tell of a backend's status from 400 on, or the failure of a Lambda function, that is answered 2xx.

    Not where a template set the status, and not where the pattern that was chosen is one for errors alone: that was meant.
    """
    if evaluation.integration.type == "MOCK" or answer.status_from.by != "integrationResponse" or not 200 <= answer.status <= 299:
        return
    backend, failure, pattern = received.status, selection.failure, selection.response.selectionPattern
    is_error = backend >= 400 or failure is not None
    is_meant = bool(pattern) and (failure is not None or not can_match(pattern or "", "200"))
    if not is_error or is_meant:
        return
    if failure is not None:
        what = f'The function failed ("{on_one_line(failure)}")'
        hint = rf"Give an integration response a pattern for the errorMessage, `(\n|.)+` for each failure, or {_TEMPLATE}."
    else:
        what = f"The backend answered {backend}"
        family = rf"{str(backend)[0]}\d{{2}}"
        hint = f"Add an integration response for it, with the selection pattern `{backend}` or `{family}`, or {_TEMPLATE}."
    why = f"`{shorten(pattern, 60)}` matches it as well as 200" if pattern else "the default integration response is taken"
    message = f"{what}, and the client gets {answer.status}: {why}."
    evaluation.tell(Diagnostic("status.masked", "warning", message, hint, where=answer.status_from.where))
