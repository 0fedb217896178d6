"""Stacks inside of a stack: the template of one is a companion, and its parameters have the values that the outer one gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.readers.found import Unusable
from playground.documents.tree import MalformedDocument, Node, mapping

if TYPE_CHECKING:
    from playground.documents.readers.cloudformation.stack import Resource, Stack

PLACES = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
"""The property that names the template, by the resource's type."""
_DEEPEST = 10
_SECTION = "Parameters"


def template_of(stack: Stack, one: Resource, depth: int) -> Node:
    """The template of a nested stack, whose parameters have the outer one's values as defaults. Unusable where it was not given."""
    place = stack.get(one, PLACES[one.type])
    path = (place.text if place is not None else None) or ""
    if not path or "://" in path:
        raise Unusable(f"its template is elsewhere ({path[:200] or 'no file'})", one.node.span, (), one.node.file)
    if depth == _DEEPEST:
        raise Unusable(f"stacks stand in each other more than {_DEEPEST} deep, or lead in a circle", one.node.span, (), one.node.file)
    try:
        root = stack.sources.companion_tree(path, one.node.file)
    except MalformedDocument as error:
        raise Unusable(f"{path[:200]} cannot be read: {error.message}", one.node.span, (), one.node.file) from None
    if root is None:
        raise Unusable(f"its template {path[:200]} was not given", one.node.span, (), one.node.file)
    return _with_values(root, stack.get(one, _SECTION))


def _with_values(root: Node, values: Node | None) -> Node:
    """A template whose parameters have these defaults."""
    declared = root.get(_SECTION)
    if values is None or declared is None or not isinstance(root.value, dict):
        return root
    made = {
        name: _declared(one, values.members[name]) if name in values.members and isinstance(one.value, dict) else one
        for name, one in declared.members.items()
    }
    section = replace(declared, value=made)
    return replace(root, value={**root.members, _SECTION: section})


def _declared(parameter: Node, value: Node) -> Node:
    """A parameter with a value; a list is one text, as parameters have it."""
    text = value.text if value.text is not None else ",".join(one.text or "" for one in value.items)
    members = {**parameter.members, "Default": Node(text, value.span, file=value.file)}
    return mapping(members.items(), parameter.span, parameter.names)
