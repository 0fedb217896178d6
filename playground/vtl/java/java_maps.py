"""Maps with Java's iteration order: java.util.HashMap (by hash) and java.util.TreeMap (by name).

They keep their members as they come and put them in order when somebody looks, so that filling one takes no longer than filling a dict.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self

from playground.vtl.java.hash_codes import hash_code
from playground.vtl.java.hash_order import bucket, table_size
from playground.vtl.java.methods import find_method
from playground.vtl.java.utf16 import to_units
from playground.vtl.java.values import Host, NoSuchMethod, map_text, nested_text, to_java_key

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_keys, dict_values
    from collections.abc import Iterable, Iterator

    from playground.vtl.java.values import JavaMethod


_FEWEST = 2
"""Members from which on a map has to be arranged: fewer have only one order."""


class ArrangedMap(Host, dict[object, object]):
    """A map whose subclass says in what order its keys stand: `arranged`."""

    _in_order = False

    def arranged(self, keys: Iterable[object]) -> list[object]:
        """The keys in order, given in the order in which they came."""
        raise NotImplementedError

    def __setitem__(self, key: object, value: object) -> None:
        if key not in self:
            self._in_order = False
        super().__setitem__(key, value)

    def __ior__(self, other: dict[object, object]) -> Self:  # type: ignore[misc,override]  # a dict's goes past __setitem__
        for key, value in list(other.items()):
            self[key] = value
        return self

    def __iter__(self) -> Iterator[object]:
        self._arrange()
        return super().__iter__()

    def keys(self) -> dict_keys[object, object]:
        """The keys in order."""
        self._arrange()
        return super().keys()

    def values(self) -> dict_values[object, object]:
        """The values in the order of their keys."""
        self._arrange()
        return super().values()

    def items(self) -> dict_items[object, object]:
        """The members in the order of their keys."""
        self._arrange()
        return super().items()

    def _arrange(self) -> None:
        if self._in_order or len(self) < _FEWEST:
            return
        self._in_order = True
        members = [(key, dict.__getitem__(self, key)) for key in self.arranged(list(super().keys()))]
        super().clear()
        super().update(members)

    def to_text(self) -> str:
        """`{name=value, …}`"""
        self.seen()
        return map_text(self)

    def peek(self) -> str:
        """As `to_text`, for messages: does not count as looking at the order."""
        return peeked_map_text(self)

    def compared_text(self) -> str:
        """The same: comparing it shows no order."""
        return self.peek()


def peeked_map_text(members: dict[object, object]) -> str:
    """What a map prints, its members' text as `Host.peek` gives it."""
    return map_text({key: _peeked(member, members) for key, member in members.items()})


def _peeked(member: object, owner: object) -> object:
    return "(this Map)" if member is owner else member.peek() if isinstance(member, Host) else member


def _looking(name: str) -> JavaMethod:
    """A map method that shows the order; calling it is noted (`seen`)."""
    method = find_method({}, name, 0)

    def called(target: Host) -> object:
        target.seen()
        return method(target) if method else None

    return called


ArrangedMap.methods = {(name, 0): _looking(name) for name in ("entrySet", "keySet", "values")}


class HashMap(ArrangedMap):
    """java.util.HashMap"""

    java_class = "java.util.HashMap"

    def __init__(self, members: Iterable[tuple[object, object]] = ()) -> None:
        super().__init__(members)
        self._most = len(self)

    def arranged(self, keys: Iterable[object]) -> list[object]:
        """By their buckets, of which there are as many as its most members asked for; in a bucket as they came."""
        size = table_size(self._most)
        return sorted(keys, key=lambda key: bucket(self._code(key), size))

    @cached_property
    def _codes(self) -> dict[object, int]:
        """The keys' hashes, as far as they were wanted."""
        return {}

    def __setitem__(self, key: object, value: object) -> None:
        super().__setitem__(key, value)
        self._most = max(self._most, len(self))

    def _code(self, key: object) -> int:
        if key not in self._codes:
            try:
                self._codes[key] = hash_code(to_java_key(key))
            except NoSuchMethod:  # an address: Java's order differs from run to run
                self._codes[key] = 0
        return self._codes[key]


class TreeMap(ArrangedMap):
    """java.util.TreeMap, its names compared by UTF-16 units, or without regard to their case. Looking one up minds the case."""

    java_class = "java.util.TreeMap"
    ignores_case: ClassVar[bool] = False

    def arranged(self, keys: Iterable[object]) -> list[object]:
        """By name."""
        return sorted(keys, key=self._place)

    def _place(self, key: object) -> str:
        name = nested_text(to_java_key(key))
        return to_units(name.upper().lower() if self.ignores_case else name)
