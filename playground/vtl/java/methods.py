"""The allow-list: which Java methods a value has, by its type, name and number of arguments. What is not listed does not exist.

To add one: write a function of (value, *arguments), guard its arguments with `takes`, and list it. Strings count UTF-16 units.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from playground.vtl.java import string_methods
from playground.vtl.java.arguments import ANY, INT, takes
from playground.vtl.java.hash_codes import hash_code
from playground.vtl.java.number_methods import BOOLEAN_METHODS, NUMBER_METHODS, methods_of_int
from playground.vtl.java.values import (
    ArrayList,
    Entry,
    Host,
    JavaArray,
    JavaClass,
    JavaException,
    JavaIterator,
    JavaMethod,
    JavaSet,
    MethodTable,
    class_name,
    equals,
    from_java_key,
    is_int,
    nested_text,
    to_java_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


# java.util.Map


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
        raise string_methods.NoSuchMethod
    return value


_MAP: MethodTable = {
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


# java.util.List and java.util.Collection


def _index(target: list[object], index: int, size: int | None = None) -> int:
    size = len(target) if size is None else size
    if not 0 <= index < size:
        raise JavaException("java.lang.IndexOutOfBoundsException", f"Index {index} out of bounds for length {len(target)}")
    return index


def _set(target: list[object], index: int, value: object) -> object:
    before = target[_index(target, index)]
    target[index] = value
    return before


def _add(target: list[object], value: object) -> bool:
    target.append(value)
    return True


def _insert(target: list[object], index: int, value: object) -> None:
    target.insert(_index(target, index, len(target) + 1), value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or isinstance(value, JavaArray):
        raise string_methods.NoSuchMethod
    return value


def _add_all(target: list[object], other: object) -> bool:
    members = list(_list(other))
    target.extend(members)
    return bool(members)


def _insert_all(target: list[object], index: int, other: object) -> bool:
    members = list(_list(other))
    target[_index(target, index, len(target) + 1) : index] = members
    return bool(members)


def _find(target: list[object], value: object) -> int:
    return next((index for index, member in enumerate(target) if equals(member, value)), -1)


def _find_last(target: list[object], value: object) -> int:
    return next((index for index in reversed(range(len(target))) if equals(target[index], value)), -1)


def _remove(target: list[object], what: object) -> object:
    """By index where given an Integer, else the first equal member."""
    if is_int(what):
        return target.pop(_index(target, what))
    return _remove_value(target, what)


def _remove_value(target: list[object], value: object) -> bool:
    index = _find(target, value)
    if index >= 0:
        del target[index]
    return index >= 0


def _keep(target: list[object], other: object, *, inside: bool) -> bool:
    members = _list(other)
    kept = [member for member in target if (_find(members, member) >= 0) == inside]
    changed = len(kept) != len(target)
    target[:] = kept
    return changed


def _sub_list(target: list[object], start: int, stop: int) -> ArrayList:
    _index(target, start, len(target) + 1)
    _index(target, stop, len(target) + 1)
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
    ("containsAll", 1): lambda target, other: all(_find(target, member) >= 0 for member in _list(other)),
    ("iterator", 0): lambda target: JavaIterator(list(target)),
    ("toArray", 0): JavaArray,
}
_ARRAY: MethodTable = {
    ("size", 0): len,
    ("isEmpty", 0): lambda target: not target,
    ("get", 1): takes(INT)(lambda target, index: target[_index(target, index)]),
    ("set", 2): takes(INT, ANY)(_set),
}
_LIST: MethodTable = {
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
_JSON_ARRAY: MethodTable = {**_LIST, ("toJSONString", 0): nested_text}
_JAVA_ARRAY: MethodTable = {**_COLLECTION, **_ARRAY, **{key: _LIST[key] for key in (("indexOf", 1), ("lastIndexOf", 1), ("subList", 2))}}
_VIEW: MethodTable = {
    **_COLLECTION,
    ("clear", 0): _clear_view,
    ("remove", 1): _remove_from_view,
    ("add", 1): _refuse,
    ("addAll", 1): _refuse,
}

_OBJECT: MethodTable = {
    ("toString", 0): nested_text,
    ("equals", 1): equals,
    ("getClass", 0): lambda value: JavaClass(class_name(value)),
    ("hashCode", 0): hash_code,
}

_BY_TYPE: Mapping[type, MethodTable] = {
    str: string_methods.METHODS,
    bool: BOOLEAN_METHODS,
    **NUMBER_METHODS,
    dict: _MAP,
    JavaArray: _JAVA_ARRAY,
    JavaSet: _VIEW,
    ArrayList: _LIST,
    list: _JSON_ARRAY,
}


def find_method(value: object, name: str, count: int) -> JavaMethod | None:
    """The method of that name and number of arguments that the value has."""
    return method_of(type(value), name, count)  # type: ignore[arg-type]  # a type is hashable, whatever mypy makes of it


def regex_method_of(kind: type, name: str, count: int) -> JavaMethod | None:
    """The same for the methods that run a regular expression: they take the seconds they may use first."""
    return string_methods.REGEX_METHODS.get((name, count)) if kind is str else None


@lru_cache(maxsize=4096)
def method_of(kind: type, name: str, count: int) -> JavaMethod | None:
    """The same by type. A host's own methods come first; then the first listed type's (to Python a Boolean is an int, a set a list)."""
    for base in kind.__mro__:
        if issubclass(base, Host) and (name, count) in base.methods:
            return base.methods[name, count]
        if base in _BY_TYPE:
            return _BY_TYPE[base].get((name, count)) or _OBJECT.get((name, count))
    return _OBJECT.get((name, count))


def get_property(value: object, name: str) -> object:
    """What `$value.name` is, in Velocity's order: a getter, a member of the map, an `is`-getter; None of None."""
    if value is None:
        return None
    if isinstance(value, Host) and (found := value.get_property(name)) is not None:
        return found
    getter = find_method(value, f"get{name[:1].upper()}{name[1:]}", 0)
    if getter is not None:
        return getter(value)
    if isinstance(value, dict):
        return value.get(name)
    getter = find_method(value, f"is{name[:1].upper()}{name[1:]}", 0)
    return None if getter is None else getter(value)


def get_path(value: Any, names: Iterable[str]) -> Any:
    """What `$value.name.name…` is; None where any part is."""
    for name in names:
        value = value.get(name) if type(value) is dict else get_property(value, name)
    return value


def get_index(value: object, index: object) -> object:
    """What `$value[index]` is: Velocity calls `get(index)`; -1 is the last one."""
    if isinstance(value, dict):
        return value.get(from_java_key(index))
    if isinstance(value, list) and not isinstance(value, JavaSet) and is_int(index):
        return value[_index(value, _from_end(value, index))]
    if type(index) is int and is_int(index) and index < 0:
        raise JavaException("java.lang.IllegalArgumentException", f"a negative index needs size(), which {class_name(value)} has not")
    return None


def set_index(value: object, index: object, member: object) -> None:
    """Do `#set($value[index] = member)`: Velocity calls `set`, else `put`; what has neither stays as it is."""
    if isinstance(value, dict):
        value[from_java_key(index)] = member
    elif isinstance(value, list) and not isinstance(value, JavaSet) and is_int(index):
        _set(value, _from_end(value, index), member)


def set_property(value: object, name: str, member: object) -> None:
    """Do `#set($value.name = member)`; what cannot be set stays as it is."""
    if isinstance(value, Host) and value.set_property(name, member):
        return
    if isinstance(value, dict):
        value[name] = member


def _from_end(value: list[object], index: int) -> int:
    """Where an index leads: Velocity counts a negative Integer from the end, and no Short and no Byte."""
    return index + len(value) if type(index) is int and index < 0 else index


def argument_counts(value: object) -> dict[str, set[int]]:
    """The names of all methods that a value has, each with the numbers of arguments that it takes."""
    tables: list[MethodTable] = [_OBJECT]
    for base in type(value).__mro__:
        if issubclass(base, Host):
            tables.append(base.methods)
        if base in _BY_TYPE:
            tables.append(methods_of_int(value) if type(value) is int else _BY_TYPE[base])
            break
    if type(value) is str:
        tables.append(string_methods.REGEX_METHODS)
    counts: dict[str, set[int]] = {}
    for name, count in (key for table in tables for key in table):
        counts.setdefault(name, set()).add(count)
    return counts
