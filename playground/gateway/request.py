"""The way in: the client's call becomes the request to the backend; MOCK answers it itself.

Evidence: documented: integration-passthrough-behaviors; recorded: ls/headers/illegal-request-mapping; recorded: ls/eventbridge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.content import header, request_template
from playground.gateway.failures import GatewayFailure
from playground.gateway.mapping import request_parameters
from playground.gateway.mock import status_code
from playground.gateway.overrides import override_request
from playground.model import IntegrationRequest

if TYPE_CHECKING:
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
        problem = Diagnostic(
            "mock.status",
            "error",
            "The request template of this MOCK integration writes no JSON with a whole number `statusCode`: AWS answers 500.",
            help='Let it write {"statusCode": 200}.',
            where=evaluation.rendering,
        )
        raise GatewayFailure("API_CONFIGURATION_ERROR", [problem])
    return status


def _body(evaluation: Evaluation) -> str:
    integration, request = evaluation.integration, evaluation.scenario.request
    content_type = request_template(integration.requestTemplates, integration.passthroughBehavior, header(request.header, "content-type"))
    if content_type is None:
        return request.body
    where = evaluation.scenario.where("methodIntegration", "requestTemplates", content_type)
    if integration.contentHandling == "CONVERT_TO_BINARY":
        raise GatewayFailure("API_CONFIGURATION_ERROR", [binary_problem(where)])
    return evaluation.render(integration.requestTemplates[content_type] or "", where, evaluation.request_payload)


def binary_problem(where: str) -> Diagnostic:
    """A template cannot read a body that was made binary: 500 (recorded: ls/s3)."""
    return Diagnostic(
        "content.binary",
        "error",
        "contentHandling is CONVERT_TO_BINARY, and a template cannot read a binary body: AWS answers 500.",
        help="Remove contentHandling or the template.",
        where=where,
    )
