"""The refusals that the services of a JSON protocol have in common.

Documented: "Common errors" of each API reference. Seen by users, word for word: SerializationException with `Message`, ValidationException
with `message` (aws-sdk-js#1805, boto3#1884, serverless forum).
"""

from __future__ import annotations

from playground.services.finding import ServiceError

_SERVICE = "com.amazon.coral.service"
_VALIDATE = "com.amazon.coral.validate"


def unknown_action() -> ServiceError:
    """There is no such action."""
    return ServiceError("UnknownOperationException", namespace=_SERVICE)


def not_serialized(message: str = "") -> ServiceError:
    """The body is no JSON, or a value of it has another type than the member takes."""
    return ServiceError("SerializationException", message, namespace=_SERVICE, message_member="Message")


def invalid(message: str) -> ServiceError:
    """The request was read and is refused."""
    return ServiceError("ValidationException", message, namespace=_VALIDATE)


def constraint(member: str, value: str, rule: str) -> ServiceError:
    """A member breaks a rule of the API's model; `member` as the API names it."""
    shown = "null" if value == "null" else f"'{value}'"
    name = member[:1].lower() + member[1:]
    return invalid(f"1 validation error detected: Value {shown} at '{name}' failed to satisfy constraint: {rule}")
