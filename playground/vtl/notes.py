"""What a run has to tell that is no error. The same thing at the same place is told once, with how often it was so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playground.diagnostics import Fix, Severity, Span


Described = tuple[str, str] | tuple[str, str, "Fix"]
"""A message, its help, and the edit that mends it where there is one."""


@dataclass(slots=True)
class _Note:
    severity: Severity
    message: str
    help: str
    fix: Fix | None = None
    count: int = field(default=1, kw_only=True)
    kinds: dict[str, None] = field(default_factory=dict, kw_only=True)
    describe: Callable[..., Any] | None = field(kw_only=True)


class Notes:
    """Collects notes; at most `most` different ones, so that a hostile template cannot fill the memory with them."""

    def __init__(self, most: int = 200) -> None:
        self._notes: dict[tuple[str, Span], _Note] = {}
        self._most = most

    def tell(
        self, code: str, span: Span, describe: Callable[..., Described | None], severity: Severity = "warning", kind: str | None = None
    ) -> None:
        """Keep a note of `code` at `span`; `describe` gives its message and its help, or None where there is nothing to tell.

        With a `kind`, one of several, it is asked in the end, and given all the kinds that there were.
        """
        note = self._notes.get((code, span))
        if note is not None:
            note.count += 1
        elif len(self._notes) < self._most:
            described = describe() if kind is None else ("", "")
            if described is not None:
                note = self._notes[code, span] = _Note(severity, *described, describe=None if kind is None else describe)
        if note is not None and kind is not None:
            note.kinds[kind] = None

    def has(self, code: str, span: Span) -> bool:
        """Whether there is a note of `code` at `span`."""
        return (code, span) in self._notes

    def repeat(self, code: str, span: Span, count: int, kinds: Iterable[str] = ()) -> None:
        """Count what there is a note of so many times more, of these kinds."""
        note = self._notes[code, span]
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
                self.repeat(*key, note.count, note.kinds)
            else:
                self._notes[key] = note

    def take(self) -> list[Diagnostic]:
        """All notes, in the order of their places; afterwards there are none."""
        notes, self._notes = self._notes, {}
        for note in notes.values():
            if note.describe is not None:
                note.message, note.help, note.fix = (*note.describe(note.kinds), None)[:3]
        return [
            Diagnostic(
                code,
                note.severity,
                note.message + (f" So {note.count:,} times." if note.count > 1 else ""),
                help=note.help,
                span=span,
                fix=(note.fix,) if note.fix else (),
            )
            for (code, span), note in sorted(notes.items(), key=lambda item: (item[0][1].start, item[0][0]))
        ]
