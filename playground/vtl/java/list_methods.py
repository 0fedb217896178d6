"""The methods of java.util.List and java.util.Collection, of arrays, and of what a map shows of its keys, values and entries."""

from __future__ import annotations

from typing import NoReturn

from playground.vtl.java.arguments import ANY, INT, takes
from playground.vtl.java.membership import are_among
from playground.vtl.java.objects import JavaIterator
from playground.vtl.java.values import (
    ArrayList,
    JavaArray,
    JavaException,
    JavaSet,
    MethodTable,
    NoSuchMethod,
    equals,
    from_java_key,
    is_int,
    nested_text,
)


def checked_index(target: list[object], index: int, size: int | None = None) -> int:
    """The index, if it is in the list (or below `size`); else JavaException."""
    size = len(target) if size is None else size
    if not 0 <= index < size:
        raise JavaException("java.lang.IndexOutOfBoundsException", f"Index {index} out of bounds for length {len(target)}")
    return index


def set_at(target: list[object], index: int, value: object) -> object:
    """Put another value at an index; gives the one before."""
    before = target[checked_index(target, index)]
    target[index] = value
    return before


def _add(target: list[object], value: object) -> bool:
    target.append(value)
    return True


def _insert(target: list[object], index: int, value: object) -> None:
    target.insert(checked_index(target, index, len(target) + 1), value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or isinstance(value, JavaArray):
        raise NoSuchMethod
    return value


def _add_all(target: list[object], other: object) -> bool:
    members = list(_list(other))
    target.extend(members)
    return bool(members)


def _insert_all(target: list[object], index: int, other: object) -> bool:
    members = list(_list(other))
    target[checked_index(target, index, len(target) + 1) : index] = members
    return bool(members)


def _find(target: list[object], value: object) -> int:
    if type(value) is str:  # which equals nothing but a text: Python looks for it ten times as fast
        return target.index(value) if value in target else -1
    return next((index for index, member in enumerate(target) if equals(member, value)), -1)


def _find_last(target: list[object], value: object) -> int:
    return next((index for index in reversed(range(len(target))) if equals(target[index], value)), -1)


def _remove(target: list[object], what: object) -> object:
    """By index where given an Integer, else the first equal member."""
    if is_int(what):
        return target.pop(checked_index(target, what))
    return _remove_value(target, what)


def _remove_value(target: list[object], value: object) -> bool:
    index = _find(target, value)
    if index >= 0:
        del target[index]
    return index >= 0


def _keep(target: list[object], other: object, *, inside: bool) -> bool:
    found = are_among(target, _list(other))
    kept = [member for member, is_found in zip(target, found, strict=True) if is_found == inside]
    changed = len(kept) != len(target)
    target[:] = kept
    return changed


def _sub_list(target: list[object], start: int, stop: int) -> ArrayList:
    checked_index(target, start, len(target) + 1)
    checked_index(target, stop, len(target) + 1)
    if start > stop:
        raise JavaException("java.lang.IllegalArgumentException", f"fromIndex({start}) > toIndex({stop})")
    return ArrayList(target[start:stop])


def _remove_from_view(view: JavaSet, value: object) -> bool:
    if view.of_keys:
        view.owner.pop(from_java_key(value), None)
    return _remove_value(view, value)


def _clear_view(view: JavaSet) -> None:
    view.owner.clear()
    view.clear()


def _refuse(_view: JavaSet, _value: object) -> NoReturn:
    raise JavaException("java.lang.UnsupportedOperationException", "the keys, values and entries of a map take nothing new")


_COLLECTION: MethodTable = {
    ("size", 0): len,
    ("isEmpty", 0): lambda target: not target,
    ("contains", 1): lambda target, value: _find(target, value) >= 0,
    ("containsAll", 1): lambda target, other: all(are_among(_list(other), target)),
    ("iterator", 0): lambda target: JavaIterator(list(target)),
    ("toArray", 0): JavaArray,
}
_ARRAY: MethodTable = {
    ("size", 0): len,
    ("isEmpty", 0): lambda target: not target,
    ("get", 1): takes(INT)(lambda target, index: target[checked_index(target, index)]),
    ("set", 2): takes(INT, ANY)(set_at),
}
LIST_METHODS: MethodTable = {
    **_COLLECTION,
    **_ARRAY,
    ("add", 1): _add,
    ("add", 2): takes(INT, ANY)(_insert),
    ("addAll", 1): _add_all,
    ("addAll", 2): takes(INT, ANY)(_insert_all),
    ("remove", 1): _remove,
    ("removeAll", 1): lambda target, other: _keep(target, other, inside=False),
    ("retainAll", 1): lambda target, other: _keep(target, other, inside=True),
    ("indexOf", 1): _find,
    ("lastIndexOf", 1): _find_last,
    ("subList", 2): takes(INT, INT)(_sub_list),
    ("clone", 0): lambda target: ArrayList(target) if isinstance(target, ArrayList) else list(target),
    ("trimToSize", 0): lambda _target: None,
    ("clear", 0): lambda target: target.clear(),
}
JSON_ARRAY_METHODS: MethodTable = {**LIST_METHODS, ("toJSONString", 0): nested_text}
JAVA_ARRAY_METHODS: MethodTable = {
    **_COLLECTION,
    **_ARRAY,
    **{key: LIST_METHODS[key] for key in (("indexOf", 1), ("lastIndexOf", 1), ("subList", 2))},
}
VIEW_METHODS: MethodTable = {
    **_COLLECTION,
    ("clear", 0): _clear_view,
    ("remove", 1): _remove_from_view,
    ("add", 1): _refuse,
    ("addAll", 1): _refuse,
}
