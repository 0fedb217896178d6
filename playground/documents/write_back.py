"""A document with changed templates put back where they stand: every other byte stays, and the new document is read again as proof."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from playground.documents.pasted import is_json
from playground.documents.piece_edits import FilledIn, source_texts
from playground.documents.proven import Key, OpenedDocument, Wanted, Written, proven, with_sources
from playground.documents.readers.found import templates_of
from playground.documents.tree import MARK, pieces_of
from playground.documents.unwritten import unwritten
from playground.errors import InvalidDocument, Problem
from playground.jsontext.pointer import from_pointer
from playground.model.documents import ChangedTemplate, RefusedTemplate, WrittenBack
from playground.model.place import Place
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playground.diagnostics import Span
    from playground.documents.readers.found import Found, Operation
    from playground.documents.tree import Node, SourceFile
    from playground.model.documents import ChangedOperation, DocumentExport


def write_back(given: DocumentExport) -> WrittenBack:
    """The document with the templates of the given operations. InvalidDocument, MalformedDocument."""
    document = OpenedDocument(given)
    operations = {one.name: one for one in document.found.operations}
    notes: list[str] = []
    wanted: list[Wanted] = []
    for index, one in enumerate(given.operations):
        operation = _operation(document.found, operations, one, index)
        notes += _notes(document.found, operation, one)
        wanted += _wanted(operation, one)
    ready, refused = _divided(document, wanted)
    written, done, unproven = proven(document, ready)
    refused += unproven
    changed = [_changed(document, one, written) for one in done]
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


def _wanted(operation: Operation, given: ChangedOperation) -> Iterator[Wanted]:
    """The templates of an operation whose texts are others in the given Scenario."""
    for where, node in templates_of(operation.root):
        text = _at(given.scenario.document, where)
        if isinstance(text, str) and text != node.text:
            yield Wanted(operation.name, where, node, text)


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


def _divided(document: OpenedDocument, wanted: Iterable[Wanted]) -> tuple[list[Wanted], list[tuple[Wanted, str]]]:
    """The templates with what their sources become; and those that cannot be put back, with the reason."""
    ready: list[Wanted] = []
    refused: list[tuple[Wanted, str]] = []
    for one in wanted:
        try:
            texts = source_texts(pieces_of(one.node), one.text)
        except FilledIn as error:
            refused.append((one, _filled_in(error.text)))
        else:
            ready.append(with_sources(document, one, texts))
    texts_of: dict[Key, set[str]] = defaultdict(set)
    for one in ready:
        for key, (_, text) in one.sources.items():
            texts_of[key].add(text)
    torn = {key for key, texts in texts_of.items() if len(texts) > 1}
    refused += [(one, _TORN) for one in ready if one.sources.keys() & torn]
    return [one for one in ready if not one.sources.keys() & torn], refused


_TORN = "the text is shared, and the operations that share it change it differently"


def _filled_in(text: str) -> str:
    """Why a change that touches what was filled in is refused."""
    shown = f"`{shorten(text, 60)}`" if text.strip() else "whitespace between its parts"
    return f"the change touches {shown}, which is no text of the document: it was put in or made by what the document says there"


def _changed(document: OpenedDocument, one: Wanted, written: Written) -> ChangedTemplate:
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


def _refused(document: OpenedDocument, one: Wanted, why: str) -> RefusedTemplate:
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


def _place(document: OpenedDocument, node: Node, offset: int) -> Place:
    position = document.file(node).lines.position(offset)
    return Place(line=position.line, column=position.column)
