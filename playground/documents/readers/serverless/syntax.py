"""`${type(params):address, fallback}` in a text: the variables of the Serverless Framework (version 3).

What only looks alike is text: `${Name}` and `${AWS::Region}` of CloudFormation, `${name}` and `${name.member}` of Velocity.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TypeAlias

_DEEPEST = 10
"""Variables inside of each other."""
_BEGIN = re.compile(r"\$\{(?=(?:(?:cf|ssm|s3)\.[\w-]+|[a-z][a-zA-Z0-9]*)(?:\(|:(?!:)))")
_TYPE = re.compile(r"((?:cf|ssm|s3)\.[\w-]+|[a-z][a-zA-Z0-9]*)(?=\s*[(:])")
"""A type; before version 3, one that asks AWS might name the region: `cf.eu-west-1`."""
_QUOTED = re.compile(r"""'([^']*)'|("(?:[^"\\]|\\.)*")""", re.DOTALL)
_BLANKS = re.compile(r"\s*")
_PLAIN = re.compile(r"[^$,)}\n]*")
_LITERAL = re.compile(r"[\w.+-]+")
_NAMED: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable and where it stands in its text: its sources, of which the first that has a value counts."""

    start: int
    end: int
    sources: tuple[Source | Literal, ...]


Written: TypeAlias = tuple["str | Variable", ...]
"""A text with variables in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place that a value is looked for in: `file` with the params `(path,)` and an address in the file."""

    type: str
    params: tuple[Written, ...] = ()
    address: Written | None = None


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as it is written; a number as its digits."""

    value: str | bool | None
    is_number: bool = False


class _NoVariable(Exception):
    """What begins like a variable is none."""


def variables_in(text: str) -> list[Variable]:
    """The variables of a text, without those inside of others."""
    parser = _Parser(text)
    found: list[Variable] = []
    at = 0
    while (begin := _BEGIN.search(text, at)) is not None and parser.steps > 0:
        at = begin.end()
        if _is_escaped(text, begin.start()):
            continue
        try:
            one = parser.variable(begin.start(), 0)
        except _NoVariable:
            continue
        found.append(one)
        at = one.end
    return found


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before `at`."""
    begin = at
    while begin and text[begin - 1] == "\\":
        begin -= 1
    return (at - begin) % 2 == 1


class _Parser:
    """Reads variables of a text, each function from an offset on. What is begun and never ended is read again from each beginning inside
    of it, so the steps are counted.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = 1_000 + len(text)

    def variable(self, start: int, depth: int) -> Variable:
        """The variable that begins here."""
        if depth == _DEEPEST:
            raise _NoVariable
        sources: list[Source | Literal] = []
        at = start + 2
        while True:
            one, at = self.source(self.past(at), depth)
            sources.append(one)
            at = self.past(at)
            sign = self.text[at : at + 1]
            if sign == "}":
                return Variable(start, at + 1, tuple(sources))
            if sign != ",":
                raise _NoVariable
            at += 1

    def source(self, at: int, depth: int) -> tuple[Source | Literal, int]:
        """A source, and where it ends."""
        self.steps -= 1
        quoted = _QUOTED.match(self.text, at)
        if quoted is not None:
            return Literal(_unquoted(quoted)), quoted.end()
        kind = _TYPE.match(self.text, at)
        if kind is None:
            return self.literal(at)
        params, at = self.params(self.past(kind.end()), depth)
        at = self.past(at)
        if self.text[at : at + 1] != ":":
            return Source(kind[1], params), at
        address, at = self.written(at + 1, depth, ",}")
        return Source(kind[1], params, address), at

    def literal(self, at: int) -> tuple[Literal, int]:
        """A name or a number that stands for itself."""
        found = _LITERAL.match(self.text, at)
        if found is None:
            raise _NoVariable
        if found[0] in _NAMED:
            return Literal(_NAMED[found[0]]), found.end()
        if not _NUMBER.fullmatch(found[0]):
            raise _NoVariable
        return Literal(found[0], is_number=True), found.end()

    def params(self, at: int, depth: int) -> tuple[tuple[Written, ...], int]:
        """What stands in parentheses, and where it ends; nothing where there are none."""
        if self.text[at : at + 1] != "(":
            return (), at
        params: list[Written] = []
        while self.text[at : at + 1] != ")":
            one, at = self.written(at + 1, depth, ",)")
            params.append(one)
        return tuple(params), at + 1

    def written(self, at: int, depth: int, ends: str) -> tuple[Written, int]:
        """A text up to one of the signs that end it; in quotes, they are part of it."""
        at = self.past(at)
        quoted = _QUOTED.match(self.text, at)
        if quoted is not None:
            return (_unquoted(quoted),), self.past(quoted.end())
        parts: list[str | Variable] = []
        while True:
            plain = _PLAIN.match(self.text, at)
            end = plain.end() if plain else at
            self.steps -= 1 + end - at
            parts.append(self.text[at:end])
            sign, at = self.text[end : end + 1], end
            if sign and sign in ends:
                parts[-1] = str(parts[-1]).rstrip()
                return tuple(one for one in parts if one != ""), at
            if sign != "$" and sign not in {",", ")", "}"}:
                raise _NoVariable  # a line ends, or the text does
            if self.steps < 0:
                raise _NoVariable
            if sign == "$" and _BEGIN.match(self.text, at):
                inner = self.variable(at, depth + 1)
                parts.append(inner)
                at = inner.end
            else:
                parts.append(sign)
                at += 1

    def past(self, at: int) -> int:
        """Where the blanks end that begin here."""
        found = _BLANKS.match(self.text, at)
        return found.end() if found else at


def _unquoted(found: re.Match[str]) -> str:
    if found[1] is not None:
        return found[1]
    try:
        return str(json.loads(found[2], strict=False))
    except ValueError:
        raise _NoVariable from None
