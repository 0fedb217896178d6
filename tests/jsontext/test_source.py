"""JSON that goes back to its writer: digits and order stay, and what is no JSON says where."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.jsontext.source import JsonNumber, dump, is_shallow, load
from playground.jsontext.strict import MalformedJson
from tests.profiles import scaled

NUMBERS = ("0", "-0", "1.0", "1.50", "1e5", "1E+5", "-0.10e-07", "9" * 400, "0." + "0" * 300 + "1", "1e999999999")
VALUES = st.recursive(
    st.none() | st.booleans() | st.sampled_from(NUMBERS).map(JsonNumber) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


def refusal(text: str) -> MalformedJson | None:
    try:
        load(text)
    except MalformedJson as flaw:
        return flaw
    return None


def is_json(text: str) -> bool:
    """Whether the standard library reads it without the words that JSON has not."""
    words: list[str] = []
    try:
        json.loads(text, parse_constant=words.append)
    except ValueError:
        return False
    return not words


@pytest.mark.parametrize("digits", NUMBERS)
def test_a_number_keeps_its_digits(digits: str) -> None:
    assert dump(load(digits)) == digits
    assert dump(load(f'{{"a":[{digits}]}}'), indent=False) == f'{{"a":[{digits}]}}'


def test_members_keep_their_order_and_of_a_name_that_stands_twice_the_last_counts() -> None:
    assert dump(load('{"b": 1, "a": 2, "c": 3}'), indent=False) == '{"b":1,"a":2,"c":3}'
    assert dump(load('{"b": 1, "a": 2, "b": 3}'), indent=False) == '{"b":3,"a":2}'


@settings(max_examples=scaled(200))
@given(VALUES, st.booleans())
def test_what_is_written_is_read_as_the_same(value: Any, is_indented: bool) -> None:  # noqa: FBT001 - drawn
    text = dump(value, indent=is_indented)
    assert load(text) == value
    assert list(load(text)) == list(value) if isinstance(value, dict) else True


@settings(max_examples=scaled(100))
@given(st.recursive(st.none() | st.booleans() | st.text(max_size=8), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_the_two_forms_are_those_of_the_standard_library(value: Any) -> None:
    assert dump(value) == json.dumps(value, indent=2, ensure_ascii=False)
    assert dump(value, indent=False) == json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def test_a_number_equals_no_text() -> None:
    number, text = load("1"), load('"1"')
    assert (number == text, text == number, number != text, text != number) == (False, False, True, True)
    assert number == load(" 1 ")
    assert number != load("1.0"), "the digits count, not the value"
    assert len({number, load("1")}) == 1


@pytest.mark.parametrize("text", [r'"\ud83d"', r'["\udc00"]', r'{"\ud800a":null}'])
def test_half_a_character_stays_an_escape(text: str) -> None:
    assert dump(load(text), indent=False) == text
    dump(load(text)).encode()  # so that it can be sent as UTF-8


def test_a_pair_of_surrogates_is_a_character() -> None:
    assert dump(load(r'"\ud83d\ude00"')) == '"😀"'


@pytest.mark.parametrize(
    ("text", "says", "offset"),
    [
        ("", "there is nothing here", None),
        (" \t\r\n", "there is nothing here", None),
        ('{"a": NaN}', "JSON has no NaN", 6),
        ("[1, -Infinity]", "JSON has no -Infinity", 4),
        ('["a NaN", Infinity]', "JSON has no Infinity", 10),
    ],
)
def test_what_is_no_json_says_so_at_its_place(text: str, says: str, offset: int | None) -> None:
    with pytest.raises(MalformedJson) as refused:
        load(text)
    assert says in str(refused.value)
    if offset is not None:
        assert refused.value.offset == offset


@settings(max_examples=scaled(300))
@given(st.text(alphabet='{}[]",:0123456789.-+eE truefalsnN\\u\n', max_size=30))
def test_any_text_is_read_or_refused_inside_of_it(text: str) -> None:
    flaw = refusal(text)
    assert flaw is None or 0 <= flaw.offset <= len(text)
    assert (flaw is None) == is_json(text)


@pytest.mark.parametrize(("levels", "is_so"), [(0, True), (1, True), (199, True), (200, False), (5000, False)])
@pytest.mark.parametrize("kind", ["lists", "objects"])
def test_depth_is_told_without_recursion(kind: str, levels: int, is_so: bool) -> None:  # noqa: FBT001 - a table's column
    value: Any = None
    for _ in range(levels):
        value = [value] if kind == "lists" else {"a": value}
    assert is_shallow(value) == is_so
