"""The log of a call: AWS's lines, in AWS's order."""

from __future__ import annotations

from typing import Any

import pytest

from playground import Scenario, evaluate
from playground.gateway.endpoint import address

FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:boats"
LAMBDA = f"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"
INVOKED = f"https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/{FUNCTION}/invocations"
GET_ITEM = "arn:aws:apigateway:eu-central-1:dynamodb:action/GetItem"


def log(document: dict[str, Any]) -> list[str]:
    return evaluate(Scenario.from_document(document)).log


def method(**integration: Any) -> dict[str, Any]:
    answers = {"200": {"statusCode": "200", "responseTemplates": {"application/json": '{"ok":true}'}}}
    return {"httpMethod": "POST", "methodIntegration": {"type": "AWS", "integrationResponses": answers, **integration}}


CALL = {"path": {"id": "7"}, "querystring": {"page": "2"}, "header": {"Accept": "*/*"}, "body": '{"a":1}'}
CONTEXT = {"requestId": "r-1", "path": "/test/boats/7", "stage": "test"}
BEGIN = [
    "Execution log for request r-1",
    "Starting execution for request: r-1",
    "HTTP Method: POST, Resource Path: /boats/7",
    "Method request path: {id=7}",
    "Method request query string: {page=2}",
    "Method request headers: {Accept=*/*}",
    'Method request body before transformations: {"a":1}',
]
END = [
    'Method response body after transformations: {"ok":true}',
    "Method response headers: {Content-Type=application/json}",
    "Successfully completed execution",
    "Method completed with status: 200",
]


def test_a_mock_has_no_line_of_an_integration() -> None:
    mock = method(type="MOCK", requestTemplates={"application/json": '{"statusCode":200}'})
    assert log({"method": mock, "request": CALL, "context": CONTEXT}) == [*BEGIN, *END]


@pytest.mark.parametrize(
    ("uri", "url"),
    [
        (LAMBDA, INVOKED),
        (GET_ITEM, "https://dynamodb.eu-central-1.amazonaws.com/?Action=GetItem"),
        ("http://a.example/b", "http://a.example/b"),
    ],
)
def test_an_integration_is_named_by_the_address_that_is_called(uri: str, url: str) -> None:
    backend = {"header": {"Date": "d", "Content-Type": "application/json"}, "body": '{"n":5}'}
    integration = method(
        uri=uri, requestTemplates={"application/json": '{"b":2}'}, requestParameters={"integration.request.header.X": "'x'"}
    )
    assert log({"method": integration, "request": CALL, "context": CONTEXT, "backend": backend}) == [
        *BEGIN,
        f"Endpoint request URI: {url}",
        "Endpoint request headers: {X=x}",
        'Endpoint request body after transformations: {"b":2}',
        f"Sending request to {url}",
        "Received response. Status: 200, Integration latency: 0 ms",
        "Endpoint response headers: {Date=d, Content-Type=application/json}",
        'Endpoint response body before transformations: {"n":5}',
        *END,
    ]


def test_what_is_not_sent_is_not_in_the_log() -> None:
    lines = log({"method": method(uri="arn:aws:apigateway:eu-west-1:s3:path/a/b"), "request": CALL, "context": CONTEXT})
    assert [line.split(":")[0] for line in lines[len(BEGIN) :]] == [
        "Endpoint request URI",
        "Endpoint request headers",
        "Endpoint request body after transformations",
    ]


@pytest.mark.parametrize(
    ("uri", "url"),
    [
        (
            "arn:aws:apigateway:us-east-1:sqs:path/111122223333/intake",
            "https://sqs.us-east-1.amazonaws.com/111122223333/intake?a=b%20c&%26=%2F",
        ),
        ("arn:aws:apigateway:us-east-1:dynamodb:action/Query", "https://dynamodb.us-east-1.amazonaws.com/?Action=Query&a=b%20c&%26=%2F"),
        ("arn:aws:apigateway:us-east-1:s3:path/{bucket}/{key}", "https://s3.us-east-1.amazonaws.com/photos/a%2Fb?a=b%20c&%26=%2F"),
        (
            "arn:aws:apigateway:us-east-1:abc.appsync-api:path/graphql",
            "https://abc.appsync-api.us-east-1.amazonaws.com/graphql?a=b%20c&%26=%2F",
        ),
        ("arn:aws-cn:apigateway:cn-north-1:sns:action/Publish", "https://sns.cn-north-1.amazonaws.com.cn/?Action=Publish&a=b%20c&%26=%2F"),
        ("arn:aws-us-gov:apigateway:us-gov-west-1:sns:path//", "https://sns.us-gov-west-1.amazonaws.com//?a=b%20c&%26=%2F"),
        ("https://${stageVariables.host}/{key}/{other}?x=1", "https://api.example.org/a%2Fb/{other}?x=1&a=b%20c&%26=%2F"),
        ("arn:aws:lambda:us-east-1:1:function:f", "arn:aws:lambda:us-east-1:1:function:f?a=b%20c&%26=%2F"),
    ],
)
def test_an_address_is_made_of_the_uri_and_what_is_sent(uri: str, url: str) -> None:
    assert address(uri, {"bucket": "photos", "key": "a%2Fb"}, {"a": "b c", "&": "/"}, {"host": "api.example.org"}) == url


def test_names_stand_in_the_order_of_a_hash_map() -> None:
    header = {"Origin": "1", "Host": "1", "Accept": ["1", "2"], "User-Agent": "1"}
    mapped = {f"integration.request.header.{name}": "'1'" for name in ("Host", "User-Agent", "Origin")}
    lines = log({"method": method(uri=LAMBDA, requestParameters=mapped), "request": {"header": header}})
    assert "Method request headers: {Origin=1, Accept=1,2, User-Agent=1, Host=1}" in lines
    assert "Endpoint request headers: {Origin=1, User-Agent=1, Host=1}" in lines


def test_the_content_type_comes_behind_what_is_mapped() -> None:
    answers = {"200": {"statusCode": "200", "responseParameters": {"method.response.header.Location": "'/a'"}}}
    assert "Method response headers: {Location=/a, Content-Type=application/json}" in log(
        {"method": method(integrationResponses=answers), "backend": {}}
    )


@pytest.mark.parametrize(
    ("path", "stage", "shown"),
    [
        ("/prod/a/b", "prod", "/a/b"),
        ("/prod", "prod", "/"),
        ("/product/a", "prod", "/product/a"),
        ("/a/prod", "prod", "/a/prod"),
        ("/prod/prod", "prod", "/prod"),
        ("/a", "", "/a"),
    ],
)
def test_the_resource_path_leaves_out_the_stage(path: str, stage: str, shown: str) -> None:
    assert f"HTTP Method: POST, Resource Path: {shown}" in log({"method": method(), "context": {"path": path, "stage": stage}})


MOCK = {"type": "MOCK", "requestTemplates": {"application/json": '{"statusCode":200}'}}
DEFAULT = {"statusCode": "200"}
FAILED = "Execution failed due to configuration error"


@pytest.mark.parametrize(
    ("integration", "reason"),
    [
        ({"requestTemplates": {"application/json": "#if("}}, "Unable to transform request"),
        ({"integrationResponses": {"200": {**DEFAULT, "responseTemplates": {"application/json": "#end"}}}}, "Unable to transform response"),
        (
            {**MOCK, "requestTemplates": {"application/json": "{}"}},
            "Unable to parse statusCode. It should be an integer that is defined in the request template.",
        ),
        (
            {"integrationResponses": {"404": {"statusCode": "404", "selectionPattern": "404"}}},
            "No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 200",
        ),
        ({"integrationResponses": {"201": {"statusCode": "201"}}}, "Output mapping refers to an invalid method response: 201"),
    ],
)
def test_a_failure_ends_the_log_with_aws_s_reason(integration: dict[str, Any], reason: str) -> None:
    document = {"method": {**method(uri=GET_ITEM, **integration), "methodResponses": {"200": {}, "404": {}}}, "backend": {"body": "{}"}}
    assert log(document)[-2:] == [f"{FAILED}: {reason}", "Method completed with status: 500"]


def test_no_words_are_put_into_aws_s_mouth() -> None:
    """Where AWS's words for a reason are not known, none are given; an answer below 500 is no configuration error."""
    refused = method(requestParameters={"integration.request.header.Expect": "'x'"})
    assert log({"method": refused, "backend": {}})[-2:] == [FAILED, "Method completed with status: 500"]
    unsupported = log({"method": method(passthroughBehavior="NEVER"), "request": {"body": "x"}, "backend": {}})
    assert (unsupported[-1], [line for line in unsupported if FAILED in line]) == ("Method completed with status: 415", [])


def test_a_proxy_s_log_ends_as_well() -> None:
    assert log({"method": method(type="HTTP_PROXY"), "backend": {"status": 201, "body": "B"}})[-4:] == [
        "Method response body after transformations: B",
        "Method response headers: {Content-Type=application/json}",
        "Successfully completed execution",
        "Method completed with status: 201",
    ]
