"""A method's resource with its integration and responses → an operation. A template's text is the value that the document gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.found import Operation, of_method
from playground.documents.readers.terraform.opened import list_open
from playground.documents.tree import Node, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.readers.terraform.around import Around
    from playground.documents.readers.terraform.instance import Instance
    from playground.documents.readers.terraform.resources import Resources
    from playground.documents.sources import Sources

_INTEGRATION = {
    "type": "type",
    "integration_http_method": "httpMethod",
    "uri": "uri",
    "credentials": "credentials",
    "connection_type": "connectionType",
    "connection_id": "connectionId",
    "request_parameters": "requestParameters",
    "request_templates": "requestTemplates",
    "passthrough_behavior": "passthroughBehavior",
    "content_handling": "contentHandling",
    "timeout_milliseconds": "timeoutInMillis",
    "cache_namespace": "cacheNamespace",
    "cache_key_parameters": "cacheKeyParameters",
}
_RESPONSE = {
    "response_parameters": "responseParameters",
    "response_templates": "responseTemplates",
    "content_handling": "contentHandling",
}
_DECLARED = {"response_parameters": "responseParameters", "response_models": "responseModels"}
_METHOD = {
    "authorization": "authorizationType",
    "authorizer_id": "authorizerId",
    "authorization_scopes": "authorizationScopes",
    "api_key_required": "apiKeyRequired",
    "operation_name": "operationName",
    "request_parameters": "requestParameters",
    "request_models": "requestModels",
}
"""Attributes of the provider with AWS's own names."""
_BOOLS = {"true": True, "false": False}


def operation_of(one: Instance, resources: Resources, around: Around, sources: Sources) -> Operation:
    """The operation of a method. Unknown."""
    path, verb = resources.path(one), (one.text("http_method") or "").upper()
    integrations = resources.of_method("aws_api_gateway_integration", one)
    declared = list(_responses(resources.of_method("aws_api_gateway_method_response", one), _DECLARED))
    answers = list(_responses(resources.of_method("aws_api_gateway_integration_response", one), _RESPONSE))
    if not integrations:
        raise one.unknown("it has no integration (no aws_api_gateway_integration with its resource and http_method)")
    api = resources.api_of(one)
    integration = mapping([*_members(integrations[0], _INTEGRATION), ("integrationResponses", _keyed(answers))], integrations[0].span)
    members = [("httpMethod", Node(verb, one.span, file=one.file)), *((name, _bools(name, node)) for name, node in _members(one, _METHOD))]
    validator = around.validator(one)
    if validator is not None:
        members.append(("requestValidatorId", validator))
    method = mapping([*members, ("methodIntegration", integration), ("methodResponses", _keyed(declared))], one.span)
    list_open(method, sources)
    made = of_method(f"{verb} {path}", method, one.span, path)
    resources.title(made.root, api)
    return Operation(made.name, around.laid_over(made.scenario, api), made.root, made.span, made.notes)


def _members(one: Instance, names: dict[str, str]) -> Iterator[tuple[str, Node]]:
    """Attributes under AWS's names, without those that are null. Unknown."""
    for name, own in names.items():
        found = one.get(name)
        if found is not None:
            yield own, _without_null(found)


def _without_null(node: Node) -> Node:
    """An object without the members that are null."""
    if not isinstance(node.value, dict) or all(each.value is not None for each in node.members.values()):
        return node
    return mapping(((name, each) for name, each in node.members.items() if each.value is not None), node.span, node.names)


def _bools(name: str, node: Node) -> Node:
    """Yes and no where a text says them."""
    if name == "requestParameters" and node.members:
        return mapping(((key, _bools("", one)) for key, one in node.members.items()), node.span, node.names)
    if isinstance(node.value, str) and node.value in _BOOLS and name in {"", "apiKeyRequired"}:
        return Node(_BOOLS[node.value], node.span, file=node.file)
    return node


def _responses(found: list[Instance], names: dict[str, str]) -> Iterator[tuple[str, str, Node]]:
    """Status, selection pattern and response of each. Unknown."""
    for one in found:
        status = one.get("status_code")
        if status is None or status.text is None:
            raise one.unknown(f"{one.address} has no status_code")
        code = Node(status.text, status.span, file=status.file)
        pattern = one.get("selection_pattern") if names is _RESPONSE else None
        members = [("statusCode", code), *_members(one, names)]
        if pattern is not None and pattern.text:
            members.append(("selectionPattern", pattern))
        yield status.text, (pattern.text if pattern is not None else None) or "", mapping(members, one.span)


def _keyed(responses: list[tuple[str, str, Node]]) -> Node:
    """Responses by status; a second one of a status by its pattern too."""
    made: dict[str, Node] = {}
    for status, pattern, response in responses:
        made[status if status not in made else f"{status} {pattern}"] = response
    return mapping(made.items())
