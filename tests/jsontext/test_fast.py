"""msgspec's reader, whose yes decides: it must never take what is no JSON, nor read it otherwise than the standard library does."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from hypothesis import example, given
from hypothesis import strategies as st

from playground.jsontext.fast import PLAIN, REFUSALS, is_strict

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
PIECES = '{}[]",:0123456789.eE+-truefalsn\\u/ \n\t\r\x00\x01\x7f\ufeffé\ud83d'


def standard(text: str) -> tuple[bool, Any]:
    """Whether the standard library takes a text as strict JSON, and what it reads."""

    def refuse(name: str) -> NoReturn:
        raise ValueError(name)

    try:
        return True, json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return False, None


@st.composite
def texts(draw: st.DrawFn) -> str:
    """JSON in which some characters were put in, taken out or changed."""
    text = json.dumps(draw(VALUES), ensure_ascii=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES) | st.just("")) + text[at + draw(st.integers(0, 1)) :]
    return text


@given(texts())
@example("01")
@example("-")
@example("1.")
@example("1e")
@example(".5")
@example("[1,]")
@example('{"a":1,}')
@example('{"a" 1}')
@example('"\\x"')
@example('"\\u12g4"')
@example('"\\ud83d"')
@example('"\t"')
@example("[1] x")
@example("\ufeff1")
@example("nul")
@example("NaN")
@example("1e999")
@example("-0")
@example("18446744073709551616")
@example('{"a": 1, "a": 2}')
def test_what_it_takes_is_json_and_read_as_the_standard_library_does(text: str) -> None:
    is_json, value = standard(text)
    if is_strict(text):
        assert is_json
    try:
        read = PLAIN.decode(text)
    except REFUSALS:
        return
    assert is_json
    assert repr(read) == repr(value)  # which tells 1 from 1.0 and from True, and -0.0 from 0


def test_json_of_every_kind_is_taken() -> None:
    for text in (
        '{"a": [1, -2.5e-3, true, false, null, "\\u00e9\\n\\ud83d\\ude00"]}',
        " [ ] ",
        '""',
        "0",
        "123456789012345678901234567890",
    ):
        assert is_strict(text)
        assert PLAIN.decode(text) == json.loads(text)
