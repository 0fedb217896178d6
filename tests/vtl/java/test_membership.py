"""What is among many values is what Java's equals finds there."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.jsontext.java_numbers import to_float, to_long
from playground.vtl.java.membership import are_among
from playground.vtl.java.values import ArrayList, equals
from tests.profiles import scaled
from tests.vtl.hosts import render
from tests.vtl.java.extremes import values


@settings(max_examples=scaled(300))
@given(st.lists(values(), max_size=6), st.lists(values(), max_size=6))
def test_a_value_is_among_others_where_one_of_them_equals_it(some: list[object], others: list[object]) -> None:
    assert are_among(some, others) == [any(equals(other, value) for other in others) for value in some]
    assert are_among(some, some) == [True] * len(some)


@pytest.mark.parametrize(
    ("value", "other", "is_found"),
    [
        (1, 1.0, False),
        (1, True, False),
        (1, "1", False),
        (1, to_long(1), False),
        (0.1, to_float(0.1), False),
        (0.0, -0.0, False),
        (math.nan, float("nan"), True),
        (Decimal("1.0"), Decimal("1.00"), False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ([1, "a"], ArrayList([1, "a"]), True),
        ([1], [1.0], False),
        ({}, [], False),
        (None, "", False),
    ],
)
def test_alike_is_what_java_says(value: object, other: object, is_found: bool) -> None:  # noqa: FBT001 - a column
    assert are_among([value], [other]) == [is_found]
    assert equals(value, other) is is_found


def test_a_list_that_holds_itself_is_among_its_members() -> None:
    template = "#set($l = [1])#set($x = $l.add($l))$l.containsAll($l) $l.removeAll($l) $l.size()"
    assert render(template) == "true true 0"


def test_lists_keep_and_lose_members_as_java_s_do() -> None:
    template = "#set($l = [1, 'a', {'k': 1}, 1, 1.5])$l.removeAll([1, {'k': 1}]) $l $l.retainAll(['a', 1]) $l $l.retainAll(['a'])"
    assert render(template) == "true [a, 1.5] true [a] false"
