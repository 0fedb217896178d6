"""Where the characters of a text stand in the file that writes it: a block of YAML, a string with escapes, a heredoc, several pieces.

A text is cut into *stretches*: within one, a character further in the text is a character further in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from playground.diagnostics import LINE_END
from playground.documents.tree import SourceFile, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.tree import Node, Piece

LONGEST = 1_000_000
"""Characters of a text whose stretches are looked for; of a longer one, the place of its beginning is known."""

_DOUBLE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # two halves of one character
    r"|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}"
    r"|\\(?:\r\n|[\r\n])[ \t]*"  # YAML: a line that goes on without a blank
    r"|\\[\s\S]"
    r"|[ \t]*(?:\r\n|[\r\n])(?:[ \t]*(?:\r\n|[\r\n]))*[ \t]*"
)
_SINGLE = re.compile(r"''|[ \t]*(?:\r\n|[\r\n])(?:[ \t]*(?:\r\n|[\r\n]))*[ \t]*")
_HCL_ESCAPE = re.compile(r"\$\$(?=\{)|%%(?=\{)")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
"""An anchor and a tag, which stand before a scalar of YAML."""
_WORD = re.compile(r"\S+")
_HEREDOC = re.compile(r"<<[-~]?\w+[ \t]*(?:\r\n|[\r\n])")
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|[\r\n])")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the character `at` of a text on: the offset `to` in `file`. `moves`: as one goes on, so does the other."""

    at: int
    to: int
    file: SourceFile
    moves: bool = True


def stretches_of(node: Node, main: SourceFile) -> list[Stretch]:
    """The stretches of a node's text, in its order, the first from 0 on; `main` is the file of nodes that name none."""
    text = node.text or ""
    beginning = Stretch(0, node.span.start, node.file or main, moves=False)
    if len(text) > LONGEST:
        return [beginning]
    found, at = [beginning], 0
    for piece in pieces_of(node):
        found += _of_piece(piece, at, beginning, main)
        at += len(piece.text)
    return _merged(found)


def _of_piece(piece: Piece, at: int, whole: Stretch, main: SourceFile) -> Iterator[Stretch]:
    """The stretches of a part, which begins at `at` of the whole text; what was filled in stands where the whole begins."""
    source = piece.source
    if source is None or source.text is None:
        yield Stretch(at, whole.to, whole.file, moves=False)
        return
    scalar = _of_scalar(source, source.text, source.file or main)
    for begin, offset in _unescaped(piece):
        first = [one for one in scalar if one.at <= offset][-1]
        yield Stretch(at + begin, first.to + offset - first.at, first.file)
        for one in scalar:
            if offset < one.at < piece.end:
                yield Stretch(at + begin + one.at - offset, one.to, one.file)


def _unescaped(piece: Piece) -> Iterator[tuple[int, int]]:
    """Where the part goes on beside its source: offsets in the part's text and in the source's, anew behind each `${` that is escaped."""
    yield 0, piece.start
    if not piece.escape:
        return
    for shift, found in enumerate(re.finditer(re.escape("${"), piece.text), 1):
        yield found.end(), piece.start + found.end() + shift


def _of_scalar(node: Node, text: str, file: SourceFile) -> list[Stretch]:
    """The stretches of a scalar, by the style in which it is written."""
    start = node.span.start
    raw = file.text[start : node.span.end]
    if raw == text:
        return [Stretch(0, start, file)]
    if before := _PROPERTIES.match(raw):
        start += before.end()
        raw = raw[before.end() :]
    if raw[:1] in {'"', "'"}:
        steps = _quoted(raw, _DOUBLE if raw[0] == '"' else _SINGLE, text)
    elif head := _BLOCK.match(raw):
        steps = _folded(raw, head.end(), text) if raw[0] == ">" else _lines(raw, head.end(), text)
    elif head := _HEREDOC.match(raw):
        steps = _lines(raw, head.end(), text, is_hcl=True)
    else:
        steps = _folded(raw, 0, text)
    return [Stretch(at, start + to, file) for at, to in steps]


def _quoted(raw: str, pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Between escapes and the ends of lines, which are of another length in the text."""
    steps, at, offset = [(0, 1)], 0, 1
    for found in pattern.finditer(raw, 1, len(raw) - 1):
        at += found.start() - offset
        at += _length(found[0])
        offset = found.end()
        steps.append((at, offset))
    return steps if at + len(raw) - 1 - offset == len(text) else _with_hcl(raw, pattern, text)


def _with_hcl(raw: str, pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """As `_quoted`, of a string of Terraform's, in which `$${` stands for `${`; the beginning alone where it is none."""
    both = re.compile(f"{_HCL_ESCAPE.pattern}|{pattern.pattern}")
    steps, at, offset = [(0, 1)], 0, 1
    for found in both.finditer(raw, 1, len(raw) - 1):
        at += found.start() - offset
        at += 1 if found[0] in {"$$", "%%"} else _length(found[0])
        offset = found.end()
        steps.append((at, offset))
    return steps if at + len(raw) - 1 - offset == len(text) else [(0, 1)]


def _length(written: str) -> int:
    """How many characters of the text an escape, or ends of lines in quotes, stand for."""
    if written[0] == "\\":
        return 0 if written[1] in "\r\n" else 1
    if written == "''":
        return 1
    ends = len(LINE_END.findall(written))
    return max(ends - 1, 1)


def _lines(raw: str, start: int, text: str, *, is_hcl: bool = False) -> list[tuple[int, int]]:
    """Of a block whose lines are the text's, but for their indentation, and for `$${` of Terraform's, which is `${` in the text."""
    steps = [(0, start)]
    at, offset = 0, start
    while at <= len(text):
        end, written_end = LINE_END.search(text, at), LINE_END.search(raw, offset)
        line = text[at : end.start() if end else len(text)]
        written = raw[offset : written_end.start() if written_end else len(raw)]
        escapes = [found.end() for found in _HCL_ESCAPE.finditer(written)] if is_hcl else []
        indentation = max(len(written) - len(escapes) - len(line), 0) if line else 0
        steps.append((at, offset + indentation))
        steps += [(at + behind - number - indentation, offset + behind) for number, behind in enumerate(escapes, 1)]
        if end is None or written_end is None:
            break
        at, offset = end.end(), written_end.end()
    return steps


def _folded(raw: str, start: int, text: str) -> list[tuple[int, int]]:
    """Of lines that were folded: each word is looked for behind the one before it."""
    steps, offset = [], start
    for word in _WORD.finditer(text):
        found = raw.find(word[0], offset)
        if found < 0:
            break
        steps.append((word.start(), found))
        offset = found + len(word[0])
    return steps or [(0, start)]


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    """In order of the text, one at a time, and none that only goes on as the one before."""
    last: dict[int, Stretch] = {}
    for one in stretches:
        last[one.at] = one
    ordered = sorted(last.values(), key=lambda one: one.at)
    kept = ordered[:1]
    for before, one in pairwise(ordered):
        if not (before.moves and one.moves and before.file is one.file and one.to - before.to == one.at - before.at):
            kept.append(one)
    return kept
