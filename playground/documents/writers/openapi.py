"""A method as an OpenAPI document with API Gateway's extensions, in YAML. Documented: api-gateway-swagger-extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.documents.writers.client_call import unfit
from playground.documents.writers.method_parts import model_named, parts_of
from playground.documents.yaml_writer import write_yaml
from playground.jsontext.pointer import to_pointer
from playground.model.documents import Exported

if TYPE_CHECKING:
    from playground.documents.writers.method_parts import MethodParts
    from playground.model import Scenario

_LOCATIONS = {"path": "path", "querystring": "query", "header": "header"}
_SCHEMAS = "#/components/schemas/"
_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_AUTHORIZER: dict[str, dict[str, Any]] = {
    "AWS_IAM": {"x-amazon-apigateway-authtype": "awsSigv4"},
    "COGNITO_USER_POOLS": {
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools", "providerARNs": ["ARN-OF-THE-USER-POOL"]},
    },
    "CUSTOM": {
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
            "type": "request",
            "authorizerUri": "URI-OF-THE-AUTHORIZER",
            "identitySource": "method.request.header.Authorization",
        },
    },
}
_HEADER_KEY = {"type": "apiKey", "in": "header"}


def to_openapi(scenario: Scenario) -> Exported:
    """The method as the one operation of an OpenAPI 3.0 document. InvalidDocument where OpenAPI cannot hold it."""
    parts = parts_of(scenario)
    verb = "x-amazon-apigateway-any-method" if parts.verb == "ANY" else parts.verb.lower()
    document: dict[str, Any] = {
        "openapi": "3.0.1",
        "info": {"title": parts.title, "version": "1"},
        "paths": {parts.path: {verb: _operation(parts)}},
    }
    components = {
        "schemas": {name: _linked(one["schema"]) for name, one in parts.models.items()},
        "securitySchemes": _security(parts),
    }
    document |= _filled({"components": _filled(components)})
    document |= _filled(
        {
            "x-amazon-apigateway-request-validators": parts.validators,
            "x-amazon-apigateway-gateway-responses": parts.gateway_responses,
            "x-amazon-apigateway-binary-media-types": parts.binary_types,
        }
    )
    return Exported(text=write_yaml(document), filename="openapi.yaml")


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}


def _operation(parts: MethodParts) -> dict[str, Any]:
    """The operation of a method."""
    method = parts.method
    bodies = {kind: {"schema": {"$ref": f"{_SCHEMAS}{name}"}} for kind, name in method.get("requestModels", {}).items() if name}
    made: dict[str, Any] = {
        "operationId": method.get("operationName"),
        "parameters": [_parameter(name, is_required=required) for name, required in method.get("requestParameters", {}).items()],
        "requestBody": {"content": bodies} if bodies else {},
        "security": [{name: []} for name in _security(parts)],
        "x-amazon-apigateway-request-validator": method.get("requestValidatorId"),
    }
    return {
        **_filled(made),
        "responses": {one["statusCode"]: _declared(one) for one in parts.declared},
        "x-amazon-apigateway-integration": _integration(parts),
    }


def _parameter(name: str, *, is_required: bool) -> dict[str, Any]:
    """A parameter by AWS's name of it, `method.request.querystring.page`. InvalidDocument where OpenAPI has no such place."""
    place, _, own = name.removeprefix("method.request.").partition(".")
    if place not in _LOCATIONS or not own:
        raise unfit(to_pointer(("method", "requestParameters", name)), "is no parameter that OpenAPI has a place for")
    return {"name": own, "in": _LOCATIONS[place], "required": is_required, **_TEXT}


def _declared(response: dict[str, Any]) -> dict[str, Any]:
    """A declared response."""
    headers = {name.removeprefix("method.response.header."): _TEXT for name in response.get("responseParameters", {})}
    content = {kind: {"schema": {"$ref": f"{_SCHEMAS}{name}"}} for kind, name in response.get("responseModels", {}).items() if name}
    return {"description": f"{response['statusCode']} response", **_filled({"headers": headers, "content": content})}


def _integration(parts: MethodParts) -> dict[str, Any]:
    """The extension: the integration, whose responses are keyed by their patterns. InvalidDocument where two have one pattern."""
    responses: dict[str, Any] = {}
    for one in parts.responses:
        key = one.get("selectionPattern") or "default"
        if key in responses or one.get("selectionPattern") == "default":
            where = to_pointer(("method", "methodIntegration", "integrationResponses", one["statusCode"]))
            raise unfit(where, f"has the selection pattern {key!r}, as another one has: OpenAPI keeps one of each")
        responses[key] = {name: value for name, value in one.items() if name != "selectionPattern"}
    return {**parts.integration, **_filled({"responses": responses})}


def _security(parts: MethodParts) -> dict[str, Any]:
    """The security schemes of a method by their names."""
    made: dict[str, Any] = {}
    kind = parts.method.get("authorizationType")
    if kind in _AUTHORIZER:
        made["authorizer"] = {**_HEADER_KEY, "name": "Authorization", **_AUTHORIZER[kind]}
    if parts.method.get("apiKeyRequired"):
        made["api_key"] = {**_HEADER_KEY, "name": "x-api-key"}
    return made


def _linked(schema: Any) -> Any:
    """A model's schema, which leads to other models as OpenAPI does."""
    if isinstance(schema, list):
        return [_linked(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    name = model_named(schema.get("$ref"))
    return {"$ref": f"{_SCHEMAS}{name}"} if name else {key: _linked(one) for key, one in schema.items()}
