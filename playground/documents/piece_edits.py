"""A text that a document puts together of several: which of its sources become what, where the text is to become another one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playground.documents.styles.changes import Change, applied, changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playground.documents.tree import Escape, Node, Piece

_ESCAPED: dict[Escape, re.Pattern[str]] = {
    "": re.compile("(?!)"),
    "sub": re.compile(r"\$\{!(?=[^}]*\})"),
    "hcl": re.compile(r"\$\$\{|%%\{"),
}
"""How a source writes what is meant as text."""
_PLAIN: dict[Escape, re.Pattern[str]] = {"": re.compile("(?!)"), "sub": re.compile(r"\$\{"), "hcl": re.compile(r"\$\{|%\{")}
"""What a source would read as more than text."""
_SIGNS = "$%"


class FilledIn(Exception):
    """A change touches what was filled in; `text` is that part, as the text had it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece, and where in the text it begins and ends."""

    piece: Piece
    start: int
    end: int


def source_texts(pieces: Sequence[Piece], new: str, spell: Callable[[str], str] = str) -> dict[Node, str]:
    """The new text of each source that has to change, so that the pieces make the text `new`; `spell`: how the sources write what is put
    in. FilledIn where none of theirs can.
    """
    placed = list(_placed(pieces))
    old = "".join(one.text for one in pieces)
    edits: dict[Node, list[Change]] = {}
    for change in changes(old, new):
        for one, part in _shares(placed, _widened(old, change)):
            if one.piece.source is None or not _is_exact(one.piece):
                raise FilledIn(one.piece.text)
            edits.setdefault(one.piece.source, []).append(_in_source(one, replace(part, text=spell(part.text))))
    return {source: applied(source.text or "", listed) for source, listed in edits.items()}


def _placed(pieces: Sequence[Piece]) -> Iterator[_Placed]:
    at = 0
    for one in pieces:
        yield _Placed(one, at, at + len(one.text))
        at += len(one.text)


def _widened(old: str, change: Change) -> Change:
    """A change with a `$` or `%` before it and a `{` behind it, for together they may be no text any more."""
    start, end, text = change.start, change.end, change.text
    while start and old[start - 1] in _SIGNS and (text + old[end : end + 1])[:1] == "{":
        start -= 1
        text = old[start] + text
    if text[-1:] in _SIGNS and old[end : end + 1] == "{":
        text, end = text + "{", end + 1
    return Change(start, end, text)


def _shares(placed: Sequence[_Placed], change: Change) -> list[tuple[_Placed, Change]]:
    """The pieces that a change falls into, each with its part of it: the first one has the new text. FilledIn where there is none."""
    inside = [one for one in placed if one.start < change.end and change.start < one.end]
    if change.start == change.end:
        inside = inside[:1] or _beside(placed, change.start)
    made: list[tuple[_Placed, Change]] = []
    for one in inside:
        start, end = max(one.start, change.start), min(one.end, change.end)
        made.append((one, Change(start, max(start, end), "" if made else change.text)))
    return made


def _beside(placed: Sequence[_Placed], at: int) -> list[_Placed]:
    """The piece that what is put in between two of them belongs to: the one before, unless that was filled in. FilledIn."""
    before = [one for one in placed if one.end == at]
    after = [one for one in placed if one.start == at and one not in before]
    known = [one for one in (*reversed(before), *after) if one.piece.source is not None and _is_exact(one.piece)]
    if not known:
        raise FilledIn((before or after)[-1].piece.text if before or after else "")
    return known[:1]


def _is_exact(piece: Piece) -> bool:
    """Whether the source has the piece's text where it says."""
    source = piece.source
    return source is not None and "".join(text for text, _ in _units(piece, source)) == piece.text


def _units(piece: Piece, source: Node) -> list[tuple[str, int]]:
    """The characters of a piece, or those that an escape stands for, each with the offset behind it in the source."""
    written = (source.text or "")[piece.start : piece.end]
    made: list[tuple[str, int]] = []
    at = 0
    for found in _ESCAPED[piece.escape].finditer(written):
        made += [(char, piece.start + place + 1) for place, char in enumerate(written[at : found.start()], at)]
        meant = "${" if piece.escape == "sub" else found[0][1:]
        made.append((meant, piece.start + found.end()))
        at = found.end()
    return [*made, *((char, piece.start + place + 1) for place, char in enumerate(written[at:], at))]


def _in_source(one: _Placed, change: Change) -> Change:
    """A change of a piece's text as one of its source."""
    piece = one.piece
    offsets = [piece.start]
    if piece.source is not None:
        for text, behind in _units(piece, piece.source):
            offsets += [offsets[-1]] * (len(text) - 1) + [behind]
    written = _PLAIN[piece.escape].sub(lambda found: _escaped(found[0], piece.escape), change.text)
    return Change(offsets[change.start - one.start], offsets[change.end - one.start], written)


def _escaped(sign: str, escape: Escape) -> str:
    """`${` or `%{` as a source writes it for text."""
    return f"{sign}!" if escape == "sub" else f"{sign[0]}{sign}"
