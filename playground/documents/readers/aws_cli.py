"""What `aws apigateway` prints of a method or its parts."""

from __future__ import annotations

from playground.documents.readers.found import Found, Operation, Remark, of_method
from playground.documents.tree import NOWHERE, Node, mapping

_RESPONSE_ONLY = frozenset({"responseTemplates", "selectionPattern", "responseParameters"})
_UNKNOWN = "{path}"
"""The path of a method whose resource is not told."""


def read_method(pasted: Node) -> Found | None:
    """A method, as get-method prints it."""
    if pasted.members.keys() & {"methodIntegration", "methodResponses"}:
        operation = of_method(f"{_verb(pasted)} {_UNKNOWN}", pasted, pasted.span)
        return Found("a method, as get-method prints it", [operation], at="/method")
    return None


def read_resources(pasted: Node) -> Found | None:
    """A resource with its methods embedded, as get-resource prints it, or a list of such."""
    listed = pasted.get("items")
    resources = [one for one in (listed.items if listed else [pasted]) if one.get("resourceMethods")]
    operations: list[Operation] = []
    left_out: list[Remark] = []
    for resource in resources:
        methods = resource.members["resourceMethods"]
        given = resource.get("path")
        path = (given.text if given else None) or "/"
        for verb, method in methods.members.items():
            name, span = f"{verb} {path}", methods.name_span(verb)
            if method.get("methodIntegration") is None:
                left_out.append(Remark("it has no integration (get-resources prints it with --embed methods)", span, name))
            else:
                operations.append(of_method(name, method, span, path))
    if not operations:
        return None
    return Found("the resources of an API, as get-resources prints them" if listed else "a resource", operations, left_out)


def read_integration(pasted: Node) -> Found | None:
    """An integration, as get-integration prints it."""
    names = pasted.members.keys()
    if "responses" in names or not (names & {"integrationResponses", "requestTemplates"} or {"type", "uri"} <= names):
        return None
    return Found("an integration, as get-integration prints it", [_with_integration(pasted)], at="/method/methodIntegration")


def read_responses(pasted: Node) -> Found | None:
    """One integration response, a list of them, or a map from status code to each."""
    is_one = _is_response(pasted)
    responses = [pasted] if is_one else [*pasted.members.values(), *pasted.items]
    if not responses or not all(map(_is_response, responses)):
        return None
    keyed = pasted if pasted.members and not is_one else mapping([(_status(one), one) for one in responses])
    what = "an integration response" if len(responses) == 1 else f"{len(responses)} integration responses"
    operation = _with_integration(mapping([("integrationResponses", keyed)]))
    return Found(what, [operation], at="/method/methodIntegration/integrationResponses")


def _verb(method: Node) -> str:
    verb = method.get("httpMethod")
    return (verb.text if verb else None) or "ANY"


def _status(response: Node) -> str:
    """An integration response's status; AWS keeps one for each."""
    return response.members["statusCode"].text or ""


def _is_response(pasted: Node) -> bool:
    return "statusCode" in pasted.members and bool(pasted.members.keys() & _RESPONSE_ONLY)


def _with_integration(integration: Node) -> Operation:
    return of_method(f"ANY {_UNKNOWN}", mapping([("methodIntegration", integration)]), NOWHERE)
