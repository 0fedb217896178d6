"""The base path of OpenAPI: the three ways of an import, as API Gateway's Developer Guide tells them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground.documents.pasted import import_text
from playground.documents.readers.base_path import prefix
from playground.documents.yaml_text import read_yaml

PATHS: dict[str, Any] = {"/e": {"get": {"x-amazon-apigateway-integration": {"type": "mock", "responses": {}}}}}
TWO = {"swagger": "2.0", "basePath": "/a/b/c", "paths": PATHS}


@pytest.mark.parametrize(("mode", "before"), [("ignore", ""), ("prepend", "/a/b/c"), ("split", "/b/c"), ("other", "")])
def test_each_way_has_its_part_of_it(mode: str, before: str) -> None:
    assert prefix(read_yaml(json.dumps(TWO)), mode) == before


@pytest.mark.parametrize(
    ("servers", "before"),
    [
        ("[{url: 'https://h/{basePath}', variables: {basePath: {default: v1}}}]", "/v1"),
        ("[{url: 'https://h/x', variables: {basePath: {default: /v1}}}]", "/v1"),  # though the URL does not name it
        ("[{url: 'https://h/'}, {url: 'https://h/', variables: {basePath: {default: v2}}}]", "/v2"),
        ("[{url: 'https://h/x/y'}]", "/x/y"),
        ("[{url: 'https://{host}/{stage}', variables: {host: {default: h}, stage: {default: live}}}]", "/live"),
        ("[{url: /x}]", "/x"),
        ("[{url: 'https://h/'}]", ""),
        ("[]", ""),
        ("[{}]", ""),
        ("{}", ""),
    ],
)
def test_of_openapi_3_it_is_the_servers(servers: str, before: str) -> None:
    assert prefix(read_yaml(f"servers: {servers}"), "prepend") == before


def test_alone_it_is_ignored_as_an_import_without_the_parameter_does() -> None:
    (found,) = import_text(json.dumps(TWO)).operations
    assert (found.name, found.scenario.document["context"]["resourcePath"]) == ("GET /e", "/e")


def test_a_template_of_cloudformation_says_how() -> None:
    api = {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": TWO, "Parameters": {"basepath": "prepend"}}}
    (found,) = import_text(json.dumps({"Resources": {"Api": api}})).operations
    assert (found.name, found.scenario.document["context"]["resourcePath"]) == ("GET /a/b/c/e", "/a/b/c/e")


def test_so_does_a_module_of_terraform() -> None:
    module = f"""resource "aws_api_gateway_rest_api" "api" {{
  name       = "shop"
  parameters = {{ basepath = "split" }}
  body       = jsonencode({json.dumps(TWO)})
}}
"""
    (found,) = import_text(module).operations
    assert (found.name, found.scenario.document["context"]["resourcePath"]) == ("GET /b/c/e", "/b/c/e")
