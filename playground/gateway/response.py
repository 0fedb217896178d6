"""The way out: the backend's answer becomes the client's.

Evidence: documented: apigateway-override-request-response-parameters, request-response-data-mappings;
recorded: ls/response-override-in-request-template, ls/headers/response-mapping; hand-written: hand/response-params.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.answer import Answer, Cause
from playground.gateway.binary import response_way
from playground.gateway.checks.call.binary_bodies import no_base64_response, shown_as_base64, unreadable_response, unseen_json
from playground.gateway.checks.call.binary_bodies import tell_uncertain as tell_uncertain_binary
from playground.gateway.checks.call.masked_status import tell_masked
from playground.gateway.checks.call.skipped_templates import tell_skipped_response
from playground.gateway.checks.method.selection_lints import declares
from playground.gateway.content_type import content_type_of, tell_uncertain
from playground.gateway.failures import GatewayFailure
from playground.gateway.overrides import overridden_headers, overridden_status
from playground.gateway.parameter_mapping import response_headers
from playground.gateway.rendering import render
from playground.gateway.selection import is_lambda, select, subject
from playground.gateway.stage_values import MappingTemplate
from playground.gateway.template_choice import header, response_template
from playground.jsontext.pointer import to_pointer
from playground.model import SelectedResponse

if TYPE_CHECKING:
    from playground.gateway.binary import Way
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import Headers
    from playground.gateway.variables.context import TextSpan
    from playground.model import IntegrationResponse


def make_answer(evaluation: Evaluation, status: int, headers: dict[str, str | list[str]]) -> Answer:
    """Select, render, map, override and check. GatewayFailure where the gateway answers an error instead."""
    key, chosen, why = select(evaluation, status)
    failure = subject(evaluation, status) if is_lambda(evaluation) else None
    response_where = evaluation.scenario.where("methodIntegration", "integrationResponses", key)
    template = response_template(chosen.responseTemplates, header(evaluation.scenario.request.header, "accept"))
    where = None if template is None else _template_where(evaluation, key, template)
    declared = chosen.statusCode or key
    evaluation.selected = SelectedResponse(statusCode=declared, selectionPattern=chosen.selectionPattern or "", template=where, why=why)
    _check_declared(evaluation, declared, response_where)
    if where is None:
        tell_skipped_response(evaluation, key, chosen)
    way = response_way(evaluation, chosen.contentHandling, headers)
    body = _body(evaluation, (key, chosen), template, way, headers)
    answer = Answer(int(declared), body, Cause("integrationResponse", response_where), is_binary=way.leaves)
    media = content_type_of(evaluation, declared, template)
    by_model = Cause("integrationResponse", media.where or response_where)
    answer.set_header("Content-Type", media.name, by_model)
    _map_headers(evaluation, answer, chosen, response_where, headers)
    _override(evaluation, answer)
    if answer.headers_from["Content-Type"] is by_model:
        tell_uncertain(evaluation, media, template, str(answer.status) if answer.status_from.by == "responseOverride" else None)
    tell_masked(evaluation, status, failure, chosen, answer)
    return answer


def _template_where(evaluation: Evaluation, key: str, content_type: str) -> str:
    return evaluation.scenario.where("methodIntegration", "integrationResponses", key, "responseTemplates", content_type)


def _body(evaluation: Evaluation, chosen: tuple[str, IntegrationResponse], template: str | None, way: Way, headers: Headers) -> str:
    """The body that the template of the content type `template` makes; the backend's where there is none."""
    key, response = chosen
    tell_uncertain_binary(evaluation, way, response, is_template=template is not None)
    where = "" if template is None else _template_where(evaluation, key, template)
    if template is not None and way.leaves:
        raise _failure(unreadable_response(evaluation, way, chosen, where))
    body = way.carry(evaluation.response_payload.text)
    if body is None:
        raise _failure(no_base64_response(evaluation, way, chosen))
    if template is None:
        if body and way.leaves:
            evaluation.tell(shown_as_base64(evaluation, way, "body", ("integrationResponses", key)))
        return body
    payload = evaluation.response_payload.holding(body) if way.comes else evaluation.response_payload
    rendering = render(evaluation, MappingTemplate(template, response.responseTemplates[template] or "", where), payload, headers)
    if way.comes and body and payload.was_read:
        evaluation.tell(unseen_json(evaluation, where, "backend's"))
    return rendering.text


def _failure(diagnostic: Diagnostic) -> GatewayFailure:
    return GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic], reason="Unable to transform response")


def _map_headers(
    evaluation: Evaluation, answer: Answer, chosen: IntegrationResponse, where: str, headers: dict[str, str | list[str]]
) -> None:
    for name, value in response_headers(evaluation, chosen.responseParameters, headers, where).items():
        answer.set_header(
            name, value, Cause("integrationResponse", f"{where}{to_pointer(['responseParameters', f'method.response.header.{name}'])}")
        )


def _override(evaluation: Evaluation, answer: Answer) -> None:
    """Overrides come last: they beat mappings, and the status needs no declaration.

    Evidence: recorded: ls/lambda-response-template-202; documented: apigateway-override-request-response-parameters.
    """
    status = overridden_status(evaluation)
    if status is not None:
        answer.status, answer.status_from = status[0], _by_override(status[1])
        _tell_undeclared(evaluation, str(status[0]))
    for name, (value, written) in overridden_headers(evaluation).items():
        answer.set_header(name, value, _by_override(written))


def _by_override(written: TextSpan | None) -> Cause:
    """The cause of what `responseOverride` says: written by a template, or given by the Scenario."""
    if written is None:
        return Cause("responseOverride", "/context/responseOverride")
    return Cause("responseOverride", written.where, written.span)


def _tell_undeclared(evaluation: Evaluation, status: str) -> None:
    if declares(evaluation.method, status):
        return
    message = f"The method does not declare {status}. AWS allows that for an override; clients generated from the API will not know it."
    hint = f"Add {status} to the method responses."
    evaluation.tell(Diagnostic("override.undeclared", "info", message, help=hint, where="/method/methodResponses"))


def _check_declared(evaluation: Evaluation, status: str, where: str) -> None:
    """An integration response's status must be declared as a method response, else AWS answers 500.

    Evidence: documented: api-gateway-integration-settings-integration-response.
    """
    if declares(evaluation.method, status):
        return
    evaluation.forget("lint.undeclared-status", where)
    diagnostic = Diagnostic(
        "method.undeclared",
        "error",
        f"The integration response for {status} was chosen, but the method declares no response {status}: AWS answers 500.",
        help=f"Add {status} to the method responses.",
        where=where,
    )
    reason = f"Output mapping refers to an invalid method response: {status}"
    raise GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic], reason=reason)
