"""What of an operation is not known: each name that was put in for it is listed once the operation has its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.hcl.values import Open

if TYPE_CHECKING:
    from playground.documents.sources import Sources
    from playground.documents.tree import Node


def list_open(node: Node, sources: Sources) -> None:
    """List the open names in all texts of a tree."""
    stack, seen = [node], set[int]()
    while stack:
        one = stack.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        stack += [*one.members.values(), *one.items]
        for text in (one.value, *(piece.text for piece in one.pieces)):
            if isinstance(text, Open):
                sources.fill(text.name, one, str(text))
