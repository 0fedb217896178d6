"""Java's hash codes, and the order of a HashMap. The numbers were printed by Java 17."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground.gateway.variables.context import DEFAULT_CONTEXT
from playground.vtl.java.hash_order import bucket, decimal_hash, double_hash, in_hash_order, table_size, text_hash, whole_hash


@pytest.mark.parametrize(
    ("text", "code"),
    [("", 0), ("a", 97), ("Aa", 2112), ("BB", 2112), ("polygenelubricants", -(2**31)), ("é€", 15587), ("\U0001f600", 1772899)],
)
def test_a_text_has_java_s_hash(text: str, code: int) -> None:
    assert text_hash(text) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0, 0),
        (-1, -1),
        (2**31, -(2**31)),
        (-(2**31) - 1, -(2**31)),
        (2**63 - 1, -(2**31)),
        (-(2**63), -(2**31)),
        (2**63, -(2**31)),
        (-(2**63) - 1, 2147483647),
        (123456789012345678901234567890, 1915528825),
        (-123456789012345678901234567890, -1915528825),
    ],
)
def test_a_whole_number_has_the_hash_of_the_class_that_holds_it(value: int, code: int) -> None:
    assert whole_hash(value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0.0, 0),
        (-0.0, -(2**31)),
        (1.5, 1073217536),
        (-2.25, -1073610752),
        (0.1, -1507852285),
        (5e-324, 1),
        (math.nan, 2146959360),
        (math.inf, 2146435072),
        (-math.inf, -1048576),
    ],
)
def test_a_double_has_java_s_hash(value: float, code: int) -> None:
    assert double_hash(value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1.50", 4652),
        ("-1.50", -4648),
        ("1E+3", 28),
        ("0.000", 3),
        ("4294967296.5", 9766),
        ("123456789012345678901234567890.123", -285907324),
    ],
)
def test_a_big_decimal_has_java_s_hash(value: str, code: int) -> None:
    assert decimal_hash(Decimal(value)) == code


def test_the_names_of_the_context_stand_as_aws_printed_them() -> None:
    for names in (DEFAULT_CONTEXT, DEFAULT_CONTEXT["identity"], DEFAULT_CONTEXT["requestOverride"]):
        assert in_hash_order(names) == list(names)
    assert in_hash_order(["querystring", "header", "path"]) == ["path", "querystring", "header"]


def test_names_of_one_bucket_stay_as_they_came() -> None:
    assert in_hash_order(["BB", "x", "Aa"]) == ["BB", "Aa", "x"]
    assert in_hash_order(["Aa", "x", "BB"]) == ["Aa", "BB", "x"]


@pytest.mark.parametrize(("count", "size"), [(0, 16), (12, 16), (13, 32), (24, 32), (25, 64), (48, 64), (49, 128)])
def test_the_table_doubles_beyond_three_quarters(count: int, size: int) -> None:
    assert table_size(count) == size


def test_a_table_does_not_shrink() -> None:
    assert table_size(1, 64) == 64


@given(some.lists(some.text("abcdefXYZ-_é€\U0001f600", max_size=6), unique=True, max_size=80))
def test_the_order_is_that_of_a_table_filled_name_by_name(names: list[str]) -> None:
    table: list[list[str]] = [[] for _ in range(16)]
    for count, name in enumerate(names, 1):
        table[bucket(text_hash(name), len(table))].append(name)
        if count > 0.75 * len(table):
            wider: list[list[str]] = [[] for _ in range(2 * len(table))]
            for kept in (kept for chain in table for kept in chain):
                wider[bucket(text_hash(kept), len(wider))].append(kept)
            table = wider
    assert in_hash_order(names) == [name for chain in table for name in chain]
