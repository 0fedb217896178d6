"""Where a reader stands in a text of HCL: tokens are taken by regular expressions, blanks and comments skipped; one way to fail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from playground.diagnostics import Span
from playground.documents.tree import MalformedDocument
from playground.words import shorten

if TYPE_CHECKING:
    from playground.documents.tree import SourceFile

_INLINE = re.compile(r"(?:[ \t\r]+|/\*(?:[^*]|\*(?!/))*+\*/|(?:#|//)[^\n]*+)*+")
_ANY = re.compile(r"(?:[ \t\r\n]+|/\*(?:[^*]|\*(?!/))*+\*/|(?:#|//)[^\n]*+)*+")
_NAME = re.compile(r"[^\W\d][\w-]*")
_SHOWN = re.compile(r'"[^"\n]{0,40}"?|[\w.-]+|[^\s\w]{1,3}')
_DEEPEST = 80
"""Levels of nesting in one expression."""


class Cursor:
    """A text, the offset that is read next, and whether a line's end means something there.

    `fixed` is the place of every part where the text is none of the file's own, such as a string of JSON.
    """

    def __init__(self, text: str, file: SourceFile | None, at: int = 0, fixed: Span | None = None) -> None:
        self.text = text
        self.file = file
        self.at = at
        self.fixed = fixed
        self.depth = 0
        self.lines_end = True

    def skip(self) -> int:
        """Pass blanks and comments, and line ends where they mean nothing; the offset behind them."""
        found = (_INLINE if self.lines_end else _ANY).match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def skip_lines(self) -> int:
        """Pass blanks, comments and line ends."""
        found = _ANY.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def sees(self, token: str) -> bool:
        """Whether a token comes next."""
        return self.text.startswith(token, self.skip())

    def take(self, token: str) -> bool:
        """Pass a token, where it comes next."""
        if not self.sees(token):
            return False
        self.at += len(token)
        return True

    def expect(self, token: str, what: str) -> None:
        """Pass a token. MalformedDocument where it does not come next: `what` says in what it is expected."""
        if not self.take(token):
            self.fail(f"expected `{token}` {what}, found {self.found()}")

    def name(self) -> str | None:
        """Pass a name, where one comes next."""
        found = _NAME.match(self.text, self.skip())
        if not found:
            return None
        self.at = found.end()
        return found[0]

    def peek_name(self) -> str:
        """The name that comes next; "" where none does."""
        found = _NAME.match(self.text, self.skip())
        return found[0] if found else ""

    def span(self, start: int) -> Span:
        """From an offset to here, as a place of the file."""
        return self.fixed or Span(start, self.at)

    def found(self) -> str:
        """What comes next, in words."""
        if self.skip() >= len(self.text):
            return "the end of the file"
        if self.text[self.at] == "\n":
            return "the end of the line"
        found = _SHOWN.match(self.text, self.at)
        return f"`{shorten(found[0] if found else self.text[self.at], 40)}`"

    def enter(self) -> None:
        """Go a level deeper. MalformedDocument where that is too deep."""
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail(f"this is nested more than {_DEEPEST} levels deep")

    def fail(self, why: str, at: int | None = None) -> NoReturn:
        """Raise what is wrong here, or at an offset. MalformedDocument."""
        offset = self.fixed.start if self.fixed else self.at if at is None else at
        raise MalformedDocument(f"This is not HCL: {why}", offset, self.file)
