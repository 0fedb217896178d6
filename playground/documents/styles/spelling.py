"""Which characters of a scalar's source spell which characters of its text, and how others are spelt likewise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.documents.styles.changes import Change, applied, changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Spelt:
    """Characters of a text (one, or those that one escape or line end stands for), and the part of the source that spells them."""

    text: str
    start: int
    end: int


def respelt(raw: str, spelling: Iterable[Spelt], new: str, spell: Callable[[str], str], *, quote: int = 1) -> str:
    """The source `raw`, in quotes of so many characters, with only the parts of it changed that spell what changes in the text; `spell`
    gives the source of a new text.
    """
    starts, ends, old = _places(spelling, len(raw) - quote)
    edits = [
        Change(starts[one.start], max(starts[one.start], ends[one.end - 1] if one.end > one.start else 0), spell(one.text))
        for one in changes(old, new)
    ]
    return applied(raw, edits)


def _places(spelling: Iterable[Spelt], last: int) -> tuple[list[int], list[int], str]:
    """Where the source of each character begins and ends, and the text; then where the source ends, which is `last` of an empty text."""
    starts: list[int] = []
    ends: list[int] = []
    text: list[str] = []
    for one in spelling:
        for at, char in enumerate(one.text):
            starts.append(one.start if at == 0 else one.end)
            ends.append(one.end)
            text.append(char)
        last = one.end
    starts.append(last)
    return starts, ends, "".join(text)
