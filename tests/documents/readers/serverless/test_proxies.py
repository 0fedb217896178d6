"""Service proxies of the Serverless Framework → operations, as the plugin makes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Scenario, evaluate
from tests.documents.readers.serverless.services import JSON, KEY, PROXY, imported, method, proxy, responses


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (f"action: GetItem, {KEY}", {"TableName": "t", "Key": {"id": {"S": "7"}}}),
        (
            f"action: DeleteItem, {KEY}, rangeKey: {{queryStringParam: n, attributeType: N}}, condition: attribute_exists(id)",
            {"TableName": "t", "Key": {"id": {"S": "7"}, "n": {"N": "5"}}, "ConditionExpression": "attribute_exists(id)"},
        ),
        (f"action: PutItem, {KEY}", {"TableName": "t", "Item": {"id": {"S": "7"}, "a": {"S": "x"}, "b": {"N": "1"}}}),
        (f"action: Scan, {KEY}", {"TableName": "t"}),
        (
            f"action: Query, {KEY}, columnName: c, index: i",
            {
                "TableName": "t",
                "IndexName": "i",
                "KeyConditionExpression": "c=:v1",
                "ExpressionAttributeValues": {":v1": {"S": "p"}},
            },
        ),
    ],
)
def test_a_proxy_to_dynamodb_has_the_templates_that_the_plugin_writes(written: str, sent: Any) -> None:
    found = imported(PROXY % f"dynamodb: {{path: 'x/{{id}}', method: post, tableName: t, {written}}}")
    call = {"path": {"id": "7"}, "querystring": {"n": "5", "parameter": "p"}, "body": '{"a": {"S": "x"}, "b": {"N": "1"}}'}
    made = evaluate(Scenario.from_document({**found.operations[0].scenario.document, "request": call}))
    assert made.integrationRequest is not None
    assert json.loads(made.integrationRequest.body) == sent
    assert list(method(found)["methodResponses"]) == ["200", "400", "500"]


@pytest.mark.parametrize(
    ("written", "uri", "kind"),
    [
        ("kinesis: {path: k, method: post, streamName: st}", ":kinesis:action/PutRecord", '{"StreamName": "st", "Data": "'),
        ("sns: {path: n, method: post, topicName: to}", ":sns:path//", "Action=Publish&Message=%7B%7D&TopicArn=arn%3Aaws%3Asns%3A"),
        ("sqs: {path: q, method: post, queueName: qu}", "/qu", "{statusCode:200}"),
        (
            "eventbridge: {path: e, method: post, eventBusName: b, source: {queryStringParam: s}, detailType: d}",
            ":events:action/PutEvents",
            '{"Entries": [{"Detail": "{}", "DetailType": "d", "EventBusName": "b", "Source": "src"}]}',
        ),
    ],
)
def test_a_proxy_to_another_service_sends_what_the_plugin_sends(written: str, uri: str, kind: str) -> None:
    found = imported(PROXY % written)
    call = {"querystring": {"s": "src"}, "body": "{}"}
    made = evaluate(Scenario.from_document({**found.operations[0].scenario.document, "request": call}))
    assert method(found)["methodIntegration"]["uri"].endswith(uri)
    assert made.integrationRequest is not None
    assert made.integrationRequest.body.startswith(kind)


def test_a_proxy_to_s3_maps_its_key() -> None:
    integration = proxy("s3: {path: 'f/{k}', method: put, action: PutObject, bucket: bu, key: {pathParam: k}}")
    assert (integration["httpMethod"], integration["passthroughBehavior"]) == ("PUT", "WHEN_NO_MATCH")
    assert integration["requestParameters"]["integration.request.path.bucket"] == "'bu'"
    assert integration["requestParameters"]["integration.request.path.object"] == "method.request.path.k"
    found = method(
        imported(PROXY % "s3: {path: 'f/{k}', method: get, action: GetObject, bucket: bu, objectPrefix: p, key: {pathParam: k}}")
    )
    assert found["requestParameters"] == {"method.request.path.k": True}
    assert found["methodIntegration"]["uri"].endswith(":s3:path/{bucket}/{objectPrefix}/{object}")
    mapped = found["methodIntegration"]["integrationResponses"]["200"]["responseParameters"]
    assert mapped["method.response.header.Content-Type"] == "integration.response.header.Content-Type"


def test_responses_of_a_proxy_are_as_listed_or_by_name() -> None:
    head = f"dynamodb: {{path: 'x/{{id}}', method: get, tableName: t, action: GetItem, {KEY}, "
    listed = proxy(head + "cors: true, response: [{statusCode: 404, responseTemplates: {application/json: n}}, {statusCode: 200}]}")
    assert responses(listed) == {"404": ("404", {JSON: "n"}), "200": ("200", {})}
    assert listed["integrationResponses"]["404"]["responseParameters"] == {"method.response.header.Access-Control-Allow-Origin": "'*'"}
    named = proxy(head + "response: {template: {success: s, serverError: e}}}")
    assert responses(named) == {"200": ("200", {JSON: "s"}), "400": ("400", {}), "500": ("500", {JSON: "e"})}
    own = responses(proxy(head.rstrip(", ") + "}"))
    assert [(key, pattern) for key, (pattern, _) in own.items()] == [("200", r"2\d{2}"), ("400", r"4\d{2}"), ("500", r"5\d{2}")]


def test_records_of_a_proxy_to_kinesis_say_their_partitions() -> None:
    found = imported(PROXY % "kinesis: {path: k, method: post, action: PutRecords, streamName: st}")
    call = {"body": '{"records": [{"data": "x", "partition-key": "p"}]}'}
    made = evaluate(Scenario.from_document({**found.operations[0].scenario.document, "request": call}))
    assert made.integrationRequest is not None
    assert json.loads(made.integrationRequest.body) == {"StreamName": "st", "Records": [{"Data": "eA==", "PartitionKey": "p"}]}


def test_a_proxy_to_dynamodb_may_write_items_without_a_key_of_its_own() -> None:
    found = imported(PROXY % "dynamodb: {path: x, method: post, tableName: t, action: PutItem}")
    made = evaluate(Scenario.from_document({**found.operations[0].scenario.document, "request": {"body": '{"a": {"S": "x"}}'}}))
    assert made.integrationRequest is not None
    assert json.loads(made.integrationRequest.body) == {"TableName": "t", "Item": {"a": {"S": "x"}}}
