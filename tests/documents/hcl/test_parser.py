"""Files of HCL: what is read, and where one stops being HCL."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.documents.hcl.parser import looks_like_hcl, parse
from playground.documents.tree import MalformedDocument
from tests.profiles import scaled

SAMPLE = """
# a comment
resource "aws_x" "y" {
  a = 1 // why
  b = { c = "d", (e) = [1, 2,], f : <<-EOT
    text ${g}
    EOT
  }
  nested "label" { h = i ? 1 : 2 }
  /* more */ j = [for k, v in l : "${k}" if v != null]
  m = { for n in o : n => n... }
  p = q.*.id[0] == r[*].s[0].t && !(u || -v < 3 % 2)
}
locals { w = x("y", [z]...) }
"""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        "\ufeffa = 1",
        "a = /* in the middle */ 1",
        "a = 1 /* before */ + 2",
        "a = (\n  b\n  ? 1\n  : 2\n)",
        "a = (\n  b\n  && c\n  .d\n)",
        "a = 5-10",
        "a = b[0]-10",
        "a = !!c",
        "a = f(\n  1, # one\n  2, # two\n)",
        "a = {\n  b = 1,\n  c = 2 # two\n\n  d : 3\n}",
        'a = { "${b}" = 1, (c) = 2, in = 3, for = 4 }',
        "a = b.0.c",
        "a = b.*.c",
        "ünï = 1",
        "in = 1\nfor = 2",
        "a = provider::aws::arn_parse(b)",
        "a = 1e5\nb = 1.5E-3\nc = 007",
        'variable "x" { type = map(object({ a = optional(string, "x") })) }',
        "block {}\nblock label {\n}",
        "a = 1\r\nb = 2\r\n",
        SAMPLE,
    ],
)
def test_what_hcl_allows_is_read(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ('a "b"\n', 1, 6, 'expected `=` for an attribute or `{` for a block after `a "b"`'),
        ("a = \n", 1, 5, "expected a value, found the end of the line"),
        ("a = [1\n", 2, 1, "expected `,` or `]`"),
        ("a = {\n  b 1\n}", 2, 5, "expected `=`"),
        ("a = { b = 1 c = 2 }", 1, 13, "expected a comma"),
        ("a {\n  b = 1\n", 1, 1, "is not closed"),
        ("}\n", 1, 1, "expected the name"),
        ("a = 1 2\n", 1, 7, "expected the end of the line"),
        ("a = 1\na = 2\n", 2, 1, "stands twice"),
        ("a = b(1\n", 2, 1, "expected `,` or `)`"),
        ("a = [for b in c d]", 1, 17, "expected `:`"),
        ("a = {for b in c : b}", 1, 20, "expected `=>`"),
        ("a = b ? 1\n", 1, 10, "expected `:`"),
        ("a = b.\n", 1, 7, "after `.`"),
        ("a = " + "[" * 500, 1, 85, "nested more than 80 levels"),
        ("a {\n" * 500, 81, 4, "nested more than 80 levels"),
        ("a = " + '"${' * 500, 1, None, "nested more than 80 levels"),
    ],
)
def test_what_is_no_hcl_is_said_with_its_place(text: str, line: int, column: int | None, says: str) -> None:
    with pytest.raises(MalformedDocument) as refused:
        parse(text)
    at = refused.value.offset
    assert says in refused.value.message
    assert text.count("\n", 0, at) + 1 == line
    assert column is None or at - text.rfind("\n", 0, at) == column


@pytest.mark.parametrize(
    ("text", "is_hcl"),
    [
        ('resource "a" "b" {', True),
        ("\n# why\n/* a */ // b\nlocals {\n", True),
        ('terraform {\n  required_version = "1"', True),
        ("Resources:\n  A: 1", False),
        ('{"resource": {}}', False),
        ("resource: {a: 1}", False),
        ("", False),
    ],
)
def test_a_text_without_a_name_is_told_by_how_it_begins(text: str, *, is_hcl: bool) -> None:
    assert looks_like_hcl(text) is is_hcl


@settings(max_examples=scaled(300))
@given(st.data())
def test_a_changed_file_is_read_or_refused_inside_of_it(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SAMPLE)))
    end = data.draw(st.integers(start, min(len(SAMPLE), start + 8)))
    text = SAMPLE[:start] + data.draw(st.text(st.sampled_from('{}[]()"$%~<-E\n=,.? a1\\*/#'), max_size=4)) + SAMPLE[end:]
    assert 0 <= _refused_at(text) <= len(text)


def _refused_at(text: str) -> int:
    """Where a text stops being HCL; 0 where it does not."""
    try:
        parse(text)
    except MalformedDocument as error:
        return error.offset
    return 0
