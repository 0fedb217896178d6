"""What a run has to tell that is no error. The same thing at the same place is told once, with how often it was so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playground.diagnostics import Severity, Span, TextEdit


_BEGINNING = 200
"""Characters of a printed text that are remembered."""
Described = tuple[str, str] | tuple[str, str, "TextEdit"]
"""A message, its help, and the edit that mends it where there is one."""


NoteKey = tuple[str, int, int]
"""A code and a span, which has a hash at once: the same note may be told very often."""


@dataclass(slots=True)
class Printed:
    """A map or list that a place prints: the first one, how its text begins, and what the only member of each is called, "" for several."""

    value: object
    text: str
    only: set[str]


@dataclass(slots=True)
class _Note:
    code: str
    span: Span
    severity: Severity
    message: str
    help: str
    fix: TextEdit | None = None
    count: int = field(default=1, kw_only=True)
    kinds: dict[str, None] = field(default_factory=dict, kw_only=True)
    describe: Callable[..., Any] | None = field(kw_only=True)


class Notes:
    """Collects notes; at most `most` different ones, so that a hostile template cannot fill the memory with them."""

    def __init__(self, most: int = 200) -> None:
        self._notes: dict[NoteKey, _Note] = {}
        self._printed: dict[Span, Printed] = {}
        self._most = most

    def tell(
        self, code: str, span: Span, describe: Callable[..., Described | None], severity: Severity = "warning", kind: str | None = None
    ) -> None:
        """Keep a note of `code` at `span`; `describe` gives its message and its help, or None where there is nothing to tell.

        With a `kind`, one of several, it is asked in the end, and given all the kinds that there were.
        """
        key = code, span.start, span.end
        note = self._notes.get(key)
        if note is not None:
            note.count += 1
        elif len(self._notes) < self._most:
            described = describe() if kind is None else ("", "")
            if described is not None:
                note = self._notes[key] = _Note(code, span, severity, *described, describe=None if kind is None else describe)
        if note is not None and kind is not None:
            note.kinds[kind] = None

    def printed(self, value: object, text: str, span: Span) -> None:
        """Remember that a map or list is printed at `span`: whether that is meant depends on what becomes of the text."""
        known = self._printed.get(span)
        if known is None and len(self._printed) < self._most:
            known = self._printed[span] = Printed(value, text[:_BEGINNING], set())
        if known is not None:
            known.only.add(next(iter(value), "") if isinstance(value, dict) and len(value) == 1 else "")

    def take_printed(self) -> dict[Span, Printed]:
        """Return the maps and lists that were printed, by their places, and forget them."""
        printed, self._printed = self._printed, {}
        return printed

    def has(self, code: str, span: Span) -> bool:
        """Whether there is a note of `code` at `span`."""
        return (code, span.start, span.end) in self._notes

    def repeat(self, code: str, span: Span, count: int, kinds: Iterable[str] = ()) -> None:
        """Count what there is a note of so many times more, of these kinds."""
        note = self._notes[code, span.start, span.end]
        note.count += count
        note.kinds.update(dict.fromkeys(kinds))

    def has_room(self, others: Notes) -> bool:
        """Whether all of these others can be added, and are all that was told to them."""
        new = others._notes.keys() - self._notes.keys()
        return len(self._notes) + len(new) <= self._most and len(others._notes) < others._most

    def add(self, others: Notes) -> None:
        """Keep these others too."""
        for key, note in others._notes.items():
            if key in self._notes:
                self.repeat(note.code, note.span, note.count, note.kinds)
            else:
                self._notes[key] = note

    def take(self) -> list[Diagnostic]:
        """Return all notes, in the order of their places, and forget them."""
        notes, self._notes = self._notes, {}
        for note in notes.values():
            if note.describe is not None:
                note.message, note.help, note.fix = (*note.describe(note.kinds), None)[:3]
        return [
            Diagnostic(
                note.code,
                note.severity,
                note.message + (f" So {note.count:,} times." if note.count > 1 else ""),
                help=note.help,
                span=note.span,
                fix=(note.fix,) if note.fix else (),
            )
            for note in sorted(notes.values(), key=lambda note: (note.span.start, note.code))
        ]
