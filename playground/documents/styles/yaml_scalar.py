"""A scalar of YAML with another text: in its own style if that can hold it, else in another one. Each is read again before it is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.documents.styles.block_scalar import Block, new_block, read_block, with_folded_text, with_indicator, with_text
from playground.documents.styles.flow_scalar import double_quoted, in_double_quotes, plain, single_quoted
from playground.documents.tree import MalformedDocument
from playground.documents.yaml_text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playground.diagnostics import Span
    from playground.documents.yaml_text import ScalarStyle

_PROPERTIES = re.compile(r"(?:[&!][^\s]*(?:\s+(?:#[^\r\n]*[\r\n]+\s*)?|\Z))*")
"""The anchor and the tag of a scalar, with what stands behind them."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_WORDS = {"|": "a literal block", ">": "a folded block", '"': "double quotes", "'": "single quotes", "": "a plain scalar"}
_BLOCKS = frozenset({"|", ">"})
_FURTHER = 2
"""Columns by which the lines of a new block are indented."""


class Unwritable(Exception):
    """No style can hold a text in this place."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A scalar without its tag and anchor: its source and text, its style, and how lines begin and end in this document."""

    raw: str
    old: str
    style: ScalarStyle
    indent: str
    line_end: str


def rewritten(document: str, span: Span, old: str, new: str, style: ScalarStyle) -> tuple[str, str]:
    """The scalar at `span` of a document with the text `new` in place of `old`; and which style it has now, in words, if another.

    Unwritable.
    """
    raw = document[span.start : span.end]
    found = _PROPERTIES.match(raw)
    head = found[0] if found else ""
    line_end = _LINE_END.search(document)
    place = _Place(raw[len(head) :], old, style, " " * (max(style.column, 0) + _FURTHER), line_end[0] if line_end else "\n")
    for name in _ORDER[style.style]:
        if name in _BLOCKS and not _may_be_block(document, span, style):
            continue
        for candidate in _CANDIDATES[name](place, new):
            if _reads_as(candidate, new, style):
                return head + _fitted(candidate, place, name), "" if name == style.style else _WORDS[name]
    raise Unwritable


def _may_be_block(document: str, span: Span, style: ScalarStyle) -> bool:
    """Whether a block may stand in the place of a scalar: not in `[…]` and `{…}`, and not before a comment, which would be part of it."""
    following = re.compile(r"[ \t]*(?:[\r\n]|\Z)").match(document, span.end)
    return not style.in_flow and (style.style in _BLOCKS or following is not None)


def _fitted(candidate: str, place: _Place, name: str) -> str:
    """A scalar with the line end that belongs to a block, and to the place of a scalar that is none."""
    if (name in _BLOCKS) == (place.style.style in _BLOCKS):
        return candidate
    if name in _BLOCKS:
        return candidate.removesuffix(place.line_end)
    return candidate + place.raw[len(place.raw.rstrip("\r\n \t")) :]


def _reads_as(raw: str, text: str, style: ScalarStyle) -> bool:
    """Whether a scalar, in a place like its own, has this text."""
    begin = " " * style.column + ("- " if style.in_list and not style.in_flow else "k: ")
    body = f"[{raw}]" if style.in_flow else raw
    try:
        root = read_yaml(begin + body + ("" if raw.endswith(("\n", "\r")) else "\n"))
    except MalformedDocument:
        return False
    node = next(iter(root.members.values()), None) if root.members else next(iter(root.items), None)
    if style.in_flow and node is not None:
        node = node.items[0] if len(node.items) == 1 else None
    return node is not None and type(node.value) is str and node.value == text


def _literal(place: _Place, new: str) -> Iterator[str]:
    """Literal blocks: the one that stands there with other lines, else a new one; with an indicator where the text needs one."""
    blocks = [new_block("|", new, place.indent, place.line_end)]
    if place.style.style == "|":
        blocks.insert(0, with_text(read_block(place.raw, place.old, place.indent, place.line_end), place.old, new))
    for block in blocks:
        yield from _with_and_without_indicator(block, place)


def _with_and_without_indicator(block: Block, place: _Place) -> Iterator[str]:
    yield block.source
    told = with_indicator(block, place.style.column)
    if told is not None:
        yield told.source


def _folded(place: _Place, new: str) -> Iterator[str]:
    """The folded block that stands there, with other characters or with other lines; with an indicator where the text needs one."""
    was = read_block(place.raw, place.old, place.indent, place.line_end)
    for block in (with_folded_text(was, place.old, new), with_text(was, place.old, new)):
        yield from _with_and_without_indicator(block, place)


def _double(place: _Place, new: str) -> Iterator[str]:
    if place.style.style == '"':
        yield double_quoted(place.raw, new)
    yield f'"{in_double_quotes(new)}"'


def _single(place: _Place, new: str) -> Iterator[str]:
    if place.style.style == "'":
        yield single_quoted(place.raw, new, _continued(place), place.line_end)
    elif "\n" not in new:
        yield "'" + new.replace("'", "''") + "'"


def _plain(place: _Place, new: str) -> Iterator[str]:
    yield plain(place.raw, new, _continued(place), place.line_end)


def _continued(place: _Place) -> str:
    """What the second line of a scalar begins with, or would."""
    lines = [one for one in place.raw.splitlines()[1:] if one.strip()]
    return lines[0][: len(lines[0]) - len(lines[0].lstrip())] if lines else place.indent


_CANDIDATES: dict[str, Callable[[_Place, str], Iterator[str]]] = {"|": _literal, ">": _folded, '"': _double, "'": _single, "": _plain}
_ORDER: dict[str, tuple[str, ...]] = {
    "|": ("|", '"'),
    ">": (">", "|", '"'),
    '"': ('"',),
    "'": ("'", "|", '"'),
    "": ("", "'", "|", '"'),
}
"""The styles that are tried, by the one in which a scalar stands."""
