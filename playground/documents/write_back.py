"""A document with changed templates put back where they stand: every other byte stays, and the new document is read again as proof."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

from playground.documents.pasted import is_json, read_document
from playground.documents.piece_edits import FilledIn, source_texts
from playground.documents.readers.found import templates_of
from playground.documents.styles import source_style
from playground.documents.styles.changes import Change, applied
from playground.documents.tree import MARK, MalformedDocument, pieces_of
from playground.documents.unwritten import unwritten, without_templates
from playground.errors import InvalidDocument, Problem
from playground.jsontext.pointer import from_pointer
from playground.model.documents import ChangedTemplate, RefusedTemplate, WrittenBack
from playground.model.place import Place
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from playground.diagnostics import Span
    from playground.documents.readers.found import Found, Operation
    from playground.documents.tree import Node, SourceFile
    from playground.model.documents import ChangedOperation, DocumentExport

Key: TypeAlias = tuple[str | None, int, int]
"""A scalar of a document: its file (None: the main one), and its span there."""
_MOST_READ = 2_000_000
"""Characters that are read to prove changes one by one, where not all of them together can be."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A template that is to have another text: which one, its node, and that text. `sources` are the scalars that have to change."""

    operation: str
    where: str
    node: Node
    text: str
    sources: dict[Key, tuple[Node, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Written:
    """The texts of a document's files, the main one's under None; and what there is to say of each scalar that has another style."""

    texts: dict[str | None, str]
    said: dict[Key, str]


class _Document:
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


def write_back(given: DocumentExport) -> WrittenBack:
    """The document with the templates of the given operations. InvalidDocument, MalformedDocument."""
    document = _Document(given)
    operations = {one.name: one for one in document.found.operations}
    notes: list[str] = []
    wanted: list[_Wanted] = []
    for index, one in enumerate(given.operations):
        operation = _operation(document.found, operations, one, index)
        notes += _notes(document.found, operation, one)
        wanted += _wanted(operation, one)
    ready, refused = _divided(document, wanted)
    written, proven, unproven = _proven(document, ready)
    refused += unproven
    changed = [_changed(document, one, written) for one in proven]
    texts = {name: _marked(text, given.text if name is None else given.files[name]) for name, text in written.texts.items()}
    return WrittenBack(
        text=texts.pop(None, given.text),
        filename=_file_name(given.name, document.sources.main),
        files={name or "": text for name, text in texts.items()},
        changed=changed,
        refused=[_refused(document, one, why) for one, why in refused],
        notes=notes,
    )


def _marked(text: str, before: str) -> str:
    """A text with the byte order mark that it had before."""
    return MARK + text if before.startswith(MARK) else text


def _file_name(name: str, main: SourceFile) -> str:
    return name.replace("\\", "/").rpartition("/")[2] or ("document.json" if is_json(main) else "document.yaml")


def _operation(found: Found, operations: dict[str, Operation], one: ChangedOperation, index: int) -> Operation:
    """The operation of a name. InvalidDocument where there is none, or more than one."""
    count = Counter(each.name for each in found.operations)[one.name]
    if count == 1:
        return operations[one.name]
    if count:
        why = f"is the name of {count} operations of this document: which one is meant cannot be told"
    else:
        near = get_close_matches(one.name, operations, n=1, cutoff=0) or [""]
        why = f"There is no operation {shorten(one.name)} in this document; the nearest is {shorten(near[0])}"
    raise InvalidDocument([Problem(f"/operations/{index}/name", why)], "This is no operation of the document.")


def _wanted(operation: Operation, given: ChangedOperation) -> Iterator[_Wanted]:
    """The templates of an operation whose texts are others in the given Scenario."""
    for where, node in templates_of(operation.root):
        text = _at(given.scenario.document, where)
        if isinstance(text, str) and text != node.text:
            yield _Wanted(operation.name, where, node, text)


def _notes(found: Found, operation: Operation, given: ChangedOperation) -> Iterator[str]:
    """What changed in a Scenario and is no template of the document, in sentences."""
    templates = frozenset(where for where, _ in templates_of(operation.root))
    for pointer in unwritten(operation.scenario, given.scenario.document, templates, whole=found.at == ""):
        yield f"{operation.name}: {pointer} changed, and is not written: only templates that the document has are."


def _at(document: dict[str, Any], pointer: str) -> Any:
    value: Any = document
    for name in from_pointer(pointer):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _divided(document: _Document, wanted: Iterable[_Wanted]) -> tuple[list[_Wanted], list[tuple[_Wanted, str]]]:
    """The templates with what their sources become; and those that cannot be put back, with the reason."""
    ready: list[_Wanted] = []
    refused: list[tuple[_Wanted, str]] = []
    for one in wanted:
        try:
            texts = source_texts(pieces_of(one.node), one.text)
        except FilledIn as error:
            refused.append((one, _filled_in(error.text)))
        else:
            ready.append(
                _Wanted(one.operation, one.where, one.node, one.text, {document.key(each): (each, text) for each, text in texts.items()})
            )
    texts_of: dict[Key, set[str]] = defaultdict(set)
    for one in ready:
        for key, (_, text) in one.sources.items():
            texts_of[key].add(text)
    torn = {key for key, texts in texts_of.items() if len(texts) > 1}
    refused += [(one, _TORN) for one in ready if one.sources.keys() & torn]
    return [one for one in ready if not one.sources.keys() & torn], refused


_TORN = "the text is shared, and the operations that share it change it differently"
_NO_STYLE = "no way to write the text in this place is read as the same text again"
_OTHERWISE = "the document would be read otherwise than this text, or would change in another place"


def _filled_in(text: str) -> str:
    """Why a change that touches what was filled in is refused."""
    shown = f"`{shorten(text, 60)}`" if text.strip() else "blanks between its parts"
    return f"the change touches {shown}, which is no text of the document: it was put in or made by what the document says there"


def _proven(document: _Document, ready: Sequence[_Wanted]) -> tuple[_Written, list[_Wanted], list[tuple[_Wanted, str]]]:
    """The document with as many of the templates as it is read again with; those, and the others with the reason."""
    refused: list[tuple[_Wanted, str]] = []
    written, why = _attempt(document, ready)
    if why and len(ready) * len(document.given.text) <= _MOST_READ:
        reasons = [(one, _attempt(document, [one])[1]) for one in ready]
        refused = [(one, reason) for one, reason in reasons if reason]
        ready = [one for one, reason in reasons if not reason]
        written, why = _attempt(document, ready)
    if why:
        return _Written({None: document.given.text}, {}), [], [*refused, *((one, why) for one in ready)]
    return written, list(ready), refused


def _attempt(document: _Document, wanted: Sequence[_Wanted]) -> tuple[_Written, str]:
    """The document with these templates; and why it is not right, "" where it is."""
    try:
        written = _written(document, wanted)
    except source_style.Unwritable:
        return _Written({}, {}), _NO_STYLE
    return written, "" if not wanted or _is_right(document, written, wanted) else _OTHERWISE


def _written(document: _Document, wanted: Sequence[_Wanted]) -> _Written:
    """The files with the new text of every source. Unwritable."""
    edits: dict[str | None, list[Change]] = defaultdict(list)
    files: dict[str | None, SourceFile] = {}
    said: dict[Key, str] = {}
    sources = {key: each for one in wanted for key, each in one.sources.items()}
    for key, (node, text) in sources.items():
        file = files.setdefault(key[0], document.file(node))
        raw, said[key] = source_style.rewritten(node, text, file, as_json=is_json(file))
        edits[key[0]].append(Change(node.span.start, node.span.end, raw))
    return _Written({name: applied(files[name].text, listed) for name, listed in edits.items()}, said)


def _is_right(document: _Document, written: _Written, wanted: Sequence[_Wanted]) -> bool:
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


def _changed(document: _Document, one: _Wanted, written: _Written) -> ChangedTemplate:
    """What is said of a template that was put back."""
    node = next(iter(node for node, _ in one.sources.values()), one.node)
    shared = sorted({name for key in one.sources for name in document.sharing[key] if name != one.operation})
    said = sorted({written.said[key] for key in one.sources} - {""})
    return ChangedTemplate(
        operation=one.operation,
        where=one.where,
        start=_place(document, node, node.span.start),
        file=document.file_name(node),
        shared=shared,
        said="; ".join(f"it stands as {words} now" for words in said),
    )


def _refused(document: _Document, one: _Wanted, why: str) -> RefusedTemplate:
    span: Span = one.node.span
    return RefusedTemplate(
        operation=one.operation,
        where=one.where,
        why=why,
        text=one.text,
        start=_place(document, one.node, span.start),
        end=_place(document, one.node, span.end),
        file=document.file_name(one.node),
    )


def _place(document: _Document, node: Node, offset: int) -> Place:
    position = document.file(node).lines.position(offset)
    return Place(line=position.line, column=position.column)
