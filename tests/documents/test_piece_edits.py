"""Texts that are put together of several: which source becomes what."""

from __future__ import annotations

import pytest

from playground.diagnostics import Span
from playground.documents.piece_edits import FilledIn, source_texts
from playground.documents.tree import Node, Piece

SUB = Node('{"t": "${Table}", "v": "${!v.S}"}', Span(0, 0))
SUBBED = (
    Piece('{"t": "', SUB, 0, 7),
    Piece("orders"),
    Piece('", "v": "${v.S}"}', SUB, 15, 33),
)
FIRST, SECOND = Node("one", Span(0, 0)), Node("two", Span(1, 1))
JOINED = (Piece("one", FIRST, 0, 3), Piece("\n"), Piece("two", SECOND, 0, 3))
HCL = Node("a $${b} ${var.c} 100%%{d}", Span(0, 0))
FILLED = (Piece("a ${b} ", HCL, 0, 8, "hcl"), Piece("see"), Piece(" 100%{d}", HCL, 16, 25, "hcl"))


def subbed() -> tuple[Piece, ...]:
    return tuple(Piece(one.text, one.source, one.start, one.end, "sub") for one in SUBBED)


@pytest.mark.parametrize(
    ("pieces", "new", "sources"),
    [
        (subbed(), '{"T": "orders", "v": "${v.S}"}', {SUB: '{"T": "${Table}", "v": "${!v.S}"}'}),
        (subbed(), '{"T": "orders", "w": "${v.S}", "n": ${x}}', {SUB: '{"T": "${Table}", "w": "${!v.S}", "n": ${!x}}'}),
        (subbed(), '{"t": "my-orders", "v": "${v.S}"}', {SUB: '{"t": "my-${Table}", "v": "${!v.S}"}'}),
        (subbed(), '{"t": "order", "v": "${v.N}"}', None),
        (JOINED, "one1\ntwo", {FIRST: "one1"}),
        (JOINED, "one\nnew\ntwo", {SECOND: "new\ntwo"}),
        (JOINED, "1\n2", {FIRST: "1", SECOND: "2"}),
        (JOINED, "onetwo", None),
        (FILLED, "a ${b} see 100%{d}%{e}", {HCL: "a $${b} ${var.c} 100%%{d}%%{e}"}),
        (FILLED, "a ${bb} see 100%{d}", {HCL: "a $${bb} ${var.c} 100%%{d}"}),
        (FILLED, "a ${b} sea 100%{d}", None),
    ],
)
def test_a_change_falls_into_the_source_that_has_the_text(pieces: tuple[Piece, ...], new: str, sources: dict[Node, str] | None) -> None:
    if sources is None:
        with pytest.raises(FilledIn):
            source_texts(pieces, new)
    else:
        assert source_texts(pieces, new) == sources


def test_a_sign_and_a_brace_that_come_together_are_escaped() -> None:
    source = Node("a $ {b}", Span(0, 0))
    assert source_texts([Piece("a $ {b}", source, 0, 7, "sub")], "a ${b}") == {source: "a ${!b}"}
    assert source_texts([Piece("a $ {b}", source, 0, 7, "hcl")], "a ${b}") == {source: "a $${b}"}
    assert source_texts([Piece("a $ {b}", source, 0, 7)], "a ${b}") == {source: "a ${b}"}


def test_a_piece_that_its_source_does_not_have_so_is_never_changed() -> None:
    source = Node('{"a": "b"}', Span(0, 0))
    with pytest.raises(FilledIn):
        source_texts([Piece("YQ==", source, 0, 10)], "YR==")
