"""Which integration response an answer of the backend gets.

A pattern that matches beats the default.

Evidence: documented: how-to-method-settings-execution-console; recorded: ls/lambda-selection; documented: supported-gateway-response-types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span
from playground.gateway.checks.call.near_patterns import tell_near
from playground.gateway.failures import GatewayFailure
from playground.gateway.stage_values import Selection
from playground.javaregex import matching
from playground.jsontext.pointer import to_pointer
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import ReceivedAnswer
    from playground.model import IntegrationResponse

_LAMBDA = ":lambda:path/"


def select(evaluation: Evaluation, received: ReceivedAnswer) -> Selection:
    """The integration response that answers. GatewayFailure (500) where none matches and there is no default.

    Patterns are held against the status; for Lambda against the errorMessage of a failed call, and against nothing for a good one.
    """
    answered = _of_lambda(evaluation, received)
    failure = _failure(answered or {})
    text = str(received.status) if answered is None else failure
    key, response, why = _select(evaluation, received.status, text, answered.get("errorType") if answered else None)
    where = evaluation.scenario.where("methodIntegration", "integrationResponses", key)
    return Selection(key, response, where, own_status((key, response)), why, failure)


def _of_lambda(evaluation: Evaluation, received: ReceivedAnswer) -> Mapping[str, object] | None:
    """The members of what a Lambda function answered; None where the integration calls none."""
    if _LAMBDA not in (evaluation.integration.uri or ""):
        return None
    document = received.payload.document
    return document if isinstance(document, dict) else {}


def _failure(answered: Mapping[str, object]) -> str | None:
    """The errorMessage of a Lambda function that failed."""
    message = answered.get("errorMessage")
    return message if isinstance(message, str) else None


def _select(evaluation: Evaluation, status: int, text: str | None, error_type: object) -> tuple[str, IntegrationResponse, str]:
    """The key of the integration response whose pattern matches `text` or that is the default, itself, and why it.

    `error_type`: the errorType of a Lambda function that failed.
    """
    responses = evaluation.integration.integrationResponses
    ordered = sorted(responses.items(), key=lambda item: own_status(item).rjust(3, "0"))
    matching = [
        (key, one)
        for key, one in ordered
        if one.selectionPattern and text is not None and _matches(evaluation, key, one.selectionPattern, text)
    ]
    if matching:
        key, response, why = _first(evaluation, matching, text or "")
        return key, response, f"{_shown(text or '')} matches the pattern {response.selectionPattern}{why}"
    defaults = [(key, one) for key, one in ordered if not one.selectionPattern]
    tell_near(evaluation, text, ordered, error_type)
    if not defaults:
        reason = "No match for output mapping and no default output mapping configured."
        reason = f"{reason} Endpoint Response Status Code: {status}"
        raise GatewayFailure("API_CONFIGURATION_ERROR", [_no_match(evaluation, text)], reason=reason)
    if len({own_status(one) for one in defaults}) > 1:
        evaluation.tell(_several_defaults([key for key, _ in defaults]))
    return *defaults[0], _default_reason(text, len(responses))


def own_status(item: tuple[str, IntegrationResponse]) -> str:
    """The status that an integration response answers with; its key where it names none."""
    return item[1].statusCode or item[0]


def _first(evaluation: Evaluation, matching: list[tuple[str, IntegrationResponse]], text: str) -> tuple[str, IntegrationResponse, str]:
    """The one to take of several that match: for MOCK the one whose own status the request template gave, else the lowest status [?].

    Evidence: user-reported: ministack PR 1756, a table of AWS's answers (MOCK); recorded: ls/lambda-selection/400 (the lowest).
    """
    if len({own_status(one) for one in matching}) == 1:
        return *matching[0], ""
    own = next((one for one in matching if own_status(one) == text), None) if evaluation.integration.type == "MOCK" else None
    if own is not None:
        return *own, ", and it is the response's own status"
    evaluation.tell(_several(evaluation, text, [key for key, _ in matching]))
    return *matching[0], ""


def _several(evaluation: Evaluation, text: str, keys: list[str]) -> Diagnostic:
    which = f"{len(keys)} selection patterns, those for {', '.join(keys)}"
    message = f"{_shown(text)} matches {which}: the lowest status is taken, as in the one case on record."
    return Diagnostic("uncertain.selection", "info", message, "Let the patterns exclude each other.", where=_where(evaluation, keys[0]))


def _several_defaults(keys: list[str]) -> Diagnostic:
    message = f"{len(keys)} integration responses have no selection pattern, those for {', '.join(keys)}: the lowest status is taken."
    hint = "Which of them AWS takes is not known: give all but one a pattern."
    where = to_pointer(("method", "methodIntegration", "integrationResponses"))
    return Diagnostic("uncertain.selection", "info", message, hint, where=where)


def _matches(evaluation: Evaluation, key: str, pattern: str, text: str) -> bool:
    try:
        return matching.matches(pattern, text, evaluation.limits.regex)
    except matching.InvalidRegex as error:
        message = f"The selection pattern `{shorten(pattern)}` is no Java regular expression: {error}"
        hint = "It matches nothing. To match a status, write it, or `4\\d{2}` for all that begin with 4."
        evaluation.tell(Diagnostic("selection.pattern", "warning", message, hint, _where(evaluation, key), Span(0, len(pattern))))
        return False


def _where(evaluation: Evaluation, key: str) -> str:
    return (
        to_pointer(("method", "methodIntegration", "integrationResponses", key, "selectionPattern")) if evaluation.scenario.method else ""
    )


def _default_reason(text: str | None, count: int) -> str:
    if text is None:
        return "the default: the function did not fail"
    return f"default: no pattern matches {_shown(text)}" if count > 1 else "default (only one defined)"


def _shown(text: str) -> str:
    return text if text.isdigit() else f'"{shorten(text, 60)}"'


def _no_match(evaluation: Evaluation, text: str | None) -> Diagnostic:
    hint = "Add an integration response without a selection pattern, or one whose pattern matches the whole of it."
    if text is None:
        what = "a function that did not fail"
        hint = "Let one integration response have no selection pattern: patterns are held against the errorMessage of a failed call alone."
    else:
        what = _shown(text)
    return Diagnostic(
        "selection.none",
        "error",
        f"No integration response matches {what}, and none is the default: AWS answers 500.",
        help=hint,
        where=to_pointer(("method", "methodIntegration", "integrationResponses")) if evaluation.scenario.method else "",
    )
