"""What a Scenario says around its method: the stage, the context, tables, gateway responses."""

from __future__ import annotations

from typing import Any

import pytest

from playground.model import Scenario
from tests.model.test_model import METHOD, nested, refused

TABLE = {"definition": {"TableName": "Things", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}, "items": [{"id": {"S": "1"}}]}
WHOLE: dict[str, Any] = {
    "tables": [TABLE, {"definition": {}}],
    "api": {
        "binaryMediaTypes": ["image/*"],
        "models": {
            "Thing": {"contentType": "application/json", "schema": '{"type": "object"}'},
            "List": {"schema": {"type": "array"}, "id": "m1"},
        },
        "requestValidators": {"v1": {"name": "all", "validateRequestBody": True, "validateRequestParameters": False}},
    },
    "failure": "UNAUTHORIZED",
    "backend": {"fault": "throttled"},
    "cases": [
        {"name": "first", "tables": [TABLE], "expect": {"status": 200, "body": "text", "header": {"x-id": "1"}}},
        {
            "name": "second",
            "after": "first",
            "failure": "THROTTLED",
            "expect": {"body": {"a": [1, None]}, "integrationRequest": {"body": "x"}},
        },
        {"name": "third", "after": "first", "expect": {"body": None, "integrationRequest": {"body": {"Key": {}}}}},
    ],
}
"""Every member that stands around a method or belongs to a case."""
AROUND: dict[str, Any] = {
    "apiKeyRequired": True,
    "requestValidatorId": "v1",
    "requestParameters": {"method.request.header.X": True, "method.request.path.id": False},
    "requestModels": {"application/json": "Thing"},
    "methodResponses": {"200": {"statusCode": "200", "responseModels": {"text/html": "Empty"}}},
}
"""What a method says of the same."""


def test_every_member_around_a_method_is_taken_and_kept() -> None:
    document = {"method": {**METHOD, **AROUND}, **WHOLE}
    scenario = Scenario.from_document(document)
    assert scenario.model_dump(exclude_unset=True, by_alias=True) == document
    left_out = {"template": "a", "tables": None, "failure": None, "cases": [{"name": "n", "after": None, "expect": None}]}
    assert Scenario.from_document(left_out).cases[0].expect is None


ONE_OF_THE_TYPES = "must be one of 'ACCESS_DENIED', 'API_CONFIGURATION_ERROR', "


@pytest.mark.parametrize(
    ("document", "path", "message"),
    [
        ({"tables": {}}, "/tables", "must be a list"),
        ({"tables": [TABLE, "Things"]}, "/tables/1", "must be an object"),
        ({"tables": [{}]}, "/tables/0/definition", "is missing"),
        ({"tables": [{"definition": []}]}, "/tables/0/definition", "must be an object"),
        ({"tables": [{"definition": nested(60)}]}, "/tables/0/definition", "is nested more than 50 deep"),
        ({"tables": [{"definition": {}, "items": {}}]}, "/tables/0/items", "must be a list"),
        ({"tables": [{"definition": {}, "items": [{}, 5]}]}, "/tables/0/items/1", "must be an object"),
        ({"tables": [{"definition": {}, "items": [nested(120)]}]}, "/tables/0/items/0", "is nested more than 100 deep"),
        ({"tables": [{"definition": {}, "name": "x"}]}, "/tables/0/name", "is no member here"),
        ({"api": []}, "/api", "must be an object"),
        ({"api": {"authorizers": {}}}, "/api/authorizers", "is no member here"),
        ({"api": {"binaryMediaTypes": "image/*"}}, "/api/binaryMediaTypes", "must be a list"),
        ({"api": {"binaryMediaTypes": [5]}}, "/api/binaryMediaTypes/0", "must be text"),
        ({"api": {"models": []}}, "/api/models", "must be an object"),
        ({"api": {"models": {"a/b": 5}}}, "/api/models/a~1b", "must be an object"),
        ({"api": {"models": {"M": {"contentType": 5}}}}, "/api/models/M/contentType", "must be text"),
        ({"api": {"models": {"M": {"schema": []}}}}, "/api/models/M/schema", "must be text or an object"),
        ({"api": {"models": {"M": {"schema": None}}}}, "/api/models/M/schema", "must be text or an object"),
        ({"api": {"models": {"M": {"schema": nested(60)}}}}, "/api/models/M/schema", "is nested more than 50 deep"),
        ({"api": {"requestValidators": []}}, "/api/requestValidators", "must be an object"),
        ({"api": {"requestValidators": {"v": True}}}, "/api/requestValidators/v", "must be an object"),
        (
            {"api": {"requestValidators": {"v": {"validateRequestBody": "true"}}}},
            "/api/requestValidators/v/validateRequestBody",
            "must be true or false",
        ),
        ({"failure": "NOT_FOUND"}, "/failure", ONE_OF_THE_TYPES),
        ({"failure": ["THROTTLED"]}, "/failure", ONE_OF_THE_TYPES),
        ({"failure": ""}, "/failure", ONE_OF_THE_TYPES),
        ({"backend": {"fault": "broken"}}, "/backend/fault", "must be one of 'throttled', 'error' or 'slow'"),
        ({"cases": {}}, "/cases", "must be a list"),
        ({"cases": ["n"]}, "/cases/0", "must be an object"),
        ({"cases": [{"name": "n", "backend": {"fault": 1}}]}, "/cases/0/backend/fault", "must be one of 'throttled', 'error' or 'slow'"),
        ({"cases": [{"name": "n", "request": {"body": {}}}]}, "/cases/0/request/body", "must be text"),
        ({"cases": [{"name": "n", "tables": {}}]}, "/cases/0/tables", "must be a list"),
        ({"cases": [{"name": "n", "tables": [{"items": []}]}]}, "/cases/0/tables/0/definition", "is missing"),
        ({"cases": [{"name": "n", "failure": "throttled"}]}, "/cases/0/failure", ONE_OF_THE_TYPES),
        ({"cases": [{"name": "n", "after": 5}]}, "/cases/0/after", "must be text"),
        ({"cases": [{"name": "n", "after": "n"}]}, "/cases/0/after", "must be the name of an earlier case"),
        ({"cases": [{"name": "n", "after": "later"}, {"name": "later"}]}, "/cases/0/after", "must be the name of an earlier case"),
        ({"cases": [{"name": "n", "expect": 200}]}, "/cases/0/expect", "must be an object"),
        ({"cases": [{"name": "n", "expect": {"status": "200"}}]}, "/cases/0/expect/status", "must be a whole number"),
        ({"cases": [{"name": "n", "expect": {"status": 0}}]}, "/cases/0/expect/status", "must be from 100 to 599"),
        ({"cases": [{"name": "n", "expect": {"header": ["x"]}}]}, "/cases/0/expect/header", "must be an object"),
        ({"cases": [{"name": "n", "expect": {"header": {"X": ["1"]}}}]}, "/cases/0/expect/header/X", "must be text"),
        ({"cases": [{"name": "n", "expect": {"headers": {}}}]}, "/cases/0/expect/headers", "is no member here"),
        ({"cases": [{"name": "n", "expect": {"body": nested(120)}}]}, "/cases/0/expect/body", "is nested more than 100 deep"),
        ({"cases": [{"name": "n", "expect": {"integrationRequest": "x"}}]}, "/cases/0/expect/integrationRequest", "must be an object"),
        (
            {"cases": [{"name": "n", "expect": {"integrationRequest": {"header": {}}}}]},
            "/cases/0/expect/integrationRequest/header",
            "is no member here",
        ),
        (
            {"cases": [{"name": "n", "expect": {"integrationRequest": {"body": nested(120)}}}]},
            "/cases/0/expect/integrationRequest/body",
            "is nested more than 100 deep",
        ),
    ],
)
def test_a_member_around_a_method_that_is_of_the_wrong_shape_is_said(document: dict[str, Any], path: str, message: str) -> None:
    ((found, said),) = refused({"template": "a", **document}).items()
    assert (found, said[: len(message)]) == (path, message)
    assert len(said) == len(message) or message == ONE_OF_THE_TYPES


@pytest.mark.parametrize(
    ("method", "path", "message"),
    [
        ({"apiKeyRequired": "yes"}, "/apiKeyRequired", "must be true or false"),
        ({"apiKeyRequired": 1}, "/apiKeyRequired", "must be true or false"),
        ({"requestValidatorId": 5}, "/requestValidatorId", "must be text"),
        ({"requestParameters": []}, "/requestParameters", "must be an object"),
        ({"requestParameters": {"method.request.path.id": "true"}}, "/requestParameters/method.request.path.id", "must be true or false"),
        ({"requestModels": {"application/json": {}}}, "/requestModels/application~1json", "must be text"),
        ({"methodResponses": {"200": {"responseModels": []}}}, "/methodResponses/200/responseModels", "must be an object"),
        (
            {"methodResponses": {"200": {"responseModels": {"text/html": 1}}}},
            "/methodResponses/200/responseModels/text~1html",
            "must be text",
        ),
    ],
)
def test_what_a_method_says_of_its_surroundings_is_checked_in_shape(method: dict[str, Any], path: str, message: str) -> None:
    assert refused({"method": method}) == {f"/method{path}": message}


def test_several_wrong_shapes_are_said_at_once() -> None:
    document = {
        "template": "a",
        "tables": [{"items": 5}],
        "failure": "X",
        "api": {"models": {"M": 1}},
        "cases": [{"name": "n", "expect": {"x": 1}}],
    }
    assert set(refused(document)) == {"/tables/0/definition", "/tables/0/items", "/failure", "/api/models/M", "/cases/0/expect/x"}
