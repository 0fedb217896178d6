"""The bodies that templates and mappings read: the client's and the backend's, and how AWS refuses one that only begins like JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from playground.diagnostics import Diagnostic, Span
from playground.gateway.failures import GatewayFailure
from playground.gateway.variables.input import Payload

if TYPE_CHECKING:
    from playground.jsontext.smart_reader import NotSmartJson


def client_payload(body: str) -> Payload:
    """The body of the client's call."""
    return Payload(body, _refuse_request)


def backend_payload(body: str) -> Payload:
    """The body of the backend's answer."""
    return Payload(body, _refuse_response)


def _refuse_request(error: NotSmartJson) -> NoReturn:
    """The client's body begins like JSON and is none: AWS answers 400 (recorded: toqoz)."""
    diagnostic = _unreadable(error, "/request/body", "The client's body", "AWS answers 400")
    raise GatewayFailure("BAD_REQUEST_BODY", [diagnostic], message="Could not process payload") from error


def _refuse_response(error: NotSmartJson) -> NoReturn:
    """The backend's body begins like JSON and is none: 500 (recorded: toqoz; uncertain)."""
    diagnostic = _unreadable(error, "/backend/body", "The backend's body", "AWS most likely answers 500")
    raise GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic], reason="Unable to transform response") from error


def _unreadable(error: NotSmartJson, where: str, what: str, then: str) -> Diagnostic:
    return Diagnostic(
        "payload.json",
        "error",
        f"{what} begins like JSON, but is not JSON: {error.message}.",
        help=f"{then} as soon as a template or a mapping reads it.",
        where=where,
        span=Span(error.offset, error.offset + 1),
    )
