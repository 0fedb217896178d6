"""Scenarios with tables, and the engine that answers over them; where it is not installed, their tests are skipped (not in CI)."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from playground.settings import Settings

ENGINE = Settings().engine
needs_engine = pytest.mark.skipif(not ENGINE and not os.environ.get("CI"), reason="no Dynoxide is installed: python -m static.dynoxide")

BOOKS: dict[str, Any] = {
    "TableName": "Books",
    "KeySchema": [{"AttributeName": "shelf", "KeyType": "HASH"}, {"AttributeName": "number", "KeyType": "RANGE"}],
    "AttributeDefinitions": [{"AttributeName": "shelf", "AttributeType": "S"}, {"AttributeName": "number", "AttributeType": "N"}],
}
ITEMS: list[dict[str, Any]] = [
    {"shelf": {"S": "poems"}, "number": {"N": "1"}, "title": {"S": "Leaves of Grass"}, "lent": {"BOOL": False}},
    {"shelf": {"S": "poems"}, "number": {"N": "2.0"}, "title": {"S": "The Waste Land"}, "lent": {"BOOL": True}},
]
DESCRIBED = {
    **BOOKS,
    "TableStatus": "ACTIVE",
    "ItemCount": 2,
    "TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/Books",
    "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
}


def books(action: str, request: Any, response: str = "$input.json('$')", **more: Any) -> dict[str, Any]:
    """A Scenario whose request goes to the table of books; `request`: JSON, or the template's text."""
    text = request if isinstance(request, str) else json.dumps(request)
    responses = {
        "200": {"responseTemplates": {"application/json": response}},
        "400": {"selectionPattern": "4\\d{2}", "responseTemplates": {"application/json": "$input.json('$')"}},
    }
    integration = {
        "uri": f"arn:aws:apigateway:eu-west-1:dynamodb:action/{action}",
        "requestTemplates": {"application/json": text},
        "integrationResponses": responses,
    }
    return {"method": {"methodIntegration": integration}, "tables": [{"definition": BOOKS, "items": ITEMS}], **more}


def get_book(number: str) -> dict[str, Any]:
    return {"TableName": "Books", "Key": {"shelf": {"S": "poems"}, "number": {"N": number}}}
