"""Quoted strings and heredocs of HCL with another text, in which `${…}` and `$${` stand as they are."""

from __future__ import annotations

import pytest

from playground.documents.styles.hcl_text import rewritten


@pytest.mark.parametrize(
    ("raw", "old", "new", "after"),
    [
        ('"a\\n\\"b\\""', 'a\n"b"', 'a\n"b", "c"', '"a\\n\\"b\\", \\"c\\""'),
        ('"\\u0031 x"', "1 x", "1 x1", '"\\u0031 x1"'),
        (
            '"${jsonencode({a = "}"})} x"',
            '${jsonencode({a = "}"})} x',
            '${jsonencode({a = "}"})} "y"',
            '"${jsonencode({a = "}"})} \\"y\\""',
        ),
        ('"$${x} \\\\d"', "$${x} \\d", "$${x} $${y} \\d", '"$${x} $${y} \\\\d"'),
        ("<<-EOT\n    a\n      b\n    EOT", "a\n  b\n", "a\n  b\nc\n", "<<-EOT\n    a\n      b\n    c\n    EOT"),
        ("<<-EOT\n    a\n    EOT", "a\n", "b\n\nc\n", "<<-EOT\n    b\n\n    c\n    EOT"),
        ("<<EOT\n  a\n  EOT", "  a\n", "  a\nb\n", "<<EOT\n  a\nb\n  EOT"),
        ("<<EOT\r\na\r\nEOT", "a\r\n", "a\r\nb\r\n", "<<EOT\r\na\r\nb\r\nEOT"),
    ],
)
def test_a_text_is_put_into_the_same_form(raw: str, old: str, new: str, after: str) -> None:
    assert rewritten(raw, old, new) == (after, "")
    assert rewritten(raw, old, old) == (raw, "")


@pytest.mark.parametrize(
    ("raw", "old", "new", "after", "said"),
    [
        ("<<EOT\na\nEOT", "a\n", 'a"', '"a\\""', "a quoted string"),
        ("<<EOT\na\nEOT", "a\n", "a\nEOT\n", "<<EOT2\na\nEOT\nEOT2", "ends with EOT2"),
        ("<<-EOT\n  a\n    b\n  EOT", "a\n  b\n", "  b\n", "<<EOT\n  b\n  EOT", "begins with <<"),
    ],
)
def test_where_the_form_cannot_hold_it_there_is_another(raw: str, old: str, new: str, after: str, said: str) -> None:
    made, words = rewritten(raw, old, new)
    assert made == after
    assert said in words
