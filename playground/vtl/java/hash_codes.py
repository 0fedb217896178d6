"""`hashCode()` of values for which Java's is repeatable; for others it is an address, and undefined here."""

from __future__ import annotations

from decimal import Decimal

from playground.jsontext.java_numbers import BigInteger, Float, HugeInteger, Long
from playground.vtl.java import hash_order
from playground.vtl.java.decimals import check_digits
from playground.vtl.java.objects import Entry
from playground.vtl.java.values import JavaArray, JavaException, JavaNumber, JavaSet, NoSuchMethod, is_number, to_java_key

_TRUE, _FALSE = 1231, 1237
_OPEN = None
"""Marks a list or map whose hash is being computed."""


def hash_code(value: object) -> int:
    """Java's hashCode. NoSuchMethod where it is an address or a member's is; JavaException of what holds itself."""
    return hash_order.to_int(_hash(value, {}))


def _hash(value: object, known: dict[int, int | None]) -> int:
    """The same, of any width; `known` has the hashes of lists, maps and texts that are met more than once, by identity."""
    if value is None:
        return 0
    if isinstance(value, bool):
        return _TRUE if value else _FALSE
    if is_number(value):
        return number_hash(value)
    if id(value) not in known:
        known[id(value)] = _OPEN
        known[id(value)] = _hash_of_many(value, known)
    found = known[id(value)]
    if found is None:
        raise JavaException("java.lang.StackOverflowError", "a list or map that holds itself has no hash code")
    return found


def number_hash(value: JavaNumber) -> int:
    """`hashCode` of a number, by its class. LimitReached where it has too many digits."""
    if isinstance(value, Decimal):
        check_digits(value)
    if isinstance(value, Long):
        return hash_order.long_hash(value)
    if isinstance(value, BigInteger | HugeInteger):
        return hash_order.big_integer_hash(int(value))
    if isinstance(value, int):
        return hash_order.whole_hash(value)
    if isinstance(value, Float):
        return hash_order.float_hash(value)
    return hash_order.double_hash(value) if isinstance(value, float) else hash_order.decimal_hash(value)


def _hash_of_many(value: object, known: dict[int, int | None]) -> int:
    """Of a text and of collections: a list's depends on the order, a map's and a set's do not."""
    if isinstance(value, str):
        return hash_order.text_hash(value)
    if isinstance(value, Entry):
        return _pair(to_java_key(value.key), value.owner.get(value.key), known)
    if isinstance(value, dict):
        return sum(_pair(to_java_key(key), member, known) for key, member in value.items())
    if isinstance(value, JavaSet) and _is_set(value):
        return sum(_hash(member, known) for member in value)
    if not isinstance(value, list) or isinstance(value, JavaArray | JavaSet):
        raise NoSuchMethod
    code = 1
    for member in value:
        code = (31 * code + _hash(member, known)) & 0xFFFFFFFF
    return code


def _pair(key: object, member: object, known: dict[int, int | None]) -> int:
    return hash_order.to_int(_hash(key, known)) ^ hash_order.to_int(_hash(member, known))


def _is_set(view: JavaSet) -> bool:
    """Whether a view is of a map's keys or entries: that of its values is no set, and has an address."""
    return view.of_keys or any(isinstance(member, Entry) and member.owner is view.owner for member in view)
