"""Advice about a flaw in a body whose origin in the template is known, and helpers that make edits of templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.diagnostics import Span, TextEdit

if TYPE_CHECKING:
    from playground.vtl.syntax.statements import TemplateBody

_BLANKS = re.compile(r"[ \t\r\n]*")
_MARK = re.compile(r"\$!?")
_WORD = re.compile(r"[A-Za-z0-9_@]")


@dataclass(frozen=True, slots=True)
class ParsedTemplate:
    """A template and its tree."""

    text: str
    tree: TemplateBody
    is_cut_off: bool = False
    """Whether a loop of it was too long to go round for every item."""

    def past_blanks(self, offset: int) -> int:
        """The offset of the next character that is no blank."""
        blanks = _BLANKS.match(self.text, offset)
        return blanks.end() if blanks else offset

    def end_before(self, offset: int) -> str:
        """The `#end` that can stand before the character at `offset`."""
        return "#{end}" if _WORD.match(self.text, offset) else "#end"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do; `message` and `span` where they say more than the body alone does, and the edits that surely mend it."""

    help: str
    message: str = ""
    span: Span | None = None
    fix: tuple[TextEdit, ...] = ()

    @property
    def edits(self) -> tuple[TextEdit, ...]:
        """The edits in the order of their places."""
        return tuple(sorted(self.fix, key=lambda fix: fix.span.start))


def insertion(offset: int, text: str) -> TextEdit:
    """The edit that puts `text` before the character at `offset`."""
    return TextEdit(Span(offset, offset), text)


def or_null(written: str) -> str:
    """A reference, as it is written, that prints null where it is undefined or empty.

    The reference comes last: behind #end, Velocity would take the line end away.
    """
    return f'#if({written} == "")null#end{_MARK.sub("$!", written, count=1)}'
