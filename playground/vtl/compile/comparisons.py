"""Velocity's `== != < > <= >=` → functions of a scope."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from playground.vtl.java import arithmetic
from playground.vtl.java.values import loosely_equals
from playground.vtl.runtime.record import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.vtl.compile.functions import Evaluate, Test
    from playground.vtl.runtime.scope import Scope

    Tell = Callable[[Scope, object, object], None]
    """Is told of two values that cannot be compared."""

_ORDERS: dict[str, Callable[[int], bool]] = {
    "LT": lambda order: order < 0,
    "GT": lambda order: order > 0,
    "LE": lambda order: order <= 0,
    "GE": lambda order: order >= 0,
}
_SCALARS = frozenset({str, int, float, Decimal, bool, type(None)})
_OTHERS = ("{", "[", "-", *"0123456789", "t", "f", "N", "I")
"""How a printed value begins that is no text: a map, a list, a number (`NaN` and `Infinity`, too), a Boolean."""
_DEPTH = 16
"""How deep a value is looked through before it is printed after all: DynamoDB's nest less."""
_FEW = 4
"""PropertyNames of members, in all maps of a column, that are gone through one after the other."""


def comparison(left: Evaluate, right: Evaluate, operator: str) -> Test:
    """`left operator right`"""
    compare = comparing(operator)
    return lambda scope: compare(left(scope), right(scope))


def ordering(left: Evaluate, right: Evaluate, operator: str, tell: Tell) -> Test:
    """`left < right` and the like; `tell` is called where the comparison is false because an operand is no number."""
    holds = _ORDERS[operator]

    def test(scope: Scope) -> bool:
        a, b = left(scope), right(scope)
        order = arithmetic.compare(a, b)
        if order is None:
            tell(scope, a, b)
            return False
        return holds(order)

    return test


def recorded(left: Evaluate, right: Evaluate, operator: str, sign: str, test: Test, tell: Tell) -> Test:
    """The comparison that `test` is; as long as the recorder keeps values (`Scope.showing`), what it compares is left for it."""
    compare, is_ordering = comparing(operator), operator in _ORDERS

    def test_and_show(scope: Scope) -> bool:
        if not scope.showing:
            return test(scope)
        a, b = left(scope), right(scope)
        scope.operands = f"{_short(a)} {sign} {_short(b)}"
        if is_ordering and arithmetic.compare(a, b) is None:
            tell(scope, a, b)
        return compare(a, b)

    return test_and_show


def with_text(left: Evaluate, text: str, *, is_equal: bool) -> Test:
    """`left == "text"`, or `left != "text"`: what most conditions are, so a text is compared at once, and a map need not be printed."""
    is_word = is_only_text(text)

    def test(scope: Scope) -> bool:
        value = left(scope)
        if type(value) is str:
            return (value == text) is is_equal
        if is_word and is_plain(value):
            return not is_equal
        return _equal(value, text) is is_equal

    return test


def is_only_text(text: str) -> bool:
    """Whether surely only a text prints so: no number, no Boolean, no list and no map does."""
    return not text.startswith(_OTHERS)


def is_plain(value: Any, depth: int = _DEPTH) -> bool:
    """Whether to print a value does nothing but that: it is of JSON's own types, and nests no deeper."""
    kind = type(value)
    if kind in _SCALARS:
        return True
    members = value
    if kind is dict:
        members = value.values()
        for key in value:
            if type(key) is not str:
                return False
    elif kind is not list:
        return False
    for member in members:  # noqa: SIM110 - `all` takes twice as long with one member, as most have
        if type(member) not in _SCALARS and not (depth and is_plain(member, depth - 1)):
            return False
    return True


def all_plain(column: list[Any], depth: int = _DEPTH) -> bool:
    """Whether that is so of all these values."""
    kinds = set(map(type, column))
    if kinds == {dict} and depth:
        names = set().union(*column)
        if len(names) <= _FEW and set(map(type, names)) == {str}:  # as DynamoDB's attributes have: then it takes half the time
            return all(all_plain([one.get(name) for one in column], depth - 1) for name in names)
    return kinds <= _SCALARS or all(map(is_plain, column))


def comparing(operator: str) -> Callable[[Any, Any], bool]:
    """What compares two values with an operator."""
    if operator == "EQ":
        return _equal
    if operator == "NE":
        return lambda left, right: not _equal(left, right)
    return partial(_ordered, _ORDERS[operator])


def _equal(left: object, right: object) -> bool:
    """Velocity's `==`: numbers by value."""
    order = arithmetic.compare(left, right)
    return loosely_equals(left, right) if order is None else order == 0


def _ordered(holds: Callable[[int], bool], left: object, right: object) -> bool:
    order = arithmetic.compare(left, right)
    return order is not None and holds(order)


def _short(value: object) -> str:
    text = shown(value)
    return f'"{text[:30]}"' if isinstance(value, str) else text[:30]
