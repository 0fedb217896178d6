"""`$ref` inside of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.found import Unusable
from playground.jsontext.pointer import from_pointer

if TYPE_CHECKING:
    from playground.documents.tree import Node


def follow(document: Node, node: Node) -> Node:
    """A node, or what its `$ref` leads to, however many there are on the way. Unusable where that is nothing, or goes in a circle."""
    seen: set[str] = set()
    while (target := node.get("$ref")) is not None and target.text is not None:
        if target.text in seen:
            raise Unusable(f"its $ref {target.text} leads in a circle, back to itself", target.span, file=target.file)
        if not target.text.startswith("#"):
            raise Unusable(
                f"its $ref {target.text} leads to another file, which was not given or does not have it", target.span, file=target.file
            )
        seen.add(target.text)
        found = document.get(*from_pointer(target.text))
        if found is None:
            raise Unusable(f"its $ref {target.text} leads to nothing in this document", target.span, file=target.file)
        node = found
    return node
