from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.diagnostics import Span
from playground.documents.json_text import read_json
from playground.documents.text_places import LONGEST, Stretch, stretches_of
from playground.documents.tree import Node, Piece, SourceFile, assembled
from playground.documents.yaml_text import read_yaml
from tests.profiles import scaled


def offset(stretches: list[Stretch], at: int) -> int:
    """Where the character `at` of the text stands in its file."""
    last = [one for one in stretches if one.at <= at][-1]
    return last.to + (at - last.at if last.moves else 0)


def misplaced(written: str, node: Node) -> list[str]:
    """What is written where characters of the text are said to stand, of those that are not what is written there."""
    stretches = stretches_of(node, SourceFile("a", written))
    places = [(char, offset(stretches, at)) for at, char in enumerate(node.text or "")]
    return [written[place : place + 2] for char, place in places if written[place : place + 1] != char]


@pytest.mark.parametrize(
    ("written", "not_as_they_are"),
    [
        ("a: |\n  #set($x)\n\n    deeper\n  é😀 end\n", []),
        ("a: |4-\n      two more\n    end\n", []),
        ("a: |+ # a comment\n  one\n\n", []),
        ("a: &anchor !Sub |-\n  $a\n  b", []),
        ("a: |\r\n  one\r\n  two\r\n", ["\r\n", "\r\n"]),
        ("a: >-\n  one two\n  three\n\n  four\n", ["\n "]),
        ("a: plain $x # comment\n", []),
        ("a: plain\n  goes on\n", ["\n "]),
        ('a: "q\\"x\\u00e9\\U0001f600 z\\\n   on\n   folded\n\n   twice"\n', ['\\"', "\\u", "\\U", "\n "]),
        ("a: 'it''s\n  here'\n", ["\n "]),
        ("a: &x \"abc\"\nb: ''", []),
    ],
)
def test_each_character_of_yaml_stands_where_it_is_written_unless_it_is_written_otherwise(written: str, not_as_they_are: list[str]) -> None:
    assert misplaced(written, read_yaml(written).members["a"]) == not_as_they_are


def test_behind_the_escapes_of_json_each_character_stands_where_it_is_written() -> None:
    written = '{"a": "x\\n\\"\\u00e9\\ud83d\\ude00\\/ y"}'
    assert misplaced(written, read_json(written).members["a"]) == ["\\n", '\\"', "\\u", "\\u", "\\/"]


@pytest.mark.parametrize(
    ("written", "text", "wrong"),
    [
        ("<<-EOT\n    one $${x}\n\n    two %%{ if }\n    EOT", "one ${x}\n\ntwo %{ if }\n", []),
        ("<<EOT\n  one\nEOT", "  one\n", []),
        ('"a $${b} \\"c"', 'a ${b} "c', ['\\"']),
    ],
)
def test_a_heredoc_of_terraform_and_its_escapes(written: str, text: str, wrong: list[str]) -> None:
    node = Node(text, Span(0, len(written)))
    assert [one for one in misplaced(written, node) if one.strip()] == wrong


def test_a_text_of_several_pieces_stands_in_several_places() -> None:
    written = '{"a": "one ${!x} ", "b": "two"}'
    tree = read_json(written)
    a, b = tree.members["a"], tree.members["b"]
    text = assembled([Piece("one ${x} ", a, 0, 10, "sub"), Piece("FILLED"), Piece("two", b, 0, 3)], a)
    stretches = stretches_of(text, SourceFile("", written))
    assert text.text == "one ${x} FILLEDtwo"
    placed = [written[offset(stretches, at)] for at, char in enumerate(text.text) if char in "onextw"]
    assert "".join(placed) == "onextwo"
    assert {offset(stretches, at) for at in range(9, 15)} == {a.span.start}


def test_a_text_of_a_companion_stands_there() -> None:
    file = SourceFile("b.vtl", "#set($a = 1)\r\n$a")
    node = Node(file.text, Span(0, len(file.text)), file=file)
    assert stretches_of(node, SourceFile("a.yaml", "template: {file: b.vtl}")) == [Stretch(0, 0, file)]


def test_of_a_very_long_text_the_beginning_is_known() -> None:
    written = json.dumps({"a": '"' * (LONGEST + 1)})
    assert [one.to for one in stretches_of(read_json(written).members["a"], SourceFile("", written))] == [6]


@settings(max_examples=scaled(300))
@given(st.text(st.sampled_from("ab \"\\\n\t$é😀\x01/'"), max_size=40), st.booleans())
def test_any_text_in_json(text: str, is_ascii: bool) -> None:  # noqa: FBT001 - Hypothesis gives it by position
    written = json.dumps({"a": text}, ensure_ascii=is_ascii)
    assert all(one[0] == "\\" for one in misplaced(written, read_json(written).members["a"]))


@settings(max_examples=scaled(300))
@given(st.lists(st.text(st.sampled_from("ab $#{}é😀'\""), max_size=8), min_size=1, max_size=6), st.integers(1, 6))
def test_any_block_of_yaml(lines: list[str], indentation: int) -> None:
    text = "\n".join(lines)
    written = f"a: |{indentation}-\n" + "\n".join(" " * indentation + line if line else "" for line in lines)
    node = read_yaml(written).members["a"]
    assert node.text == text.rstrip("\n")
    assert misplaced(written, node) == []
