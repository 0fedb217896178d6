"""What changed between two texts: as few and as small parts as can be found quickly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(r"\w+|[ \t]+|[\s\S]")
_MOST_PAIRS = 1_000_000
"""Pairs of lines, or of words, that are compared; beyond, all between the first and the last difference counts as changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """The part of a text from `start` to `end` (characters), and what stands there instead."""

    start: int
    end: int
    text: str


def changes(old: str, new: str) -> list[Change]:
    """The changes that make `new` of `old`, in order: whole lines are compared first, then the words of those that differ."""
    made: list[Change] = []
    for change in _compared(old.splitlines(keepends=True), new.splitlines(keepends=True), 0):
        inside = _compared(_TOKEN.findall(old[change.start : change.end]), _TOKEN.findall(change.text), change.start)
        made += [_trimmed(old, one) for one in inside]
    return made


def applied(text: str, edits: Iterable[Change]) -> str:
    """A text with changes that do not overlap, in any order."""
    made, at = "", 0
    for one in sorted(edits, key=lambda one: (one.start, one.end)):
        made += text[at : one.start] + one.text
        at = one.end
    return made + text[at:]


def _compared(old: Sequence[str], new: Sequence[str], offset: int) -> Iterator[Change]:
    """The changes between two texts that are cut into parts; `offset` is where the old one begins."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    first, second = old[head : len(old) - tail], new[head : len(new) - tail]
    if not first and not second:
        return
    starts = [offset + sum(map(len, old[:head]))]
    for one in first:
        starts.append(starts[-1] + len(one))
    if len(first) * len(second) > _MOST_PAIRS:
        yield Change(starts[0], starts[-1], "".join(second))
        return
    for kind, low, high, from_, to in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Change(starts[low], starts[high], "".join(second[from_:to]))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many parts are the same at the beginning."""
    return next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))


def _trimmed(old: str, change: Change) -> Change:
    """A change without the characters that stay the same at its beginning and its end."""
    was, text = old[change.start : change.end], change.text
    head = _common(was, text)
    tail = _common(was[head:][::-1], text[head:][::-1])
    return Change(change.start + head, change.end - tail, text[head : len(text) - tail])
