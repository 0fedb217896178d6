"""Dynamic references, `{{resolve:ssm:/name}}`: what CloudFormation fetches when it deploys, so that it stays open here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import harmless
from playground.documents.tree import Node, Piece, assembled, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.sources import Sources

_REFERENCE = re.compile(r"\{\{resolve:((?:ssm|ssm-secure|secretsmanager):[^{}\s]+)\}\}")


def with_resolved(node: Node, sources: Sources) -> Node:
    """A scalar with the placeholders of its dynamic references; itself where it has none."""
    if not isinstance(node.value, str) or "{{resolve:" not in node.value or not _REFERENCE.search(node.value):
        return node
    return assembled([each for one in pieces_of(node) for each in resolved(one, node, sources)], node)


def resolved(piece: Piece, node: Node, sources: Sources) -> Iterator[Piece]:
    """The pieces of a piece, cut at its dynamic references. A piece with escapes in it is left as it is."""
    source = piece.source
    if source is None or (source.text or "")[piece.start : piece.end] != piece.text:
        yield piece
        return
    begin = 0
    for found in _REFERENCE.finditer(piece.text):
        if begin < found.start():
            yield _cut(piece, begin, found.start())
        yield Piece(sources.fill(harmless(found[1]), node))
        begin = found.end()
    yield piece if begin == 0 else _cut(piece, begin, len(piece.text))


def _cut(piece: Piece, begin: int, end: int) -> Piece:
    return Piece(piece.text[begin:end], piece.source, piece.start + begin, piece.start + end, piece.escape)
