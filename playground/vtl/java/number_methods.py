"""The methods of Java's number classes and of java.lang.Boolean; static ones are reached through a value, as Velocity lets them be."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from playground.jsontext.java_numbers import (
    INT_BITS,
    LONG_BITS,
    BigInteger,
    Byte,
    Float,
    HugeInteger,
    Long,
    Short,
    double_text,
    to_big_integer,
    to_double,
    to_float,
    to_long,
)
from playground.vtl.java.arguments import BOOLEAN, BYTE, DOUBLE, FLOAT, INT, LONG, SHORT, TEXT, Guard, compare_to, double_order, takes
from playground.vtl.java.arithmetic import to_class, to_whole
from playground.vtl.java.decimals import check_digits
from playground.vtl.java.hash_codes import hash_code
from playground.vtl.java.number_texts import in_radix, parse_double, parse_float, parse_whole, to_hexadecimal
from playground.vtl.java.values import JavaException, JavaMethod, JavaNumber, MethodTable, NoSuchMethod, class_name, nested_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ANY_NUMBER: MethodTable = {
    ("intValue", 0): lambda number: to_whole(number, INT_BITS),
    ("longValue", 0): lambda number: to_long(to_whole(number, LONG_BITS)),
    ("shortValue", 0): lambda number: Short(to_whole(to_whole(number, INT_BITS), 16)),
    ("byteValue", 0): lambda number: Byte(to_whole(to_whole(number, INT_BITS), 8)),
    ("doubleValue", 0): to_double,
    ("floatValue", 0): to_float,
    ("compareTo", 1): compare_to,
}
"""What all of them have: the casts, and compareTo."""


def _value_of(guard: Guard, make: Callable[[Any], JavaNumber], parse: Callable[[str], JavaNumber]) -> JavaMethod:
    """valueOf: of text, or of a number that fits."""

    def value_of(_number: JavaNumber, source: object) -> JavaNumber:
        if isinstance(source, str):
            return parse(source)
        if not guard(source):
            raise NoSuchMethod
        return make(source)

    return value_of


def _static(guard: Guard, function: Callable[..., object], count: int = 1) -> JavaMethod:
    """A static method of so many arguments of one type."""
    return takes(*[guard] * count)(lambda _number, *arguments: function(*arguments))


def _whole(name: str, bits: int, guard: Guard) -> MethodTable:
    """What Byte, Short, Integer and Long have."""

    def make(value: int) -> int:
        return to_class(value, bits)

    def parse(text: str) -> int:
        return make(parse_whole(text, bits))

    return {
        **_ANY_NUMBER,
        ("valueOf", 1): _value_of(guard, make, parse),
        (f"parse{name}", 1): _static(TEXT, parse),
        ("toString", 1): _static(guard, nested_text),
        ("hashCode", 1): _static(guard, lambda value: hash_code(make(value))),
    }


def _computing(bits: int, guard: Guard) -> MethodTable:
    """What Integer and Long have besides."""
    mask = (1 << bits) - 1
    return {
        ("max", 2): _static(guard, lambda left, right: to_class(max(left, right), bits), 2),
        ("min", 2): _static(guard, lambda left, right: to_class(min(left, right), bits), 2),
        ("sum", 2): _static(guard, lambda left, right: to_class(to_whole(left + right, bits), bits), 2),
        ("toHexString", 1): _static(guard, lambda value: f"{value & mask:x}"),
        ("toBinaryString", 1): _static(guard, lambda value: f"{value & mask:b}"),
    }


def _real(name: str, guard: Guard, make: Callable[[Any], float], parse: Callable[[str], float]) -> MethodTable:
    """What Double and Float have."""
    return {
        **_ANY_NUMBER,
        ("isNaN", 0): math.isnan,
        ("isInfinite", 0): math.isinf,
        ("isNaN", 1): _static(guard, lambda value: math.isnan(make(value))),
        ("isInfinite", 1): _static(guard, lambda value: math.isinf(make(value))),
        ("valueOf", 1): _value_of(guard, make, parse),
        (f"parse{name}", 1): _static(TEXT, parse),
        ("toString", 1): _static(guard, lambda value: double_text(make(value))),
        ("hashCode", 1): _static(guard, lambda value: hash_code(make(value))),
        ("toHexString", 1): _static(guard, lambda value: to_hexadecimal(make(value))),
        ("max", 2): _static(guard, lambda left, right: _chosen(max, make(left), make(right)), 2),
        ("min", 2): _static(guard, lambda left, right: _chosen(min, make(left), make(right)), 2),
        ("sum", 2): _static(guard, lambda left, right: make(make(left) + make(right)), 2),
    }


def _chosen(choose: Callable[..., float], left: float, right: float) -> float:
    """Math.max or Math.min: NaN where either is."""
    return left if math.isnan(left) else right if math.isnan(right) else choose(left, right, key=double_order)


def _to_big_decimal(value: float) -> Decimal:
    """BigDecimal.valueOf: of a whole number, or of a double as it prints. JavaException where it is not finite."""
    if isinstance(value, int):
        return Decimal(int(value))
    if not math.isfinite(value):
        raise JavaException("java.lang.NumberFormatException", "Infinite or NaN")
    return Decimal(double_text(to_double(value) + 0.0))  # + 0.0: a BigDecimal has no negative zero


def _big_text(number: JavaNumber, radix: int) -> str:
    """BigInteger.toString(radix)"""
    if isinstance(number, Decimal):
        check_digits(number)
    return in_radix(int(number), radix)


INTEGER_METHODS: MethodTable = {**_whole("Int", INT_BITS, INT), **_computing(INT_BITS, INT)}
LONG_METHODS: MethodTable = {**_whole("Long", LONG_BITS, LONG), **_computing(LONG_BITS, LONG)}
BIG_INTEGER_METHODS: MethodTable = {
    **_ANY_NUMBER,
    ("valueOf", 1): takes(LONG)(lambda _number, value: to_big_integer(value)),
    ("toString", 1): takes(INT)(_big_text),
}
BIG_DECIMAL_METHODS: MethodTable = {**_ANY_NUMBER, ("valueOf", 1): _static(DOUBLE, _to_big_decimal)}

_OF_INT: Mapping[str, MethodTable] = {
    "java.lang.Integer": INTEGER_METHODS,
    "java.lang.Long": LONG_METHODS,
    "java.math.BigInteger": BIG_INTEGER_METHODS,
}


def methods_of_int(number: int) -> MethodTable:
    """The methods of a plain int, whose class its size tells."""
    return _OF_INT[class_name(number)]


def _by_size(key: tuple[str, int]) -> JavaMethod:
    """The method of that name of whichever class a plain int is."""

    def method(number: int, *arguments: object) -> object:
        found = methods_of_int(number).get(key)
        if found is None:
            raise NoSuchMethod
        return found(number, *arguments)

    return method


NUMBER_METHODS: Mapping[type, MethodTable] = {
    Byte: _whole("Byte", 8, BYTE),
    Short: _whole("Short", 16, SHORT),
    Long: LONG_METHODS,
    BigInteger: BIG_INTEGER_METHODS,
    int: {key: _ANY_NUMBER.get(key) or _by_size(key) for table in _OF_INT.values() for key in table},
    Float: _real("Float", FLOAT, to_float, parse_float),
    float: _real("Double", DOUBLE, to_double, parse_double),
    HugeInteger: BIG_INTEGER_METHODS,
    Decimal: BIG_DECIMAL_METHODS,
}
"""By the type of the number here; the first one that it is counts."""


def _is_true(text: str) -> bool:
    return text.lower() == "true"


def _true_or_text(value: object) -> bool:
    return isinstance(value, bool | str)


BOOLEAN_METHODS: MethodTable = {
    ("booleanValue", 0): lambda value: value,
    ("compareTo", 1): compare_to,
    ("parseBoolean", 1): _static(TEXT, _is_true),
    ("valueOf", 1): _static(_true_or_text, lambda source: source if isinstance(source, bool) else _is_true(source)),
    ("toString", 1): _static(BOOLEAN, nested_text),
    ("hashCode", 1): _static(BOOLEAN, hash_code),
}
