"""How Java sees a value: what it prints, when it is true, what it equals, how it compares and what its class is called.

Text, numbers, booleans and null are Python's own; a `dict` is a LinkedHashMap, a plain `list` json-smart's JSONArray (it
prints as JSON), an `ArrayList` Velocity's own list. What a host puts in is a `Host`. Nothing here looks at attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import ClassVar, TypeGuard

from playground.jsontext.java_numbers import (
    INT_BITS,
    LONG_BITS,
    BigInteger,
    Byte,
    Float,
    HugeInteger,
    Long,
    Short,
    fits,
    number_text,
)
from playground.jsontext.smart_writer import CircularValue, dump
from playground.vtl.java.length import joined, most

JavaMethod = Callable[..., object]
MethodTable = Mapping[tuple[str, int], JavaMethod]
JavaNumber = int | float | Decimal


class JavaException(Exception):
    """A method fails as it does in Java: the template fails, and AWS answers 500."""

    def __init__(self, java_class: str, message: str) -> None:
        super().__init__(f"{java_class}: {message}")
        self.java_class = java_class
        self.message = message


class NoSuchMethod(Exception):
    """No method takes arguments of these types: the call is null."""


class Host:
    """What a host puts before a template: it has the methods and properties that are listed, and nothing else."""

    java_class: ClassVar[str] = "java.lang.Object"
    methods: ClassVar[MethodTable] = {}
    """(name, number of arguments) → function(self, *arguments)"""
    pure: ClassVar[frozenset[str]] = frozenset()
    """Names of the methods that change nothing, and give the same for the same: they may be called for many turns of a loop at once."""

    def get_property(self, name: str) -> object:  # noqa: ARG002
        """What `$host.name` is; None where there is nothing of that name."""
        return None

    def set_property(self, name: str, value: object) -> bool:  # noqa: ARG002
        """Do `#set($host.name = value)`; False where it cannot be done."""
        return False

    def why_nothing(self, name: str, arguments: list[str] | None) -> str | None:  # noqa: ARG002
        """Why `$host.name`, or a call of it with plain texts, gives nothing; None: say it in the usual words; empty: that is right."""
        return None

    def known_result(self, name: str, arguments: list[str]) -> object:  # noqa: ARG002
        """What a call with plain texts gave, where that can be looked up without making it again; else None."""
        return None

    def to_text(self) -> str:
        """What it prints."""
        return ""

    def peek(self) -> str:
        """The same, for a record of the run: the template gets to see nothing of it."""
        return self.to_text()

    def compared_text(self) -> str:
        """What `==` compares with a text."""
        return self.to_text()

    def seen(self) -> None:
        """A template gets to see its members, one after the other."""


class ArrayList(list[object]):
    """java.util.ArrayList, as Velocity makes it from `[…]`."""


class JavaArray(list[object]):
    """A Java array, such as String.split gives: it has `[i]`, get, set, size and isEmpty."""


class JavaSet(list[object]):
    """What keySet, entrySet and values give: a copy, where Java has a view of the map `owner`; of keys, where `of_keys`."""

    def __init__(self, members: Iterable[object], owner: dict[object, object], *, of_keys: bool = False) -> None:
        super().__init__(members)
        self.owner = owner
        self.of_keys = of_keys


class Key:
    """A map's key that Python would take for another one: in Java, 1, 1.0 and true are three keys."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and equals(self.value, other.value)

    def __hash__(self) -> int:
        return hash((class_name(self.value), nested_text(self.value)))


def from_java_key(value: object) -> Hashable:
    """What a value is filed under in a dict."""
    return value if type(value) is str or type(value) is int or value is None else Key(value)


def to_java_key(key: object) -> object:
    """The value that is filed under `key`."""
    return key.value if isinstance(key, Key) else key


def to_text(value: object) -> str:
    """What a reference to `value` prints: Java's toString; null prints nothing.

    Evidence: recorded: airspeed/test_unmatched_name_does_not_get_substituted.
    """
    if type(value) is str:
        return value
    return "" if value is None else nested_text(value)


def nested_text(value: object) -> str:
    """What `value` prints inside a list or a map, where null has a word."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float | Decimal):
        return number_text(value)
    if isinstance(value, Host):
        return value.to_text()
    return _collection_text(value)


def _collection_text(value: object) -> str:
    if isinstance(value, dict):
        return map_text(value)
    if isinstance(value, ArrayList | JavaSet):
        return list_text(value)
    if isinstance(value, JavaArray):
        return f"[Ljava.lang.Object;@{len(value):x}"  # Java prints an address
    return to_json(value, slash="\\/")  # as JSONArray.toString does; whether AWS's does is not recorded


def map_text(value: dict[object, object]) -> str:
    """What a map prints: `{key=value, …}`."""
    pairs = (f"{nested_text(to_java_key(key))}={_member_text(member, value)}" for key, member in value.items())
    return "{" + joined(pairs, ", ", around=2) + "}"


def list_text(value: list[object]) -> str:
    """What Velocity's own list prints: `[value, …]`."""
    return "[" + joined((_member_text(member, value) for member in value), ", ", around=2) + "]"


def to_json(value: object, *, slash: str = "/") -> str:
    """Compact JSON of a value, whatever a template put into it. JavaException where it holds itself."""
    try:
        return dump(value, slash=slash, limit=most(), other=_json_member)
    except CircularValue as error:
        raise JavaException("java.lang.StackOverflowError", str(error)) from error


def _json_member(value: object) -> object:
    """What stands in JSON for a value that JSON has not."""
    return nested_text(value)


def _member_text(member: object, owner: object) -> str:
    """A member's text; Java says so where a collection holds itself."""
    if member is owner:
        return "(this Map)" if isinstance(owner, dict) else "(this Collection)"
    return nested_text(member)


def is_number(value: object) -> TypeGuard[JavaNumber]:
    """Whether Java would see a java.lang.Number."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def loosely_equals(left: object, right: object) -> bool:
    """Velocity's `==` of what is not two numbers: values of one class by equals, others by their text.

    Evidence: recorded: airspeed/test_compare_equality_operator; Velocity 1.7.
    """
    if left is None or right is None:
        return left is right
    if _family(left) is _family(right):
        return equals(left, right)
    return _compared_text(left) == _compared_text(right)


def _compared_text(value: object) -> str:
    return value.compared_text() if isinstance(value, Host) else to_text(value)


def equals(left: object, right: object) -> bool:
    """Java's equals: the same kind of value, and the same value."""
    if left is right:
        return True
    if _family(left) is not _family(right):
        return False
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equals(value, dict.get(right, key)) for key, value in left.items())
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(equals(a, b) for a, b in zip(left, right, strict=True))
    if is_number(left) and is_number(right):
        return class_name(left) == class_name(right) and _same_number(left, right)
    return left == right


def _same_number(left: JavaNumber, right: JavaNumber) -> bool:
    """Java's equals of two numbers of one class: NaN is itself, 0.0 is not -0.0, and a BigDecimal's digits count, too."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left == right and left.as_tuple().exponent == right.as_tuple().exponent
    if isinstance(left, float) and isinstance(right, float):
        return repr(left) == repr(right)
    return left == right


def _family(value: object) -> type:
    """The class that Java would compare by: a JSONArray is an ArrayList, a subclass of a map is a map."""
    for family in (str, bool, int, float, Decimal, dict, list):
        if isinstance(value, family):
            return family
    return type(value)


def class_name(value: object) -> str:
    """Java's name of a value's class (user-reported: functionless issue 23)."""
    if isinstance(value, Host):
        return value.java_class
    if type(value) is int:
        return "java.lang.Integer" if fits(value, INT_BITS) else "java.lang.Long" if fits(value, LONG_BITS) else "java.math.BigInteger"
    return next((name for family, name in _CLASS_NAMES.items() if isinstance(value, family)), "java.lang.Object")


def is_int(value: object) -> TypeGuard[int]:
    """Whether a Java int takes the value: an Integer, a Short or a Byte."""
    return fits(value, INT_BITS) if type(value) is int else isinstance(value, Short | Byte)


_CLASS_NAMES: Mapping[type, str] = {
    str: "java.lang.String",
    bool: "java.lang.Boolean",
    Byte: "java.lang.Byte",
    Short: "java.lang.Short",
    Long: "java.lang.Long",
    BigInteger: "java.math.BigInteger",
    Float: "java.lang.Float",
    float: "java.lang.Double",
    HugeInteger: "java.math.BigInteger",
    Decimal: "java.math.BigDecimal",
    dict: "java.util.LinkedHashMap",
    ArrayList: "java.util.ArrayList",
    JavaArray: "[Ljava.lang.Object;",
    JavaSet: "java.util.LinkedHashMap$LinkedKeySet",
    list: "net.minidev.json.JSONArray",
}
