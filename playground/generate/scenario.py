"""The Scenario of a method that calls an action of DynamoDB."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playground.generate.plan import plan_of
from playground.generate.requests import request_of
from playground.generate.responses import FAILED, errors_of, failures_of, success_of
from playground.generate.tables import tables_of
from playground.jsontext import source
from playground.model.generation import Generated

if TYPE_CHECKING:
    from playground.generate.plan import Plan
    from playground.generate.requests import RequestSide
    from playground.model.generation import Generation

_VERBS = {
    "GetItem": "GET",
    "Query": "GET",
    "Scan": "GET",
    "PutItem": "PUT",
    "UpdateItem": "PATCH",
    "DeleteItem": "DELETE",
    "BatchGetItem": "POST",
    "TransactWriteItems": "POST",
}
_ERRORS = "com.amazonaws.dynamodb.v20120810#"
_COMMON = "com.amazon.coral.validate#"
_FAULTS = {
    "Throttling": ("Throttled", _ERRORS + "ProvisionedThroughputExceededException"),
    "ConditionalCheckFailed": ("Condition failed", _ERRORS + "ConditionalCheckFailedException"),
    "TransactionConflict": ("Changed meanwhile", _ERRORS + "TransactionConflictException"),
    "Validation": ("Refused", _COMMON + "ValidationException"),
}
"""By the first name of a failure: the case's name, and the error."""


def generate(given: Generation) -> Generated:
    """The whole method with its cases. InvalidDocument where the sample cannot be used."""
    plan = plan_of(given)
    request = request_of(plan)
    scenario = {
        "version": 1,
        "title": f"{given.action} {given.table}",
        "method": _method(plan, request),
        **({"api": request.api} if request.api else {}),
        "request": request.call,
        "backend": _answer(plan, plan.items),
        "tables": tables_of(plan),
        "cases": _cases(plan),
    }
    return Generated.model_validate({"scenario": scenario, "assumed": plan.assumed, "attributes": list(plan.kinds)})


def _method(plan: Plan, request: RequestSide) -> dict[str, Any]:
    statuses = {200, 400, 500, *(failure.status for failure in failures_of(plan.action)), *([404] if plan.action == "GetItem" else [])}
    return {
        "httpMethod": _VERBS[plan.action],
        "requestParameters": request.parameters,
        **request.method,
        "methodResponses": {str(code): {"statusCode": str(code)} for code in sorted(statuses)},
        "methodIntegration": {
            "type": "AWS",
            "httpMethod": "POST",
            "uri": f"arn:aws:apigateway:eu-west-1:dynamodb:action/{plan.action}",
            "passthroughBehavior": "NEVER",
            "requestTemplates": {"application/json": request.template},
            "integrationResponses": {
                "200": _response("200", success_of(plan)),
                "400": _response("400", errors_of(plan), "4\\d{2}"),
                "500": _response("500", FAILED, "5\\d{2}"),
            },
        },
    }


def _response(code: str, template: str, pattern: str | None = None) -> dict[str, Any]:
    chosen = {} if pattern is None else {"selectionPattern": pattern}
    return {"statusCode": code, **chosen, "responseTemplates": {"application/json": template}}


def _answer(plan: Plan, items: list[dict[str, Any]]) -> dict[str, Any]:
    """What DynamoDB answers where it finds these items."""
    number = source.JsonNumber(len(items))
    page = {"Count": number, "Items": items, "ScannedCount": number}
    answers: dict[str, Any] = {
        "GetItem": {"Item": items[0]} if items else {},
        "UpdateItem": {"Attributes": items[0]} if items else {},
        "BatchGetItem": {"Responses": {plan.given.table: items}, "UnprocessedKeys": {}},
        "Query": page,
        "Scan": page,
    }
    return {"body": source.dump(answers.get(plan.action, {}))}


def _cases(plan: Plan) -> list[dict[str, Any]]:
    found = "Found" if plan.action in {"GetItem", "Query", "Scan", "BatchGetItem"} else "Done"
    made = [_case(found, _answer(plan, plan.items), 200)]
    if plan.action == "GetItem":
        made.append(_case("Nothing found", _answer(plan, []), 404))
    elif found == "Found":
        nothing = _case("Nothing found", _answer(plan, []), 200)
        more: dict[str, dict[str, Any]] = {"Query": {"next": None}, "Scan": {"next": None}, "BatchGetItem": {"unprocessed": []}}
        nothing["expect"]["body"] = [] if plan.given.form == "list" else {"items": [], **more[plan.action]}
        made.append(nothing)
    for failure in failures_of(plan.action):
        name, kind = _FAULTS[failure.names[0]]
        made.append(_case(name if failure.status != 404 else "Nothing found", _failed(kind), failure.status))
    if plan.action == "TransactWriteItems":
        reasons = {"CancellationReasons": [{"Code": "ConditionalCheckFailed"}, {"Code": "None"}]}
        made.append(_case("Cancelled", _failed(f"{_ERRORS}TransactionCanceledException", reasons), 409))
    made.append(_case("No such table", _failed(f"{_ERRORS}ResourceNotFoundException"), 500))
    made.append(_case("DynamoDB fails", _failed(f"{_ERRORS}InternalServerError", status=500), 500))
    return made


def _failed(kind: str, more: dict[str, Any] | None = None, status: int = 400) -> dict[str, Any]:
    return {"status": status, "body": json.dumps({"__type": kind, "message": kind.rpartition("#")[2], **(more or {})})}


def _case(name: str, backend: dict[str, Any], status: int) -> dict[str, Any]:
    return {"name": name, "backend": backend, "expect": {"status": status}}
