"""The way in: the client's call becomes the request to the backend; MOCK answers it itself.

Evidence: documented: integration-passthrough-behaviors; recorded: ls/headers/illegal-request-mapping; recorded: ls/eventbridge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.gateway.binary import request_way
from playground.gateway.checks.call.binary_bodies import no_base64_request, shown_as_base64, unreadable_request, unseen_json
from playground.gateway.checks.call.mock_status import mock_diagnostic
from playground.gateway.checks.call.skipped_templates import tell_skipped_request
from playground.gateway.failures import GatewayFailure
from playground.gateway.mock import status_code
from playground.gateway.overrides import override_request
from playground.gateway.parameter_mapping import request_parameters
from playground.gateway.rendering import render
from playground.gateway.stage_values import MappingTemplate
from playground.gateway.template_choice import header, request_template
from playground.model import IntegrationRequest

if TYPE_CHECKING:
    from playground.diagnostics import Diagnostic
    from playground.gateway.evaluation import Evaluation


def prepare_request(evaluation: Evaluation) -> IntegrationRequest:
    """The request as it is sent. GatewayFailure where the gateway refuses the call instead."""
    mapped = request_parameters(evaluation)
    body = _body(evaluation)
    override_request(evaluation, mapped)
    return IntegrationRequest(body=body, **mapped)


def mock_status(evaluation: Evaluation, body: str) -> int:
    """The status that a MOCK integration answers with: `statusCode` of the rendered request template.

    Evidence: recorded: ls/mock; hand-written: hand/mock-parser.
    """
    status = status_code(body)
    if status is None:
        reason = "Unable to parse statusCode. It should be an integer that is defined in the request template."
        raise GatewayFailure("API_CONFIGURATION_ERROR", [mock_diagnostic(evaluation, body)], reason=reason)
    return status


def _body(evaluation: Evaluation) -> str:
    integration, request = evaluation.integration, evaluation.scenario.request
    content_type = request_template(integration.requestTemplates, integration.passthroughBehavior, header(request.header, "content-type"))
    way = request_way(evaluation)
    where = None if content_type is None else evaluation.scenario.where("methodIntegration", "requestTemplates", content_type)
    if where is not None and way.leaves:
        raise _failure(unreadable_request(evaluation, way, where))
    body = way.carry(request.body)
    if body is None:
        raise _failure(no_base64_request(evaluation))
    if content_type is None or where is None:
        tell_skipped_request(evaluation)
        evaluation.sends_binary = way.leaves
        if body and way.leaves:
            evaluation.tell(shown_as_base64(evaluation, way, "request's body", ()))
        return body
    if way.comes:
        evaluation.request_payload = evaluation.request_payload.holding(body)
    template = MappingTemplate(content_type, integration.requestTemplates[content_type] or "", where)
    rendering = render(evaluation, template, evaluation.request_payload)
    if way.comes and body and evaluation.request_payload.was_read:
        evaluation.tell(unseen_json(evaluation, where, "client's"))
    return rendering.text


def _failure(diagnostic: Diagnostic) -> GatewayFailure:
    return GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic], reason="Unable to transform request")
