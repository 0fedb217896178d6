"""Which of many values are among many others, in the time that it takes to read them all: a list's `contains` reads all for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.jsontext.java_numbers import number_text
from playground.vtl.java.values import class_name, equals, is_number

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable


def are_among(values: Collection[object], others: Collection[object]) -> list[bool]:
    """Of each value whether Java's equals finds it among the others."""
    try:
        known = set(map(_sameness, others))
        return [_sameness(value) in known for value in values]
    except RecursionError:  # a value holds itself: it equals itself, which `equals` sees before it looks inside
        return [any(equals(other, value) for other in others) for value in values]


def _sameness(value: object) -> Hashable:
    """A key that two values share exactly where `equals` holds for them."""
    if value is None or type(value) is str:
        return value
    if is_number(value):
        return class_name(value), number_text(value)
    if isinstance(value, bool):
        return bool, value
    if isinstance(value, dict):
        return dict, frozenset((key, _sameness(member)) for key, member in value.items())
    if isinstance(value, list):
        return list, tuple(map(_sameness, value))
    return object, id(value)
