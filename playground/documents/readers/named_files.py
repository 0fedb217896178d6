"""`{"file": "relative/path"}` in a Scenario's file: what stands in that file takes its place.

It may stand wherever a Scenario has a text, or a table's `items`. What is free JSON, such as `context`, keeps an object of that form.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.diagnostics import Span
from playground.documents.readers.found import Unusable
from playground.documents.tree import DEEPEST, Node
from playground.words import shorten

if TYPE_CHECKING:
    from playground.documents.sources import Sources
    from playground.documents.tree import SourceFile

_MEMBER = "file"
_FREE = (("context",), ("scenario", "context"), ("tables", "*", "definition"))
"""How the paths end of what is the user's own JSON: nothing in it names a file. `*` is any one name."""
_WHOLE = (("*", "body"), ("models", "*", "schema"), ("tables", "*", "items"))
"""Of what is a text, a list or JSON: it may name a file as a whole, and nothing in it does."""


def with_files(root: Node, sources: Sources) -> Node:
    """The same document, with the texts of files where it names them. Only a local document may name any. Unusable, MalformedDocument."""
    return _Reader(sources).read(root, ()) if sources.is_local else root


class _Reader:
    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def read(self, node: Node, path: tuple[str, ...]) -> Node:
        """A value with everything in it that names a file."""
        if len(path) > DEEPEST:
            return node
        if any(_ends(path, end) for end in _FREE[2:]) or path in _FREE:
            return node
        if (named := _named(node)) is not None:
            return self._items(node, named, path) if _ends(path, _WHOLE[-1]) else self._text(named, path)
        if any(_ends(path, end) for end in _WHOLE):
            return node
        if node.members:
            return replace(node, value={key: self.read(one, (*path, key)) for key, one in node.members.items()})
        if node.items:
            return replace(node, value=[self.read(one, (*path, str(index))) for index, one in enumerate(node.items)])
        return node

    def _text(self, named: Node, path: tuple[str, ...]) -> Node:
        """A file's text, every character of it."""
        file = self._file(named, path)
        return replace(named, value="") if file is None else Node(file.text, _whole(file), file=file)

    def _items(self, node: Node, named: Node, path: tuple[str, ...]) -> Node:
        """A file's list of items, in JSON or YAML."""
        file = self._file(named, path)
        tree = self.sources.companion_tree(file.name) if file else None
        if tree is None:
            return replace(node, value=[])
        if not isinstance(tree.value, list):
            raise Unusable("must be a list of items", tree.span, path, tree.file)
        return tree

    def _file(self, named: Node, path: tuple[str, ...]) -> SourceFile | None:
        """The file; None where it is yet to be given. Unusable where it never will be."""
        written = str(named.value)
        file = self.sources.companion(written)
        if file is None:
            why = self.sources.refused.get(self.sources.normal_path(written))
            if why is not None:
                raise Unusable(f"names the file {shorten(written, 200)}: {why}", named.span, path, named.file)
        return file


def _named(node: Node) -> Node | None:
    """What names the file, where a value is `{"file": "path"}`."""
    named = node.members.get(_MEMBER) if len(node.members) == 1 else None
    return named if named is not None and isinstance(named.value, str) and named.value else None


def _ends(path: tuple[str, ...], end: tuple[str, ...]) -> bool:
    """Whether a path ends so."""
    return len(path) >= len(end) and all(wanted in {"*", name} for name, wanted in zip(path[-len(end) :], end, strict=True))


def _whole(file: SourceFile) -> Span:
    return Span(0, len(file.text))
