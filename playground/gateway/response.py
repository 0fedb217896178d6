"""The way out: the backend's answer becomes the client's.

Evidence: documented: apigateway-override-request-response-parameters, request-response-data-mappings;
recorded: ls/response-override-in-request-template, ls/headers/response-mapping; hand-written: hand/response-params.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.content import header, response_template
from playground.gateway.failures import GatewayFailure
from playground.gateway.mapping import client_name, response_headers
from playground.gateway.overrides import overridden_headers, overridden_status
from playground.gateway.request import binary_problem
from playground.gateway.selection import select
from playground.model import SelectedResponse
from playground.pointer import to_pointer

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.variables.context import Written
    from playground.model import IntegrationResponse


@dataclass(slots=True)
class Cause:
    """What set the status or a header: `by` as the Result says it, and where."""

    by: str
    where: str
    written: Written | None = None


@dataclass(slots=True)
class Answer:
    """What the client gets, and what set it; header names are the client's."""

    status: int
    body: str
    status_from: Cause
    headers: dict[str, str] = field(default_factory=dict)
    headers_from: dict[str, Cause] = field(default_factory=dict)

    def set_header(self, name: str, value: str, cause: Cause) -> None:
        """Set a header under the name that reaches the client; one entry a name, whatever its case."""
        shown = client_name(name)
        if shown is None:
            return
        for other in [other for other in self.headers if other.lower() == shown.lower()]:
            del self.headers[other], self.headers_from[other]
        self.headers[shown] = value
        self.headers_from[shown] = cause


def make_answer(evaluation: Evaluation, status: int, headers: dict[str, str | list[str]]) -> Answer:
    """Select, render, map, override and check. GatewayFailure where the gateway answers an error instead."""
    key, chosen, why = select(evaluation, status)
    place = evaluation.scenario.where("methodIntegration", "integrationResponses", key)
    content_type = response_template(chosen.responseTemplates, header(evaluation.scenario.request.header, "accept"))
    where = None if content_type is None else _template_where(evaluation, key, content_type)
    evaluation.selected = SelectedResponse(
        statusCode=chosen.statusCode or key, selectionPattern=chosen.selectionPattern or "", template=where, why=why
    )
    _check_declared(evaluation, chosen.statusCode or key, place)
    body = _body(evaluation, chosen, content_type, where)
    answer = Answer(int(chosen.statusCode or key), body, Cause("integrationResponse", place))
    _set_headers(evaluation, answer, chosen, place, headers)
    _override(evaluation, answer)
    return answer


def _template_where(evaluation: Evaluation, key: str, content_type: str) -> str:
    return evaluation.scenario.where("methodIntegration", "integrationResponses", key, "responseTemplates", content_type)


def _body(evaluation: Evaluation, chosen: IntegrationResponse, content_type: str | None, where: str | None) -> str:
    if content_type is None or where is None:
        return evaluation.response_payload.text
    if chosen.contentHandling == "CONVERT_TO_BINARY":
        raise GatewayFailure("API_CONFIGURATION_ERROR", [binary_problem(where)])
    return evaluation.render(chosen.responseTemplates[content_type] or "", where, evaluation.response_payload)


def _set_headers(
    evaluation: Evaluation, answer: Answer, chosen: IntegrationResponse, place: str, headers: dict[str, str | list[str]]
) -> None:
    answer.set_header("Content-Type", "application/json", Cause("integrationResponse", place))
    for name, value in response_headers(evaluation, chosen.responseParameters, headers).items():
        answer.set_header(
            name, value, Cause("integrationResponse", f"{place}{to_pointer(['responseParameters', f'method.response.header.{name}'])}")
        )


def _override(evaluation: Evaluation, answer: Answer) -> None:
    """Overrides come last: they beat mappings, and the status needs no declaration.

    Evidence: recorded: ls/lambda-response-template-202; documented: apigateway-override-request-response-parameters.
    """
    status = overridden_status(evaluation)
    if status is not None:
        answer.status, answer.status_from = status[0], _cause(status[1])
        _tell_undeclared(evaluation, str(status[0]))
    for name, (value, written) in overridden_headers(evaluation).items():
        answer.set_header(name, value, _cause(written))


def _cause(written: Written | None) -> Cause:
    return Cause("responseOverride", written.where if written else "/context/responseOverride", written)


def _is_declared(evaluation: Evaluation, status: str) -> bool:
    """Whether the method declares a response of that status, or nothing is known of what it declares."""
    declared = evaluation.method.methodResponses
    return declared is None or any(status in {key, response.statusCode} for key, response in declared.items())


def _tell_undeclared(evaluation: Evaluation, status: str) -> None:
    if _is_declared(evaluation, status):
        return
    message = f"The method does not declare {status}. AWS allows that for an override; clients generated from the API will not know it."
    hint = f"Add {status} to the method responses."
    evaluation.tell(Diagnostic("override.undeclared", "info", message, help=hint, where="/method/methodResponses"))


def _check_declared(evaluation: Evaluation, status: str, place: str) -> None:
    """An integration response's status must be declared as a method response, else AWS answers 500.

    Evidence: documented: api-gateway-integration-settings-integration-response.
    """
    if _is_declared(evaluation, status):
        return
    evaluation.log.append(f"Execution failed due to configuration error: Output mapping refers to an invalid method response: {status}")
    evaluation.forget("lint.undeclared-status", place)
    problem = Diagnostic(
        "method.undeclared",
        "error",
        f"The integration response for {status} was chosen, but the method declares no response {status}: AWS answers 500.",
        help=f"Add {status} to the method responses.",
        where=place,
    )
    raise GatewayFailure("API_CONFIGURATION_ERROR", [problem])
