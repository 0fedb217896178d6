"""AWS::ApiGateway::Method → a method in the shape in which API Gateway's own calls have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.cloudformation.paths import path_of
from playground.documents.readers.found import Operation, Remark, Unusable, of_method
from playground.documents.tree import Node, mapping
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.readers.cloudformation.around import Around
    from playground.documents.readers.cloudformation.stack import Resource, Stack

_METHOD = ("AuthorizationType", "AuthorizerId", "AuthorizationScopes", "ApiKeyRequired", "OperationName", "RequestParameters")
_INTEGRATION = {
    "IntegrationHttpMethod": "httpMethod",
    **{
        name: f"{name[0].lower()}{name[1:]}"
        for name in (
            *("Type", "Uri", "Credentials", "RequestParameters", "RequestTemplates", "PassthroughBehavior", "ContentHandling"),
            *("TimeoutInMillis", "CacheNamespace", "CacheKeyParameters", "ConnectionType", "ConnectionId"),
        )
    },
}
_RESPONSE = ("SelectionPattern", "ResponseParameters", "ResponseTemplates", "ContentHandling")
_TEXTS = frozenset({"RequestTemplates", "ResponseTemplates", "ResponseModels", "RequestModels"})
_BOOLS = {"true": True, "false": False}


def operation_of(stack: Stack, around: Around, one: Resource) -> Operation:
    """The operation of a method. Unusable."""
    notes: list[Remark] = []
    before = len(stack.evaluator.names.notes)
    verb = _verb(stack, one)
    path = path_of(stack, one, notes)
    api = stack.target(one.properties.get("RestApiId")) or ""
    integration = stack.get(one, "Integration")
    if integration is None or not isinstance(integration.value, dict):
        raise Unusable("it has no Integration", one.node.span, (), one.node.file)
    members = [("httpMethod", verb), *_members(stack.value(_picked(one.properties, _METHOD)), _METHOD)]
    members += list(around.of_method(one))
    members.append(("methodIntegration", _integration(integration)))
    declared = stack.get(one, "MethodResponses")
    if declared is not None:
        members.append(("methodResponses", _keyed(around.with_models(one, declared), ("ResponseParameters", "ResponseModels"))))
    for why, node in stack.evaluator.names.notes[before:]:
        notes.append(Remark(why, node.span, "", node.file))
    made = of_method(f"{verb.text} {path}", mapping(members, one.node.span), one.node.span, path, tuple(notes))
    return around.laid_over(made, api)


def _verb(stack: Stack, one: Resource) -> Node:
    found = stack.get(one, "HttpMethod")
    if found is None or not found.text:
        raise Unusable("it has no HttpMethod", one.node.span, (), one.node.file)
    return Node(found.text.upper(), found.span, file=found.file)


def _picked(properties: Node, names: tuple[str, ...]) -> Node:
    """Some of the properties, as they stand."""
    return mapping(((name, properties.members[name]) for name in names if name in properties.members), properties.span, properties.names)


def _integration(given: Node) -> Node:
    members = list(_members(given, _INTEGRATION))
    responses = given.get("IntegrationResponses")
    members.append(("integrationResponses", _keyed(responses, _RESPONSE) if responses is not None else mapping([])))
    made = mapping(members, given.span)
    made.file = given.file
    return made


def _members(given: Node | None, names: tuple[str, ...] | dict[str, str]) -> Iterator[tuple[str, Node]]:
    """Properties under AWS's names, without those that are null."""
    for name in names:
        found = given.get(name) if given is not None else None
        if found is not None and found.value is not None:
            own = names[name] if isinstance(names, dict) else f"{name[0].lower()}{name[1:]}"
            yield own, shaped(name, found)


def shaped(name: str, node: Node) -> Node:
    """A property as its type has it: CloudFormation takes "true" for true, and a number for a text."""
    if name == "RequestParameters" or name in _TEXTS:
        kept = ((key, shaped("" if name not in _TEXTS else "text", one)) for key, one in node.members.items() if one.value is not None)
        return mapping(kept, node.span, node.names) if isinstance(node.value, dict) else node
    if name in {"", "ApiKeyRequired"} and isinstance(node.value, str) and node.value in _BOOLS:
        return Node(_BOOLS[node.value], node.span, file=node.file)
    if name in {"text", "Type", "PassthroughBehavior", "ContentHandling"} and isinstance(node.value, JsonNumber | bool):
        return Node(node.text, node.span, file=node.file)
    if name == "TimeoutInMillis" and isinstance(node.value, str) and node.value.isascii() and node.value.isdigit():
        return Node(JsonNumber(node.value), node.span, file=node.file)
    return node


def _keyed(responses: Node, names: tuple[str, ...]) -> Node:
    """A list of responses by their status; a second one of a status by its pattern too. Unusable."""
    if not isinstance(responses.value, list):
        raise Unusable("its responses must be a list", responses.span, (), responses.file)
    made: dict[str, Node] = {}
    for one in responses.items:
        status = one.get("StatusCode")
        if status is None or status.text is None:
            raise Unusable("a response has no StatusCode", one.span, (), one.file)
        members = [("statusCode", Node(status.text, status.span, file=status.file)), *_members(one, names)]
        pattern = one.get("SelectionPattern")
        if pattern is not None and not pattern.text:
            members = [(key, each) for key, each in members if key != "selectionPattern"]
        elif pattern is not None:
            members = [(key, shaped("text", each) if key == "selectionPattern" else each) for key, each in members]
        key = status.text if status.text not in made else f"{status.text} {(pattern.text if pattern else None) or ''}"
        made[key] = mapping(members, one.span)
    return mapping(made.items(), responses.span)
