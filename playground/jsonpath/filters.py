"""The filters of Jayway's JSONPath, `[?(@.price < 10 && @.name =~ /a.*/i)]`: a language of its own, which jsonpath_ng's filters are not.

Evidence for every rule here: Jayway JsonPath 2.0.0, asked case by case. It knows no quotes when it looks for `&&`, `||` and an operator,
and no grouping: parentheses are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from playground.javaregex.matching import InvalidRegex, check, matches
from playground.jsontext.java_numbers import number_text
from playground.jsontext.smart_writer import dump
from playground.words import shorten


class InvalidPath(ValueError):
    """A JSONPath that Jayway refuses, when it is compiled or when it meets a document that it cannot be applied to."""


class Missing(Enum):
    """The type of MISSING."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING
"""The value of a definite path that leads to nothing; a JSON null is None."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression between slashes; `i` after them ignores case."""

    text: str


ReadPath = Callable[[Any, object], object]
"""Gives the value of a compiled path at an item, or MISSING."""

Compile = Callable[[str, bool], object]
"""Compiles a path, with True for one that only has to be there: it starts at the item, and all its names must be there."""

_OPERATORS: Final = ("==", ">=", "<=", "!=", "<", ">", "=~")  # in the order in which they are looked for
_BLANKS: Final = "".join(map(chr, range(33)))  # what Java's String.trim takes off
_NO_FILTER: Final = re.compile(r"\[\s*\?[,\s*?]*\]")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Criterion:
    """`left operator right`, or (operator "") whether the path `left` leads to a value that is not null."""

    left: object
    operator: str
    right: object
    wanted: bool = True

    def accepts(self, item: object, read: ReadPath, seconds: Callable[[], float]) -> bool:
        """Whether `item` meets it; a path that leads nowhere does not. Raises InvalidPath where Jayway throws."""
        left = self._operand(self.left, item, read)
        if not self.operator:
            return (left is not MISSING and left is not None) == self.wanted
        if left is MISSING or (right := self._operand(self.right, item, read)) is MISSING:
            return False
        if self.operator == "=~":
            return _matches(left, right, seconds)
        if self.operator in {">", ">=", "<", "<="} and (left is None) != (right is None):
            return False
        order = _compare(right, left)
        return order is not None and _HOLDS[self.operator](order)

    @staticmethod
    def _operand(operand: object, item: object, read: ReadPath) -> object:
        return operand if isinstance(operand, (str, Pattern)) else read(operand, item)


@dataclass(frozen=True, slots=True)
class Filter:
    """Criteria joined by `&&`, and these groups by `||`. The last is asked first, as Jayway does."""

    groups: tuple[tuple[Criterion, ...], ...]

    def accepts(self, item: object, read: ReadPath, seconds: Callable[[], float]) -> bool:
        """Whether `item` passes."""
        if not self.groups:
            raise InvalidPath("[?] names no filter; one stands between `[?(` and `)]`")
        return any(all(criterion.accepts(item, read, seconds) for criterion in group) for group in self.groups)


def no_filter(text: str) -> Filter | None:
    """The filter of `[?]` and its like, which nothing can pass: an item that is asked fails. None where the text is another."""
    return Filter(()) if _NO_FILTER.fullmatch(text) else None


def parse_filter(fragment: str, compile_operand: Compile) -> Filter:
    """The filter that `fragment` begins with, `[?(…)]`; `compile_operand` compiles the paths in it. Raises InvalidPath."""
    text = fragment[1 : _end(fragment) - 1].strip(_BLANKS)
    begins, text = text[:1], text[1:].strip(_BLANKS)
    if not (begins == "?" and text.startswith("(") and text.endswith(")")):
        raise InvalidPath(f"A filter stands between `[?(` and `)]`: {fragment}")
    groups = re.split(r"\|\|", text[1:-1])
    parsed = [[_parse_criterion(part, compile_operand) for part in reversed(group.split("&&"))] for group in reversed(groups)]
    return Filter(tuple(map(tuple, parsed)))


def _end(fragment: str) -> int:
    """The offset after the `]` that ends a filter: outside of parentheses and of single quotes."""
    depth, quoted, before = {"(": 0, "[": 0}, False, ""
    for offset, char in enumerate(fragment):
        if char == "'" and before != "\\":
            quoted = not quoted
        elif not quoted and char in "([":
            depth[char] += 1
        elif not quoted and char in ")]":
            depth["(" if char == ")" else "["] -= 1
            if char == "]" and depth["("] == 0:
                if depth["["]:
                    break
                return offset + 1
        before = char
    raise InvalidPath(f"The brackets of a filter do not match: {fragment}")


def _parse_criterion(text: str, compile_operand: Compile) -> Criterion:
    text = text.strip(_BLANKS).lstrip("[?( ").rstrip(") ")
    operator = next((operator for operator in _OPERATORS if operator in text), "")
    left, _, right = (part.strip(_BLANKS) for part in text.partition(operator)) if operator else (text, "", "")
    wanted = not left.startswith("!@")
    operand = _parse_operand(left if wanted else left[1:], compile_operand, alone=not operator)
    if not operator and isinstance(operand, (str, Pattern)):
        raise InvalidPath(f"A filter compares, or names a path that begins with `@`; found `{text}`")
    if right.startswith("!@"):
        raise InvalidPath(f"`!` stands before a path alone, such as [?(!@.name)]; found `{text}`")
    return Criterion(operand, operator, _parse_operand(right, compile_operand, alone=False), wanted)


def _parse_operand(text: str, compile_operand: Compile, *, alone: bool) -> object:
    """A path, a string in single quotes, a pattern; anything else (a number, true, null) is its own text."""
    if text.startswith(("$", "@")):
        return compile_operand(text, alone)
    if text.startswith("'") and text.endswith("'"):
        if len(text) == 1:
            raise InvalidPath("A string in a filter is not closed: `'` is missing")
        return text[1:-1]
    if text.startswith("/") and text.endswith(("/", "/i")):
        return _parse_pattern(text)
    return text


def _parse_pattern(text: str) -> Pattern:
    pattern, _, flag = text[1:].rpartition("/")
    if len(text) < len("//"):
        raise InvalidPath("A regular expression in a filter stands between two slashes")
    pattern = f"(?i){pattern}" if flag else pattern
    try:
        check(pattern)
    except InvalidRegex as error:
        raise InvalidPath(f"The regular expression {text} is not valid: {error}") from error
    return Pattern(pattern)


def _matches(left: object, right: object, seconds: Callable[[], float]) -> bool:
    pattern, target = (left, right) if isinstance(left, Pattern) else (right, left)
    if not isinstance(pattern, Pattern):
        raise InvalidPath("`=~` takes a regular expression between slashes, such as /a.*/")
    if target is None:
        return False
    text = target if isinstance(target, str) else target.text if isinstance(target, Pattern) else dump(target)
    return matches(pattern.text, text, seconds())


def _compare(expected: object, actual: object) -> int | None:
    """Below, equal or above 0 as `expected` is to `actual`; None where Jayway cannot compare them: then nothing holds, not even `!=`."""
    if expected is actual:
        return 0
    absent = (expected is None or expected == "null", actual is None or actual == "null")
    if any(absent):
        return absent[1] - absent[0]
    match expected, actual:
        case str(), str():
            return _order(_utf16(expected.replace("\\'", "'")), _utf16(actual))
        case ((str() | bool()), bool()):
            return _order(expected if isinstance(expected, bool) else expected.lower() == "true", actual)
        case (bool(), _) | (_, bool()):
            return None
        case ((str() | int() | float() | Decimal()), (int() | float() | Decimal())):
            return _order(_to_decimal(expected), _to_decimal(actual))
        case _:
            return None


def _order(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def _to_decimal(value: str | float | Decimal) -> Decimal:
    text = value if isinstance(value, str) else number_text(value)
    if not _DECIMAL.fullmatch(text):
        raise InvalidPath(f"A filter compares a number with `{shorten(text, 40)}`, which is none")
    return Decimal(text)


_HOLDS: Final[dict[str, Callable[[int], bool]]] = {
    "==": lambda order: order == 0,
    "!=": lambda order: order != 0,
    ">": lambda order: order < 0,
    ">=": lambda order: order <= 0,
    "<": lambda order: order > 0,
    "<=": lambda order: order >= 0,
}
