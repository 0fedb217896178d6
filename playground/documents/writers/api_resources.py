"""A method as resources of CloudFormation, `AWS::ApiGateway::…`: what its template and the CDK's snippet are written from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.documents.writers.method_parts import MethodParts

AUTHORIZER = "AuthorizerId"
"""The parameter that takes the id of the authorizer, which a Scenario does not have."""
_NEEDS_AUTHORIZER = frozenset({"CUSTOM", "COGNITO_USER_POOLS"})
_METHOD = ("authorizationType", "authorizationScopes", "apiKeyRequired", "operationName", "requestParameters")
_INTEGRATION = (
    *("type", "uri", "credentials", "requestParameters", "requestTemplates", "passthroughBehavior", "contentHandling"),
    *("timeoutInMillis", "cacheNamespace", "cacheKeyParameters", "connectionType", "connectionId"),
)
_RESPONSE = ("statusCode", "selectionPattern", "responseParameters", "responseTemplates", "contentHandling")
_NO_NAME = re.compile(r"[^A-Za-z0-9]+")


def resources_of(parts: MethodParts) -> dict[str, dict[str, Any]]:
    """The resources by their logical ids, each {"Type", "Properties"} and, where it must wait for another one, "DependsOn"."""
    made = {"Api": _resource("RestApi", {"Name": parts.title, "BinaryMediaTypes": parts.binary_types})}
    models: dict[str, str] = {}
    for name, model in parts.models.items():
        models[name] = _unused(made, f"{_logical(name)}Model")
        properties = {"Name": name, "ContentType": model.get("contentType") or "application/json", "Schema": model["schema"]}
        made[models[name]] = _resource("Model", {**_OF_API, **properties})
    validators: dict[str, str] = {}
    for name, one in parts.validators.items():
        validators[name] = _unused(made, f"{_logical(name)}Validator")
        made[validators[name]] = _resource("RequestValidator", {**_OF_API, "Name": name, **_pascal(one)})
    for kind, one in parts.gateway_responses.items():
        made[f"{_logical(kind)}Answer"] = _resource("GatewayResponse", {**_OF_API, "ResponseType": kind, **_pascal(one)})
    resource: dict[str, Any] = {"Fn::GetAtt": ["Api", "RootResourceId"]}
    for segment in [one for one in parts.path.split("/") if one]:
        name = _unused(made, f"{_logical(segment)}Resource")
        made[name] = _resource("Resource", {**_OF_API, "ParentId": resource, "PathPart": segment})
        resource = {"Ref": name}
    made["Method"] = _resource("Method", _method(parts, resource, models, validators))
    if parts.stage_variables:
        made["Deployment"] = {**_resource("Deployment", _OF_API), "DependsOn": "Method"}
        stage = {"DeploymentId": {"Ref": "Deployment"}, "StageName": "prod", "Variables": parts.stage_variables}
        made["Stage"] = _resource("Stage", {**_OF_API, **stage})
    return made


def needs_authorizer(parts: MethodParts) -> bool:
    """Whether the method names an authorizer."""
    return parts.method.get("authorizationType") in _NEEDS_AUTHORIZER


def left_out(parts: MethodParts) -> list[str]:
    """The members of the integration that CloudFormation has no property for."""
    return sorted(parts.integration.keys() - {*_INTEGRATION, "httpMethod"})


_OF_API = {"RestApiId": {"Ref": "Api"}}


def _resource(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in properties.items() if value not in ([], {}, None)}
    return {"Type": f"AWS::ApiGateway::{kind}", "Properties": kept}


def _method(parts: MethodParts, resource: Any, models: Mapping[str, str], validators: Mapping[str, str]) -> dict[str, Any]:
    """The properties of the method."""
    method = parts.method
    validator = validators.get(method.get("requestValidatorId", ""))
    return {
        **_OF_API,
        "ResourceId": resource,
        "HttpMethod": parts.verb,
        "AuthorizationType": "NONE",
        **_pascal(method, _METHOD),
        "AuthorizerId": {"Ref": AUTHORIZER} if needs_authorizer(parts) else None,
        "RequestModels": _named(method.get("requestModels", {}), models),
        "RequestValidatorId": {"Ref": validator} if validator else None,
        "Integration": dict(_integration(parts)),
        "MethodResponses": [
            {
                **_pascal(one, ("statusCode", "responseParameters")),
                **_filled({"ResponseModels": _named(one.get("responseModels", {}), models)}),
            }
            for one in parts.declared
        ],
    }


def _integration(parts: MethodParts) -> Iterator[tuple[str, Any]]:
    """The properties of the integration."""
    yield from _pascal(parts.integration, ("type",)).items()
    if verb := parts.integration.get("httpMethod"):
        yield "IntegrationHttpMethod", verb
    yield from _pascal(parts.integration, _INTEGRATION[1:]).items()
    if parts.responses:
        yield "IntegrationResponses", [_pascal(one, _RESPONSE) for one in parts.responses]


def _named(given: Mapping[str, Any], models: Mapping[str, str]) -> dict[str, Any]:
    """The models by content type; one that the Scenario has leads to its resource."""
    return {kind: {"Ref": models[name]} if name in models else name for kind, name in given.items() if name}


def _pascal(members: Mapping[str, Any], names: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Members under the names that CloudFormation has for them."""
    return {f"{name[0].upper()}{name[1:]}": members[name] for name in names or members if name in members}


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}


def _logical(name: str) -> str:
    """A name as a part of a logical id, which has letters and digits alone."""
    return "".join(f"{one[0].upper()}{one[1:]}" for one in _NO_NAME.split(name.lower() if name.isupper() else name) if one)


def _unused(taken: Mapping[str, Any], name: str) -> str:
    """A logical id, with a number where it is taken."""
    return next(one for one in (name, *(f"{name}{number}" for number in range(2, len(taken) + 3))) if one not in taken)
