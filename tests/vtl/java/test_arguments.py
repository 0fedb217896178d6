"""Which arguments a Java parameter takes, and how Java orders numbers."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.jsontext.java_numbers import Byte, Float, Short, to_big_integer, to_long
from playground.vtl.java import arguments
from playground.vtl.java.arguments import Guard, compare_to, double_order, takes
from playground.vtl.java.values import JavaException, NoSuchMethod

VALUES: dict[str, Any] = {
    "byte": Byte(1),
    "short": Short(1),
    "int": 1,
    "long": to_long(1),
    "large": 2**31,
    "huge": 2**63,
    "big": to_big_integer(1),
    "float": Float(1.5),
    "double": 1.5,
    "decimal": Decimal("1.5"),
    "boolean": True,
    "text": "1",
    "list": [1],
    "map": {},
}
WHOLE_INT = {"byte", "short", "int"}
WHOLE_LONG = WHOLE_INT | {"long", "large"}
FITTING: list[tuple[Guard, set[str]]] = [
    (arguments.BYTE, {"byte"}),
    (arguments.SHORT, {"byte", "short"}),
    (arguments.INT, WHOLE_INT),
    (arguments.LONG, WHOLE_LONG),
    (arguments.FLOAT, WHOLE_LONG | {"float"}),
    (arguments.DOUBLE, WHOLE_LONG | {"float", "double"}),
    (arguments.NUMBER, WHOLE_LONG | {"huge", "big", "float", "double", "decimal"}),
    (arguments.BOOLEAN, {"boolean"}),
    (arguments.TEXT, {"text"}),
    (arguments.ANY, set(VALUES)),
]


@pytest.mark.parametrize(("guard", "fitting"), FITTING, ids=[guard.__name__ for guard, _ in FITTING])
def test_a_parameter_takes_its_class_and_the_smaller_ones(guard: Guard, fitting: set[str]) -> None:
    """Method invocation conversion of the Java Language Specification, 5.3: widening, and no narrowing."""
    assert {name for name, value in VALUES.items() if guard(value)} == fitting


def test_null_fits_a_text_and_fails_inside_of_the_method() -> None:
    with pytest.raises(JavaException) as failed:
        arguments.TEXT(None)
    assert failed.value.java_class == "java.lang.NullPointerException"
    assert not any(guard(None) for guard, _ in FITTING if guard not in {arguments.TEXT, arguments.ANY})


def test_a_method_is_called_with_what_fits_and_is_none_for_the_rest() -> None:
    called: list[tuple[object, ...]] = []

    @takes(arguments.TEXT, arguments.INT)
    def method(value: object, *given: object) -> object:
        called.append((value, *given))
        return "done"

    assert method("x", "a", 1) == "done"
    for unfit in (("a", "1"), (1, 1), ("a", 2**31)):
        with pytest.raises(NoSuchMethod):
            method("x", *unfit)
    assert called == [("x", "a", 1)]


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        (1, 2, -1),
        (2, 2, 0),
        (3, 2, 1),
        (Byte(10), Byte(3), 7),
        (Short(3), Short(10), -7),
        (to_long(3), to_long(10), -1),
        (2**70, 2**69, 1),
        (True, False, 1),
        (Decimal("1.0"), Decimal("1.00"), 0),
        (0.0, -0.0, 1),
        (math.nan, math.inf, 1),
        (math.nan, math.nan, 0),
        (-math.inf, -1e308, -1),
    ],
)
def test_compare_to(one: Any, other: Any, order: int) -> None:
    """Integer.compareTo and its like give -1, 0 or 1; Byte's and Short's the difference (their documentation)."""
    assert compare_to(one, other) == order
    assert compare_to(other, one) == -order


@pytest.mark.parametrize(("one", "other"), [(1, to_long(1)), (1, 1.0), (1.5, Float(1.5)), (True, 1), (2**63, 1), (1, "1")])
def test_numbers_of_two_classes_are_not_compared(one: Any, other: Any) -> None:
    with pytest.raises(JavaException) as failed:
        compare_to(one, other)
    assert failed.value.java_class == "java.lang.ClassCastException"


@given(st.floats(), st.floats())
def test_doubles_have_one_order(one: float, other: float) -> None:
    """Double.compare is a total order, and agrees with `<` wherever that says something."""
    first, second = double_order(one), double_order(other)
    assert (first < second) + (first == second) + (first > second) == 1
    if one < other:
        assert first < second
    if math.isnan(one) and not math.isnan(other):
        assert first > second
