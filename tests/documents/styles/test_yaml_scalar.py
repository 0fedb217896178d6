"""Scalars of YAML with another text: in their own style where that can hold it, every other byte as it was, and read again as that text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from playground.documents.styles.yaml_scalar import rewritten
from playground.documents.yaml_text import read_yaml, scalar_styles
from tests.profiles import scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.tree import Node

DOCUMENT = """\
literal: |
  one
  two

    three
folded: >-
  one
  two

  three
    four
  five
single: 'it''s
  folded

  x'
double: "a \\"b\\" \\n\\
  c \\u00e9
  e"
plain: plain text
commented: plain # comment
flow: {a: 'flow', b: plain, c: [ "x", !Sub 'y' ]}
list:
- |2-
    lead
   x
- !Sub &anchor |+ # comment
  x

- >
 a
 b
-   ? k
    : |
     v
     w

last: end
"""
PARTS = [
    "a",
    "one",
    "b c",
    " ",
    "  ",
    "\n",
    "\n\n",
    "'",
    '"',
    "#",
    ":",
    " #",
    ": ",
    "\t",
    "{",
    "}",
    "$",
    "é",
    "\\",
    "- ",
    "😀",
    "\x07",
    "%",
    "\r",
]


def scalars(node: Node) -> Iterator[Node]:
    """The scalars of a tree, in order."""
    for one in [*node.members.values(), *node.items]:
        yield from scalars(one) if isinstance(one.value, dict | list) else [one]


def put(document: str, at: int, text: str) -> tuple[str, str]:
    """The document with another text in its scalar at an index; and what is said."""
    node = list(scalars(read_yaml(document)))[at]
    raw, said = rewritten(document, node.span, node.text or "", text, scalar_styles(document)[node.span.start])
    return document[: node.span.start] + raw + document[node.span.end :], said


@pytest.mark.parametrize(
    ("before", "text", "after", "said"),
    [
        # literal: lines that stay are as they were, trailing blanks and all
        ("a: |\n    x  \n\n     y\nb: 1\n", "x  \nnew\n\n y\n", "a: |\n    x  \n    new\n\n     y\nb: 1\n", ""),
        ("a: |\r\n  x\r\n  y\r\n", "x\nnew\ny\n", "a: |\r\n  x\r\n  new\r\n  y\r\n", ""),
        ("a: |  # why\n  x\n\nb: 1\n", "x", "a: |-  # why\n  x\n\nb: 1\n", ""),
        ("a: |-\n  x\n\nb: 1\n", "x\n", "a: |\n  x\n\nb: 1\n", ""),
        ("a: |-\n  x\n\nb: 1\n", "x\n\n\n", "a: |+\n  x\n\n\nb: 1\n", ""),
        ("a: |\n  x\n", "  x\n", "a: |2\n    x\n", ""),
        ("- |\n  x\n", "\tx\n", "- |2\n  \tx\n", ""),
        ("a: !Sub |\n  x\n", "y\n", "a: !Sub |\n  y\n", ""),
        ("a: |\n  x\nb: 1\n", "x\x07", 'a: "x\\u0007"\nb: 1\n', "double quotes"),
        ("a: |\n  x\n\nb: 1\n", "\x07", 'a: "\\u0007"\n\nb: 1\n', "double quotes"),
        # folded
        ("a: >\n  x\n  y\n\n  z\n", "x y2\nz\n", "a: >\n  x\n  y2\n\n  z\n", ""),
        ("a: >-\n  x\n  y\n", "x\nnew y", "a: >-\n  x\n\n  new\n  y\n", ""),
        # quotes
        ("a: 'it''s'\n", "it's 'new'", "a: 'it''s ''new'''\n", ""),
        ("a: 'x'\n", "x\ny", "a: 'x\n\n  y'\n", ""),
        ("a: {b: 'x'}\n", "x \n y", 'a: {b: "x \\n y"}\n', "double quotes"),
        ("a: 'x'\n", "x \n y", "a: |-\n  x \n   y\n", "a literal block"),
        ('a: "\\x21 \\u00e9"\n', "! é!ü", 'a: "\\x21 \\u00e9\\x21\\u00fc"\n', ""),
        ('a: "x\n  y"\n', "x y\nz", 'a: "x\n  y\\nz"\n', ""),
        # plain
        ("a: x\n", "x y", "a: x y\n", ""),
        ("a: x # why\n", "x: y", "a: 'x: y' # why\n", "single quotes"),
        ("a: x # why\n", "x\n y", 'a: "x\\n y" # why\n', "double quotes"),
        ("a: x\nb: 1\n", "#if\n x", "a: |-\n  #if\n   x\nb: 1\n", "a literal block"),
        ("a: x\n", "# x", "a: '# x'\n", "single quotes"),
        ("a: x\n", "12", "a: '12'\n", "single quotes"),
        ("a: x\n", "true", "a: 'true'\n", "single quotes"),
        ("a: x\n", "", "a: ''\n", "single quotes"),
        ("a: [x, y]\n", "x, z", "a: ['x, z', y]\n", "single quotes"),
    ],
)
def test_a_text_is_put_into_the_scalars_own_style(before: str, text: str, after: str, said: str) -> None:
    assert put(before, 0, text) == (after, said)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@settings(max_examples=scaled(400))
@given(some.data())
def test_any_text_is_read_again_and_nothing_else_changes(line_end: str, data: some.DataObject) -> None:
    document = DOCUMENT.replace("\n", line_end)
    texts = [one.text or "" for one in scalars(read_yaml(document))]
    at = data.draw(some.integers(0, len(texts) - 1))
    parts = some.lists(some.sampled_from(PARTS), max_size=6).map("".join)
    start = data.draw(some.integers(0, len(texts[at])))
    text = data.draw(some.one_of(parts, parts.map(lambda new: texts[at][:start] + new + texts[at][start + 1 :])))
    after, said = put(document, at, text)
    assert [one.text for one in scalars(read_yaml(after))] == [*texts[:at], text, *texts[at + 1 :]]
    if text == texts[at]:
        assert (after, said) == (document, "")
