"""The text of Fn::Sub, cut into what stands as it is and what names a value.

Documented: intrinsic-function-reference-sub. `${Name}` and `${Resource.Attribute}` are replaced, `${!x}` is the text `${x}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.documents.tree import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.tree import Node

_PLACE = re.compile(r"\$\{(!?)([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Named:
    """`${name}` in a text, as the piece that it is where it names nothing."""

    name: str
    piece: Piece


def parts_of(source: Node) -> Iterator[Piece | Named]:
    """The parts of a scalar in order."""
    text, begin = source.text or "", 0
    for found in _PLACE.finditer(text):
        if found[1]:
            continue
        if begin < found.start():
            yield from _literals(source, begin, found.start())
        yield Named(found[2], _whole(list(_literals(source, found.start(), found.end())), found[0]))
        begin = found.end()
    if begin < len(text) or not text:
        yield from _literals(source, begin, len(text))


def _literals(source: Node, start: int, end: int) -> Iterator[Piece]:
    """A part that names nothing, with its escapes read: of a text that was put together already, the parts that it was put together of."""
    text = source.text or ""
    whole = _unescaped(text[start:end])
    if not source.pieces:
        yield Piece(whole, source, start, end, "sub")
        return
    made: list[Piece] = []
    at = 0
    for one in source.pieces:
        begin, stop = max(start - at, 0), min(end - at, len(one.text))
        if begin < stop:
            made.append(_cut(one, begin, stop))
        at += len(one.text)
    yield from made if "".join(one.text for one in made) == whole else [Piece(whole)]


def _cut(piece: Piece, begin: int, end: int) -> Piece:
    """A part of a piece as Fn::Sub reads it; without a source where the piece is not as its source has it."""
    source, text = piece.source, _unescaped(piece.text[begin:end])
    if source is None or (source.text or "")[piece.start : piece.end] != piece.text:
        return Piece(text)
    return Piece(text, source, piece.start + begin, piece.start + end, "sub")


def _whole(pieces: list[Piece], text: str) -> Piece:
    return pieces[0] if len(pieces) == 1 and pieces[0].text == text else Piece(text)


def _unescaped(text: str) -> str:
    return _PLACE.sub(lambda found: f"${{{found[2]}}}", text)
