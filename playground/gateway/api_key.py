"""The client's API key: whether the call has the one that its method requires, and `$context.identity.apiKey`.

Evidence: documented: api-gateway-mapping-template-reference; user-reported: ministack 1746 (measured: a missing and an unknown key answer
403). Which keys there are is nothing that a Scenario says: one that is there is taken as valid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic
from playground.gateway.failures import GatewayFailure
from playground.gateway.variables.parameters import last

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model import Scenario

HEADER = "x-api-key"


def api_key(scenario: Scenario) -> str | None:
    """The key of the call; None where the method requires none, or there is none. What the Scenario's `context` says wins."""
    given = _identity(scenario).get("apiKey")
    if given is not None:
        return given if isinstance(given, str) and given.strip() else None
    if not scenario.effective_method.apiKeyRequired:
        return None
    sent = next((last(value) for name, value in scenario.request.header.items() if name.lower() == HEADER), "")
    return sent if sent.strip() else None


def with_api_key(scenario: Scenario) -> Mapping[str, Any]:
    """The Scenario's `context`, with the key that API Gateway found in the call."""
    key = api_key(scenario)
    if key is None or "apiKey" in _identity(scenario) or not isinstance(scenario.context.get("identity", {}), dict):
        return scenario.context
    return {**scenario.context, "identity": {**_identity(scenario), "apiKey": key}}


def require_api_key(scenario: Scenario) -> None:
    """GatewayFailure (403) where the method requires a key and the call has none."""
    if not scenario.effective_method.apiKeyRequired or api_key(scenario) is not None:
        return
    diagnostic = Diagnostic(
        "request.api-key",
        "error",
        f"The method requires an API key, and the call has no header {HEADER}: AWS answers 403.",
        help=f"Give the call a header {HEADER}; any text is taken as a valid key here. Or set apiKeyRequired to false.",
        where="/method/apiKeyRequired",
    )
    raise GatewayFailure("INVALID_API_KEY", [diagnostic])


def _identity(scenario: Scenario) -> Mapping[str, Any]:
    identity = scenario.context.get("identity")
    return identity if isinstance(identity, dict) else {}
