"""Templates put into the sources that they stand in, and the document that comes of it read again: only what is read right is taken."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from playground.documents.pasted import is_json, read_document
from playground.documents.piece_edits import FilledIn, source_texts
from playground.documents.readers.found import templates_of
from playground.documents.styles import source_style
from playground.documents.styles.changes import Change, applied
from playground.documents.tree import MalformedDocument, pieces_of
from playground.documents.unwritten import without_templates
from playground.errors import InvalidDocument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.documents.readers.found import Operation
    from playground.documents.tree import Node, SourceFile
    from playground.model.documents import DocumentExport

Key: TypeAlias = tuple[str | None, int, int]
"""A scalar of a document: its file (None: the main one), and its span there."""
_MOST_READ = 2_000_000
"""Characters that are read to prove changes one by one, where not all of them together can be."""

_NO_STYLE = "no way to write the text in this place is read as the same text again"
_OTHERWISE = "the document would be read otherwise than this text, or would change in another place"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A template that is to have another text: which one, its node, and that text. `sources` are the scalars that have to change."""

    operation: str
    where: str
    node: Node
    text: str
    sources: dict[Key, tuple[Node, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """The texts of a document's files, the main one's under None; and what there is to say of each scalar that has another style."""

    texts: dict[str | None, str]
    said: dict[Key, str]


class OpenedDocument:
    """A document that templates are put back into."""

    def __init__(self, given: DocumentExport) -> None:
        self.given = given
        self.found, self.sources = read_document(given.text, given.name, given.files, given.parameters)
        self.sharing: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for operation in self.found.operations:
            for where, node in templates_of(operation.root):
                for piece in pieces_of(node):
                    if piece.source is not None:
                        self.sharing[self.key(piece.source)][operation.name].add(where)

    def key(self, node: Node) -> Key:
        """Which scalar a node is."""
        return self.file_name(node), node.span.start, node.span.end

    def file_name(self, node: Node) -> str | None:
        """The name of the companion that a node stands in; None for the main document."""
        return None if node.file is None or node.file is self.sources.main else node.file.name

    def file(self, node: Node) -> SourceFile:
        """The file that a node stands in."""
        return node.file or self.sources.main


def proven(document: OpenedDocument, ready: Sequence[Wanted]) -> tuple[Written, list[Wanted], list[tuple[Wanted, str]]]:
    """The document with as many of the templates as it is read again with; those, and the others with the reason."""
    refused: list[tuple[Wanted, str]] = []
    written, why = _attempt(document, ready)
    if why and len(ready) * len(document.given.text) <= _MOST_READ:
        alone = [_alone(document, one) for one in ready]
        refused = [(one, reason) for one, reason in alone if reason]
        ready = [one for one, reason in alone if not reason]
        written, why = _attempt(document, ready)
    if why:
        return Written({}, {}), [], [*refused, *((one, why) for one in ready)]
    return written, list(ready), refused


def _alone(document: OpenedDocument, one: Wanted) -> tuple[Wanted, str]:
    """A template by itself, and why it is not right, "" where it is. What is put into a text that was put together may have to be spelt
    as in a string of JSON, or may be so already.
    """
    _, why = _attempt(document, [one])
    for spell in (_as_json, _out_of_json) if why and one.node.pieces else ():
        try:
            again = with_sources(document, one, source_texts(pieces_of(one.node), one.text, spell))
        except (FilledIn, ValueError):
            continue
        if not _attempt(document, [again])[1]:
            return again, ""
    return one, why


def _as_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _out_of_json(text: str) -> str:
    """ValueError where a text is none that stands in a string of JSON."""
    return str(json.loads(f'"{text}"'))


def with_sources(document: OpenedDocument, one: Wanted, texts: dict[Node, str]) -> Wanted:
    """A template with what its sources become."""
    return replace(one, sources={document.key(each): (each, text) for each, text in texts.items()})


def _attempt(document: OpenedDocument, wanted: Sequence[Wanted]) -> tuple[Written, str]:
    """The document with these templates; and why it is not right, "" where it is."""
    try:
        written = _written(document, wanted)
    except source_style.Unwritable:
        return Written({}, {}), _NO_STYLE
    return written, "" if not wanted or _is_right(document, written, wanted) else _OTHERWISE


def _written(document: OpenedDocument, wanted: Sequence[Wanted]) -> Written:
    """The files with the new text of every source. Unwritable."""
    edits: dict[str | None, list[Change]] = defaultdict(list)
    files: dict[str | None, SourceFile] = {}
    said: dict[Key, str] = {}
    sources = {key: each for one in wanted for key, each in one.sources.items()}
    for key, (node, text) in sources.items():
        file = files.setdefault(key[0], document.file(node))
        raw, said[key] = source_style.rewritten(node, text, file, as_json=is_json(file))
        edits[key[0]].append(Change(node.span.start, node.span.end, raw))
    return Written({name: applied(files[name].text, listed) for name, listed in edits.items()}, said)


def _is_right(document: OpenedDocument, written: Written, wanted: Sequence[Wanted]) -> bool:
    """Whether the new document has the same operations as before, in which only these templates, and those that share their sources, are
    others; and these are as wanted.
    """
    given = document.given
    files = given.files | {name: text for name, text in written.texts.items() if name is not None}
    try:
        found, _ = read_document(written.texts.get(None, given.text), given.name, files, given.parameters)
    except (InvalidDocument, MalformedDocument):
        return False
    texts = {(one.operation, one.where): one.text for one in wanted}
    free = {(name, where) for one in wanted for key in one.sources for name, places in document.sharing[key].items() for where in places}
    if [one.name for one in found.operations] != [one.name for one in document.found.operations]:
        return False
    return all(_is_same(before, after, texts, free) for before, after in zip(document.found.operations, found.operations, strict=True))


def _is_same(before: Operation, after: Operation, texts: dict[tuple[str, str], str], free: set[tuple[str, str]]) -> bool:
    """Whether an operation is as it was, but for the templates that are to be others (`texts`) and those that may be (`free`)."""
    if before.scenario == after.scenario and not any(name == before.name for name, _ in texts):
        return True
    was, now = dict(templates_of(before.root)), dict(templates_of(after.root))
    if was.keys() != now.keys():
        return False
    pointers = frozenset(was)
    if without_templates(before.scenario, pointers) != without_templates(after.scenario, pointers):
        return False
    for where, node in now.items():
        place = before.name, where
        old = was[where].text
        if node.text != texts.get(place, old) and (place in texts or place not in free):
            return False
    return True
