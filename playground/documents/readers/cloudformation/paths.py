"""The path of a method's resource, by its parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.found import Remark, Unusable
from playground.words import shorten

if TYPE_CHECKING:
    from playground.documents.readers.cloudformation.stack import Resource, Stack
    from playground.documents.tree import Node

UNKNOWN = "{parent}"
"""What stands for a resource that is not in the template."""
_MOST = 100
_APIS = frozenset({"AWS::ApiGateway::RestApi", "AWS::Serverless::Api"})


def path_of(stack: Stack, method: Resource, notes: list[Remark]) -> str:
    """The path of a method; what of it is not in the template is told in `notes`. Unusable."""
    parts: list[str] = []
    at, holder = method.properties.get("ResourceId"), method
    while True:
        if at is None:
            raise Unusable(f"{holder.id} has no {'ResourceId' if holder is method else 'ParentId'}", holder.node.span, (), holder.node.file)
        name = stack.target(at)
        one = stack.resources.get(name or "")
        if one is not None and one.type in _APIS:
            break
        if one is None or one.type != "AWS::ApiGateway::Resource":
            parts.append(UNKNOWN)
            _tell(stack, at, name, notes)
            break
        part = stack.get(one, "PathPart")
        if part is None or part.text is None:
            raise Unusable(f"its resource {one.id} has no PathPart", one.node.span, (), one.node.file)
        parts.append(part.text)
        if len(parts) > _MOST:
            raise Unusable(f"the resources above {method.id} lead in a circle, or are too many", one.node.span, (), one.node.file)
        at, holder = one.properties.get("ParentId"), one
    return "/" + "/".join(reversed(parts))


def _tell(stack: Stack, at: Node, name: str | None, notes: list[Remark]) -> None:
    """Say that the path is not known as a whole."""
    found = stack.value(at)
    shown = name or (found.text if found else None) or "a resource"
    is_nowhere = name is not None and not stack.evaluator.names.knows(name)
    why = "is not in this template: CloudFormation would refuse it" if is_nowhere else "is the resource of another stack"
    notes.append(Remark(f"The path is not known as a whole: {shorten(shown, 100)} {why}; {UNKNOWN} stands for it.", at.span, "", at.file))
