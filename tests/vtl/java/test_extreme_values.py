"""No method, operator or format lets anything out but Java's exceptions and the limits, whatever it is called on and with.

What Java itself answers is in `java_numbers.jsonl`, which real Java and Velocity 1.7 gave.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings

from tests.profiles import scaled
from tests.vtl.java import extremes
from tests.vtl.java.extremes import MAKERS, calls_of, compute, scalars

pytestmark = pytest.mark.slow
SCALARS = scalars()
SAMPLED = 25
"""Combinations of two arguments and more that are tried of each method on each value."""


@pytest.mark.parametrize("index", range(len(MAKERS)))
def test_every_method_of_what_can_change_takes_every_argument(index: int) -> None:
    make = MAKERS[index]
    for name, count in calls_of(make()):
        for combination in combinations(count, index):
            extremes.call(make(), name, [one() if callable(one) else one for one in combination])


@pytest.mark.parametrize("index", range(len(SCALARS)), ids=lambda index: f"{SCALARS[index]!r}"[:20])
def test_every_method_of_a_scalar_takes_every_argument(index: int) -> None:
    target = SCALARS[index]
    for name, count in calls_of(target):
        for combination in combinations(count, index):
            extremes.call(target, name, [one() if callable(one) else one for one in combination])


def combinations(count: int, start: int) -> list[tuple[object, ...]]:
    """All arguments where there is one, and of several as many as are sampled, others for each value."""
    arguments: list[object] = [*SCALARS, *MAKERS]
    if count <= 1:
        return list(product(arguments, repeat=count))
    size = len(arguments)
    return [tuple(arguments[(start + 7 * turn + (turn + 11) * place) % size] for place in range(count)) for turn in range(SAMPLED)]


def test_every_operator_takes_all_values() -> None:
    for left, right in product([*SCALARS, *(make() for make in MAKERS)], repeat=2):
        compute(left, right)


@settings(max_examples=scaled(500))
@given(extremes.calls())
def test_no_call_lets_out_what_is_not_java_s(called: tuple[object, str, list[object]]) -> None:
    extremes.call(*called)


@settings(max_examples=scaled(300))
@given(extremes.values(), extremes.values())
def test_no_operator_lets_out_what_is_not_java_s(left: object, right: object) -> None:
    compute(left, right)
