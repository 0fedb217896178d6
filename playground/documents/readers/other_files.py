"""`$ref` into other files: what they lead to takes their place, so that readers see one document.

In another file, a `$ref` that begins with `#` leads to a place in that file (JSON Reference, OpenAPI "Reference Object").
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from playground.documents.tree import DEEPEST, MOST_NODES, MalformedDocument, Node
from playground.jsontext.pointer import from_pointer

if TYPE_CHECKING:
    from playground.documents.sources import Sources

_REF = "$ref"
_TOO_MUCH = f"what the files that this document names hold comes to more than {MOST_NODES:,} values, or is nested too deep"


def with_other_files(document: Node, sources: Sources) -> Node:
    """The document with what stands in the files that it names; a `$ref` into a file that was not given, or that leads to nothing or in a
    circle, stays. MalformedDocument, which names the file, for a file that is broken; and where all is too large.
    """
    return _Joiner(document, sources).joined(document, document, 0)


class _Joiner:
    def __init__(self, main: Node, sources: Sources) -> None:
        self.main = main
        self.sources = sources
        self.within: list[Node] = []
        """What is being joined: a `$ref` to one of these leads in a circle."""
        self.done: dict[Node, Node] = {}

    def joined(self, node: Node, root: Node, depth: int) -> Node:
        """A value of the file whose tree is `root`."""
        if node in self.done:
            return self.done[node]
        if depth > DEEPEST:
            raise MalformedDocument(_TOO_MUCH, node.span.start, node.file)
        target = node.get(_REF)
        made = self._members(node, root, depth) if target is None or target.text is None else self._target(node, target, root, depth)
        self.done[node] = made
        return made

    def _target(self, node: Node, target: Node, root: Node, depth: int) -> Node:
        """What the `$ref` of a node leads to; the node where that is in the main document, or nothing."""
        path, _, fragment = (target.text or "").partition("#")
        if not path and root is self.main:
            return node
        if self._is_main(path, node):
            return Node({_REF: Node(f"#{fragment}", target.span, file=target.file)}, node.span, file=node.file)
        tree = self.sources.companion_tree(path, node.file) if path else root
        found = tree.get(*from_pointer(unquote(fragment))) if tree is not None else None
        if tree is None or found is None or found in self.within:
            return node
        self.within.append(found)
        made = self.joined(found, tree, depth + 1)
        self.within.pop()
        return made

    def _is_main(self, path: str, node: Node) -> bool:
        """Whether a path in a companion is that of the main document."""
        if not path or node.file is None or node.file is self.sources.main:
            return False
        return posixpath.normpath(posixpath.join(posixpath.dirname(node.file.name), path)) == posixpath.basename(self.sources.main.name)

    def _members(self, node: Node, root: Node, depth: int) -> Node:
        """A value with its members and items joined; the same one where none of them changes."""
        value: list[Node] | dict[str, Node]
        if isinstance(node.value, dict):
            value = {name: self.joined(one, root, depth + 1) for name, one in node.value.items()}
            inside = list(value.values())
        elif isinstance(node.value, list):
            value = inside = [self.joined(one, root, depth + 1) for one in node.value]
        else:
            return node
        before = node.value.values() if isinstance(node.value, dict) else node.value
        if all(one is other for one, other in zip(inside, before, strict=True)):
            return node
        size = 1 + sum(one.size for one in inside)
        if size > MOST_NODES:
            raise MalformedDocument(_TOO_MUCH, node.span.start, node.file)
        return Node(value, node.span, node.tag, node.names, size, node.file)
