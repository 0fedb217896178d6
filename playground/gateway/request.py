"""The way in: the client's call becomes the request to the backend.

Evidence: documented: integration-passthrough-behaviors; recorded: ls/headers/illegal-request-mapping; recorded: ls/eventbridge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.gateway import execution_log
from playground.gateway.binary import request_way
from playground.gateway.checks.call.binary_bodies import no_base64_request, shown_as_base64, unreadable_request, unseen_json
from playground.gateway.checks.call.skipped_templates import tell_skipped_request
from playground.gateway.endpoint import address
from playground.gateway.failures import GatewayFailure
from playground.gateway.overrides import override_request
from playground.gateway.rendering import render
from playground.gateway.stage_values import Body, MappingTemplate, SentRequest
from playground.gateway.template_choice import header, request_template
from playground.model import IntegrationRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.diagnostics import Diagnostic
    from playground.gateway.evaluation import Evaluation


def make_request_body(evaluation: Evaluation) -> Body:
    """The body that goes on: what the request template of the call's Content-Type writes, or the client's as it came.

    GatewayFailure where a body is refused; LimitReached.
    """
    template, way = _choose_template(evaluation), request_way(evaluation)
    if template is not None and way.leaves:
        raise _failure(unreadable_request(evaluation, way, template.where))
    body = way.carry(evaluation.scenario.request.body)
    if body is None:
        raise _failure(no_base64_request(evaluation))
    if template is None:
        tell_skipped_request(evaluation)
        if body and way.leaves:
            evaluation.tell(shown_as_base64(evaluation, way, "request's body", ()))
        return Body(body, is_binary=way.leaves)
    payload = evaluation.request_payload.holding(body) if way.comes else evaluation.request_payload
    rendering = render(evaluation, template, payload)
    if way.comes and body and payload.was_read:
        evaluation.tell(unseen_json(evaluation, template.where, "client's"))
    return Body(rendering.text, rendering)


def send(evaluation: Evaluation, mapped: Mapping[str, Mapping[str, str]], body: Body) -> SentRequest:
    """The request as it is sent: what is `mapped`, what templates set beside it, and the body."""
    request = IntegrationRequest(body=body.text, **override_request(evaluation, mapped))
    uri = evaluation.integration.uri
    sent = SentRequest(
        request,
        address(uri, request.path, request.querystring, evaluation.scenario.stageVariables) if uri else "",
        body.is_binary,
        body.rendering.where if body.rendering else None,
    )
    execution_log.requested(evaluation, sent)
    return sent


def _choose_template(evaluation: Evaluation) -> MappingTemplate | None:
    """The request template for the call's Content-Type; None where the body passes through. GatewayFailure (415) where nothing may."""
    templates = evaluation.integration.requestTemplates
    given = header(evaluation.scenario.request.header, "content-type")
    content_type = request_template(templates, evaluation.integration.passthroughBehavior, given)
    if content_type is None:
        return None
    where = evaluation.scenario.where("methodIntegration", "requestTemplates", content_type)
    return MappingTemplate(content_type, templates[content_type] or "", where)


def _failure(diagnostic: Diagnostic) -> GatewayFailure:
    return GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic], reason="Unable to transform request")
