"""The files that one import reads, and what the document leaves open."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.documents.tree import MARK, NOWHERE, MalformedDocument, Node, SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playground.diagnostics import Span

_MOST_OPEN = 1_000
"""Names left open that are listed; a document with more is no document of a person."""


@dataclass(slots=True)
class OpenName:
    """A name that a document leaves open: the value that was put in for it, and every place where that happened."""

    name: str
    value: str
    places: dict[tuple[SourceFile, Span], None] = field(default_factory=dict)


@dataclass(slots=True)
class Sources:
    """The document, its companions, and the values given for what it leaves open.

    `companions` are texts by their path, relative to the document's folder, with `/` between names. `missing` collects the paths that the
    document names and that were not given; `open` collects what was left open. `is_local`: the document is a file of whoever reads it, so
    it may name files whose texts stand in its place, which a document that somebody sends may not; `refused` says why files are not given.
    """

    main: SourceFile
    companions: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    read_tree: Callable[[SourceFile], Node] = field(kw_only=True)
    is_local: bool = field(default=False, kw_only=True)
    refused: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    open: dict[str, OpenName] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    _files: dict[str, SourceFile] = field(default_factory=dict)
    _trees: dict[str, Node] = field(default_factory=dict)

    def companion(self, path: str, beside: SourceFile | None = None) -> SourceFile | None:
        """The file at a path as a document writes it, relative to the file `beside` (else the main document); None where it was not given,
        which is noted in `missing`. An absolute path, or one with a protocol, is never given.
        """
        found = self.normal_path(path, beside)
        if found not in self._files:
            if found not in self.companions:
                self.missing[found] = None
                return None
            self._files[found] = SourceFile(found, self.companions[found].removeprefix(MARK))
        return self._files[found]

    def companion_tree(self, path: str, beside: SourceFile | None = None) -> Node | None:
        """The tree of the JSON or YAML file at a path; None where it was not given. MalformedDocument, which names the file."""
        file = self.companion(path, beside)
        if file is None:
            return None
        if file.name not in self._trees:
            try:
                self._trees[file.name] = self.read_tree(file)
            except MalformedDocument as error:
                raise MalformedDocument(error.message, error.offset, error.file or file) from None
        return self._trees[file.name]

    def fill(self, name: str, node: Node, default: str | None = None, *, known: bool = False) -> str:
        """The value of a name at the place of `node`: as given, else `default`, else the name itself, which is harmless in JSON and VTL.

        The name is listed as open, unless it is `known`: the document itself says it, and nobody gave another value.
        """
        value = self.given.get(name, name if default is None else default)
        if known and name not in self.given:
            return value
        entry = self.open.get(name)
        if entry is None and len(self.open) < _MOST_OPEN:
            entry = self.open[name] = OpenName(name, value)
        if entry is not None and node.span != NOWHERE:
            entry.places[node.file or self.main, node.span] = None
        return value

    def normal_path(self, path: str, beside: SourceFile | None = None) -> str:
        """A path as `companions` has it, of one that is written in the file `beside` (else the main document)."""
        folder = "" if beside is None or beside is self.main else posixpath.dirname(beside.name)
        return posixpath.normpath(posixpath.join(folder, path.replace("\\", "/")))
