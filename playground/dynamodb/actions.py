"""DynamoDB's actions: which one an integration calls, how it answers and which errors are its own (API reference, "Errors" of each)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.dynamodb.template_reads import EACH

if TYPE_CHECKING:
    from playground.dynamodb.template_reads import Reads
    from playground.model import Method

_ACTION = re.compile(r":dynamodb:action/(\w+)|DynamoDB_20120810\.(\w+)")
"""In the uri; or, where the uri is a path, in the mapped header `X-Amz-Target`."""
_SERVICE = re.compile(r"arn:[^:]*:apigateway:[^:]*:(?:[^:]*\.)?([a-z0-9-]+):(?:action|path)/")
_WRITING_STATEMENT = re.compile(r'"Statement"\s*:\s*"\s*(?:INSERT|UPDATE|DELETE)\b', re.IGNORECASE)
_READING_STATEMENT = re.compile(r'"Statement"\s*:\s*"\s*(?:SELECT|EXISTS)\b', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Action:
    """How an action answers: `shape` is a name of `answers.SHAPES`, or of `plain_answers.MAKERS`; "" answers `{}`.

    `errors`: its own beside those of every action; `writing`: those that it has only where it writes. A transaction is also cancelled for
    `reasons`, and where it writes for `writing_reasons` (API reference, "TransactionCanceledException").
    """

    shape: str = ""
    errors: tuple[str, ...] = ()
    writing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    writing_reasons: tuple[str, ...] = ()


_ITEMS = ("ResourceNotFoundException", "ProvisionedThroughputExceededException", "RequestLimitExceeded")
_WRITE = ("ConditionalCheckFailedException", "ItemCollectionSizeLimitExceededException", "TransactionConflictException")
_TRANSACTION = ("TransactionInProgressException", "IdempotentParameterMismatchException")
_REASONS = ("TransactionConflict", "ProvisionedThroughputExceeded")
_WRITING_REASONS = ("ConditionalCheckFailed", "ItemCollectionSizeLimitExceeded")
_TABLE = ("ResourceNotFoundException",)

ACTIONS: dict[str, Action] = {
    "GetItem": Action("Item", _ITEMS),
    "Query": Action("Items", _ITEMS),
    "Scan": Action("Items", _ITEMS),
    "PutItem": Action("Attributes", _ITEMS, _WRITE),
    "UpdateItem": Action("Attributes", _ITEMS, _WRITE),
    "DeleteItem": Action("Attributes", _ITEMS, _WRITE),
    "BatchGetItem": Action("Tables", _ITEMS),
    "BatchWriteItem": Action("UnprocessedItems", _ITEMS, ("ItemCollectionSizeLimitExceededException",)),
    "TransactGetItems": Action("Gets", _ITEMS, reasons=_REASONS),
    "TransactWriteItems": Action("", _ITEMS, _TRANSACTION, _REASONS, _WRITING_REASONS),
    "ExecuteStatement": Action("Statement", _ITEMS, (*_WRITE, "DuplicateItemException")),
    "BatchExecuteStatement": Action("Statements", ("RequestLimitExceeded",)),
    "ExecuteTransaction": Action("Gets", _ITEMS, _TRANSACTION, _REASONS, (*_WRITING_REASONS, "DuplicateItem")),
    "DescribeTable": Action("Table", _TABLE),
    "ListTables": Action("TableNames"),
    "CreateTable": Action("TableDescription", ("ResourceInUseException",)),
    "UpdateTable": Action("TableDescription", ("ResourceInUseException", *_TABLE)),
    "DeleteTable": Action("TableDescription", ("ResourceInUseException", *_TABLE)),
    "DescribeTimeToLive": Action("", _TABLE),
    "UpdateTimeToLive": Action("", ("ResourceInUseException", *_TABLE)),
}
_STATEMENTS = frozenset({"ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"})
UNKNOWN = Action("", _ITEMS, _WRITE)
"""The action to assume where neither the method nor the answer names one; it answers `{}`, as writes and empty reads do."""
CONTROL = frozenset({"DescribeTable", "ListTables", "CreateTable", "UpdateTable", "DeleteTable", "DescribeTimeToLive", "UpdateTimeToLive"})
"""The actions on tables themselves, as opposed to items."""


def service_of(method: Method) -> str:
    """The service behind the integration: the name in the uri's ARN, "http"; "dynamodb" where nothing tells."""
    integration = method.methodIntegration
    if integration.type.startswith("HTTP"):
        return "http"
    found = _SERVICE.match(integration.uri or "")
    return found[1] if found else "dynamodb"


def named_action(method: Method) -> str:
    """The action that the integration names; "" where it names none."""
    integration = method.methodIntegration
    for text in (integration.uri or "", *integration.requestParameters.values()):
        if found := _ACTION.search(text):
            return found[1] or found[2]
    return ""


def action_of(method: Method, answer: Any, reads: Reads) -> str:
    """The action: as the integration names it, else as the answer at hand looks, else by what the templates read; "" unknown."""
    action = named_action(method) or (_by_answer(answer) if isinstance(answer, dict) else "") or _by_reads(reads)
    return action or ("GetItem" if method.httpMethod in {"GET", "HEAD"} else "")


def writes(action: str, method: Method, *, items: bool) -> bool:
    """Whether the action writes. PartiQL's do as their statement says; where it is not known, one that answers with `items` reads."""
    if action not in _STATEMENTS:
        known = ACTIONS.get(action, UNKNOWN)
        return bool(known.writing or known.writing_reasons)
    requests = [template or "" for template in method.methodIntegration.requestTemplates.values()]
    if any(_WRITING_STATEMENT.search(text) for text in requests):
        return True
    return not items and not any(_READING_STATEMENT.search(text) for text in requests)


def _by_answer(answer: dict[str, Any]) -> str:
    if "__type" in answer:
        return _by_error(answer)
    responses = answer.get("Responses")
    if isinstance(responses, list):
        entries = [entry for entry in responses if isinstance(entry, dict)]
        return "BatchExecuteStatement" if any("TableName" in entry or "Error" in entry for entry in entries) else "TransactGetItems"
    if isinstance(answer.get("Items"), list) and "NextToken" in answer:
        return "ExecuteStatement"
    return next((action for name, kind, action in _MEMBERS if isinstance(answer.get(name), kind)), "Query" if "Count" in answer else "")


_MEMBERS: tuple[tuple[str, type, str], ...] = (
    ("Items", list, "Query"),
    ("Item", dict, "GetItem"),
    ("Attributes", dict, "UpdateItem"),
    ("Responses", dict, "BatchGetItem"),
    ("UnprocessedKeys", dict, "BatchGetItem"),
    ("UnprocessedItems", dict, "BatchWriteItem"),
    ("Table", dict, "DescribeTable"),
    ("TableNames", list, "ListTables"),
    ("TableDescription", dict, "UpdateTable"),
)
"""A member that only one kind of answer has, what it is in JSON, and an action that answers so."""


def _by_error(answer: dict[str, Any]) -> str:
    kind = str(answer["__type"]).rpartition("#")[2]
    if kind == "TransactionCanceledException" or "CancellationReasons" in answer:
        return "TransactWriteItems"
    if kind == "DuplicateItemException":
        return "ExecuteStatement"
    return "UpdateItem" if kind in _WRITE else ""


def _by_reads(reads: Reads) -> str:
    """The action of the first path that a template reads and that begins with a member of an answer; "" for none."""
    for path in reads.paths:
        name, rest = path[0], path[1:2]
        if name == "Responses" and rest == (EACH,):
            return "TransactGetItems"
        if name == "CancellationReasons":
            return "TransactWriteItems"
        if name == "NextToken":
            return "ExecuteStatement"
        if found := next((action for member, _, action in _MEMBERS if member == name), ""):
            return found
    return ""
