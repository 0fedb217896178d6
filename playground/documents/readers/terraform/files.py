"""The files that a module's functions read: companions of the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.diagnostics import Span
from playground.documents.hcl.parser import parse_template
from playground.documents.hcl.values import as_text, unknown
from playground.documents.readers.terraform.assembled_tree import tree_of
from playground.documents.tree import MalformedDocument, Node, Piece

if TYPE_CHECKING:
    from playground.documents.hcl.syntax import Expression, Template
    from playground.documents.sources import Sources

_BOM = "\ufeff"


@dataclass(slots=True)
class Files:
    """The companions of one document, each read once."""

    sources: Sources
    texts: dict[str, Node] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)

    def file(self, path: str, at: Expression) -> Node:
        """The text of a file, a byte order mark left out. Unknown where it was not given."""
        if path not in self.texts:
            found = self.sources.companion(path)
            if found is None:
                raise unknown(f"the file {path} was not given", at)
            text = found.text.removeprefix(_BOM)
            node = Node(text, Span(len(found.text) - len(text), len(found.text)), file=found)
            node.pieces = (Piece(text, node, 0, len(text)),)
            self.texts[path] = node
        return self.texts[path]

    def has_file(self, path: str) -> bool:
        """Whether a file was given; one that was not is listed as missing."""
        return self.sources.companion(path) is not None

    def template(self, path: str, at: Expression) -> Template:
        """A file as a template. Unknown where it was not given, or is none."""
        if path not in self.templates:
            node = self.file(path, at)
            source = Node(node.value, node.span, file=node.file)
            try:
                self.templates[path] = parse_template(source, node.text or "", node.file)
            except MalformedDocument as error:
                raise unknown(f"the template {path} cannot be read: {error.message}", at) from None
        return self.templates[path]

    def parsed(self, text: Node, at: Expression) -> Template:
        """A text as a template. Unknown."""
        written = as_text(text, at)
        try:
            return parse_template(Node(written, at.span, file=at.file), written, at.file)
        except MalformedDocument as error:
            raise unknown(f"the template cannot be read: {error.message}", at) from None

    def tree(self, text: Node, at: Expression) -> Node:
        """The values of a text in JSON or YAML. Unknown."""
        try:
            return tree_of(text, self.sources)
        except MalformedDocument as error:
            raise unknown(f"the text cannot be read as JSON or YAML: {error.message}", at) from None
