"""Guards for the arguments of Java methods: what a parameter takes, and what happens otherwise."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from playground.jsontext.java_numbers import Byte, Float, Short
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


def BYTE(value: object) -> bool:  # noqa: N802
    """A Java byte."""
    return isinstance(value, Byte)


def SHORT(value: object) -> bool:  # noqa: N802
    """A Java short: a Short or a Byte."""
    return isinstance(value, Short | Byte)


def INT(value: object) -> bool:  # noqa: N802
    """A Java int: what is larger than 32 bits does not fit, nor does a decimal."""
    return is_int(value)


def LONG(value: object) -> bool:  # noqa: N802
    """A Java long: a Long, or what an int takes."""
    return is_int(value) or class_name(value) == "java.lang.Long"


def FLOAT(value: object) -> bool:  # noqa: N802
    """A Java float: a Float, or what a long takes."""
    return isinstance(value, Float) or LONG(value)


def DOUBLE(value: object) -> bool:  # noqa: N802
    """A Java double: a Double, or what a float takes."""
    return isinstance(value, float) or LONG(value)


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
    """Comparable.compareTo of numbers and Booleans: -1, 0 or 1, of a Byte or a Short the difference.

    JavaException where the other is of another class.
    """
    if class_name(value) != class_name(other):
        raise JavaException("java.lang.ClassCastException", f"{class_name(other)} cannot be cast to {class_name(value)}")
    if isinstance(other, Byte | Short):
        return int(value) - int(other)
    one: Any
    two: Any
    one, two = (double_order(value), double_order(other)) if isinstance(other, float) else (value, other)
    return int(one > two) - int(one < two)


def double_order(value: float) -> tuple[bool, float, float]:
    """How doubles stand by Double.compare: NaN is the largest, and -0.0 less than 0.0."""
    return (True, 0.0, 0.0) if math.isnan(value) else (False, value, math.copysign(1, value))
