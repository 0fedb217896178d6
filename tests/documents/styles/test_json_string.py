"""Strings of JSON with another text: spelt as they spell their own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground.documents.styles.json_string import rewritten


@pytest.mark.parametrize(
    ("raw", "text", "after"),
    [
        (r'"a\/b"', "a/b/c", r'"a\/b\/c"'),
        ('"a/b"', "a/b/c", '"a/b/c"'),
        (r'"\u00e9"', "éü", r'"\u00e9\u00fc"'),
        ('"é"', "éü", '"éü"'),
        (r'"\u003cb\u003e"', "<b><i>", r'"\u003cb\u003e\u003ci\u003e"'),
        (r'"\u0041bc"', "Abcd", r'"\u0041bcd"'),
        (r'"a\r\nb"', "a\r\nb\r\nc", r'"a\r\nb\r\nc"'),
        (r'"\ud83d\ude00"', "😀x", r'"\ud83d\ude00x"'),
        ('""', 'a "b"\t\\\x01', r'"a \"b\"\t\\\u0001"'),
    ],
)
def test_a_text_is_spelt_as_the_string_spells_its_own(raw: str, text: str, after: str) -> None:
    assert rewritten(raw, text, raw) == after


def test_what_a_string_says_nothing_about_is_spelt_as_in_the_document() -> None:
    assert rewritten('"a"', "é", r'{"x": "\u00fc", "y": "a"}') == r'"\u00e9"'
    assert rewritten('"a"', "é", '{"x": "ü", "y": "a"}') == '"é"'
    assert rewritten('"a"', "é", r'{"x": "\\u00fc", "y": "a"}') == '"é"'


@given(some.text(), some.text(), some.booleans())
def test_any_string_is_read_as_its_new_text(old: str, new: str, ascii_only: bool) -> None:  # noqa: FBT001 - Hypothesis's
    raw = json.dumps(old, ensure_ascii=ascii_only)
    assert json.loads(rewritten(raw, new, raw)) == new
    assert rewritten(raw, old, raw) == raw
