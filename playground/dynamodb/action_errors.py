"""The errors of DynamoDB's actions as they come over the wire: type with its namespace, `message` or `Message`, and what else they carry.

Documented: "Error handling with DynamoDB" (developer guide), "Errors" of each action and "TransactionCanceledException" (API reference).
User-reported, word for word: a cancelled transaction (aws-sdk-net#1292, pynamodb#1144, boto3#2657); throttling on demand
(aws-sdk-java#2222).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.dynamodb.actions import ACTIONS, CONTROL, UNKNOWN, Action
from playground.dynamodb.items import sample_item
from playground.dynamodb.template_reads import EACH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.dynamodb.items import Item
    from playground.dynamodb.template_reads import Reads
    from playground.model import Method, Scenario

_DYNAMODB = "com.amazonaws.dynamodb.v20120810"
_RETURNS_ITEM = re.compile(r'"ReturnValuesOnConditionCheckFailure"\s*:\s*"ALL_OLD"')
_MOST_REASONS = 100
"""Actions that one transaction takes (API reference, "TransactWriteItems")."""


THROTTLED = (
    "The level of configured provisioned throughput for the table was exceeded. "
    "Consider increasing your provisioning level with the UpdateTable API."
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How an error is told: its message ("": it has none) and why a template should meet it."""

    message: str
    why: str
    namespace: str = _DYNAMODB
    member: str = "message"
    status: int = 400


@dataclass(frozen=True, slots=True)
class ActionError:
    """An error of DynamoDB's, why a template should meet it, and what it answers; `detail` tells apart those of one type."""

    kind: str
    why: str
    status: int
    body: dict[str, Any]
    detail: str = ""

    @property
    def name(self) -> str:
        """Its type and status, such as `ValidationException (400)`."""
        return f"{self.kind}{self.detail} ({self.status})"


def errors_of(action: str, scenario: Scenario, reads: Reads, items: int, *, is_write: bool) -> Iterator[ActionError]:
    """The errors that an action can answer with, its own first; `items`: how many the answer at hand has."""
    known = ACTIONS.get(action, Action() if action else UNKNOWN)
    item = _item_of(scenario.effective_method, reads) if is_write else {}
    for code in (*(known.writing_reasons if is_write else ()), *known.reasons):
        if code != "ItemCollectionSizeLimitExceeded" or _may_have_local_index(scenario):
            yield _cancelled(code, max(2, min(items, _MOST_REASONS)), item)
    for kind in (*(known.writing if is_write else ()), *known.errors, *_ALWAYS):
        if kind != "ItemCollectionSizeLimitExceededException" or _may_have_local_index(scenario):
            yield _error(kind, action)
        if kind == "ConditionalCheckFailedException" and item:
            yield _failed_with(item)


def _error(kind: str, action: str) -> ActionError:
    known = _ERRORS[kind]
    message = known.message.replace("{action}", action or "PutItem")
    if kind == "ValidationException":
        message = _INVALID.get(action, message)
    elif kind == "ThrottlingException" and action in CONTROL:
        message = "Rate of requests exceeds the allowed throughput."
    body = {known.member: message} if message else {}
    return ActionError(kind, known.why, known.status, {"__type": f"{known.namespace}#{kind}", **body})


def _failed_with(item: Item) -> ActionError:
    failed = _error("ConditionalCheckFailedException", "")
    why = "With ReturnValuesOnConditionCheckFailure the error carries the item as it is."
    return ActionError(failed.kind, why, failed.status, {**failed.body, "Item": item}, " with Item")


def _cancelled(code: str, count: int, item: Item) -> ActionError:
    """A cancelled transaction: one reason for each of its actions, of which the first has one."""
    message, why = _REASONS[code]
    carried = {"Item": item} if item and code == "ConditionalCheckFailed" else {}
    codes = [code, *["None"] * (count - 1)]
    listed = ", ".join(codes)
    body = {
        "__type": f"{_DYNAMODB}#TransactionCanceledException",
        "CancellationReasons": [{"Code": code, **carried, "Message": message}, *({"Code": "None"} for _ in codes[1:])],
        "Message": f"Transaction cancelled, please refer cancellation reasons for specific reasons [{listed}]",
    }
    detail = f" [{code}, None]" if count == 2 else f" [{code}, None, …]"
    return ActionError("TransactionCanceledException", why, 400, body, detail)


def _item_of(method: Method, reads: Reads) -> Item:
    """The item that a failed condition returns: of what the templates read of it; {} where it is neither asked for nor read."""
    prefixes = (("Item",), ("CancellationReasons", EACH, "Item"))
    item = next((found for prefix in prefixes if (found := sample_item(reads, prefix))), {})
    asked = any(_RETURNS_ITEM.search(template or "") for template in method.methodIntegration.requestTemplates.values())
    return item or ({"id": {"S": "one"}} if asked else {})


def _may_have_local_index(scenario: Scenario) -> bool:
    """Whether a table has a local secondary index; where no table is known, it may."""
    tables = scenario.tables
    return not tables or any(table.definition.get("LocalSecondaryIndexes") for table in tables)


_ALWAYS = ("ValidationException", "SerializationException", "AccessDeniedException", "ThrottlingException", "InternalServerError")
"""Errors of every action (API reference, "Common errors")."""

_INVALID = {
    "GetItem": "The provided key element does not match the schema",
    "DeleteItem": "The provided key element does not match the schema",
    "PutItem": "One or more parameter values were invalid: Missing the key id in the item",
    "UpdateItem": 'Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "="',
    "Query": 'Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "="',
    "Scan": 'Invalid FilterExpression: Syntax error; token: "<EOF>", near: "="',
    "BatchGetItem": "Provided list of item keys contains duplicates",
    "BatchWriteItem": "Provided list of item keys contains duplicates",
    "TransactGetItems": "Transaction request cannot include multiple operations on one item",
    "TransactWriteItems": "Transaction request cannot include multiple operations on one item",
    "ExecuteStatement": "Statement wasn't well formed, can't be processed: Unexpected token after expression",
}
"""An invalid call of an action, in DynamoDB's words; some quote what they refuse."""

_ERRORS: dict[str, _Kind] = {
    "ConditionalCheckFailedException": _Kind(
        "The conditional request failed",
        "A failed condition is answered 400: without an integration response for it, the default one gets it.",
    ),
    "ItemCollectionSizeLimitExceededException": _Kind(
        "Collection size exceeded.",
        "In a table with a local secondary index, the items of one partition key take at most 10 GB.",
    ),
    "TransactionConflictException": _Kind(
        "Transaction is ongoing for the item",
        "A transaction is writing the same item: the client may try again.",
    ),
    "DuplicateItemException": _Kind(
        "Duplicate primary key exists in table",
        "PartiQL's INSERT does not replace: an item with this key is there already.",
    ),
    "TransactionInProgressException": _Kind(
        "The transaction with the given request token is already in progress.",
        "The same ClientRequestToken is at work already. This error has `Message`, not `message`.",
        member="Message",
    ),
    "IdempotentParameterMismatchException": _Kind(
        "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already"
        " used.",
        "The same ClientRequestToken with another request. This error has `Message`, not `message`.",
        member="Message",
    ),
    "ResourceNotFoundException": _Kind(
        "Requested resource not found",
        "The table or the index does not exist: that is 400, as is a mistake of the client's.",
    ),
    "ResourceInUseException": _Kind(
        "Attempt to change a resource which is still in use: Table is being created: Table",
        "A table is changed by one call at a time.",
    ),
    "ProvisionedThroughputExceededException": _Kind(
        THROTTLED,
        "Throttling is answered 400 too: only `__type` tells it from a mistake of the client's.",
    ),
    "RequestLimitExceeded": _Kind(
        "Throughput exceeds the current throughput limit for your account. Please contact AWS Support at https://aws.amazon.com/support to"
        " request a limit increase.",
        "The account's own limit: a type that does not end in Exception.",
    ),
    "ValidationException": _Kind(
        "One or more parameter values were invalid",
        "The call is refused: the message may hold quotes, and its `__type` begins otherwise.",
        namespace="com.amazon.coral.validate",
    ),
    "SerializationException": _Kind(
        "",
        "The request template wrote what is not JSON. This error has no message at all.",
        namespace="com.amazon.coral.service",
    ),
    "AccessDeniedException": _Kind(
        "User: arn:aws:sts::123456789012:assumed-role/api/BackplaneAssumeRoleSession is not authorized to perform: dynamodb:{action}"
        " on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/Table because no identity-based policy allows the dynamodb:{action}"
        " action",
        "The integration's role lacks a permission: that is 400, and the error has `Message`, not `message`.",
        namespace="com.amazon.coral.service",
        member="Message",
    ),
    "ThrottlingException": _Kind(
        "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please"
        " try again shortly. If exceptions persist, check if you have a hot key:"
        " https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html",
        "How a table with on-demand capacity throttles: another `__type` than with provisioned capacity.",
        namespace="com.amazon.coral.availability",
    ),
    "InternalServerError": _Kind(
        "The server encountered an internal error trying to fulfill the request.",
        "DynamoDB's own failure: the client should not get 200 for it.",
        status=500,
    ),
}

_REASONS = {
    "ConditionalCheckFailed": ("The conditional request failed", "A failed condition in a transaction: the reasons stand in its order."),
    "ItemCollectionSizeLimitExceeded": ("Collection size exceeded.", "Only tables with a local secondary index have this limit."),
    "TransactionConflict": ("Transaction is ongoing for the item", "Another call is at the same item: the client may try again."),
    "ProvisionedThroughputExceeded": (THROTTLED, "Throttling inside a transaction is a reason too: `__type` does not tell it."),
    "DuplicateItem": (
        "Duplicate primary key exists in table",
        "PartiQL's INSERT does not replace: an item with this key is there already.",
    ),
}
"""Code of a cancellation reason → its message, why a template should meet it."""
