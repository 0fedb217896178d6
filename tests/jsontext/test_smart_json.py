"""JSON as json-smart has it: recorded texts, and what must hold for any text and value."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.errors import LimitReached
from playground.jsontext.java_numbers import number_text
from playground.jsontext.lenient_reader import MAX_DEPTH, LenientReader
from playground.jsontext.smart_reader import NotSmartJson, load
from playground.jsontext.smart_writer import CircularValue, dump
from tests.places import DATA

CASES = [json.loads(line) for line in (DATA / "json_texts.jsonl").read_text("utf-8").splitlines()][1:]

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_a_text_is_read_and_written_as_json_smart_does(case: dict[str, Any]) -> None:
    if case.get("refused"):
        with pytest.raises(NotSmartJson) as refusal:
            load(case["text"])
        assert 0 <= refusal.value.offset <= len(case["text"])
        return
    value = load(case["text"])
    assert dump(value) == case["writes"]
    if isinstance(value, list):
        assert dump(value, slash="\\/") == case.get("prints", case["writes"])


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ('{"a" 1}', 5, "a member's name is followed by `:`; found '1'"),
        ('{"a": "b" "c"}', 10, "a member's value is followed by `,` or `}`; found '\"'"),
        ('{"a": [1, 2', 11, "the text ends inside an array: `]` is missing, but the text ends here"),
        ('["abc', 1, 'the string that begins here is not closed: " is missing'),
        ('["\\u12"]', 2, "`\\u` is followed by 4 hexadecimal digits"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(text: str, offset: int, message: str) -> None:
    with pytest.raises(NotSmartJson) as refusal:
        load(text)
    assert (refusal.value.offset, refusal.value.message) == (offset, message)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ("{a:", "}"), ("[[],{},", "]")])
def test_depth_is_bounded(opening: str, closing: str) -> None:
    for depth in (MAX_DEPTH - 1, MAX_DEPTH):
        text = opening * (depth - 1) + "[1]" + closing * (depth - 1)
        assert dump(load(text)).count("1") == 1
    for depth in (MAX_DEPTH + 1, 2_000, 100_000):
        with pytest.raises(NotSmartJson, match="deep in each other"):
            load(opening * (depth - 1) + "[1]" + closing * (depth - 1))


def test_the_last_of_two_equal_names_wins_in_the_first_one_s_place() -> None:
    assert list(load('{"a": 1, "b": 2, "a": 3}').items()) == [("a", 3), ("b", 2)]


def test_a_number_of_any_length_keeps_its_digits() -> None:
    digits = "1234567890" * 1_000
    assert dump(load(f"[{digits}, -{digits}, 0.{digits}]")) == f"[{digits},-{digits},0.{digits}]"
    assert number_text(10**5_000) == "1" + "0" * 5_000


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (0.001, "0.001"),
        (0.00099, "9.9E-4"),
        (9999999.0, "9999999.0"),
        (10000000.0, "1.0E7"),
        (12345678.9, "1.23456789E7"),
        (1e21, "1.0E21"),
        (5e-324, "4.9E-324"),
        (1.7976931348623157e308, "1.7976931348623157E308"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
        (2**31, "2147483648"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+30"), "1E+30"),
    ],
)
def test_a_number_prints_as_in_java(value: float | Decimal, text: str) -> None:
    assert number_text(value) == text


def test_infinity_is_null_in_json() -> None:
    assert dump([math.inf, -math.inf, math.nan]) == "[null,null,NaN]"


def test_maps_and_lists_of_other_classes_are_written() -> None:
    class Map(dict[str, object]):
        pass

    class List(list[object]):
        pass

    assert dump(Map(a=List([Map(), List()]))) == '{"a":[{},[]]}'


def test_a_key_that_is_no_text_is_written_as_its_text() -> None:
    assert dump({1: 1, None: 2, False: 3, 1.5: 4}) == '{"1":1,"null":2,"false":3,"1.5":4}'


def test_another_type_needs_a_way_to_be_written() -> None:
    with pytest.raises(TypeError):
        dump([object()])
    assert dump([object()], other=lambda _: {"x": [1]}) == '[{"x":[1]}]'
    assert dump([object()], other=lambda _: "x") == '["x"]'


def test_a_value_that_holds_itself_is_refused() -> None:
    value: dict[str, object] = {}
    value["list"] = [value]
    with pytest.raises(CircularValue):
        dump(value)


def test_the_same_value_twice_is_not_circular() -> None:
    part = [1]
    assert dump([part, part]) == "[[1],[1]]"


def test_the_text_of_a_value_is_bounded() -> None:
    value: list[object] = ["x"]
    for _ in range(60):
        value = [value, value]  # 2**60 texts
    with pytest.raises(LimitReached) as reached:
        dump(value, limit=1_000)
    assert reached.value.name == "string"
    text = dump(["abc", {"d": 1}])
    assert dump(["abc", {"d": 1}], limit=len(text)) == text
    with pytest.raises(LimitReached):
        dump(["abc", {"d": 1}], limit=len(text) - 1)


def test_a_value_of_any_depth_is_written() -> None:
    value: list[object] = []
    for _ in range(5_000):
        value = [value]
    assert dump(value) == "[" * 5_001 + "]" * 5_001


@given(PLAIN)
def test_what_is_written_is_json_and_reads_back(value: object) -> None:
    text = dump(value)
    assert json.loads(dump(load(text))) == json.loads(text) == value
    assert json.loads(dump(value, slash="\\/")) == json.loads(text)


@given(PLAIN)
def test_both_readers_agree_on_strict_json(value: object) -> None:
    text = json.dumps(value)
    assert dump(LenientReader(text).read()) == dump(load(text))


@given(st.text() | st.text(alphabet="{}[]:,\"'\\/ \n\tabntrufx01-.eE+é\x7f\x1a", max_size=30))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    offset = 0
    try:
        dump(load(text))
    except NotSmartJson as refusal:
        offset = refusal.offset
    assert 0 <= offset <= len(text)


@given(PLAIN, st.integers(0, 200))
def test_both_writers_agree(value: object, limit: int) -> None:
    class List(list[object]):
        pass

    assert dump(List([value])) == dump([value])  # another class keeps the standard library's encoder out
    answers = []
    for outer in ([value], List([value])):
        try:
            answers.append(dump(outer, limit=limit))
        except LimitReached:
            answers.append("too long")
    assert answers[0] == answers[1]
    assert (answers[0] == "too long") == (len(dump([value])) > limit)


@pytest.mark.parametrize("inside", ["]", "}", "[", '\\"]', "\\\\", '\\\\\\"}', "a[b]c"])
def test_brackets_in_strings_do_not_hide_how_deep_a_text_is(inside: str) -> None:
    def nested(depth: int) -> str:
        return f'["{inside}", ' * (depth - 1) + "[]" + f', {{"{inside}": "{inside}"}}]' * (depth - 1)

    assert load(nested(MAX_DEPTH - 1)) == json.loads(nested(MAX_DEPTH - 1))
    with pytest.raises(NotSmartJson, match="deep"):
        load(nested(MAX_DEPTH + 1))


@pytest.mark.parametrize("depth", range(1, 13))
@pytest.mark.parametrize("leaf", ['"a"', "12345678901234567890", "1.5", "0.12345678901234567890", '"\\ud800"', "NaN", "null"])
@pytest.mark.parametrize("after", ["", " \n", " and more"])
def test_each_way_of_reading_gives_the_same(depth: int, leaf: str, after: str) -> None:
    """What is read depends neither on how deep a text is, nor on what stands behind it."""
    value = load(f"[{leaf}]")[0]
    found = load('{"a": ' * depth + leaf + "}" * depth + after)
    for _ in range(depth):
        found = found["a"]
    assert (type(found), repr(found)) == (type(value), repr(value))
