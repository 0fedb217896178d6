"""The types of gateway responses, with AWS's statuses and messages, and what their header mappings can name.

Evidence: documented: supported-gateway-response-types, api-gateway-gatewayResponse-definition; user-reported: ministack 1746 and 1756
(measured on AWS, 2026-09).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATE_TYPE = "application/json"
"""The template that answers, whatever the client accepts (user-reported: ministack 1756)."""
HEADER_PREFIX = "gatewayresponse.header."
NAME = re.compile(r"(context|stageVariables|method\.request)((?:\.[A-Za-z0-9_-]+)+)")
"""What a gateway response can name, in a template (with a `$` before it) or in a header mapping: its root, and the rest."""
_LOCATIONS = frozenset({"header", "querystring", "path", "multivalueheader", "multivaluequerystring"})


OF_THE_INTEGRATION = frozenset({"INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT"})
"""Types that a call can only end in once it was sent, so after the request side has run."""


@dataclass(frozen=True, slots=True)
class ResponseType:
    """A type of gateway response: its status, its message (null: None) and the error type that `x-amzn-ErrorType` names.

    `blank`: `messageString` begins with a blank. `shown_as`: what `$context.error.responseType` prints, where that is not its name.
    `member`: the name of the message in AWS's own body. `uncertain`: what of it is not known.
    """

    status: int
    message: str | None
    error_type: str
    blank: bool = False
    shown_as: str = ""
    member: str = "message"
    uncertain: str = ""

    @property
    def fallback(self) -> str:
        """The family whose entry applies where the API has none of the type."""
        return "DEFAULT_4XX" if self.status < 500 else "DEFAULT_5XX"


_SERVER = ("Internal server error", "InternalServerErrorException", True)
_BAD = "BadRequestException"
_NO_TYPE = "a family is no failure of its own: which message and error type it would have"
TYPES: Mapping[str, ResponseType] = {
    "ACCESS_DENIED": ResponseType(403, "User is not authorized to access this resource", "AccessDeniedException", member="Message"),
    "API_CONFIGURATION_ERROR": ResponseType(500, *_SERVER),
    "AUTHORIZER_CONFIGURATION_ERROR": ResponseType(
        500, "Internal server error", "AuthorizerConfigurationException", True, "API_CONFIGURATION_ERROR", uncertain="its message"
    ),
    "AUTHORIZER_FAILURE": ResponseType(500, None, "AuthorizerConfigurationException"),
    "BAD_REQUEST_BODY": ResponseType(400, "Invalid request body", _BAD, True),
    "BAD_REQUEST_PARAMETERS": ResponseType(400, "Missing required request parameters", _BAD, True),
    "DEFAULT_4XX": ResponseType(400, "Bad Request", _BAD, uncertain=_NO_TYPE),
    "DEFAULT_5XX": ResponseType(500, *_SERVER, uncertain=_NO_TYPE),
    "EXPIRED_TOKEN": ResponseType(
        403, "The security token included in the request is expired", "ExpiredTokenException", uncertain="its message"
    ),
    "INTEGRATION_FAILURE": ResponseType(504, "Network error communicating with endpoint", "InternalServerErrorException", True),
    "INTEGRATION_TIMEOUT": ResponseType(504, "Endpoint request timed out", "InternalServerErrorException", True),
    "INVALID_API_KEY": ResponseType(403, "Forbidden", "ForbiddenException"),
    "INVALID_SIGNATURE": ResponseType(
        403,
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing"
        " method. Consult the service documentation for details.",
        "InvalidSignatureException",
        uncertain="its message",
    ),
    "MISSING_AUTHENTICATION_TOKEN": ResponseType(403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
    "QUOTA_EXCEEDED": ResponseType(429, "Limit Exceeded", "LimitExceededException"),
    "REQUEST_TOO_LARGE": ResponseType(
        413, "Request Too Long", "RequestTooLargeException", True, uncertain="its message and its error type"
    ),
    "RESOURCE_NOT_FOUND": ResponseType(404, "Not Found", "NotFoundException", uncertain="its message and its error type"),
    "THROTTLED": ResponseType(429, "Too Many Requests", "TooManyRequestsException"),
    "UNAUTHORIZED": ResponseType(401, "Unauthorized", "UnauthorizedException"),
    "UNSUPPORTED_MEDIA_TYPE": ResponseType(415, "Unsupported Media Type", _BAD, True),
    "WAF_FILTERED": ResponseType(403, "Forbidden", "ForbiddenException", uncertain="its message and its error type"),
}
"""Status and error type of each: documented, recorded (get-gateway-responses) or measured. The blank of UNSUPPORTED_MEDIA_TYPE,
REQUEST_TOO_LARGE and INTEGRATION_TIMEOUT is not known; INTEGRATION_FAILURE is as curl printed it (user-reported: a VPC link's notes).
"""


def source_of(value: str) -> str | None:
    """What a header mapping's source is: "literal", "context", "stageVariables", "method.request"; None of what AWS refuses.

    Evidence: documented: api-gateway-gatewayResponse-definition; user-reported: aws-cdk 20274.
    """
    if len(value) > 1 and value[0] == value[-1] == "'":
        return "literal"
    match = NAME.fullmatch(value)
    if match is None:
        return None
    location, _, name = match[2][1:].partition(".")
    return match[1] if match[1] != "method.request" or (location in _LOCATIONS and name) else None
