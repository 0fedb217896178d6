"""What happens to a call before its integration: the failure that a Scenario asks for, the API key, the request validator.

Evidence for their order: user-reported: ministack 1746.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.gateway.api_key import require_api_key
from playground.gateway.failures import GatewayFailure
from playground.gateway.gateway_response_types import OF_THE_INTEGRATION
from playground.gateway.validation import validate

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation


def admit(evaluation: Evaluation) -> None:
    """Let the call through to its integration, or GatewayFailure. LimitReached."""
    asked = evaluation.scenario.failure
    if asked is not None and asked not in OF_THE_INTEGRATION:
        raise GatewayFailure(asked, [])
    require_api_key(evaluation.scenario)
    validate(evaluation)
