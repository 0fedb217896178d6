"""The allow-list: which Java methods a value has, by its type, name and number of arguments. What is not listed does not exist.

To add one: write a function of (value, *arguments), guard its arguments with `takes`, and list it. Strings count UTF-16 units.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from playground.vtl.java import map_methods, string_methods
from playground.vtl.java.hash_codes import hash_code
from playground.vtl.java.list_methods import JAVA_ARRAY_METHODS, JSON_ARRAY_METHODS, LIST_METHODS, VIEW_METHODS, checked_index, set_at
from playground.vtl.java.number_methods import BOOLEAN_METHODS, NUMBER_METHODS, methods_of_int
from playground.vtl.java.objects import JavaClass
from playground.vtl.java.values import (
    ArrayList,
    Host,
    JavaArray,
    JavaException,
    JavaMethod,
    JavaSet,
    MethodTable,
    class_name,
    equals,
    from_java_key,
    is_int,
    nested_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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
    dict: map_methods.METHODS,
    JavaArray: JAVA_ARRAY_METHODS,
    JavaSet: VIEW_METHODS,
    ArrayList: LIST_METHODS,
    list: JSON_ARRAY_METHODS,
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
        return value[checked_index(value, _from_end(value, index))]
    if type(index) is int and is_int(index) and index < 0:
        raise JavaException("java.lang.IllegalArgumentException", f"a negative index needs size(), which {class_name(value)} has not")
    return None


def set_index(value: object, index: object, member: object) -> None:
    """Do `#set($value[index] = member)`: Velocity calls `set`, else `put`; what has neither stays as it is."""
    if isinstance(value, dict):
        value[from_java_key(index)] = member
    elif isinstance(value, list) and not isinstance(value, JavaSet) and is_int(index):
        set_at(value, _from_end(value, index), member)


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
