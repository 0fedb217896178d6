"""Java objects that methods give to a template: a map's entry, an iterator, a class."""

from __future__ import annotations

from typing import ClassVar

from playground.vtl.java.values import Host, JavaException, MethodTable, nested_text, to_java_key


class Entry(Host):
    """A java.util.Map.Entry."""

    java_class = "java.util.LinkedHashMap$Entry"

    def __init__(self, owner: dict[object, object], key: object) -> None:
        self.owner = owner
        self.key = key

    def get_property(self, name: str) -> object:
        """`key` and `value`."""
        return {"key": to_java_key(self.key), "value": self.owner.get(self.key)}.get(name)

    def set_value(self, value: object) -> object:
        """Put another value under the key; gives the one before."""
        before = self.owner.get(self.key)
        self.owner[self.key] = value
        return before

    def to_text(self) -> str:
        """`key=value`"""
        return f"{nested_text(to_java_key(self.key))}={nested_text(self.owner.get(self.key))}"

    pure = frozenset({"getKey", "getValue"})
    methods: ClassVar[MethodTable] = {
        ("getKey", 0): lambda self: self.get_property("key"),
        ("getValue", 0): lambda self: self.get_property("value"),
        ("setValue", 1): set_value,
    }


class JavaIterator(Host):
    """A java.util.Iterator over what is in `values` now."""

    java_class = "java.util.Iterator"

    def __init__(self, values: list[object]) -> None:
        self.values = values
        self.at = 0

    def take(self) -> object:
        """The next value; JavaException where there is none."""
        if self.at >= len(self.values):
            raise JavaException("java.util.NoSuchElementException", "there is no further element")
        self.at += 1
        return self.values[self.at - 1]

    methods: ClassVar[MethodTable] = {
        ("hasNext", 0): lambda self: self.at < len(self.values),
        ("next", 0): take,
    }


class JavaClass(Host):
    """A java.lang.Class: a name, and nothing that could reach further."""

    java_class = "java.lang.Class"

    def __init__(self, name: str) -> None:
        self.name = name

    def get_property(self, name: str) -> object:
        """`name` and `simpleName`."""
        return {"name": self.name, "simpleName": self.simple_name()}.get(name)

    def simple_name(self) -> str:
        """The name without its package."""
        return self.name.replace("$", ".").rpartition(".")[2]

    def to_text(self) -> str:
        """`class ` and the name."""
        return f"class {self.name}"

    methods: ClassVar[MethodTable] = {
        ("getName", 0): lambda self: self.name,
        ("getSimpleName", 0): simple_name,
    }
