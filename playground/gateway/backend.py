"""What stands behind the integration: the backend, whose answer the Scenario gives, or a MOCK integration, which answers by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.gateway import execution_log
from playground.gateway.checks.call.mock_status import mock_diagnostic
from playground.gateway.failures import GatewayFailure
from playground.gateway.gateway_response_types import OF_THE_INTEGRATION
from playground.gateway.mock import status_code
from playground.gateway.over_tables import answer_over_tables
from playground.gateway.payloads import backend_payload
from playground.gateway.stage_values import BackendAnswer, ReceivedAnswer
from playground.services import faults
from playground.services.target import target_of

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import SentRequest
    from playground.model.scenario import Fault
    from playground.services.finding import ServiceError


def ask_backend(evaluation: Evaluation, sent: SentRequest, refusal: ServiceError | None) -> BackendAnswer | None:
    """The answer to a request; None where the Scenario gives none. `refusal`: what the service surely answers, which counts where the
    Scenario gives neither an answer nor tables. GatewayFailure where it fails, LimitReached.
    """
    require_reachable(evaluation)
    if evaluation.integration.type == "MOCK":
        return BackendAnswer(_mock_status(evaluation, sent), {}, "", "mock")  # its response template sees an empty body (recorded: ls/mock)
    backend = evaluation.scenario.backend
    if backend is None:
        answer = answer_over_tables(evaluation, sent, refusal)
        if answer is not None:
            execution_log.sending(evaluation, sent)
            return answer
        if refusal is None or evaluation.scenario.tables is not None:
            return None
        execution_log.sending(evaluation, sent)
        return BackendAnswer(refusal.status, {}, refusal.text, "check")
    execution_log.sending(evaluation, sent)
    if evaluation.refusing and refusal is not None:
        return BackendAnswer(refusal.status, {}, refusal.text, "check")
    if backend.fault is not None:
        return _failing(evaluation, sent, backend.fault)
    return BackendAnswer(backend.status, backend.header, backend.body)


def _failing(evaluation: Evaluation, sent: SentRequest, fault: Fault) -> BackendAnswer:
    """The answer of a service that fails on demand. GatewayFailure for one that does not answer in time."""
    if fault == "slow":
        raise GatewayFailure("INTEGRATION_TIMEOUT", [])
    integration = evaluation.integration
    service = target_of(integration.type, integration.uri or "", sent.request.header).service
    error = faults.of(service, fault)
    return BackendAnswer(error.status, {}, error.text)


def receive(evaluation: Evaluation, answer: BackendAnswer) -> ReceivedAnswer:
    """The backend's answer, as the stages of the response side read it."""
    execution_log.received(evaluation, answer)
    return ReceivedAnswer(answer.status, answer.headers, backend_payload(answer.body))


def require_reachable(evaluation: Evaluation) -> None:
    """GatewayFailure where the Scenario asks that the backend cannot be reached, or does not answer."""
    asked = evaluation.scenario.failure
    if asked in OF_THE_INTEGRATION:
        raise GatewayFailure(asked, [])


def _mock_status(evaluation: Evaluation, sent: SentRequest) -> int:
    """The status that a MOCK integration answers with: `statusCode` of the rendered request template.

    Evidence: recorded: ls/mock; hand-written: hand/mock-parser.
    """
    status = status_code(sent.request.body)
    if status is None:
        reason = "Unable to parse statusCode. It should be an integer that is defined in the request template."
        raise GatewayFailure("API_CONFIGURATION_ERROR", [mock_diagnostic(evaluation, sent)], reason=reason)
    return status
