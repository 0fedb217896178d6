"""The answer with which a method that has none is tried: its action's, with an item of what the templates read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Limits, Scenario
from playground.cases.variants import sample_of

READS = "#foreach($e in $input.path('$.Items'))$e.name.S#end$input.path('$.Item.title.S')"


def method(kind: str, uri: str = "", template: str = READS) -> Scenario:
    integration: dict[str, Any] = {
        "type": kind,
        "uri": f"arn:aws:apigateway:eu-west-1:{uri}",
        "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": template}}},
    }
    return Scenario.from_document({"method": {"httpMethod": "GET", "methodIntegration": integration}})


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("GetItem", {"Item": {"title": {"S": "title"}}}),
        ("Query", {"Count": 1, "Items": [{"name": {"S": "name"}}], "ScannedCount": 1}),
        ("PutItem", {}),
        ("TransactWriteItems", {}),
    ],
)
def test_the_sample_is_the_actions_answer_with_what_the_templates_read(action: str, body: dict[str, Any]) -> None:
    sample = sample_of(method("AWS", f"dynamodb:action/{action}"), Limits())
    assert sample is not None
    assert (sample.status, json.loads(sample.body)) == (200, body)


def test_another_services_sample_is_an_empty_answer() -> None:
    sample = sample_of(method("AWS", "sqs:action/SendMessage"), Limits())
    assert sample is not None
    assert sample.body == "{}"


@pytest.mark.parametrize(("kind", "uri"), [("MOCK", ""), ("AWS_PROXY", "lambda:path/x"), ("AWS", "dynamodb:action/Frobnicate")])
def test_what_needs_no_answer_or_has_an_unknown_action_has_no_sample(kind: str, uri: str) -> None:
    assert sample_of(method(kind, uri), Limits()) is None
