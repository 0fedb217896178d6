"""Numbers as Java has them: their methods, operators, comparisons, places in texts, lists and maps, and String.format.

What is asked for was answered by Velocity 1.7 and Java 17; the first line of each file says how.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from playground.errors import LimitReached, TemplateFailure
from playground.jsontext.java_numbers import Byte, Float, HugeInteger, Short, number_text, to_big_integer, to_float, to_long
from playground.vtl.java.string_format import format_text
from playground.vtl.java.values import ArrayList, JavaException
from tests.places import DATA
from tests.vtl.hosts import render

if TYPE_CHECKING:
    from collections.abc import Callable


def lines(name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The first line of a file, and the others."""
    first, *others = [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]
    return first, others


GIVEN, CALLS = lines("java_numbers.jsonl")
FORMATS = lines("java_formats.jsonl")[1]
CLASSES: dict[str, Callable[[str], object]] = {
    "d": float,
    "F": lambda text: to_float(float(text)),
    "D": Decimal,
    "L": lambda text: to_long(int(text)),
    "S": Short,
    "Y": Byte,
    "B": lambda text: to_big_integer(int(text)),
    "s": str,
    "l": lambda _: ArrayList([1, "x"]),
    "m": lambda _: {"k": 1},
}


@pytest.mark.measured
@pytest.mark.slow
def test_an_expression_is_worth_what_java_says() -> None:
    wrong = []
    for case in CALLS:
        try:
            got = render(f"{GIVEN['begin']}#set($r = {case['expression']}){GIVEN['end']}", GIVEN["body"])
        except TemplateFailure as failure:
            got = f"fails: {failure.diagnostics[0].message}"
        want = f"{case['text']}|{case['class']}" if "text" in case else "fails: "
        if got != want and not (got.startswith(want) and "fails" in case):
            wrong.append((case, got))
    assert wrong == []


def test_a_format_writes_what_java_writes() -> None:
    wrong = []
    for case in FORMATS:
        values = case["values"] if "values" in case else [value_of(case["value"])]
        try:
            got = format_text(case["pattern"], values)
        except JavaException:
            got = None
        if got != case.get("text"):
            wrong.append((case, got))
    assert wrong == []


def value_of(written: str) -> object:
    """The value that a line of the formats names."""
    if written in {"true", "false"}:
        return written == "true"
    make = CLASSES.get(written[0])
    return int(written) if make is None else make(written[1:])


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("$b.huge.intValue()", "-1431655766"),
        ("$b.huge.longValue()", "-6148914691236517206"),
        ("$b.huge.doubleValue() $b.huge.floatValue()", "Infinity Infinity"),
        ("$b.huge.getClass().getName()", "java.math.BigInteger"),
        ("$b.long.intValue() $b.long.doubleValue()", "-1431655766 Infinity"),
    ],
)
def test_numbers_of_thousands_of_digits_convert(expression: str, text: str) -> None:
    digits = "6" * 5_000
    assert render(expression, f'{{"huge": {digits}, "long": {digits}.5}}') == text


@pytest.mark.parametrize("expression", ["$b.huge.hashCode()", "$b.huge.toString(2)", "$b.long.hashCode()", "$n.format('%x', $b.huge)"])
def test_more_digits_than_can_be_computed_with_are_a_limit(expression: str) -> None:
    digits = "6" * 5_000
    with pytest.raises(LimitReached, match="3,900 digits"):
        render(f"#set($n = ''){expression}", f'{{"huge": {digits}, "long": {digits}.5}}')


@pytest.mark.parametrize("operation", ["$b.long + $b.small", "$b.long - $b.small", "$b.long * $b.long", "$b.long / $b.small"])
def test_a_decimal_is_never_rounded_in_silence(operation: str) -> None:
    body = f'{{"long": 1.{"3" * 3_000}, "small": 1.0000000000000000E-4000}}'
    with pytest.raises(LimitReached, match="3,900 digits"):
        render(f"#set($r = {operation})$r", body)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (1 / 3, "0.33333334"), (2**31, "2.1474836E9"), (1e-46, "0.0"), (2**-149, "1.4E-45"), (2.0**-126, "1.1754944E-38")],
)
def test_a_float_prints_with_the_digits_that_it_needs(value: float, text: str) -> None:
    assert number_text(to_float(value)) == text


def test_a_float_is_rounded_once() -> None:
    above_a_tie = 2**60 + 2**36 + 1  # as a double it is a tie between two floats, of which the smaller one is even
    assert to_float(above_a_tie) == float(2**60 + 2**37)
    assert to_float(Decimal(above_a_tie)) == float(2**60 + 2**37)
    assert to_float(float(above_a_tie)) == float(2**60)
    assert isinstance(to_float(HugeInteger("9" * 5_000)), Float)
