"""`$input`: bodies that are no JSON, in the ways that json-smart has them."""

from __future__ import annotations

import pytest

from tests.gateway.findings import run


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('"abc', '"abc'),
        ("'abc", "'abc"),
        ("<a b='1'>", "<a b='1'>"),
        ("plain words", "plain words"),
        ("", "{}"),
        ("  ", "{}"),
        ("{", None),
        ('["a"', None),
        ("\n {x", None),
    ],
)
def test_a_body_is_a_text_unless_it_begins_like_json(body: str, text: str | None) -> None:
    """What begins like JSON and is none fails the call. Evidence: documented: input-variable-reference; [H]."""
    result = run("$input.path('$')", body)
    assert (result.body if result.status == 200 else None) == text
    again = run("$input.path('$')$input.path('$')", body)
    assert (again.body if again.status == 200 else None) == (None if text is None else text * 2)
