"""The methods of java.util.Map."""

from __future__ import annotations

from playground.vtl.java.objects import Entry
from playground.vtl.java.values import JavaSet, MethodTable, NoSuchMethod, equals, from_java_key, to_java_key


def _put(target: dict[object, object], key: object, value: object) -> object:
    before = target.get(from_java_key(key))
    target[from_java_key(key)] = value
    return before


def _put_all(target: dict[object, object], other: object) -> None:
    target |= _map(other)


def _put_if_absent(target: dict[object, object], key: object, value: object) -> object:
    before = target.get(from_java_key(key))
    if before is None:
        target[from_java_key(key)] = value
    return before


def _get_or_default(target: dict[object, object], key: object, default: object) -> object:
    return target.get(from_java_key(key), default)


def _map(value: object) -> dict[object, object]:
    if not isinstance(value, dict):
        raise NoSuchMethod
    return value


METHODS: MethodTable = {
    ("get", 1): lambda target, key: target.get(from_java_key(key)),
    ("put", 2): _put,
    ("putAll", 1): _put_all,
    ("putIfAbsent", 2): _put_if_absent,
    ("getOrDefault", 2): _get_or_default,
    ("remove", 1): lambda target, key: target.pop(from_java_key(key), None),
    ("remove", 2): lambda target, key, value: (
        equals(target.get(from_java_key(key)), value) and target.pop(from_java_key(key), True) is not None
    ),
    ("containsKey", 1): lambda target, key: from_java_key(key) in target,
    ("containsValue", 1): lambda target, value: any(equals(member, value) for member in target.values()),
    ("keySet", 0): lambda target: JavaSet(map(to_java_key, target), target, of_keys=True),
    ("values", 0): lambda target: JavaSet(target.values(), target),
    ("entrySet", 0): lambda target: JavaSet([Entry(target, key) for key in target], target),
    ("size", 0): len,
    ("isEmpty", 0): lambda target: not target,
    ("clear", 0): lambda target: target.clear(),
}
