"""Requests to other services than DynamoDB: what their models say, and how the URI names them.

Evidence: documented: API references of the services.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground.services import request_check
from playground.services.target import Target, target_of
from tests.services.test_request_check import found


@pytest.mark.parametrize(
    ("service", "action", "body", "code"),
    [
        ("states", "StartExecution", {"input": "{}"}, "request.member"),
        ("kinesis", "PutRecord", {"StreamName": "s", "PartitionKey": "p", "Data": "not base64"}, "request.type"),
        ("events", "PutEvents", {"Entries": {}}, "request.type"),
        ("firehose", "PutRecrd", {}, "request.action"),
        ("sqs", "", "Action=SendMesage&MessageBody=x", "request.action"),
        ("sqs", "", "Action=SendMessage&MessageBody=a & b", "request.json"),
        ("sqs", "", "Action=SendMessage", "request.member"),
        ("sns", "", "Message=x", "request.member"),
    ],
)
def test_other_services_are_checked_by_their_models(service: str, action: str, body: Any, code: str) -> None:
    assert [one.code for one in found(action, body, service)][:1] == [code]


@pytest.mark.parametrize(
    ("service", "action", "body"),
    [
        ("states", "StartExecution", {"input": "{}", "stateMachineArn": "arn:x"}),
        ("kinesis", "PutRecord", {"StreamName": "s", "PartitionKey": "p", "Data": "aGk="}),
        ("sqs", "", "Action=SendMessage&MessageBody=a%20%26%20b&MessageAttribute.1.Name=n&MessageAttribute.1.Value.StringValue=v"),
        ("sns", "", "Action=Publish&TopicArn=arn&Message=hi"),
        ("s3", "", "anything & at = all"),
        ("lambda", "Invoke", {"any": "thing"}),
    ],
)
def test_other_services_take_what_is_right(service: str, action: str, body: Any) -> None:
    assert found(action, body, service) == []


@pytest.mark.parametrize(
    ("service", "body", "content_type", "kind"),
    [
        ("lambda", "{'a': 1}", "", "InvalidRequestContentException"),
        ("dynamodb", '{"a": 1,}', "", "SerializationException"),
        ("http", "{a", "application/json", None),
    ],
)
def test_a_body_that_is_no_json_is_refused(service: str, body: str, content_type: str, kind: str | None) -> None:
    broken = request_check.broken_json(Target(service, "GetItem"), body, content_type)
    assert broken is not None
    assert (broken[1].kind if broken[1] else None) == kind
    assert broken[1] is None or json.loads(broken[1].text)


@pytest.mark.parametrize(
    ("service", "body", "content_type"),
    [("http", "<a/>", "application/json"), ("http", "{a", "text/plain"), ("sqs", "Action=x", ""), ("s3", "{a", ""), ("lambda", "", "")],
)
def test_what_is_not_read_as_json_may_be_anything(service: str, body: str, content_type: str) -> None:
    assert request_check.broken_json(Target(service), body, content_type) is None


@pytest.mark.parametrize(
    ("kind", "uri", "headers", "target"),
    [
        ("AWS", "arn:aws:apigateway:eu-west-1:dynamodb:action/Query", {}, Target("dynamodb", "Query", is_in_uri=True)),
        ("AWS", "arn:aws:apigateway:eu-west-1:dynamodb:path//", {"x-amz-target": "DynamoDB_20120810.Scan"}, Target("dynamodb", "Scan")),
        ("AWS", "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations", {}, Target("lambda", "Invoke")),
        ("AWS", "arn:aws:apigateway:eu-west-1:sqs:path/1/q", {}, Target("sqs")),
        ("AWS", "arn:aws:apigateway:eu-west-1:states:action/StartExecution", {}, Target("states", "StartExecution", is_in_uri=True)),
        ("HTTP", "https://example.org/", {}, Target("http")),
        ("AWS", "", {}, Target("http")),
    ],
)
def test_the_uri_names_the_service_and_the_action(kind: str, uri: str, headers: dict[str, str], target: Target) -> None:
    assert target_of(kind, uri, headers) == target
