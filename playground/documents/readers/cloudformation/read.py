"""A template of CloudFormation → the operations of its APIs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved
from playground.documents.readers.cloudformation.around import Around
from playground.documents.readers.cloudformation.bodies import operations_of
from playground.documents.readers.cloudformation.functions import operations_of_events
from playground.documents.readers.cloudformation.globals import with_globals
from playground.documents.readers.cloudformation.methods import operation_of
from playground.documents.readers.cloudformation.nested import PLACES, template_of
from playground.documents.readers.cloudformation.sam_auth import tell_cors
from playground.documents.readers.cloudformation.stack import Stack, unusable
from playground.documents.readers.found import Found, Remark, Unusable
from playground.documents.tree import NOWHERE

if TYPE_CHECKING:
    from playground.documents.readers.cloudformation.stack import Resource
    from playground.documents.readers.found import Operation
    from playground.documents.sources import Sources
    from playground.documents.tree import Node

_METHOD = "AWS::ApiGateway::Method"
_APIS = frozenset({"AWS::ApiGateway::RestApi", "AWS::Serverless::Api"})
_FUNCTION = "AWS::Serverless::Function"
_OTHERS = {
    "AWS::ApiGatewayV2::Api": "HTTP and WebSocket APIs are another product, without these mapping templates",
    "AWS::Serverless::HttpApi": "HTTP APIs are another product, without these mapping templates",
    "AWS::AppSync::GraphQLApi": "AppSync is another product; its templates are not API Gateway's",
}
_READ = frozenset({_METHOD, _FUNCTION, *_APIS, *_OTHERS, *PLACES})
_SIGNS = ("AWSTemplateFormatVersion", "Transform")
_LOOKED_FOR = "it has no AWS::ApiGateway::Method, and no API with a Body, a DefinitionBody or a DefinitionUri"


def read_cloudformation(root: Node, sources: Sources) -> Found | None:
    """The operations of a template; None for a document of another kind."""
    resources = root.get("Resources")
    if not any(name in root.members for name in _SIGNS) and not _has_types(resources):
        return None
    left_out: list[Remark] = []
    what = _what(root)
    if resources is None or not isinstance(resources.value, dict):
        at = resources or root
        return Found(what, [], [Remark("it must be a mapping from logical ids to resources", at.span, "Resources", at.file)])
    try:
        stack = Stack(with_globals(root), sources, left_out)
    except Unresolved as error:
        return Found(what, [], [Remark(error.why, error.node.span, what, error.node.file)])
    made = _read(stack)
    if not made and not left_out:
        left_out.append(Remark(_LOOKED_FOR, root.span, what))
    return Found(what, titled(made), left_out)


def operations_of_template(root: Node, sources: Sources, left_out: list[Remark]) -> list[Operation]:
    """The operations of a template that another format comes to; what cannot be used is added to `left_out`. Unresolved."""
    return titled(_read(Stack(root, sources, left_out)))


def operations_by_title(root: Node, sources: Sources, left_out: list[Remark]) -> list[tuple[str, Operation]]:
    """The operations of a companion's template, each with the title of its API; what cannot be used is added to `left_out`. Unresolved."""
    return [(title, _in_file(one, root)) for title, one in _read(Stack(with_globals(root), sources, left_out))]


def _read(stack: Stack, depth: int = 0) -> list[tuple[str, Operation]]:
    """The operations, each with the title of its API; `depth` counts the stacks around this one."""
    around = Around(stack)
    made: list[tuple[str, Operation]] = []
    for one in stack.resources.values():
        why = stack.why_not(one) if one.type in _READ else None
        if why is not None:
            stack.left_out.append(one.remark(why))
            continue
        try:
            if one.type == _METHOD:
                made.append((stack.target(one.properties.get("RestApiId")) or "", operation_of(stack, around, one)))
            elif one.type in _APIS:
                tell_cors(stack, one)
                made += [(one.id, each) for each in operations_of(stack, around, one)]
            elif one.type == _FUNCTION:
                made += operations_of_events(stack, around, one, made)
            elif one.type in PLACES:
                made += _nested(stack, one, depth)
            elif one.type in _OTHERS:
                stack.left_out.append(one.remark(_OTHERS[one.type]))
        except Unusable as error:
            stack.left_out.append(Remark(error.why, error.span, _name(one), error.file))
    return [(_title(stack, api), each) for api, each in made]


def _nested(stack: Stack, one: Resource, depth: int) -> list[tuple[str, Operation]]:
    """The operations of a stack inside of this one. Unusable."""
    root = template_of(stack, one, depth + 1)
    try:
        made = _read(Stack(with_globals(root), stack.sources, stack.left_out), depth + 1)
    except Unresolved as error:
        raise unusable(error) from None
    return [(title, _in_file(each, root)) for title, each in made]


def _in_file(one: Operation, root: Node) -> Operation:
    """An operation of a companion's template: it begins in that file."""
    method = one.root.get("method")
    file = root.file if one.root.file is None else one.root.file
    span = one.root.span if method is None else method.span
    return replace(one, root=replace(one.root, file=file, span=span), span=NOWHERE)


def _name(one: Resource) -> str:
    """A method's logical id and its verb, where that is known."""
    verb = one.properties.get("HttpMethod")
    return f"{one.id} ({verb.text})" if verb is not None and verb.text else one.id


def titled(made: list[tuple[str, Operation]]) -> list[Operation]:
    """The operations; those of more than one API have its title in their names."""
    if len({title for title, _ in made}) < 2:
        return [one for _, one in made]
    return [replace(one, name=f"{title}: {one.name}") if title else one for title, one in made]


def _title(stack: Stack, api: str) -> str:
    """The name of an API."""
    one = stack.resources.get(api)
    try:
        name = stack.get(one, "Name") if one is not None else None
    except Unusable:
        name = None
    return (name.text if name is not None else None) or api


def _has_types(resources: Node | None) -> bool:
    """Whether this is a section of resources of CloudFormation."""
    kinds = (one.get("Type") for one in (resources.members.values() if resources else ()))
    return any(one is not None and "::" in (one.text or "") for one in kinds)


def _what(root: Node) -> str:
    """What kind of template this is."""
    resources = root.get("Resources")
    listed = list(resources.members.values()) if resources is not None else []
    transform = root.get("Transform")
    macros = [one.text or "" for one in (transform.items or [transform])] if transform is not None else []
    types = [(kind.text or "") for one in listed if (kind := one.get("Type")) is not None]
    if any(one.startswith("AWS::Serverless") for one in [*macros, *types]):
        return "a SAM template"
    if any(one.get("Metadata", "aws:cdk:path") is not None for one in listed):
        return "a CloudFormation template that the CDK wrote"
    return "a CloudFormation template"
