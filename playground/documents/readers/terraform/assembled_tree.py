"""A text in JSON or YAML that a document puts together → its tree, whose texts know which parts of which file they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.diagnostics import Span
from playground.documents.hcl.values import cut, text_of
from playground.documents.tree import Node, Piece, SourceFile, pieces_of
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playground.documents.sources import Sources

_ESCAPES = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_RUNS = re.compile(r"[^'\n]+")


def tree_of(text: Node, sources: Sources) -> Node:
    """The tree of a text; of a companion as a whole, the companion's own. MalformedDocument."""
    pieces = pieces_of(text)
    only = pieces[0] if len(pieces) == 1 else None
    if only and only.source and only.source.file and only.source.value == text.value and not only.escape:
        found = sources.companion_tree(only.source.file.name)
        if found is not None:
            return found
    written = text.text or ""
    return _placed(sources.read_tree(SourceFile(_kind(written), written)), written, pieces, text)


def _kind(text: str) -> str:
    """The name of a file in which a text would stand."""
    return "assembled.json" if text.lstrip()[:1] in {"{", "["} else "assembled.yaml"


def _placed(root: Node, written: str, pieces: Sequence[Piece], place: Node) -> Node:
    """The tree with each text's pieces, and places in the files that they are from; what comes from none stands where `place` does."""
    index = _Index(pieces)
    seen: dict[int, Node] = {}

    def copy(node: Node) -> Node:
        if id(node) in seen:
            return seen[id(node)]
        made = _scalar(node, written, index, place)
        seen[id(node)] = made
        if isinstance(node.value, dict):
            made.value = {name: copy(one) for name, one in node.value.items()}
            made.names = {name: index.span(span, place)[0] for name, span in node.names.items()}
        elif isinstance(node.value, list):
            made.value = [copy(one) for one in node.value]
        return made

    return copy(root)


def _scalar(node: Node, written: str, index: _Index, place: Node) -> Node:
    span, file = index.span(node.span, place)
    made = Node(node.value, span, node.tag, size=node.size, file=file)
    if isinstance(node.value, str) and not isinstance(node.value, JsonNumber):
        made.pieces = text_of(_parts(node.value, written, node.span, index), made).pieces
    return made


def _parts(value: str, written: str, span: Span, index: _Index) -> Iterator[Piece]:
    """The pieces of a scalar's text: what stands in the whole text as it is, is from there; what was escaped is filled in."""
    raw = written[span.start : span.end]
    if raw[:1] == '"' and "\n" not in raw:
        yield from _quoted(value, raw, span.start, index)
        return
    at, done = 0, 0
    for run in _RUNS.finditer(value):
        found = raw.find(run[0], at)
        if done < run.start():
            yield Piece(value[done : run.start()])
        if found < 0:
            yield Piece(run[0])
        else:
            at = found + len(run[0])
            yield from index.cut(span.start + found, span.start + at)
        done = run.end()
    if done < len(value):
        yield Piece(value[done:])


def _quoted(value: str, raw: str, start: int, index: _Index) -> Iterator[Piece]:
    """The pieces of a string in double quotes."""
    at, done = 1, 0
    for escape in _ESCAPES.finditer(raw, 1, len(raw) - 1):
        yield from index.cut(start + at, start + escape.start())
        done += escape.start() - at
        yield Piece(value[done : done + 1])
        done += 1
        at = escape.end()
    yield from index.cut(start + at, start + len(raw) - 1)


class _Index:
    """Finds the pieces of a part of the whole text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.starts: list[int] = []
        at = 0
        for one in pieces:
            self.starts.append(at)
            at += len(one.text)

    def cut(self, start: int, end: int) -> list[Piece]:
        """The pieces of the characters from `start` to `end`."""
        first, last = self._place(start), self._place(end)
        before = self.starts[first] if self.starts else 0
        return cut(self.pieces[first : last + 1], start - before, end - before) if start < end else []

    def span(self, span: Span, place: Node) -> tuple[Span, SourceFile | None]:
        """Where a part of the whole text stands in the file that it is from; where `place` does where it is from none."""
        for one in self.cut(span.start, span.end):
            if one.source is not None and one.source.file is not None and one.source.span.end == len(one.source.file.text):
                start = one.source.span.start + one.start
                last = self.cut(span.start, span.end)[-1]
                end = one.source.span.start + last.end if last.source is one.source else one.source.span.start + one.end
                return Span(start, max(start, end)), one.source.file
            if one.source is not None:
                return one.source.span, one.source.file
        return place.span, place.file

    def _place(self, offset: int) -> int:
        """The piece that an offset falls into."""
        low, high = 0, len(self.starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle - 1)
        return low
