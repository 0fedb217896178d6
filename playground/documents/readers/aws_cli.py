"""What `aws apigateway` prints of a method or its parts."""

from __future__ import annotations

from typing import Any

from playground.documents.readers.found import Found

_RESPONSE_ONLY = frozenset({"responseTemplates", "selectionPattern", "responseParameters"})


def read_method(pasted: Any) -> Found | None:
    """A method, as get-method prints it."""
    if isinstance(pasted, dict) and pasted.keys() & {"methodIntegration", "methodResponses"}:
        return Found({"version": 1, "method": pasted}, "a method, as get-method prints it", "/method")
    return None


def read_resources(pasted: Any) -> Found | None:
    """A resource with its methods embedded, or a list of such; the first method with an integration counts."""
    listed = pasted.get("items", [pasted]) if isinstance(pasted, dict) else None
    if not isinstance(listed, list):
        return None
    found = [
        (str(resource.get("path", "/")), method)
        for resource in listed
        if isinstance(resource, dict) and isinstance(resource.get("resourceMethods"), dict)
        for method in resource["resourceMethods"].values()
        if isinstance(method, dict) and "methodIntegration" in method
    ]
    if not found:
        return None
    path, method = found[0]
    others = f", the first of {len(found)} methods" if len(found) > 1 else ""
    scenario = {"version": 1, "method": method, "context": {"resourcePath": path}}
    return Found(scenario, f"a resource: {method.get('httpMethod') or 'ANY'} {path}{others}")


def read_integration(pasted: Any) -> Found | None:
    """An integration, as get-integration prints it."""
    is_one = isinstance(pasted, dict) and (pasted.keys() & {"integrationResponses", "requestTemplates"} or {"type", "uri"} <= pasted.keys())
    if not is_one or "responses" in pasted:
        return None
    return Found(_with_integration(pasted), "an integration, as get-integration prints it", "/method/methodIntegration")


def read_responses(pasted: Any) -> Found | None:
    """One integration response, a list of them, or a map from status code to each."""
    responses = [pasted] if _is_response(pasted) else list(pasted.values()) if isinstance(pasted, dict) else pasted
    if not isinstance(responses, list) or not responses or not all(_is_response(one) for one in responses):
        return None
    keyed = pasted if isinstance(pasted, dict) and responses[0] is not pasted else _by_status(responses)
    what = "an integration response" if len(responses) == 1 else f"{len(responses)} integration responses"
    return Found(_with_integration({"integrationResponses": keyed}), what, "/method/methodIntegration/integrationResponses")


def _is_response(pasted: Any) -> bool:
    return isinstance(pasted, dict) and "statusCode" in pasted and bool(pasted.keys() & _RESPONSE_ONLY)


def _by_status(responses: list[Any]) -> dict[str, Any]:
    """Integration responses by their status; AWS keeps one for each."""
    return {str(one["statusCode"]): one for one in responses}


def _with_integration(integration: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "method": {"methodIntegration": integration}}
