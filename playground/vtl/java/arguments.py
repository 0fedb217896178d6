"""Guards for the arguments of Java methods: what a parameter takes, and what happens otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from playground.vtl.java.values import JavaException, JavaMethod, NoSuchMethod, class_name, is_int, is_number

Guard = Callable[[object], bool]


def ANY(value: object) -> bool:  # noqa: N802, ARG001 - read as a type
    """java.lang.Object"""
    return True


def TEXT(value: object) -> bool:  # noqa: N802
    """java.lang.String or CharSequence; null fits, and fails inside the method."""
    if value is None:
        raise JavaException("java.lang.NullPointerException", "an argument is null")
    return isinstance(value, str)


def INT(value: object) -> bool:  # noqa: N802
    """A Java int: what is larger than 32 bits does not fit, nor does a decimal."""
    return is_int(value)


def NUMBER(value: object) -> bool:  # noqa: N802
    """A java.lang.Number."""
    return is_number(value)


def BOOLEAN(value: object) -> bool:  # noqa: N802
    """A java.lang.Boolean."""
    return isinstance(value, bool)


def takes(*guards: Guard) -> Callable[[JavaMethod], JavaMethod]:
    """Let a method be called only with arguments that fit; others raise NoSuchMethod, so that the call is null."""

    def decorate(method: JavaMethod) -> JavaMethod:
        @wraps(method)
        def guarded(value: object, *arguments: object) -> object:
            for guard, argument in zip(guards, arguments, strict=True):
                if not guard(argument):
                    raise NoSuchMethod
            return method(value, *arguments)

        return guarded

    return decorate


def compare_to(value: Any, other: object) -> int:
    """Comparable.compareTo of numbers and Booleans. JavaException where the other is of another class."""
    if class_name(value) != class_name(other):
        raise JavaException("java.lang.ClassCastException", f"{class_name(other)} cannot be cast to {class_name(value)}")
    return int(value > other) - int(value < other)
