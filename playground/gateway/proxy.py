"""AWS_PROXY and HTTP_PROXY integrations: nothing of the backend's answer is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.answer import AnswerHeader, Cause, with_headers
from playground.gateway.backend import require_reachable
from playground.gateway.failures import GatewayFailure
from playground.services import faults

if TYPE_CHECKING:
    from playground.gateway.answer import Answer
    from playground.gateway.evaluation import Evaluation


def is_proxy(evaluation: Evaluation) -> bool:
    """Whether the integration passes everything through."""
    return evaluation.integration.type.endswith("_PROXY")


def pass_through(evaluation: Evaluation) -> Answer | None:
    """The backend's answer as the client gets it; None where there is no backend to ask."""
    require_reachable(evaluation)
    evaluation.tell(
        Diagnostic(
            "proxy",
            "info",
            f"An {evaluation.integration.type} integration passes everything through: no template runs, and no integration response is "
            "selected.",
            help="Templates run with the types AWS, HTTP and MOCK.",
            where=evaluation.scenario.where("methodIntegration", "type"),
        )
    )
    backend = evaluation.scenario.backend
    if backend is None:
        return None
    if backend.fault == "slow":
        raise GatewayFailure("INTEGRATION_TIMEOUT", [])
    if backend.fault is not None and evaluation.integration.type == "AWS_PROXY":
        raise GatewayFailure("API_CONFIGURATION_ERROR", [])  # user-reported: a throttled or failing function is the gateway's own 500
    cause = Cause("integrationResponse", "/backend")
    if backend.fault is not None:
        error = faults.of("http", backend.fault)
        return with_headers(error.status, cause, error.text, [AnswerHeader("Content-Type", "application/json", cause)])
    given = [AnswerHeader(name, value if isinstance(value, str) else ",".join(value), cause) for name, value in backend.header.items()]
    return with_headers(backend.status, cause, backend.body, [AnswerHeader("Content-Type", "application/json", cause), *given])
