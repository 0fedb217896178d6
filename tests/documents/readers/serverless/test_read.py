"""A service of the Serverless Framework → operations: events, service proxies, its own resources, what is around them, what is left out."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from playground import Scenario, evaluate
from playground.documents.pasted import import_text
from playground.errors import InvalidDocument
from tests.documents.readers.serverless.services import JSON, KEY, LAMBDA, PROXY, event, imported, method, responses


def test_an_event_with_integration_lambda_is_a_method_with_its_templates() -> None:
    found = event(
        "integration: lambda\nprivate: true\nrequest:\n  passThrough: WHEN_NO_TEMPLATES\n  parameters:\n    paths: {id: true}\n"
        "    querystrings: {q: false, r: {required: true, mappedValue: context.stage}}\n"
        "  template: {application/json: '{\"id\": 1}', application/x-www-form-urlencoded: null}\n"
        "response:\n  headers: {X-A: \"'a'\"}\n  template: '{\"ok\": true}'\n  statusCodes:\n"
        "    404: {pattern: '.*none.*', template: '{\"ok\": false}', headers: {X-A: \"'b'\"}}\n    200: {pattern: ''}"
    )
    integration = found["methodIntegration"]
    assert (found["httpMethod"], found["apiKeyRequired"], found["authorizationType"]) == ("PUT", True, "NONE")
    assert found["requestParameters"] == {
        "method.request.path.id": True,
        "method.request.querystring.q": False,
        "method.request.querystring.r": True,
    }
    assert integration["requestParameters"] == {
        "integration.request.path.id": "method.request.path.id",
        "integration.request.querystring.q": "method.request.querystring.q",
        "integration.request.querystring.r": "context.stage",
    }
    assert integration["uri"].endswith(":function:shop-s1-f/invocations")
    assert (integration["type"], integration["passthroughBehavior"]) == ("AWS", "WHEN_NO_TEMPLATES")
    assert integration["requestTemplates"] == {JSON: '{"id": 1}'}
    assert responses(integration) == {"200": (None, {JSON: '{"ok": true}'}), "404": (".*none.*", {JSON: '{"ok": false}'})}
    assert integration["integrationResponses"]["404"]["responseParameters"] == {"method.response.header.X-A": "'b'"}
    assert list(found["methodResponses"]) == ["200", "404"]
    assert all(one["responseParameters"] == {"method.response.header.X-A": True} for one in found["methodResponses"].values())


def test_what_an_event_does_not_say_the_framework_adds() -> None:
    integration = event("integration: lambda")["methodIntegration"]
    assert integration["passthroughBehavior"] == "NEVER"
    assert list(integration["integrationResponses"]) == ["200", "400", "401", "403", "404", "422", "500", "502", "504"]
    assert responses(integration)["404"] == (r"[\s\S]*\[404\][\s\S]*", {})
    assert list(integration["requestTemplates"]) == [JSON, "application/x-www-form-urlencoded"]


@pytest.mark.parametrize(
    ("kind", "body", "gives"),
    [
        (JSON, '{"a": ["it\'s"]}', {"a": ["it's"]}),
        ("application/x-www-form-urlencoded", "a=it%27s&b=%22x%22&c", {"a": "it's", "b": '"x"', "c": ""}),
    ],
)
def test_the_templates_that_are_added_send_the_whole_call(kind: str, body: str, gives: Any) -> None:
    scenario = imported(
        LAMBDA % "          integration: lambda\n          authorizer: {name: f, claims: [email, 'custom:tenant']}\n"
    ).operations[0]
    call = {"path": {"id": "7"}, "querystring": {"q": "it's"}, "header": {"Content-Type": kind}, "body": body}
    claims = {"authorizer": {"principalId": "p", "claims": {"sub": "s", "email": "e", "custom:tenant": "t"}}}
    document = {**scenario.scenario.document, "request": call, "stageVariables": {"v": "1"}}
    document["context"] = {**document["context"], **claims}
    made = evaluate(Scenario.from_document(document))
    assert made.integrationRequest is not None
    sent = json.loads(made.integrationRequest.body)
    assert (sent["body"], sent["method"], sent["requestPath"]) == (gives, "PUT", "/items/{id}")
    assert (sent["path"], sent["query"], sent["stageVariables"]) == ({"id": "7"}, {"q": "it's"}, {"v": "1"})
    assert sent["cognitoPoolClaims"] == {"email": "e", "tenant": "t", "sub": "s"}
    assert sent["principalId"] == "p"


@pytest.mark.parametrize(
    ("lines", "kind", "more"),
    [
        ("authorizer: aws_iam", "AWS_IAM", {}),
        ("authorizer: guard", "CUSTOM", {}),
        ("authorizer: {type: REQUEST, authorizerId: abc}", "CUSTOM", {"authorizerId": "abc"}),
        ("authorizer: {type: COGNITO_USER_POOLS, authorizerId: p, scopes: [a/b]}", "COGNITO_USER_POOLS", {"authorizationScopes": ["a/b"]}),
        ("authorizer: {arn: 'arn:aws:cognito-idp:x:1:userpool/p'}", "COGNITO_USER_POOLS", {}),
    ],
)
def test_who_may_call_is_told(lines: str, kind: str, more: dict[str, Any]) -> None:
    found = event(lines)
    assert found["authorizationType"] == kind
    assert found.items() >= more.items()


def test_an_event_may_be_a_line_or_another_integration() -> None:
    found = imported(
        "functions:\n  - f: {events: [http: GET a, http: {path: /, method: any}]}\n  - g:\n      events:\n"
        "        - http: {path: b, method: get, integration: http, request: {uri: 'https://x.test/b'}"
        ", response: {statusCodes: {200: {pattern: ''}}}}\n"
        "        - http: {path: c, method: post, integration: mock, request: {template: {application/json: '{\"statusCode\": 200}'}}}\n"
        "        - http: {path: d, method: post, async: true}\n"
    )
    assert [one.name for one in found.operations] == ["GET /a", "ANY /", "GET /b", "POST /c", "POST /d"]
    kinds = [method(found, index)["methodIntegration"]["type"] for index in range(5)]
    assert kinds == ["AWS_PROXY", "AWS_PROXY", "HTTP", "MOCK", "AWS"]
    assert method(found, 2)["methodIntegration"]["uri"] == "https://x.test/b"
    assert method(found, 4)["methodIntegration"]["requestParameters"] == {"integration.request.header.X-Amz-Invocation-Type": "'Event'"}


def test_schemas_become_models_and_a_validator() -> None:
    found = imported(
        LAMBDA % "          request:\n            schemas:\n              application/json: {type: object, required: [a]}\n"
        "              text/json: shared\n",
        ", apiGateway: {binaryMediaTypes: [image/png], request: {schemas: {shared: {name: Shared, schema: {type: array}}}}}",
    )
    scenario = found.operations[0].scenario.document
    made = scenario["method"]
    api = scenario["api"]
    assert api["requestValidators"][made["requestValidatorId"]] == {"validateRequestBody": True, "validateRequestParameters": True}
    assert api["models"][made["requestModels"][JSON]]["schema"] == {"type": "object", "required": ["a"]}
    assert made["requestModels"]["text/json"] == "Shared"
    assert api["models"]["Shared"]["schema"] == {"type": "array"}
    assert api["binaryMediaTypes"] == ["image/png"]


def test_cors_adds_headers_and_its_own_method_is_left_out() -> None:
    found = imported(LAMBDA % "          integration: lambda\n          cors: {origin: 'https://a.test', allowCredentials: true}\n")
    headers = method(found)["methodIntegration"]["integrationResponses"]["200"]["responseParameters"]
    assert headers == {
        "method.response.header.Access-Control-Allow-Origin": "'https://a.test'",
        "method.response.header.Access-Control-Allow-Credentials": "'true'",
    }
    assert [one.name for one in found.leftOut] == ["OPTIONS /items/{id}"]


def test_own_resources_change_those_that_are_made() -> None:
    found = imported(
        PROXY % f"dynamodb: {{path: 'x/{{id}}', method: get, tableName: {{Ref: T}}, action: GetItem, {KEY}}}" + "resources:\n"
        "  - ${file(more.yml)}\n"
        "  - Resources:\n      T: {Type: 'AWS::DynamoDB::Table', Properties: {TableName: '${self:service}-t'}}\n"
        "    extensions:\n      ApiGatewayMethodXIdVarGet:\n"
        "        Properties: {Integration: {PassthroughBehavior: WHEN_NO_MATCH}}\n",
        files={
            "more.yml": "Resources:\n  M:\n    Type: AWS::ApiGateway::Method\n    Properties:\n      HttpMethod: GET\n"
            "      ResourceId: {Ref: ApiGatewayResourceX}\n      RestApiId: {Ref: ApiGatewayRestApi}\n"
            "      Integration:\n        Type: MOCK\n"
            '        RequestTemplates: {application/json: !Sub \'{"t": "${T} ${self:provider.stage}"}\'}\n'
        },
    )
    assert [one.name for one in found.operations] == ["GET /x/{id}", "GET /x"]
    first, second = (method(found, index)["methodIntegration"] for index in (0, 1))
    assert first["passthroughBehavior"] == "WHEN_NO_MATCH"
    assert json.loads(first["requestTemplates"][JSON].replace("$input.params().path.id", ""))["TableName"] == "shop-t"
    assert second["requestTemplates"][JSON] == '{"t": "shop-t s1"}'


def test_what_cannot_be_used_is_left_out_with_its_place() -> None:
    found = imported(
        "functions:\n  f:\n    events:\n      - schedule: rate(1 day)\n      - httpApi: GET /v2\n      - http: GET a\n"
        "      - http: {path: b}\n      - http: {path: c, method: get, integration: magic}\n      - http: 5\n"
        "custom:\n  apiGatewayServiceProxies:\n    - lambda: {path: z, method: get}\n"
        "    - dynamodb: {path: y, method: get, action: GetItem}\n"
    )
    assert [one.name for one in found.operations] == ["GET /a"]
    assert [(one.name, one.start.line) for one in found.leftOut] == [
        ("f: httpApi", 7),
        ("f: http", 9),
        ("f: http", 10),
        ("f: http", 11),
        ("GET z", 14),
        ("GET y", 15),
    ]


def test_own_resources_refer_to_what_the_framework_makes_by_its_logical_ids() -> None:
    found = imported(
        "functions:\n  get-item:\n    events: [http: {path: 'users/{userId}', method: get}]\n"
        "resources:\n  Resources:\n    M:\n      Type: AWS::ApiGateway::Method\n      Properties:\n        HttpMethod: POST\n"
        "        RestApiId: !Ref ApiGatewayRestApi\n        ResourceId: !Ref ApiGatewayResourceUsersUseridVar\n"
        "        Integration:\n          Type: AWS\n          Uri: !Sub 'a:lambda:path/f/${GetDashitemLambdaFunction.Arn}/invocations'\n"
        "          Credentials: !GetAtt IamRoleLambdaExecution.Arn\n"
        '          RequestTemplates: {application/json: !Sub \'{"f": "${GetDashitemLambdaFunction}"}\'}\n'
    )
    assert [one.name for one in found.operations] == ["GET /users/{userId}", "POST /users/{userId}"]
    assert found.operations[1].notes == []
    assert method(found, 1)["methodIntegration"]["requestTemplates"] == {JSON: '{"f": "shop-s1-get-item"}'}


def test_paths_that_differ_in_case_alone_are_two_resources() -> None:
    found = imported("functions: {f: {events: [http: GET Items/a, http: GET items/b]}}\n")
    assert [one.name for one in found.operations] == ["GET /Items/a", "GET /items/b"]


def test_what_cannot_be_known_costs_itself_alone() -> None:
    found = imported(
        "custom: {a: '${self:custom.b}', b: '${self:custom.a}'}\n"
        "functions:\n  f: {events: [http: GET x, http: {path: '${self:custom.a}', method: get}]}\n  g: '${self:custom.a}'\n"
        "resources:\n  Resources:\n    B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: '${self:custom.b}'}}\n"
        "    M: {Type: 'AWS::ApiGateway::Method', Properties: {HttpMethod: GET, RestApiId: !Ref ApiGatewayRestApi, "
        "ResourceId: !Ref ApiGatewayResourceX, Integration: {Type: MOCK}}}\n"
    )
    assert [one.name for one in found.operations] == ["GET /x", "GET /x"]
    assert [one.name for one in found.leftOut] == ["f", "g", "B"]
    assert {one.why for one in found.leftOut} == {"this leads in a circle, back to itself"}


def test_the_cause_of_what_cannot_be_known_is_told_once() -> None:
    found = import_text("service: '${self:service}'\nprovider: {name: aws}\nfunctions: {f: {events: [http: GET a]}}\n", "serverless.yml")
    assert [(one.name, one.start.line) for one in found.leftOut] == [("service", 1)]


@pytest.mark.slow
def test_many_methods_of_one_path_take_time_in_proportion_and_long_paths_are_refused() -> None:
    started = time.process_time()
    assert len(imported("functions:\n  f:\n    events:\n" + "      - http: GET a\n" * 1_500).operations) == 1_500
    assert time.process_time() - started < 8  # one, on a machine with nothing else to do
    found = imported(f"functions: {{f: {{events: [http: GET a, http: GET {'/a' * 5_000}]}}}}\n")
    assert [one.why for one in found.leftOut] == ["its path has more than 100 parts"]


def test_answers_of_a_mock_are_those_that_are_given() -> None:
    found = event(
        "integration: mock\nrequest: {template: {application/json: '{\"statusCode\": 201}'}}\n"
        "response: {statusCodes: {201: {pattern: '201', template: a, contentHandling: CONVERT_TO_TEXT}}}"
    )
    assert responses(found["methodIntegration"]) == {"201": ("201", {JSON: "a"})}
    assert found["methodIntegration"]["integrationResponses"]["201"]["contentHandling"] == "CONVERT_TO_TEXT"


def test_plugins_name_binary_types_and_validators() -> None:
    text = (
        "custom: {apigwBinary: {types: [image/png]}}\n"
        + LAMBDA % "          integration: lambda\n          reqValidatorName: OnlyParameters\n"
        + "resources:\n  Resources:\n    OnlyParameters:\n      Type: AWS::ApiGateway::RequestValidator\n"
        + "      Properties: {RestApiId: !Ref ApiGatewayRestApi, ValidateRequestParameters: true}\n"
    )
    scenario = imported(text).operations[0].scenario.document
    validators = scenario["api"]["requestValidators"]
    assert scenario["api"]["binaryMediaTypes"] == ["image/png"]
    assert validators[scenario["method"]["requestValidatorId"]] == {"validateRequestParameters": True}


def test_what_was_packaged_is_read_as_its_template() -> None:
    integration = {"Type": "MOCK", "RequestTemplates": {JSON: "{}"}}
    resources = {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "a"}},
        "M": {
            "Type": "AWS::ApiGateway::Method",
            "Properties": {
                "HttpMethod": "GET",
                "RestApiId": {"Ref": "Api"},
                "ResourceId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
                "Integration": integration,
            },
        },
    }
    state = {"service": {"service": "s", "provider": {"compiledCloudFormationTemplate": {"Resources": resources}}}, "package": {}}
    found = import_text(json.dumps(state), "serverless-state.json")
    assert [one.name for one in found.operations] == ["GET /"]
    assert "packaged" in found.what


def test_a_service_of_another_provider_says_so() -> None:
    with pytest.raises(InvalidDocument) as caught:
        import_text("service: s\nprovider: {name: google}\nfunctions: {f: {events: [http: path]}}\n", "serverless.yml")
    assert any("the provider google" in one.message for one in caught.value.problems)


def test_a_service_without_an_api_says_what_was_looked_for() -> None:
    with pytest.raises(InvalidDocument) as caught:
        imported("functions: {f: {handler: a.b}}\n")
    assert any("no http event" in one.message for one in caught.value.problems)


def test_a_service_may_be_json() -> None:
    text = json.dumps({"service": {"name": "s"}, "provider": {"name": "aws"}, "functions": {"f": {"events": [{"http": "GET a"}]}}})
    assert [one.name for one in import_text(text, "serverless.json").operations] == ["GET /a"]


@pytest.mark.slow
def test_five_hundred_operations_are_read_in_seconds() -> None:
    events = "".join(
        f"      - http:\n          path: p{index}/{{id}}\n          method: get\n          integration: lambda\n"
        f'          request:\n            template:\n              application/json: \'{{"n": {index}, "t": "${{self:custom.t}}"}}\'\n'
        for index in range(500)
    )
    started = time.process_time()
    found = imported("custom: {t: x}\nfunctions:\n  f:\n    handler: a.b\n    events:\n" + events)
    assert len(found.operations) == 500
    assert time.process_time() - started < 6  # two, on a machine with nothing else to do
