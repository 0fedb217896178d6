"""How a template writes an intrinsic function: `{"Fn::Sub": …}`, `{"Ref": …}`, or as a tag of YAML, `!Sub …`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.tree import Node, Piece

if TYPE_CHECKING:
    from playground.documents.tree import SourceFile

_BARE = frozenset({"Ref", "Condition"})
"""Functions whose names have no `Fn::`."""
LOOP = "Fn::ForEach::"
"""How the name of a member begins that stands for several (AWS::LanguageExtensions)."""
_HARMFUL = re.compile(r"[^\w.:/@+=, -]")


class Unresolved(Exception):
    """A value that cannot be known or is written wrongly: why, and the node that says so."""

    def __init__(self, why: str, node: Node) -> None:
        super().__init__(why)
        self.why = why
        self.node = node

    @property
    def file(self) -> SourceFile | None:
        """The file of the place."""
        return self.node.file


class Calls:
    """Tells calls from values. The argument of a tag is one node, however often it is asked for."""

    def __init__(self) -> None:
        self._bare: dict[int, tuple[Node, Node]] = {}

    def of(self, node: Node) -> tuple[str, Node] | None:
        """The long name and the argument of the function that a node calls; None where it calls none."""
        if node.tag.startswith("!"):
            name = node.tag[1:]
            argument = self._bare.setdefault(id(node), (node, replace(node, tag="")))[1]
            return (name if name in _BARE else f"Fn::{name}"), argument
        if len(node.members) == 1:
            ((name, argument),) = node.members.items()
            if name == "Ref" or (name.startswith("Fn::") and not name.startswith(LOOP)):
                return name, argument
        return None


def filled(text: str, node: Node) -> Node:
    """A text that stands nowhere in the document, in place of `node`."""
    return Node(text, node.span, file=node.file, pieces=(Piece(text),))


def harmless(name: str) -> str:
    """A name with nothing in it that JSON or VTL would read."""
    return _HARMFUL.sub("-", name)[:200]


def text_of(node: Node | None, what: str, at: Node) -> str:
    """The text of a scalar. Unresolved for what is none."""
    if node is None or node.text is None:
        raise Unresolved(f"{what} must be a text", node or at)
    return node.text


def list_of(node: Node | None, what: str, at: Node, least: int = 0, most: int | None = None) -> list[Node]:
    """The items of a list of at least and at most so many. Unresolved for what is none."""
    if node is None or not isinstance(node.value, list):
        raise Unresolved(f"{what} must be a list", node or at)
    if len(node.items) < least or (most is not None and len(node.items) > most):
        expected = str(least) if least == most else f"{least} to {most}" if most is not None else f"at least {least}"
        raise Unresolved(f"{what} must have {expected} items, not {len(node.items)}", node)
    return node.items
