"""Calls that an integration response is chosen for: what tests of the choice, and of what is told of it, share."""

from __future__ import annotations

import json
from typing import Any

from playground import Result, Scenario, evaluate

RESPONSES = "/method/methodIntegration/integrationResponses"
LAMBDA = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:f/invocations"
GET_ITEM = "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem"


def run(document: dict[str, Any]) -> Result:
    return evaluate(Scenario.from_document(document))


def responses(patterns: dict[str, str | None]) -> dict[str, Any]:
    """Integration responses: status → pattern; None or "": the default."""
    return {key: {"statusCode": key[:3]} | ({} if pattern is None else {"selectionPattern": pattern}) for key, pattern in patterns.items()}


def mock(status: int, patterns: dict[str, str | None]) -> Result:
    template = {"application/json": f'{{"statusCode": {status}}}'}
    return run(
        {"method": {"methodIntegration": {"type": "MOCK", "requestTemplates": template, "integrationResponses": responses(patterns)}}}
    )


def service(status: int, patterns: dict[str, str | None], kind: str = "AWS") -> Result:
    integration = {"type": kind, "uri": GET_ITEM, "integrationResponses": responses(patterns)}
    return run({"method": {"methodIntegration": integration}, "backend": {"status": status, "body": "{}"}})


def failed_call(message: str, patterns: dict[str, str | None], **more: str) -> Result:
    """A Lambda function that failed with this errorMessage."""
    integration = {"type": "AWS", "uri": LAMBDA, "integrationResponses": responses(patterns)}
    return run({"method": {"methodIntegration": integration}, "backend": {"body": json.dumps({"errorMessage": message, **more})}})
