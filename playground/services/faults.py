"""Faults of a service on demand: how it refuses a caller that asks too often, and how it fails, in its own words.

Documented: "Error handling with DynamoDB" (throttling, InternalServerError), "Common errors" of the other services' API references, and of
Lambda's Invoke (TooManyRequestsException, ServiceException). How Lambda spells its throttling is user-reported (ShadowClone issue 46).
"""

from __future__ import annotations

import json

from playground.services.finding import ServiceError

_DYNAMODB = "com.amazonaws.dynamodb.v20120810"
_CORAL = "com.amazon.coral.availability"
_EXCEEDED = (
    "The level of configured provisioned throughput for the table was exceeded. "
    "Consider increasing your provisioning level with the UpdateTable API."
)
_QUERY = frozenset({"sqs", "sns"})
"""Services that answer API Gateway's form requests in XML."""


def of(service: str, fault: str) -> ServiceError:
    """What a service answers that is "throttled", or that fails. `service`: as a target has it."""
    return throttled(service) if fault == "throttled" else failed(service)


def throttled(service: str) -> ServiceError:
    """What a service answers to a caller that asks too often. `service`: as a target has it."""
    if service == "dynamodb":
        return ServiceError("ProvisionedThroughputExceededException", _EXCEEDED, namespace=_DYNAMODB)
    if service == "lambda":
        body = {"Reason": "CallerRateLimitExceeded", "Type": "User", "message": "Rate exceeded"}
        return ServiceError("TooManyRequestsException", status=429, body=json.dumps(body, separators=(",", ":")))
    if service in _QUERY:
        return _in_xml("Throttling", "Rate exceeded", 400, "Sender")
    if service == "http":
        return ServiceError("", status=429, body='{"message":"Too Many Requests"}')
    return ServiceError("ThrottlingException", "Rate exceeded", namespace=_CORAL)


def failed(service: str) -> ServiceError:
    """What a service answers that fails by itself."""
    if service == "dynamodb":
        return ServiceError("InternalServerError", "Internal server error", status=500, namespace=_DYNAMODB)
    if service == "lambda":
        body = {"Message": "An error occurred and the request cannot be processed.", "Type": "Service"}
        return ServiceError("ServiceException", status=500, body=json.dumps(body, separators=(",", ":")))
    if service in _QUERY:
        return _in_xml("InternalError", "The service has an internal problem.", 500, "Receiver")
    if service == "http":
        return ServiceError("", status=500, body='{"message":"Internal Server Error"}')
    return ServiceError("InternalFailure", "The service has an internal problem.", status=500, namespace="com.amazon.coral.service")


def _in_xml(code: str, message: str, status: int, side: str) -> ServiceError:
    body = f"<ErrorResponse><Error><Type>{side}</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    return ServiceError(code, message, status=status, body=body)
