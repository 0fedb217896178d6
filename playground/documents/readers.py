"""What is pasted → a Scenario: what `aws apigateway` prints of a method or its parts, OpenAPI with API Gateway's extension, a Scenario,
a case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from playground.cases import case_files
from playground.documents.openapi_around import with_surroundings
from playground.errors import InvalidDocument, Problem
from playground.jsontext.pointer import to_pointer
from playground.model.documents import Imported
from playground.model.given_scenario import GivenScenario

if TYPE_CHECKING:
    from collections.abc import Callable

EXTENSION = "x-amazon-apigateway-integration"
EXPECTED = (
    "expected what `aws apigateway get-method`, get-integration, get-integration-response or get-resources --embed methods prints, a"
    f" list or a map of integration responses, an OpenAPI document or operation with {EXTENSION}, a Scenario, or a case file"
)
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method")
_SCENARIO_ONLY = frozenset({"template", "backend", "cases", "gatewayResponses", "method", "stageVariables"})
_RESPONSE_ONLY = frozenset({"responseTemplates", "selectionPattern", "responseParameters"})


@dataclass(frozen=True, slots=True)
class Import:
    """A Scenario's document, and what it was made from; `at` is where the pasted document is in it, None where it was taken apart."""

    scenario: dict[str, Any]
    what: str
    at: str | None = None


def to_scenario(pasted: Any) -> Imported:
    """The Scenario in a JSON document. InvalidDocument where there is none, or with everything that is wrong with it."""
    found = next((made for reader in _READERS if (made := reader(pasted)) is not None), None)
    if found is None:
        raise InvalidDocument([Problem("", EXPECTED)], "There is nothing in this that can be imported.")
    try:
        return Imported(scenario=GivenScenario.from_document(found.scenario), what=found.what)
    except InvalidDocument as error:
        problems = [Problem(one.path.removeprefix(found.at or ""), one.message) for one in error.problems]
        raise InvalidDocument(problems, f"This was read as {found.what}, which it is not in every part.") from None


def _scenario(pasted: Any) -> Import | None:
    if isinstance(pasted, dict) and pasted.keys() & _SCENARIO_ONLY:
        return Import(pasted, "a Scenario", "")
    return None


def _case(pasted: Any) -> Import | None:
    """A case file: its Scenario, with what AWS answered as what its one case expects."""
    if not case_files.is_case(pasted) or "expect" not in pasted:
        return None
    return Import(case_files.to_scenario(pasted), "a case: its Scenario, and what is expected of it")


def _method(pasted: Any) -> Import | None:
    if isinstance(pasted, dict) and pasted.keys() & {"methodIntegration", "methodResponses"}:
        return Import({"version": 1, "method": pasted}, "a method, as get-method prints it", "/method")
    return None


def _resources(pasted: Any) -> Import | None:
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
    return Import(scenario, f"a resource: {method.get('httpMethod') or 'ANY'} {path}{others}")


def _integration(pasted: Any) -> Import | None:
    is_one = isinstance(pasted, dict) and (pasted.keys() & {"integrationResponses", "requestTemplates"} or {"type", "uri"} <= pasted.keys())
    if not is_one or "responses" in pasted:
        return None
    return Import(_with_integration(pasted), "an integration, as get-integration prints it", "/method/methodIntegration")


def _responses(pasted: Any) -> Import | None:
    """One integration response, a list of them, or a map from status code to each."""
    responses = [pasted] if _is_response(pasted) else list(pasted.values()) if isinstance(pasted, dict) else pasted
    if not isinstance(responses, list) or not responses or not all(_is_response(one) for one in responses):
        return None
    keyed = pasted if isinstance(pasted, dict) and responses[0] is not pasted else _by_status(responses)
    what = "an integration response" if len(responses) == 1 else f"{len(responses)} integration responses"
    return Import(_with_integration({"integrationResponses": keyed}), what, "/method/methodIntegration/integrationResponses")


def _is_response(pasted: Any) -> bool:
    return isinstance(pasted, dict) and "statusCode" in pasted and bool(pasted.keys() & _RESPONSE_ONLY)


def _by_status(responses: list[Any]) -> dict[str, Any]:
    """Integration responses by their status; AWS keeps one for each."""
    return {str(one["statusCode"]): one for one in responses}


def _with_integration(integration: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "method": {"methodIntegration": integration}}


# OpenAPI


def _openapi(pasted: Any) -> Import | None:
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


def _operation(operation: dict[str, Any], what: str) -> Import:
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
    return Import({"version": 1, "method": method}, what)


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


_READERS: tuple[Callable[[Any], Import | None], ...] = (_case, _method, _openapi, _resources, _responses, _integration, _scenario)
"""Readers in order, the most specific first: each gives an Import, or None for a document of another kind."""
