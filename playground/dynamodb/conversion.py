"""Helpers for converting JSON member by member; what cannot be converted is reported with its path."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from playground.jsontext.source import JsonNumber

Convert = Callable[[Any], Any]


class Unconvertible(ValueError):
    """A value that cannot be converted: a sentence, and the path to the value."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.path: deque[str | int] = deque()


def each_member(members: dict[str, Any], convert: Convert) -> dict[str, Any]:
    """The object with every member converted. Raises Unconvertible with the member's path."""
    made = {}
    name = ""
    try:
        for name, member in members.items():
            made[name] = convert(member)
    except Unconvertible as error:
        error.path.appendleft(name)
        raise
    return made


def each_element(elements: list[Any], convert: Convert) -> list[Any]:
    """The list with every element converted. Raises Unconvertible with the element's path."""
    made: list[Any] = []
    try:
        for element in elements:
            made.append(convert(element))  # noqa: PERF401 - a comprehension would not know how far it got
    except Unconvertible as error:
        error.path.appendleft(len(made))
        raise
    return made


def expect(value: Any, kind: type, words: str = "") -> Any:
    """The value, if it is of that kind; Unconvertible says in `words` what was expected."""
    if type(value) is not kind:
        raise Unconvertible(f"expected {words or _KINDS[kind]}, and found {kind_of(value)}")
    return value


def kind_of(value: Any) -> str:
    """What a JSON value is, in words."""
    return _KINDS[type(value)]


_KINDS: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "text",
    JsonNumber: "a number without quotes",
    bool: "true or false",
    type(None): "null",
}
