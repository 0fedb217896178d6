"""How the readers of JSON differ, as the package says: each text by each reader that has to tell."""

from __future__ import annotations

from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING, Any

import pytest

from playground.jsontext import source
from playground.jsontext.exact import load_exact
from playground.jsontext.fast import is_strict
from playground.jsontext.flaws import find_flaw
from playground.jsontext.mock_reader import member_text
from playground.jsontext.smart_reader import NotSmartJson, load
from playground.jsontext.source import JsonNumber
from playground.jsontext.strict import MalformedJson, load_json, unescaped

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "9" * 5000
STRICT: list[Callable[[str], Any]] = [load_json, source.load, load_exact]
READERS = [load, *STRICT]


@pytest.mark.parametrize("read", READERS)
def test_every_reader_takes_the_last_of_two_members_and_keeps_half_a_character(read: Callable[[str], Any]) -> None:
    assert read('{"a": "x", "a": "\\ud83d"}') == {"a": "\ud83d"}


@pytest.mark.parametrize(
    ("read", "integer", "decimal"),
    [
        (load, 12345678901234567890, Decimal("1.2345678901234567890")),
        (load_json, 12345678901234567890, 1.2345678901234567),
        (source.load, JsonNumber("12345678901234567890"), JsonNumber("1.2345678901234567890")),
        (load_exact, 12345678901234567890, Decimal("1.2345678901234567890")),
    ],
)
def test_numbers_become_what_the_reader_is_for(read: Callable[[str], Any], integer: object, decimal: object) -> None:
    values = read("[12345678901234567890, 1.2345678901234567890]")
    assert list(zip(map(type, values), values, strict=True)) == [(type(integer), integer), (type(decimal), decimal)]


def test_numbers_of_any_size_are_refused_in_callers_documents_alone() -> None:
    for number in (LONG, "1e999"):
        with pytest.raises(MalformedJson, match="a number that"):
            load_json(f"[{number}]")
        assert source.load(f"[{number}]") == [JsonNumber(number)]
        assert load_exact(f"[{number}]") == [Decimal(number)]
    assert load(f"[{LONG}]") == [Decimal(LONG)]
    assert load("[1e999]") == [float("inf")]


@pytest.mark.parametrize("text", ["[NaN]", "[-Infinity]", "[1] 2", "{a: 1}", "['a']", "[1,]", "tru", ""])
def test_what_json_does_not_know_only_json_smart_reads(text: str) -> None:
    for read in STRICT:
        with pytest.raises((MalformedJson, ValueError)):
            read(text)
    assert not is_strict(text)
    flaw = find_flaw(text)
    assert flaw is not None
    assert 0 <= flaw.offset <= len(text)
    load(text)


def test_constants_are_numbers_or_words_of_json_smarts() -> None:
    not_a_number, infinity = load("[NaN, -Infinity]")
    assert isnan(not_a_number)
    assert infinity == "-Infinity"


def test_json_smart_ends_at_400_levels_and_no_reader_goes_on_for_ever() -> None:
    assert load("[" * 400 + "]" * 400)
    with pytest.raises(NotSmartJson, match="400 deep"):
        load("[" * 401 + "]" * 401)
    deep = "[" * 100_000
    with pytest.raises(MalformedJson, match="nested too deep"):
        load_json(deep)
    for read in (source.load, load_exact):
        with pytest.raises(RecursionError):
            read(deep)
    assert find_flaw(deep) is None


def test_a_flaw_is_found_behind_a_number_of_thousands_of_digits() -> None:
    flaw = find_flaw(f"[{LONG},]")
    assert flaw is not None
    assert (flaw.offset, flaw.kind) == (len(LONG) + 1, "trailing comma")
    assert find_flaw(f"[{LONG}]") is None


def test_a_mock_reads_a_member_as_it_is_written() -> None:
    assert member_text("{,, 'a': [x, 'y'], statusCode: 1, \"statusCode\" : '2'}", "statusCode") == "'2'"
    assert member_text("{statusCode: 1} tail", "statusCode") is None


def test_the_content_of_a_string_loses_its_escapes() -> None:
    assert unescaped('a\\"b\\n\n') == 'a"b\n\n'
    assert unescaped("\\x") is None
    assert unescaped('a"b') is None
