"""Words for a call of a method that a value does not have: what the value is, and which method was most likely meant."""

from __future__ import annotations

from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from playground.vtl.java.methods import argument_counts
from playground.vtl.java.number_methods import NUMBER_METHODS
from playground.vtl.java.values import Host, JavaSet, class_name, is_number
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MEANT: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("length", "len", "count", "size", "getLength", "getCount"), ("size", "length")),
    **dict.fromkeys(("push", "append", "insert", "concat"), ("add", "concat")),
    **dict.fromkeys(("includes", "has", "hasKey", "exists", "containskey"), ("containsKey", "contains")),
    **dict.fromkeys(("keys", "getKeys"), ("keySet",)),
    **dict.fromkeys(("entries", "items"), ("entrySet",)),
    **dict.fromkeys(("upper", "toUpper", "upperCase", "uppercase"), ("toUpperCase",)),
    **dict.fromkeys(("lower", "toLower", "lowerCase", "lowercase"), ("toLowerCase",)),
    **dict.fromkeys(("substr", "slice", "mid"), ("substring", "subList")),
    "strip": ("trim",),
    "delete": ("remove",),
    "empty": ("isEmpty",),
}
"""What a method is called in other languages → what Java calls it."""


_LONGEST_NAME = 40


def describe_call(owner: object, shown: str, name: str, given: int) -> str:
    """Why `.name(…)` of the value `shown` gives nothing, with so many arguments `given`; empty where the value has such a method."""
    counts = argument_counts(owner)
    if given in counts.get(name, ()):
        return ""
    if name in counts:
        return f"`{name}(…)` of {shown} takes {_count(sorted(counts[name]))}, not {given}"
    return f"{shown}{_kind(owner, name)} has no method `{shorten(name, 40)}`{_meant(name, counts)}"


def _count(counts: Sequence[int]) -> str:
    if counts == [0]:
        return "no argument"
    return f"{' or '.join(map(str, counts))} argument{'' if counts[-1] == 1 else 's'}"


def _kind(owner: object, method: str) -> str:
    """` is a text, which`, and the like; of a number its class, where numbers of another class have the method."""
    if isinstance(owner, Host):
        return ""
    if is_number(owner) and any(method == name for table in NUMBER_METHODS.values() for name, _ in table):
        name = class_name(owner).rpartition(".")[2]
        return f" is {'an' if name[0] in 'AEIOU' else 'a'} {name}, which"
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (str, "a text"),
        (bool, "true or false"),
        ((int, float, Decimal), "a number"),
        (JavaSet, "a set"),
        (list, "a list"),
        (dict, "a map"),
    )
    kind = next((word for types, word in kinds if isinstance(owner, types)), "")
    return kind and f" is {kind}, which"


def _meant(name: str, counts: Mapping[str, set[int]]) -> str:
    known = list(counts)
    others = [one for one in _MEANT.get(name, ()) if one in known]
    close = others or (get_close_matches(name.lower(), [one.lower() for one in known], 1, 0.7) if len(name) <= _LONGEST_NAME else [])
    found = next((one for one in known if close and one.lower() == close[0].lower()), None)
    return f"; there is `{found}({'' if counts[found] == {0} else '…'})`" if found else ""
