"""Which integration response an answer of the backend gets.

Evidence: documented: how-to-method-settings-execution-console; recorded: ls/lambda-selection; documented: supported-gateway-response-types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground import regexes
from playground.diagnostics import Diagnostic, Span
from playground.gateway.failures import GatewayFailure
from playground.pointer import to_pointer

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation
    from playground.model import IntegrationResponse

_LAMBDA = ":lambda:path/"


def is_lambda(evaluation: Evaluation) -> bool:
    """Whether the integration calls a Lambda function."""
    return _LAMBDA in (evaluation.integration.uri or "")


def subject(evaluation: Evaluation, status: int) -> str | None:
    """What patterns are matched against: the status; for Lambda the errorMessage of a failed call, None for a good one."""
    if not is_lambda(evaluation):
        return str(status)
    document = evaluation.response_payload.document
    message = document.get("errorMessage") if isinstance(document, dict) else None
    return message if isinstance(message, str) else None


def select(evaluation: Evaluation, status: int) -> tuple[str, IntegrationResponse, str]:
    """The key of the integration response, itself, and why it. GatewayFailure (500) where none matches and there is no default.

    Of several that match, the lowest status code is taken: so it was in the one recorded case [?] (ls/lambda-selection/400).
    """
    responses = evaluation.integration.integrationResponses
    text = subject(evaluation, status)
    ordered = sorted(responses.items(), key=lambda item: (item[1].statusCode or item[0]).rjust(3, "0"))
    matching = [
        (key, one)
        for key, one in ordered
        if one.selectionPattern and text is not None and _matches(evaluation, key, one.selectionPattern, text)
    ]
    if len({one.statusCode for _, one in matching}) > 1:
        evaluation.tell(_several(evaluation, text or "", [key for key, _ in matching]))
    for key, response in matching:
        return key, response, f"{_shown(text or '')} matches the pattern {response.selectionPattern}"
    for key, response in ordered:
        if not response.selectionPattern:
            return key, response, _default_reason(text, len(responses))
    reason = f"No match for output mapping and no default output mapping configured. Endpoint Response Status Code: {status}"
    raise GatewayFailure("API_CONFIGURATION_ERROR", [_no_match(evaluation, text)], reason=reason)


def _several(evaluation: Evaluation, text: str, keys: list[str]) -> Diagnostic:
    which = f"{len(keys)} selection patterns, those for {', '.join(keys)}"
    message = f"{_shown(text)} matches {which}: the lowest status is taken, as in the one case on record."
    return Diagnostic("uncertain.selection", "info", message, "Let the patterns exclude each other.", where=_where(evaluation, keys[0]))


def _matches(evaluation: Evaluation, key: str, pattern: str, text: str) -> bool:
    try:
        return regexes.matches(pattern, text, evaluation.limits.regex)
    except regexes.InvalidRegex as error:
        message = f"The selection pattern `{pattern[:80]}` is no Java regular expression: {error}"
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
    return f"the default: no pattern matches {_shown(text)}" if count > 1 else "the default, and the only one"


def _shown(text: str) -> str:
    return text if text.isdigit() else f'"{text[:60]}"'


def _no_match(evaluation: Evaluation, text: str | None) -> Diagnostic:
    what = "the backend's answer" if text is None else _shown(text)
    return Diagnostic(
        "selection.none",
        "error",
        f"No integration response matches {what}, and none is the default: AWS answers 500.",
        help="Add an integration response without a selection pattern, or one whose pattern matches the whole of it.",
        where=to_pointer(("method", "methodIntegration", "integrationResponses")) if evaluation.scenario.method else "",
    )
