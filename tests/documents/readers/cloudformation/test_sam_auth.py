"""Who may call a method that SAM makes or secures: of its event, of its API, of Globals; and the OPTIONS methods of Cors."""

from __future__ import annotations

from typing import Any

import pytest

from playground.documents.pasted import import_text

API = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: s
      Auth:%s
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /a:
            get: {x-amazon-apigateway-integration: {type: mock}}
            put:
              security: [{NONE: []}]
              x-amazon-apigateway-integration: {type: mock}
            options: {x-amazon-apigateway-integration: {type: mock}}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        E: {Type: Api, Properties: {Path: /b, Method: get, RestApiId: !Ref Shop%s}}
"""
AUTHORIZERS = " {Authorizers: {Pool: {UserPoolArn: arn}, Fn: {FunctionArn: arn}}, %s}"


def secured(auth: str, event: str = "") -> dict[str, Any]:
    """Kind of authorizer, whether a key is needed, and the scopes, by operation."""
    found = import_text(API % (AUTHORIZERS % auth, event and f", Auth: {event}"), "template.yaml")
    methods = {one.name: one.scenario.document["method"] for one in found.operations}
    return {
        name: tuple(one.get(member) for member in ("authorizationType", "apiKeyRequired", "authorizationScopes"))
        for name, one in methods.items()
    }


@pytest.mark.parametrize(
    ("auth", "event", "gives"),
    [
        ("DefaultAuthorizer: Pool", "", {"GET /a": "COGNITO_USER_POOLS", "PUT /a": None, "OPTIONS /a": "COGNITO_USER_POOLS"}),
        ("DefaultAuthorizer: Fn, AddDefaultAuthorizerToCorsPreflight: false", "", {"GET /a": "CUSTOM", "PUT /a": None, "OPTIONS /a": None}),
        ("DefaultAuthorizer: AWS_IAM", "", {"GET /a": "AWS_IAM", "GET /b": "AWS_IAM"}),
        ("DefaultAuthorizer: Fn", "{Authorizer: NONE}", {"GET /a": "CUSTOM", "GET /b": "NONE"}),
        ("DefaultAuthorizer: Fn", "{Authorizer: Pool}", {"GET /b": "COGNITO_USER_POOLS"}),
        ("X: 1", "{Authorizer: AWS_IAM}", {"GET /a": None, "GET /b": "AWS_IAM"}),
    ],
)
def test_the_authorizer_is_the_events_or_the_default(auth: str, event: str, gives: dict[str, str | None]) -> None:
    found = secured(auth, event)
    assert {name: found[name][0] for name in gives} == gives


@pytest.mark.parametrize(
    ("auth", "event", "gives"),
    [
        ("ApiKeyRequired: true", "", {"GET /a": True, "OPTIONS /a": None, "GET /b": True}),
        ("ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: true", "{ApiKeyRequired: false}", {"OPTIONS /a": True, "GET /b": False}),
        ("X: 1", "{ApiKeyRequired: true}", {"GET /a": None, "GET /b": True}),
    ],
)
def test_an_api_key_is_needed_of_all_or_of_one(auth: str, event: str, gives: dict[str, bool | None]) -> None:
    found = secured(auth, event)
    assert {name: found[name][1] for name in gives} == gives


def test_scopes_are_those_of_a_user_pool() -> None:
    assert secured("X: 1", "{Authorizer: Pool, AuthorizationScopes: [a/b]}")["GET /b"][2] == ["a/b"]
    assert secured("X: 1", "{Authorizer: Fn, AuthorizationScopes: [a/b]}")["GET /b"][2] is None


def test_globals_secure_the_api_that_sam_makes_by_itself() -> None:
    text = (
        "Transform: AWS::Serverless-2016-10-31\nGlobals: {Api: {Auth: {DefaultAuthorizer: AWS_IAM}}}\nResources:\n"
        "  F: {Type: 'AWS::Serverless::Function', Properties: {Events: {E: {Type: Api, Properties: {Path: /b, Method: get}}}}}\n"
    )
    found = import_text(text, "template.yaml")
    assert found.operations[0].scenario.document["method"]["authorizationType"] == "AWS_IAM"


def test_the_methods_that_cors_makes_are_told() -> None:
    text = API % (" {}\n      Cors: \"'*'\"", "")
    left_out = import_text(text, "template.yaml").leftOut
    assert [(one.name, one.start.line) for one in left_out] == [("Shop: OPTIONS", 8)]
