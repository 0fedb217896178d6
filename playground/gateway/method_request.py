"""What happens to a call before its integration: the failure that a Scenario asks for, the API key, the request validator.

Evidence for their order: user-reported: ministack 1746.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.gateway.api_key import require_api_key
from playground.gateway.failures import GatewayFailure
from playground.gateway.validation import validate

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation

_OF_THE_INTEGRATION = frozenset({"INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT"})
"""Gateway response types that a call can only end in once it was sent, so after the request side has run."""


def admit(evaluation: Evaluation) -> None:
    """Let the call through to its integration, or GatewayFailure. LimitReached."""
    asked = evaluation.scenario.failure
    if asked is not None and asked not in _OF_THE_INTEGRATION:
        raise GatewayFailure(asked, [])
    require_api_key(evaluation.scenario)
    validate(evaluation)


def reach_backend(evaluation: Evaluation) -> None:
    """GatewayFailure where the Scenario asks that the backend cannot be reached, or does not answer."""
    asked = evaluation.scenario.failure
    if asked in _OF_THE_INTEGRATION:
        raise GatewayFailure(asked, [])
