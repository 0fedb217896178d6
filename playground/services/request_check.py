"""What the service behind an integration refuses of the request that is sent, in the order in which it would find it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playground.jsontext import source
from playground.jsontext.flaws import find_flaw
from playground.jsontext.strict import MalformedJson
from playground.services import form_request
from playground.services.api_model import MODELLED, api_model
from playground.services.dynamodb import request as dynamodb_request
from playground.services.errors import not_serialized, unknown_action
from playground.services.finding import Finding, ServiceError
from playground.services.near_names import near_name
from playground.services.shapes import ShapeCheck, explained
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.jsontext.flaws import Flaw
    from playground.services.dynamodb.keys import TableKeys
    from playground.services.target import Target

LARGEST = 500_000
"""Characters of a body whose members are looked at; an item of DynamoDB has 400 KB at most, a message of SQS or SNS 256 KB."""
_FORMS = frozenset({"sqs", "sns"})
_WORDS = {
    "dynamodb": "DynamoDB",
    "lambda": "Lambda",
    "states": "Step Functions",
    "sqs": "SQS",
    "sns": "SNS",
    "kinesis": "Kinesis",
    "events": "EventBridge",
    "firehose": "Firehose",
}
"""The services that are known, by their name in an integration's uri."""


def service_words(service: str) -> str:
    """A service's name as its users say it; "The service" for one that is not known."""
    return _WORDS.get(service, "The backend" if service == "http" else "The service")


def broken_json(target: Target, body: str, content_type: str) -> tuple[Flaw, ServiceError | None] | None:
    """Where a body that the service reads as JSON is none, and what it answers; None where it is, or is not read as JSON.

    An HTTP backend may answer anything: only a body that its Content-Type calls JSON, and that looks like it, is looked at.
    """
    if target.service == "http":
        if not content_type.partition(";")[0].strip().lower().endswith("json") or body.lstrip()[:1] not in {"{", "["}:
            return None
    elif not _reads_json(target, body):
        return None
    flaw = find_flaw(body) if body.strip() else None
    if flaw is None:
        return None
    if target.service == "lambda":
        says = f"Could not parse request body into json: {flaw.message}"
        return flaw, ServiceError("InvalidRequestContentException", says, body=json.dumps({"Type": "User", "message": says}))
    return flaw, None if target.service == "http" else not_serialized()


def _reads_json(target: Target, body: str) -> bool:
    if target.service in _FORMS:
        return bool(target.action) or body.lstrip()[:1] == "{"
    return target.service in _WORDS


def is_form(target: Target, body: str, content_type: str) -> bool:
    """Whether the service reads a body as a form."""
    return (target.service in _FORMS and not _reads_json(target, body)) or "x-www-form-urlencoded" in content_type.lower()


def findings(target: Target, body: str, query: Mapping[str, str], tables: Mapping[str, TableKeys]) -> list[Finding]:
    """What is wrong with a request whose body is the JSON that it should be; `query`: the parameters in its address.

    `tables`: the keys of DynamoDB's tables that are known. A body of more than `LARGEST` characters is not looked at: no service takes one
    item of that size, and reading it member by member would take the time that the rest of the call needs.
    """
    if len(body) > LARGEST:
        return []
    if target.service in _FORMS and not _reads_json(target, body):
        return form_request.findings(target.service, body, query)
    if target.service not in MODELLED or (not target.action and target.service != "dynamodb"):
        return []
    model = api_model(target.service)
    if target.action not in model.actions:
        return [_unknown(target, model.actions)] if target.action else []
    value = _parsed(body)
    if target.service == "dynamodb":
        return dynamodb_request.findings(target.action, value, tables)
    shape = model.actions[target.action]
    return explained(ShapeCheck(model).findings(value, shape)) if shape else []


def _parsed(body: str) -> Any:
    """The body's JSON; an empty body counts as an empty object."""
    try:
        return source.load(body) if body.strip() else {}
    except (MalformedJson, RecursionError):
        return {}


def _unknown(target: Target, known: Mapping[str, object]) -> Finding:
    near = near_name(target.action, known)
    message = f"{service_words(target.service)} has no action {shorten(target.action, 60)}" + (f": {near} is one" if near else "")
    return Finding("request.action", "error", message, f"Write {near}." if near else "", answer=unknown_action(), rename=near)
