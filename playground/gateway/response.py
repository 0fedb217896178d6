"""The way out: the backend's answer becomes the client's.

Evidence: documented: apigateway-override-request-response-parameters, request-response-data-mappings;
recorded: ls/response-override-in-request-template, ls/headers/response-mapping; hand-written: hand/response-params.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.answer import Cause, with_headers
from playground.gateway.binary import response_way
from playground.gateway.checks.call.binary_bodies import (
    no_base64_response,
    shown_as_base64,
    tell_uncertain_binary,
    unreadable_response,
    unseen_json,
)
from playground.gateway.checks.call.skipped_templates import tell_skipped_response
from playground.gateway.checks.method.selection_lints import declares
from playground.gateway.failures import GatewayFailure
from playground.gateway.rendering import render
from playground.gateway.stage_values import Body, MappingTemplate
from playground.gateway.template_choice import header, response_template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.gateway.answer import Answer, AnswerHeader
    from playground.gateway.content_type import ContentType
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.overrides import ResponseOverride
    from playground.gateway.stage_values import ReceivedAnswer, Selection


def require_declared(evaluation: Evaluation, selection: Selection) -> None:
    """GatewayFailure (500) where the integration response's status is not declared as a method response.

    Evidence: documented: api-gateway-integration-settings-integration-response.
    """
    status = selection.status
    if declares(evaluation.method, status):
        return
    evaluation.forget("lint.undeclared-status", selection.where)
    diagnostic = Diagnostic(
        "method.undeclared",
        "error",
        f"The integration response for {status} was chosen, but the method declares no response {status}: AWS answers 500.",
        help=f"Add {status} to the method responses.",
        where=selection.where,
    )
    reason = f"Output mapping refers to an invalid method response: {status}"
    raise GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic], reason=reason)


def choose_template(evaluation: Evaluation, selection: Selection) -> MappingTemplate | None:
    """The response template for the call's Accept; None where the body passes through."""
    templates = selection.response.responseTemplates
    content_type = response_template(templates, header(evaluation.scenario.request.header, "accept"))
    if content_type is None:
        return None
    where = evaluation.scenario.where("methodIntegration", "integrationResponses", selection.key, "responseTemplates", content_type)
    return MappingTemplate(content_type, templates[content_type] or "", where)


def make_response_body(evaluation: Evaluation, received: ReceivedAnswer, selection: Selection, template: MappingTemplate | None) -> Body:
    """The body that the client gets: what `template` writes, or the backend's as it came where there is none.

    GatewayFailure where a body is refused, or the template fails; LimitReached.
    """
    if template is None:
        tell_skipped_response(evaluation, selection)
    way = response_way(evaluation, selection.response.contentHandling, received.headers)
    tell_uncertain_binary(evaluation, way, selection, is_template=template is not None, is_empty=not received.payload.text)
    if template is not None and way.leaves:
        raise _failure(unreadable_response(evaluation, way, selection, template.where))
    body = way.carry(received.payload.text)
    if body is None:
        raise _failure(no_base64_response(evaluation, way, selection))
    if template is None:
        if body and way.leaves:
            evaluation.tell(shown_as_base64(evaluation, way, "body", ("integrationResponses", selection.key)))
        return Body(body, is_binary=way.leaves)
    payload = received.payload.holding(body) if way.comes else received.payload
    rendering = render(evaluation, template, payload, received.headers)
    if way.comes and body and payload.was_read:
        evaluation.tell(unseen_json(evaluation, template.where, "backend's"))
    return Body(rendering.text, rendering)


def assemble(
    selection: Selection, body: Body, content_type: ContentType, mapped: Iterable[AnswerHeader], override: ResponseOverride
) -> Answer:
    """The client's answer: mappings beat the method response's Content-Type, and what templates override beats all."""
    status, status_from = override.status or (int(selection.status), Cause("integrationResponse", selection.where))
    headers = [content_type.header, *mapped, *override.headers]
    return with_headers(status, status_from, body.text, headers, is_binary=body.is_binary)


def _failure(diagnostic: Diagnostic) -> GatewayFailure:
    return GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic], reason="Unable to transform response")
