"""Java's `hashCode` of texts and numbers, and the order in which a `java.util.HashMap` goes over its names. No AWS and no Velocity in here.

API Gateway keeps `$context`, `$input.params()` and the headers in its execution log in such maps (user-reported: functionless issue 23 and
execution logs of 2016 and 2022; all their names stand so).
"""

from __future__ import annotations

import struct
import sys
from array import array
from typing import TYPE_CHECKING

from playground.jsontext.java_numbers import INT_BITS, LONG_BITS, fits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

_MASK = 0xFFFFFFFF
_UNITS = f"utf-16-{sys.byteorder[0]}e"
_FIRST_TABLE = 16
_NOT_A_NUMBER = 0x7FF8_0000_0000_0000
_FLOAT_NOT_A_NUMBER = 0x7FC0_0000


def in_hash_order(names: Iterable[str]) -> list[str]:
    """The names as a `java.util.HashMap` goes over them, into which they were put one after the other."""
    kept = list(names)
    size = table_size(len(kept))
    return sorted(kept, key=lambda name: bucket(text_hash(name), size))


def table_size(count: int, size: int = _FIRST_TABLE) -> int:
    """How many buckets a map has that holds so many names and had `size` before: they double where more than three quarters are taken."""
    while 4 * count > 3 * size:
        size *= 2
    return size


def bucket(code: int, size: int) -> int:
    """The bucket of a `hashCode` in a table of so many."""
    code &= _MASK
    return (code ^ code >> 16) & (size - 1)


def to_int(code: int) -> int:
    """The 32 bits of a whole number as a Java int."""
    code &= _MASK
    return code - (1 << 32) if code >> 31 else code


def text_hash(text: str) -> int:
    """`String.hashCode`"""
    code = 0
    for unit in array("H", text.encode(_UNITS, "surrogatepass")):
        code = (31 * code + unit) & _MASK
    return to_int(code)


def whole_hash(value: int) -> int:
    """`hashCode` of an Integer, a Long or, for what no long holds, a BigInteger."""
    if fits(value, INT_BITS):
        return int(value)
    return long_hash(value) if fits(value, LONG_BITS) else big_integer_hash(value)


def long_hash(value: int) -> int:
    """`Long.hashCode`"""
    return to_int(value ^ value >> 32)


def big_integer_hash(value: int) -> int:
    """`BigInteger.hashCode`: of the magnitude's 32 bit digits, the first one first."""
    size = abs(value)
    data = size.to_bytes((size.bit_length() + 31) // 32 * 4, "big")
    code = 0
    for (digit,) in struct.iter_unpack(">I", data):
        code = (31 * code + digit) & _MASK
    return to_int(code if value >= 0 else -code)


def float_hash(value: float) -> int:
    """`Float.hashCode`; every NaN is the same one."""
    bits = _FLOAT_NOT_A_NUMBER if value != value else struct.unpack(">I", struct.pack(">f", value))[0]  # noqa: PLR0124 - NaN alone differs
    return to_int(bits)


def double_hash(value: float) -> int:
    """`Double.hashCode`; every NaN is the same one."""
    bits = _NOT_A_NUMBER if value != value else struct.unpack(">Q", struct.pack(">d", value))[0]  # noqa: PLR0124 - NaN alone differs
    return to_int(bits ^ bits >> 32)


def decimal_hash(value: Decimal) -> int:
    """`BigDecimal.hashCode`: 31 times that of its digits, plus its scale."""
    sign, digits, exponent = value.as_tuple()
    whole = int(type(value)((sign, digits, 0)))
    return to_int(31 * big_integer_hash(whole) - (exponent if isinstance(exponent, int) else 0))
