"""Errors that API Gateway answers itself: the types, their status and their bodies (documented: supported-gateway-response-types).

A gateway response is no Velocity template: `$context.x` and the like are put in as they are, and nothing else happens.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.pointer import to_pointer
from playground.vtl.values import to_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playground.diagnostics import Diagnostic
    from playground.gateway.evaluation import Evaluation
    from playground.model import GatewayResponse


@dataclass(frozen=True, slots=True)
class ResponseType:
    """A type of gateway response: its status, its fallback, what it says and the error type it names."""

    status: int
    fallback: str
    message: str
    error_type: str


_SERVER = ("DEFAULT_5XX", "Internal server error", "InternalServerErrorException")
TYPES: Mapping[str, ResponseType] = {
    "API_CONFIGURATION_ERROR": ResponseType(500, *_SERVER),
    "BAD_REQUEST_BODY": ResponseType(400, "DEFAULT_4XX", "Invalid request body", "BadRequestException"),
    "BAD_REQUEST_PARAMETERS": ResponseType(400, "DEFAULT_4XX", "Missing required request parameters", "BadRequestException"),
    "INTEGRATION_FAILURE": ResponseType(504, *_SERVER),
    "INTEGRATION_TIMEOUT": ResponseType(504, "DEFAULT_5XX", "Endpoint request timed out", "InternalServerErrorException"),
    "REQUEST_TOO_LARGE": ResponseType(413, "DEFAULT_4XX", "Request Too Long", "RequestTooLargeException"),
    "UNSUPPORTED_MEDIA_TYPE": ResponseType(415, "DEFAULT_4XX", "Unsupported Media Type", "BadRequestException"),
}
_VARIABLE = re.compile(r"\$(context|stageVariables|method\.request)\.([A-Za-z0-9_.\-]+)|\$\{(context|stageVariables)\.([A-Za-z0-9_.\-]+)\}")


class GatewayFailure(Exception):
    """The gateway answers with an error of its own, of one of `TYPES`; `reason` is what its log says of it."""

    def __init__(self, kind: str, diagnostics: Sequence[Diagnostic], *, message: str | None = None, reason: str | None = None) -> None:
        super().__init__(kind)
        self.reason = reason
        self.kind = kind
        self.diagnostics = tuple(diagnostics)
        self.message = message


@dataclass(frozen=True, slots=True)
class GatewayAnswer:
    """What the client gets; `where` is the JSON Pointer of the gateway response that says so, "" for AWS's own."""

    status: int
    headers: dict[str, str]
    body: str
    where: str


def answer(failure: GatewayFailure, evaluation: Evaluation) -> GatewayAnswer:
    """The client's answer to a failure, by the Scenario's gateway responses or by AWS's defaults."""
    kind = TYPES[failure.kind]
    message = failure.message or kind.message
    names = [name for name in (failure.kind, kind.fallback) if name in evaluation.scenario.gatewayResponses]
    headers = {"Content-Type": "application/json", "x-amzn-ErrorType": kind.error_type}
    if not names:
        return GatewayAnswer(kind.status, headers, json.dumps({"message": message}, ensure_ascii=False), "")
    given = evaluation.scenario.gatewayResponses[names[0]]
    error = {"message": message, "messageString": json.dumps(message), "responseType": failure.kind}
    template = given.responseTemplates.get("application/json") or '{"message":$context.error.messageString}'
    headers |= {name: _substitute(value, error, evaluation) for name, value in _mapped_headers(given).items()}
    status = int(given.statusCode) if given.statusCode and given.statusCode.isdigit() else kind.status
    return GatewayAnswer(status, headers, _substitute(template, error, evaluation), to_pointer(("gatewayResponses", names[0])))


def _mapped_headers(given: GatewayResponse) -> dict[str, str]:
    prefix = "gatewayresponse.header."
    mapped = {name[len(prefix) :]: value for name, value in given.responseParameters.items() if name.startswith(prefix)}
    return {name: value[1:-1] if value[:1] == value[-1:] == "'" else f"${value}" for name, value in mapped.items()}


def _substitute(template: str, error: Mapping[str, str], evaluation: Evaluation) -> str:
    """`template` with its variables put in; what is unknown becomes nothing."""

    def fill(match: re.Match[str]) -> str:
        root, path = match[1] or match[3], (match[2] or match[4]).split(".")
        if root == "context" and path[0] == "error":
            return error.get(path[1], "") if len(path) > 1 else ""
        if root == "stageVariables":
            return to_text(evaluation.stage_variables.get(path[0]))
        if root == "method.request":
            place = evaluation.params.get(path[0])
            return str(place.get(".".join(path[1:]), "")) if isinstance(place, dict) else ""
        return _member(evaluation.context, path)

    return _VARIABLE.sub(fill, template)


def _member(value: object, path: Sequence[str]) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return "" if isinstance(value, dict) else to_text(value)
