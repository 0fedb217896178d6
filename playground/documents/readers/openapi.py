"""OpenAPI with API Gateway's extension: a document, an operation, or the extension alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from playground.documents.readers.found import Found
from playground.documents.readers.openapi_around import with_surroundings
from playground.errors import InvalidDocument, Problem
from playground.jsontext.pointer import to_pointer

EXTENSION = "x-amazon-apigateway-integration"
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method")


def read_openapi(pasted: Any) -> Found | None:
    """An OpenAPI document, of which the first operation with an integration counts; an operation; or the extension alone."""
    if not isinstance(pasted, dict):
        return None
    if isinstance(pasted.get("paths"), dict):
        operations = list(_operations(pasted["paths"]))
        if not operations:
            return None
        name, operation = operations[0]
        others = f", the first of {len(operations)} operations" if len(operations) > 1 else ""
        made = _operation(operation, f"OpenAPI: {name}{others}")
        path = name.split(" ", 1)[1]
        made.scenario["context"] = {"resourcePath": path}
        return replace(made, scenario=with_surroundings(pasted, path, operation, made.scenario))
    if isinstance(pasted.get(EXTENSION), dict):
        return _operation(pasted, f"an OpenAPI operation with {EXTENSION}")
    if isinstance(pasted.get("responses"), dict) and "type" in pasted:
        return _operation({EXTENSION: pasted}, EXTENSION)
    return None


def _operations(paths: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The operations that have an integration, by method and path."""
    return [
        (f"{method.upper().removeprefix('X-AMAZON-APIGATEWAY-').removesuffix('-METHOD')} {path}", operations[method])
        for path, operations in paths.items()
        if isinstance(operations, dict)
        for method in _METHODS
        if isinstance(operations.get(method), dict) and isinstance(operations[method].get(EXTENSION), dict)
    ]


def _operation(operation: dict[str, Any], what: str) -> Found:
    """An OpenAPI operation: its extension's integration, and the declared responses with their headers."""
    extension = operation[EXTENSION]
    integration = {name: value for name, value in extension.items() if name != "responses"}
    for name in ("type", "passthroughBehavior", "contentHandling"):
        if isinstance(extension.get(name), str):
            integration[name] = extension[name].upper()
    responses = extension.get("responses")
    integration["integrationResponses"] = _by_pattern(responses if isinstance(responses, dict) else {})
    method: dict[str, Any] = {"methodIntegration": integration}
    if what.startswith("OpenAPI: "):
        method = {"httpMethod": what.split(" ")[1], **method}
    declared = operation.get("responses")
    if isinstance(declared, dict):
        method["methodResponses"] = {code: _declared(code, one) for code, one in declared.items() if code != "default"}
    return Found({"version": 1, "method": method}, what)


def _by_pattern(responses: dict[str, Any]) -> dict[str, Any]:
    """The extension's responses, keyed by selection pattern ("default": none), as integration responses, keyed by status."""
    made: dict[str, Any] = {}
    for pattern, response in responses.items():
        if not isinstance(response, dict):
            raise InvalidDocument([Problem(to_pointer(["responses", pattern]), "must be an object")], "This is no integration.")
        status = str(response.get("statusCode", pattern if pattern.isdigit() else "200"))
        selection = {} if pattern == "default" else {"selectionPattern": pattern}
        key = status if status not in made else f"{status} {pattern}"
        made[key] = {**response, "statusCode": status, **selection}
    return made


def _declared(code: str, response: Any) -> dict[str, Any]:
    headers = response.get("headers") if isinstance(response, dict) else None
    names = headers if isinstance(headers, dict) else {}
    return {"statusCode": code, "responseParameters": {f"method.response.header.{name}": False for name in names}}
