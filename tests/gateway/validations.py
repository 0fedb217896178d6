"""Calls to a method that validates them: what tests of the API key, the parameters and the body share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground import Limits, Result, Scenario, evaluate

if TYPE_CHECKING:
    from playground.model import Finding

ORDER = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "required": ["items"],
    "properties": {"items": {"type": "array", "items": {"required": ["id"], "properties": {"n": {"type": "integer", "maximum": 9}}}}},
}
INTEGRATION = {
    "type": "AWS",
    "requestTemplates": {"application/json": "$input.body"},
    "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": "{}"}}},
}
REFUSED = '{"message": "Invalid request body"}'
BODY = "Request body does not match model schema for content type application/json: "


def run(
    request: dict[str, Any] | None = None,
    method: dict[str, Any] | None = None,
    validator: dict[str, Any] | None = None,
    models: dict[str, Any] | None = None,
    limits: Limits | None = None,
    **members: Any,
) -> Result:
    checks = {"validateRequestBody": True, "validateRequestParameters": True} if validator is None else validator
    whole = {"httpMethod": "POST", "requestValidatorId": "v", "methodIntegration": INTEGRATION, **(method or {})}
    api = {"requestValidators": {"v": checks}, "models": {name: {"schema": one} for name, one in (models or {}).items()}}
    document = {"method": whole, "api": api, "request": request or {}, "backend": {"body": "{}"}, **members}
    return evaluate(Scenario.from_document(document), limits)


def with_body(body: str, schema: Any = ORDER, header: dict[str, Any] | None = None, key: str = "application/json", **more: Any) -> Result:
    request = {"body": body, "header": header or {}}
    return run(
        request, {"requestModels": {key: "Order"}, **more.pop("method", {})}, models={"Order": schema, **more.pop("others", {})}, **more
    )


def only(result: Result, code: str) -> Finding:
    (finding,) = [one for one in result.diagnostics if one.code == code]
    return finding


def codes(result: Result) -> list[str]:
    return [one.code for one in result.diagnostics]


# Parameters

REQUIRED = {"requestParameters": {f"method.request.{name}": True for name in ("querystring.q", "path.p", "header.X-H")}}
