"""Where a value stands in a JSON text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.jsontext.places import span_of

TEXT = ' {"a" : [1, {"b\\"": "\\u00e9"} , []], "n": -1.5e3, "a~/b": null, "d": 1, "d": 2 }\n'


@pytest.mark.parametrize(
    ("path", "piece"),
    [
        ((), TEXT.strip()),
        (("a",), '[1, {"b\\"": "\\u00e9"} , []]'),
        (("a", 0), "1"),
        (("a", 1, 'b"'), '"\\u00e9"'),
        (("a", 2), "[]"),
        (("n",), "-1.5e3"),
        (("a~/b",), "null"),
        (("d",), "2"),
        (("a", 1, "none"), '{"b\\"": "\\u00e9"}'),
        (("n", "deeper"), "-1.5e3"),
    ],
)
def test_the_value_is_found(path: tuple[str | int, ...], piece: str) -> None:
    start, end = span_of(TEXT, path)
    assert TEXT[start:end] == piece


@given(
    st.recursive(
        st.integers() | st.text(max_size=3),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=2), part, max_size=3),
    )
)
def test_every_value_of_a_document_is_found(document: object) -> None:
    text = json.dumps(document, indent=1)
    level: list[tuple[tuple[str | int, ...], object]] = [((), document)]
    while level:
        path, value = level.pop()
        start, end = span_of(text, path)
        assert json.loads(text[start:end]) == value
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        level += [((*path, name), member) for name, member in members]
