"""What is pasted becomes a Scenario, or every reason why not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground import Limits, Scenario, evaluate, examples
from playground.errors import InvalidDocument, Problem
from playground.evaluator import tools

RESPONSE = {"statusCode": "200", "responseTemplates": {"application/json": "found"}}
MISSING = {"statusCode": "404", "selectionPattern": "4\\d{2}", "responseTemplates": {"application/json": "missing"}}
INTEGRATION = {
    "type": "AWS",
    "uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/Query",
    "integrationResponses": {"200": RESPONSE, "404": MISSING},
}
METHOD = {
    "httpMethod": "GET",
    "methodResponses": {"200": {"statusCode": "200"}, "404": {"statusCode": "404"}},
    "methodIntegration": INTEGRATION,
}
EXTENSION = {
    "type": "aws",
    "httpMethod": "POST",
    "uri": INTEGRATION["uri"],
    "passthroughBehavior": "when_no_templates",
    "requestTemplates": {"application/json": "{}"},
    "responses": {
        "default": {"statusCode": "200", "responseTemplates": {"application/json": "found"}},
        "4\\d{2}": {"statusCode": "404", "responseTemplates": {"application/json": "missing"}},
        "5\\d{2}": {"statusCode": "404", "responseTemplates": {"application/json": "broken"}},
    },
}
OPERATION = {
    "responses": {"200": {"description": "", "headers": {"X-A": {"schema": {"type": "string"}}}}, "404": {"description": ""}},
    "x-amazon-apigateway-integration": EXTENSION,
}


def read(pasted: object) -> dict[str, Any]:
    made = tools.answer("import", {"text": pasted if isinstance(pasted, str) else json.dumps(pasted)}, Limits())
    assert set(made) == {"scenario", "what", "operations", "parameters", "leftOut", "missingFiles"}
    assert made["scenario"] in [one["scenario"] for one in made["operations"]]
    Scenario.from_document(made["scenario"])
    return made


def refused(pasted: object) -> tuple[Problem, ...]:
    with pytest.raises(InvalidDocument) as caught:
        read(pasted)
    return caught.value.problems


@pytest.mark.parametrize(
    ("pasted", "what"),
    [
        (METHOD, "a method, as get-method prints it"),
        (INTEGRATION, "an integration, as get-integration prints it"),
        ([RESPONSE, MISSING], "2 integration responses"),
        ({"200": RESPONSE, "404": MISSING}, "2 integration responses"),
        ({"x-amazon-apigateway-integration": EXTENSION}, "an OpenAPI operation with x-amazon-apigateway-integration"),
        (OPERATION, "an OpenAPI operation with x-amazon-apigateway-integration"),
        (EXTENSION, "x-amazon-apigateway-integration"),
        (
            {"openapi": "3.0.1", "paths": {"/a": {"get": {}, "post": OPERATION}, "/b": {"get": OPERATION}}},
            "an OpenAPI 3.0 document",
        ),
        ({"method": METHOD}, "a Scenario"),
    ],
)
def test_a_method_and_its_parts_are_taken(pasted: object, what: str) -> None:
    made = read(pasted)
    assert made["what"] == what
    answers = [evaluate(Scenario.from_document({**made["scenario"], "backend": {"status": status, "body": "{}"}})) for status in (200, 400)]
    assert [(answer.status, answer.body) for answer in answers] == [(200, "found"), (404, "missing")]


def test_one_response_is_taken() -> None:
    made = read(RESPONSE)
    assert made["what"] == "an integration response"
    assert made["scenario"]["method"]["methodIntegration"]["integrationResponses"] == {"200": RESPONSE}


def test_resources_give_their_methods_and_paths() -> None:
    resource = {"id": "r1", "path": "/a/{id}", "resourceMethods": {"OPTIONS": {}, "GET": METHOD, "POST": METHOD}}
    scenario = {"version": 1, "method": METHOD, "context": {"resourcePath": "/a/{id}"}}
    made = read({"items": [{"id": "r0", "path": "/"}, resource]})
    assert (made["what"], made["scenario"]) == ("the resources of an API, as get-resources prints them", scenario)
    assert [one["name"] for one in made["operations"]] == ["GET /a/{id}", "POST /a/{id}"]
    assert [(one["name"], "no integration" in one["why"]) for one in made["leftOut"]] == [("OPTIONS /a/{id}", True)]
    assert read({**resource, "resourceMethods": {"GET": METHOD}})["what"] == "a resource"


def test_an_openapi_operation_is_a_method() -> None:
    scenario = read({"paths": {"/a/{id}": {"x-amazon-apigateway-any-method": OPERATION}}})["scenario"]
    assert scenario["context"] == {"resourcePath": "/a/{id}"}
    method = scenario["method"]
    assert method["httpMethod"] == "ANY"
    assert method["methodResponses"] == {
        "200": {"statusCode": "200", "responseParameters": {"method.response.header.X-A": False}},
        "404": {"statusCode": "404", "responseParameters": {}},
    }
    integration = method["methodIntegration"]
    assert (integration["type"], integration["passthroughBehavior"]) == ("AWS", "WHEN_NO_TEMPLATES")
    patterns = {one.get("selectionPattern", ""): one["statusCode"] for one in integration["integrationResponses"].values()}
    assert patterns == {"": "200", "4\\d{2}": "404", "5\\d{2}": "404"}


@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_an_exported_scenario_comes_back(example: examples.Example) -> None:
    made = read(example.document)
    assert (made["scenario"], made["what"], made["leftOut"]) == (example.document, "a Scenario", [])


@pytest.mark.parametrize(
    "pasted", [{}, [], None, 1, "text", {"a": 1}, [1], [{}], {"paths": {}}, {"paths": {"/": {"get": {}}}}, {"statusCode": "200"}]
)
def test_what_is_nothing_of_it_is_told_what_could_be(pasted: object) -> None:
    problem = refused(json.dumps(pasted))[0]
    assert "aws apigateway get-method" in problem.message


def test_problems_are_named_by_their_path_in_what_was_pasted() -> None:
    wrong = {**METHOD, "methodIntegration": {**INTEGRATION, "type": "SNS", "passthroughBehavior": 1}}
    assert [problem.path for problem in refused(wrong)] == ["/methodIntegration/type", "/methodIntegration/passthroughBehavior"]
    assert [problem.path for problem in refused({"template": "x", "colour": 1})] == ["/colour"]
    assert [problem.path for problem in refused({**EXTENSION, "responses": {"default": 1}})] == ["/responses/default"]


def test_what_is_not_json_has_its_place() -> None:
    (problem,) = refused('{"methodIntegration": {\n  "type": "AWS",\n}}')
    assert (problem.path, problem.line) == ("/text", 2)
    assert [one.path for one in refused("[" * 100_000)] == ["/text"]
    assert [one.path for one in refused('{"backend": ' + "9" * 10_000 + "}")] == ["/text"]


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=3),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    *(
                        "methodIntegration",
                        "integrationResponses",
                        "responses",
                        "paths",
                        "/a",
                        "get",
                        "x-amazon-apigateway-integration",
                        "statusCode",
                    ),
                    *("responseTemplates", "type", "uri", "template", "method", "200", "default", "headers", "httpMethod"),
                    *("items", "resourceMethods", "path"),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_a_scenario_or_refused(pasted: object) -> None:
    try:
        read(json.dumps(pasted))
    except InvalidDocument as error:
        problems = error.problems
    else:
        problems = (Problem("", "none"),)
    assert problems


def test_the_context_of_an_imported_method_has_its_verb_and_its_path() -> None:
    template = {"application/json": "$context.httpMethod $context.path $context.resourcePath"}
    extension = {"type": "aws", "requestTemplates": template, "responses": {"default": {"statusCode": "200"}}}
    scenario = read({"paths": {"/shops/{shop}": {"delete": {"x-amazon-apigateway-integration": extension}}}})["scenario"]
    result = evaluate(Scenario.from_document(scenario | {"request": {"path": {"shop": "12"}}, "backend": {}}))
    assert result.integrationRequest is not None
    assert result.integrationRequest.body == "DELETE /prod/shops/12 /shops/{shop}"


def test_what_stands_around_an_openapi_operation_comes_with_it() -> None:
    document = {
        "swagger": "2.0",
        "x-amazon-apigateway-request-validators": {"all": {"validateRequestBody": True, "validateRequestParameters": True}},
        "x-amazon-apigateway-request-validator": "all",
        "x-amazon-apigateway-gateway-responses": {
            "DEFAULT_4XX": {"statusCode": 422, "responseParameters": {"gatewayresponse.header.A": "'a'"}}
        },
        "parameters": {"Tenant": {"in": "header", "name": "X-Tenant", "required": True, "type": "string"}},
        "definitions": {
            "Item": {"type": "object", "required": ["id"]},
            "Items": {"type": "array", "items": {"$ref": "#/definitions/Item"}},
        },
        "paths": {
            "/items/{shop}": {
                "parameters": [{"in": "path", "name": "shop", "required": True, "type": "string"}],
                "post": {
                    "parameters": [
                        {"$ref": "#/parameters/Tenant"},
                        {"in": "query", "name": "dry", "type": "boolean"},
                        {"in": "body", "name": "body", "schema": {"$ref": "#/definitions/Items"}},
                    ],
                    **OPERATION,
                },
            }
        },
    }
    scenario = read(document)["scenario"]
    method = scenario["method"]
    assert method["requestValidatorId"] == "all"
    assert method["requestModels"] == {"application/json": "Items"}
    assert method["requestParameters"] == {
        "method.request.path.shop": True,
        "method.request.header.X-Tenant": True,
        "method.request.querystring.dry": False,
    }
    missing = evaluate(Scenario.from_document(scenario))
    assert (missing.status, (missing.headers or {})["A"]) == (422, "a")
    assert missing.body == '{"message": "Missing required request parameters: [X-Tenant, shop]"}'
    call = {"path": {"shop": "s"}, "header": {"X-Tenant": "t"}}
    for body, codes in (('[{"id": 1}, {}]', ["validator.body"]), ('[{"id": 1}]', [])):
        result = evaluate(Scenario.from_document({**scenario, "request": {**call, "body": body}}))
        assert [one.code for one in result.diagnostics if one.code.startswith("validator.")] == codes


def test_a_body_of_openapi_3_has_a_model_for_each_type() -> None:
    schema = {"$ref": "#/components/schemas/Item"}
    content = {
        "application/json": {"schema": schema},
        "text/json": {"schema": {"type": "array"}},
        "a/b": {"schema": {"type": "null"}},
        "c/d": {},
    }
    operation = {**OPERATION, "requestBody": {"content": content}, "x-amazon-apigateway-request-validator": "body"}
    document = {"openapi": "3.0.1", "components": {"schemas": {"Item": {"type": "object"}}}, "paths": {"/a": {"post": operation}}}
    scenario = read(document)["scenario"]
    assert scenario["method"]["requestModels"] == {"application/json": "Item", "text/json": "Body", "a/b": "Body2"}
    assert {name: json.loads(one["schema"]) for name, one in scenario["api"]["models"].items()} == {
        "Item": {"type": "object"},
        "Body": {"type": "array"},
        "Body2": {"type": "null"},
    }


@pytest.mark.parametrize(
    "odd",
    [
        {"x-amazon-apigateway-request-validators": [], "definitions": 5, "components": None},
        {"x-amazon-apigateway-request-validators": {"a": 5}, "x-amazon-apigateway-request-validator": 5},
        {"definitions": {"A": None, "B": {"$ref": 5}, "C": [{"$ref": "#/definitions/A"}]}},
        {"parameters": {"A": {"in": 5, "name": []}}, "consumes": [5]},
    ],
)
def test_what_is_odd_around_an_operation_is_left_out(odd: dict[str, Any]) -> None:
    parameters = [None, 5, {"$ref": "#/parameters/A"}, {"$ref": "#/no/thing"}, {"$ref": 5}, {"in": "body"}]
    document = {
        "openapi": "3.0.1",
        **odd,
        "paths": {"/a": {"parameters": {}, "post": {**OPERATION, "parameters": parameters, "requestBody": 5}}},
    }
    read(document)
