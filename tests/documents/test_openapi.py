"""An OpenAPI document gives every operation, with the places of its templates, and says what it leaves out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Limits, Scenario, evaluate
from playground.errors import InvalidDocument
from playground.evaluator import tools

DOCUMENT = """\
openapi: 3.0.1
security: [{key: []}]
paths:
  /dogs:
    options:
      security: []
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {application/json: '{"statusCode": 204}'}
        responses: {default: {statusCode: 204}}
    post:
      responses: {"201": {$ref: "#/components/responses/Made"}, "400": {$ref: "#/components/responses/Loop"}}
      x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/put"}
    get: {responses: {}}
    parameters: []
  /cats/{id}:
    $ref: "#/x-cats"
  /round:
    $ref: "#/paths/~1again"
  /again:
    $ref: "#/paths/~1round"
  /elsewhere:
    $ref: other.yaml
  /nowhere: {get: {$ref: "#/nothing"}}
  /list: [get]
  /wrong:
    get:
      x-amazon-apigateway-integration:
        type: aws
        requestTemplates: text
  /text: {get: {x-amazon-apigateway-integration: mock}}
  /status: {get: {x-amazon-apigateway-integration: {type: mock, responses: {default: {statusCode: FINE}}}}}
  x-note: none
x-cats:
  delete:
    security: [{mine: []}]
    x-amazon-apigateway-integration: {type: AWS, uri: "arn:aws:apigateway:eu-west-1:dynamodb:action/Scan", responses: {"2..": {}}}
x-amazon-apigateway-binary-media-types: [image/png]
components:
  responses:
    Made: {headers: {Location: {schema: {type: string}}}}
    Loop: {$ref: "#/components/responses/Pool"}
    Pool: {$ref: "#/components/responses/Loop"}
  securitySchemes:
    key: {type: apiKey, name: x-api-key, in: header}
    mine: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: {type: token}}
  x-amazon-apigateway-integrations:
    put:
      type: aws
      uri: arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem
      requestTemplates:
        application/json: |
          {"TableName": "dogs"}
      responses:
        default:
          statusCode: 201
          responseTemplates:
            application/json: "made $input.json('$.a')"
"""


def read(text: str, name: str = "") -> dict[str, Any]:
    return tools.answer("import", {"text": text, "name": name}, Limits())


def test_every_operation_comes_in_document_order_and_the_first_that_is_no_mock_is_chosen() -> None:
    made = read(DOCUMENT)
    assert made["what"] == "an OpenAPI 3.0 document"
    assert [one["name"] for one in made["operations"]] == ["OPTIONS /dogs", "POST /dogs", "DELETE /cats/{id}"]
    assert made["scenario"] == made["operations"][1]["scenario"]
    assert all(one["scenario"]["api"]["binaryMediaTypes"] == ["image/png"] for one in made["operations"])


def test_templates_have_their_places_in_the_document() -> None:
    lines = DOCUMENT.split("\n")
    templates = [one["templates"] for one in read(DOCUMENT)["operations"]]
    assert [[one["where"].rpartition("/methodIntegration/")[2] for one in each] for each in templates] == [
        ["requestTemplates/application~1json"],
        ["requestTemplates/application~1json", "integrationResponses/201/responseTemplates/application~1json"],
        [],
    ]
    first, second = templates[1]
    assert lines[first["start"]["line"] - 1][first["start"]["column"] - 1 :] == "|"
    line = lines[second["start"]["line"] - 1]
    assert line[second["start"]["column"] - 1 : second["end"]["column"] - 1] == "\"made $input.json('$.a')\""


def test_what_is_no_operation_is_left_out_with_its_reason_and_place() -> None:
    left = {one["name"]: one for one in read(DOCUMENT)["leftOut"]}
    expected = {
        "GET /dogs": ("it has no x-amazon-apigateway-integration", "    get: {"),
        "/round": ("in a circle", "  /round"),
        "/again": ("in a circle", "  /again"),
        "/elsewhere": ("another file", "  /elsewhere"),
        "GET /nowhere": ("leads to nothing", "  /nowhere"),
        "/list": ("must be a mapping", "  /list"),
        "GET /wrong": ("requestTemplates must be an object", "        requestTemplates: text"),
        "GET /text": ("must be a mapping", "  /text"),
        "GET /status": ("statusCode must be a status code", "  /status"),
    }
    assert left.keys() == expected.keys()
    lines = DOCUMENT.split("\n")
    for name, (why, line) in expected.items():
        assert why in left[name]["why"]
        assert lines[left[name]["start"]["line"] - 1].startswith(line)


def test_references_lead_to_integrations_responses_and_paths() -> None:
    _, post, delete = read(DOCUMENT)["operations"]
    responses = post["scenario"]["method"]["methodResponses"]
    assert responses["201"]["responseParameters"] == {"method.response.header.Location": False}
    assert ["The declared response 400" in note["message"] for note in post["notes"]] == [True]
    assert delete["scenario"]["context"] == {"resourcePath": "/cats/{id}"}
    result = evaluate(
        Scenario.from_document({**post["scenario"], "request": {"header": {"x-api-key": "k"}}, "backend": {"body": '{"a": 1}'}})
    )
    assert (result.status, result.body) == (201, "made 1")
    assert result.integrationRequest is not None
    assert result.integrationRequest.body == '{"TableName": "dogs"}\n'


def test_how_an_operation_is_secured() -> None:
    methods = [one["scenario"]["method"] for one in read(DOCUMENT)["operations"]]
    assert [(one.get("apiKeyRequired"), one.get("authorizationType")) for one in methods] == [(None, None), (True, None), (None, "CUSTOM")]


@pytest.mark.parametrize(
    ("scheme", "auth", "kind"),
    [
        ({"x-amazon-apigateway-authtype": "awsSigv4"}, None, "AWS_IAM"),
        ({"x-amazon-apigateway-authorizer": {"type": "cognito_user_pools"}}, None, "COGNITO_USER_POOLS"),
        ({"x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": {"type": "request"}}, None, "CUSTOM"),
        ({"x-amazon-apigateway-authtype": 5, "x-amazon-apigateway-authorizer": []}, None, None),
        ({}, {"type": "aws_iam"}, "AWS_IAM"),
    ],
)
def test_the_kinds_of_authorizers(scheme: dict[str, Any], auth: object, kind: str | None) -> None:
    operation = {"security": [{"s": []}, 5], "x-amazon-apigateway-integration": {"type": "mock"}, "x-amazon-apigateway-auth": auth}
    document = {"swagger": "2.0", "securityDefinitions": {"s": {"type": "apiKey", **scheme}}, "paths": {"/": {"get": operation}}}
    made = read(json.dumps(document))
    assert made["what"] == "an OpenAPI 2.0 document"
    assert made["scenario"]["method"].get("authorizationType") == kind


def test_many_models_come_only_where_they_are_used() -> None:
    schemas = {
        f"M{n}": {"type": "object", "description": "x" * 100, "properties": {"next": {"$ref": f"#/definitions/M{n + 1}"}}}
        for n in range(90)
    }
    schemas["M89"] = {"type": "string"}
    integration = {"x-amazon-apigateway-integration": {"type": "mock"}}
    body = {"parameters": [{"in": "body", "name": "b", "schema": {"$ref": "#/definitions/M87"}}]}
    document = {"swagger": "2.0", "definitions": schemas, "paths": {"/": {"get": integration, "put": {**integration, **body}}}}
    get, put = read(json.dumps(document))["operations"]
    assert "api" not in get["scenario"]
    assert put["scenario"]["api"]["models"].keys() == {"M87", "M88", "M89"}


def test_a_document_with_one_operation_that_is_wrong_is_refused_with_the_place() -> None:
    text = "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration:\n        type: sns\n"
    with pytest.raises(InvalidDocument) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == ("/text", 6, 15)
    assert "GET /a: type must be" in problem.message


def test_a_document_without_integrations_says_what_was_looked_for() -> None:
    with pytest.raises(InvalidDocument) as caught:
        read("openapi: 3.0.1\npaths: {/a: {get: {}}}\n")
    assert [one.message for one in caught.value.problems][1:] == ["GET /a: it has no x-amazon-apigateway-integration"]


@pytest.mark.parametrize(("name", "request_side"), [("list.vtl", False), ("a/list.request.vtl", True), ("REQUEST.VM", True)])
def test_a_template_alone_is_named_by_its_file(name: str, *, request_side: bool) -> None:
    text = "{\r\n#if(1)\n"
    made = read(text, name)
    (operation,) = made["operations"]
    assert operation["name"] == name.rpartition("/")[2]
    (place,) = operation["templates"]
    assert place["where"] == ("/method/methodIntegration/requestTemplates/application~1json" if request_side else "/template")
    assert (place["start"], place["end"]) == ({"line": 1, "column": 1}, {"line": 3, "column": 1})
    assert read("{}", name)["what"].startswith("a mapping template")


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("[api]\nx = 1\n", "a.toml", "A file that ends with .toml is not known"),
        ("kind: A\n---\nkind: B\n", "a.yaml", "Only a file with one"),
        ("{a: b: c}", "a.yml", "This is not YAML"),
        ("{a: 1}", "a.json", "This is not JSON"),
    ],
)
def test_what_cannot_be_read_says_so_in_a_sentence(text: str, name: str, says: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        read(text, name)
    assert says.lower() in caught.value.problems[0].message.lower()
    assert caught.value.problems[0].line is not None
