"""JSON and YAML become one tree, whose values know their places; or a sentence with a place says why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground.diagnostics import position
from playground.documents.json_text import read_json
from playground.documents.tree import DEEPEST, MOST_NODES, MalformedDocument, Node
from playground.documents.yaml_text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5) | some.floats(allow_nan=False, allow_infinity=False),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN, some.sampled_from([None, 1, "\t"]))
def test_the_tree_of_json_is_its_value_and_each_span_is_the_text_of_its_node(value: object, indent: int | str | None) -> None:
    text = json.dumps(value, indent=indent)
    tree = read_json(text)
    assert tree.plain() == json.loads(text)
    nodes = [tree]
    for node in nodes:
        assert json.loads(text[node.span.start : node.span.end]) == node.plain()
        assert node.size == 1 + sum(one.size for one in (*node.items, *node.members.values()))
        assert all(json.loads(text[span.start : span.end]) == name for name, span in node.names.items())
        nodes += [*node.items, *node.members.values()]


def line_of(text: str, node: Node | None) -> int:
    assert node is not None
    return position(text, node.span.start).line


YAML = """\
# a comment
a: &shared |
  #set($é = "𝄞")
  {}
b: {list: [1, 2.5, true, ~, on, 0x10, "1"], text: *shared}
200:
  folded: >-
    one
    two
c: !Sub 'x${y}'
"""


def test_yaml_has_texts_places_tags_and_names_as_written() -> None:
    tree = read_yaml(YAML)
    text = '#set($é = "𝄞")\n{}\n'
    assert tree.plain() == {
        "a": text,
        "b": {"list": [1, 2.5, True, None, "on", "0x10", "1"], "text": text},
        "200": {"folded": "one two"},
        "c": "x${y}",
    }
    assert [line_of(YAML, tree.get(*path)) for path in (["a"], ["b"], ["b", "text"], ["200", "folded"], ["c"])] == [2, 5, 2, 7, 10]
    assert tree.get("a") is tree.get("b", "text")
    sub = tree.get("c")
    assert sub is not None
    assert (sub.tag, YAML[sub.span.start : sub.span.end]) == ("!Sub", "!Sub 'x${y}'")
    assert YAML[tree.names["200"].start :].startswith("200:")
    assert tree.get("a", "nothing") is None


def test_line_ends_of_windows_are_line_ends() -> None:
    text = "a: |\r\n  x\r\n  y\r\nb: 1\r\n"
    tree = read_yaml(text)
    assert tree.plain() == {"a": "x\ny\n", "b": 1}
    assert line_of(text, tree.get("b")) == 4


def test_merge_keys_give_what_is_not_written() -> None:
    text = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\none: {<<: *x, b: 5}\nboth: {<<: [*x, *y]}\ntext: {<<: plain}\n"
    tree = read_yaml(text).plain()
    assert (tree["one"], tree["both"], tree["text"]) == ({"a": 1, "b": 5}, {"a": 1, "b": 2, "c": 4}, {"<<": "plain"})


LAUGHS = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))])


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("", "nothing", 1),
        ("# only\n---\n...\n", "nothing", 1),
        ("a: 1\n---\nb: 2\n", "second YAML document", 2),
        ("a: 1\nb: 2\na: 3\n", '"a" stands twice in one mapping (first in line 1)', 3),
        ("a:\n\t- 1\n", "a tab stands", 2),
        ("a:\n  b: c: d\n", "mapping values", 2),
        ("a: [1,\n", "while parsing a flow", 2),
        ("a: \x01", "control characters", 1),
        ("a: \ud800", "surrogate", 1),
        ("a: 1\nb: *c\n", "no anchor &c", 2),
        ("a: 1\nb: &b\n  - *b\n", "inside of its own anchor", 3),
        ("? [1]\n: 2\n", "name of a member", 1),
        (LAUGHS, "what aliases repeat", 18),
        ("a: " + "[" * 100_000, f"more than {DEEPEST} levels", 1),
    ],
)
def test_what_is_no_yaml_has_a_sentence_and_its_place(text: str, says: str, line: int) -> None:
    with pytest.raises(MalformedDocument) as caught:
        read_yaml(text)
    assert says in caught.value.message
    assert position(text, caught.value.offset).line == line


def test_multiplied_anchors_are_fine_up_to_the_limit() -> None:
    fine = LAUGHS.split("\n")[:12]
    assert read_yaml("\n".join(fine)).size < MOST_NODES


@pytest.mark.parametrize(
    ("read", "opening", "closing"), [(read_json, "[", "]"), (read_yaml, "[", "]"), (read_json, '{"a":', "}"), (read_yaml, "{a: ", "}")]
)
def test_the_deepest_that_is_read(read: Callable[[str], Node], opening: str, closing: str) -> None:
    assert read(opening * DEEPEST + "1" + closing * DEEPEST).size == DEEPEST + 1
    for levels in (DEEPEST + 1, 100_000):
        with pytest.raises(MalformedDocument, match="nested"):
            read(opening * levels + "1" + closing * levels)


@pytest.mark.parametrize(("text", "offset"), [('{"a": 1,}', 7), ("{]", 1), ('{"a": NaN}', 6)])
def test_what_is_no_json_has_its_place(text: str, offset: int) -> None:
    with pytest.raises(MalformedDocument, match="This is not JSON") as caught:
        read_json(text)
    assert caught.value.offset == offset


def test_of_a_name_that_json_has_twice_the_last_counts() -> None:
    assert read_json('{"a": 1, "a": [2]}').plain() == {"a": [2]}


@given(some.text(alphabet="ab:-[]{}&*!#'\"|> \n\t?,", max_size=30))
def test_any_text_is_yaml_or_refused_inside_of_it(text: str) -> None:
    offset = 0
    try:
        read_yaml(text).plain()
    except MalformedDocument as error:
        offset = error.offset
    assert 0 <= offset <= len(text)
