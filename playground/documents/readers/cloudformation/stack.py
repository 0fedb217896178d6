"""The resources of a template, as the readers of its parts ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved
from playground.documents.intrinsics.evaluator import Evaluator
from playground.documents.readers.found import Remark, Unusable
from playground.documents.tree import Node, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.sources import Sources


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource by its logical id: its type, its properties as they stand, and the node and place of the whole."""

    id: str
    type: str
    properties: Node
    node: Node

    def remark(self, why: str, name: str = "") -> Remark:
        """What is to be told of it."""
        return Remark(why, self.node.span, name or self.id, self.node.file)


class Stack:
    """A template's resources and their values. `left_out` collects what cannot be used."""

    def __init__(self, root: Node, sources: Sources, left_out: list[Remark]) -> None:
        self.evaluator = Evaluator(root, sources)
        self.sources = sources
        self.left_out = left_out
        self.resources = {name: _resource(name, one) for name, one in self.evaluator.template.resources.members.items()}
        self._of_type: dict[str, list[Resource]] = {}
        for one in self.resources.values():
            self._of_type.setdefault(one.type, []).append(one)

    def of_type(self, kind: str) -> Iterator[Resource]:
        """The resources of a type whose conditions are not false."""
        return (one for one in self._of_type.get(kind, []) if self.why_not(one) is None)

    def why_not(self, one: Resource) -> str | None:
        """Why a resource is not made: its condition is false, or cannot be known."""
        name = one.node.get("Condition")
        if name is None:
            return None
        try:
            is_made = self.evaluator.condition(name.text or "", name)
        except Unresolved as error:
            return error.why
        return None if is_made else f"its condition {name.text} is false"

    def value(self, node: Node | None) -> Node | None:
        """The value of a node that may be absent. Unusable."""
        if node is None:
            return None
        try:
            found = self.evaluator.value(node)
        except Unresolved as error:
            raise unusable(error) from None
        return None if found is None or found.value is None else found

    def get(self, one: Resource, name: str) -> Node | None:
        """The value of a property; None where there is none. Unusable."""
        return self.value(one.properties.get(name))

    def target(self, node: Node | None) -> str | None:
        """The name that a property refers to: of Ref, or of the resource whose attribute it is; None where it says no name. Unusable."""
        if node is None:
            return None
        call = self.evaluator.calls.of(node)
        if call is None:
            return None
        name, argument = call
        if name == "Fn::If" and len(argument.items) == 3:
            try:
                is_true = self.evaluator.condition(argument.items[0].text or "", node)
            except Unresolved as error:
                raise unusable(error) from None
            chosen = argument.items[1 if is_true else 2]
            return None if chosen is node else self.target(chosen)
        if name == "Fn::Sub" and argument.text is not None:
            text = argument.text
            return text[2:-1].partition(".")[0] if text.startswith("${") and text.find("}") == len(text) - 1 else None
        if name == "Fn::GetAtt":
            first = argument.items[0] if argument.items else argument
            return (first.text or "").partition(".")[0] or None
        return argument.text if name == "Ref" else None


def unusable(error: Unresolved) -> Unusable:
    """What cannot be known, as a part of the document that cannot be used."""
    return Unusable(error.why, error.node.span, (), error.node.file)


def _resource(name: str, node: Node) -> Resource:
    kind, properties = node.get("Type"), node.get("Properties")
    known = properties if properties is not None and isinstance(properties.value, dict) else mapping([], node.span)
    return Resource(name, (kind.text if kind else None) or "", known, node)
