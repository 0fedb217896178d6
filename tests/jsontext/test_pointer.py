"""JSON Pointers, by the examples of RFC 6901 and for any path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.jsontext.pointer import from_pointer, to_pointer


@pytest.mark.parametrize(
    ("pointer", "path"),
    [
        ("", []),
        ("/", [""]),
        ("/foo/0", ["foo", "0"]),
        ("/a~1b", ["a/b"]),
        ("/m~0n", ["m~n"]),
        ("/~01", ["~1"]),
        ('/c%d/e^f/ /k"l', ["c%d", "e^f", " ", 'k"l']),
        ("//x/", ["", "x", ""]),
    ],
)
def test_a_pointer_is_a_path(pointer: str, path: list[str]) -> None:
    assert (from_pointer(pointer), to_pointer(path)) == (path, pointer)


@given(st.lists(st.text(alphabet="~/01ab", max_size=6)))
def test_any_path_comes_back(path: list[str]) -> None:
    pointer = to_pointer(path)
    assert from_pointer(pointer) == path
    assert pointer.count("/") == len(path)
