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
            yield _literal(source, text, begin, found.start())
        yield Named(found[2], Piece(found[0], source, found.start(), found.end(), "sub"))
        begin = found.end()
    if begin < len(text) or not text:
        yield _literal(source, text, begin, len(text))


def _literal(source: Node, text: str, start: int, end: int) -> Piece:
    """A part that names nothing, with its escapes read."""
    return Piece(_PLACE.sub(lambda found: f"${{{found[2]}}}", text[start:end]), source, start, end, "sub")
