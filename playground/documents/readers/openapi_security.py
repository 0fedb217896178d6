"""How an OpenAPI operation is secured, as a method has it: the kind of its authorizer, and whether it needs an API key.

Documented: api-gateway-swagger-extensions-authtype, -authorizer and -auth.
"""

from __future__ import annotations

from typing import Any

_KINDS = {"awssigv4": "AWS_IAM", "cognito_user_pools": "COGNITO_USER_POOLS"}
_CUSTOM = frozenset({"token", "request"})


def security_of(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """`authorizationType` and `apiKeyRequired`, as far as the document says them."""
    schemes = {**_object(document.get("securityDefinitions")), **_object(_object(document.get("components")).get("securitySchemes"))}
    required = operation.get("security", document.get("security"))
    made: dict[str, Any] = {}
    for one in required if isinstance(required, list) else ():
        for name in _object(one):
            made |= _of_scheme(_object(schemes.get(name)))
    auth = _object(operation.get("x-amazon-apigateway-auth", document.get("x-amazon-apigateway-auth"))).get("type")
    return made | ({"authorizationType": auth.upper()} if isinstance(auth, str) else {})


def _of_scheme(scheme: dict[str, Any]) -> dict[str, Any]:
    """What one security scheme means. Of an authorizer the function is not run: its kind alone counts."""
    kinds = (scheme.get("x-amazon-apigateway-authtype"), _object(scheme.get("x-amazon-apigateway-authorizer")).get("type"))
    for kind in kinds:
        if isinstance(kind, str) and kind.lower() in _KINDS:
            return {"authorizationType": _KINDS[kind.lower()]}
    if isinstance(kinds[1], str) and kinds[1].lower() in _CUSTOM:
        return {"authorizationType": "CUSTOM"}
    is_key = scheme.get("type") == "apiKey" and str(scheme.get("name")).lower() == "x-api-key"
    return {"apiKeyRequired": True} if is_key else {}


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
