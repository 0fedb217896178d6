"""Values that the framework makes: they stand nowhere in the document, and have the place of what they are made for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from playground.documents.tree import Node, Piece, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


Value: TypeAlias = "str | bool | Node | None"
"""What a member may be made of; None is no member."""
Members: TypeAlias = "dict[str, Value]"


class Maker:
    """Makes values in the place of a node."""

    def __init__(self, at: Node) -> None:
        self.at = at

    def value(self, value: str | bool | Node, /) -> Node:  # noqa: FBT001 - a value of JSON
        """A text, or true or false; a node as it is."""
        if isinstance(value, Node):
            return value
        made = Node(value, self.at.span, file=self.at.file)
        if isinstance(value, str):
            made.pieces = (Piece(value),)
        return made

    def object(self, members: Mapping[str, Value]) -> Node:
        """An object, without the members that are None."""
        made = mapping(((name, self.value(one)) for name, one in members.items() if one is not None), self.at.span)
        made.file = self.at.file
        return made

    def list(self, items: Iterable[str | bool | Node]) -> Node:
        """A list."""
        made = [self.value(one) for one in items]
        return Node(made, self.at.span, size=1 + sum(one.size for one in made), file=self.at.file)

    def ref(self, name: str) -> Node:
        """`Ref` of a name."""
        return self.object({"Ref": name})

    def attribute(self, name: str, attribute: str) -> Node:
        """`Fn::GetAtt` of a resource."""
        return self.object({"Fn::GetAtt": self.list([name, attribute])})

    def sub(self, text: str, values: Mapping[str, Value] | None = None) -> Node:
        """`Fn::Sub` of a text."""
        return self.object({"Fn::Sub": self.value(text) if values is None else self.list([text, self.object(values)])})

    def resource(self, kind: str, properties: Node) -> Node:
        """A resource of a template."""
        return self.object({"Type": kind, "Properties": properties})
