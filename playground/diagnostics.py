"""Diagnostics: a stable code, a sentence, and a place in a user's text.

Offsets count code points inside the program; lines and columns (UTF-16 units, as editors count) only on the way out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: code point offsets, `end` exclusive."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the spans overlap; an empty span overlaps where it lies inside of the other, ends included."""
        return self.start < max(other.end, other.start + 1) and other.start < max(self.end, self.start + 1)


@dataclass(frozen=True, slots=True)
class Position:
    """A place as editors count it: line and column from 1, the column in UTF-16 units."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TextEdit:
    """An edit that mends what a diagnostic found: put `text` in the place of `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class ProvingCall:
    """A change of the client's call by which a diagnostic is seen: put `text` at the JSON Pointer `where` of the Scenario."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message to the user; `where` is the JSON Pointer of the text in the Scenario that `span` refers to."""

    code: str
    severity: Severity
    message: str
    help: str = ""
    where: str = ""
    span: Span | None = None
    fix: tuple[TextEdit, ...] = ()
    call: ProvingCall | None = None

    def at(self, where: str) -> Diagnostic:
        """A copy of the diagnostic whose `where` is the given JSON Pointer."""
        return replace(self, where=where)


class Lines:
    """The lines of a text, for finding many places in it; `\\n`, `\\r\\n` and `\\r` end lines."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """Line and column of a code point offset. Offsets past the end give the end; one between CR and LF gives the place before both."""
        offset = min(offset, len(self._text))
        if self._text[offset - 1 : offset + 1] == "\r\n":
            offset -= 1
        line = bisect_right(self._starts, offset)
        return Position(line, 1 + utf16_length(self._text[self._starts[line - 1] : offset]))


def position(text: str, offset: int) -> Position:
    """Line and column of one offset in `text`."""
    return Lines(text).position(offset)


def utf8_length(text: str) -> int:
    """The bytes of a text; half a character is one, for it is sent as `?`."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def utf16_length(text: str) -> int:
    """How many UTF-16 units `text` has, as Java and editors count it."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)
