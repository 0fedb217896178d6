"""Scalars of YAML that are no blocks: in double quotes, in single quotes, and plain. Source: YAML 1.2, 7.3 "Flow Scalar Styles"."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playground.documents.styles.spelling import Spelt, respelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FOLD = r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*"
"""Line ends with the blanks around them."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_DOUBLE = re.compile(rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|(?:\r\n|\r|\n)[ \t]*|.)|{_FOLD}|.", re.DOTALL)
_SINGLE = re.compile(rf"''|{_FOLD}|.", re.DOTALL)
_PLAIN = re.compile(rf"{_FOLD}|.", re.DOTALL)
_ESCAPES = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def double_quoted(raw: str, new: str) -> str:
    """A scalar in double quotes for the text `new`: what the scalar spells in some way is spelt so."""
    spelling = list(_spelling(raw, _DOUBLE))
    known = {one.text: raw[one.start : one.end] for one in spelling if len(one.text) == 1 and one.text not in " \n"}
    escapes = any(one.text > "\x7f" and raw[one.start] == "\\" for one in spelling) and raw.isascii()
    return respelt(raw, spelling, new, lambda text: "".join(known.get(char) or in_double_quotes(char, escapes=escapes) for char in text))


def single_quoted(raw: str, new: str, indent: str, line_end: str) -> str:
    """A scalar in single quotes for the text `new`; a line end of it is an empty line, and the lines begin with `indent`."""
    return respelt(raw, _spelling(raw, _SINGLE), new, lambda text: folded(text.replace("'", "''"), indent, line_end))


def plain(raw: str, new: str, indent: str, line_end: str) -> str:
    """A plain scalar for the text `new`."""
    return respelt(raw, _spelling(raw, _PLAIN, quote=0), new, lambda text: folded(text, indent, line_end), quote=0)


def in_double_quotes(text: str, *, escapes: bool = False) -> str:
    """A text as it stands between double quotes, in one line; characters beyond ASCII are escapes where that is asked for."""
    written = "".join(json.dumps(char, ensure_ascii=escapes)[1:-1] if char <= "\uffff" else _beyond(char, escapes=escapes) for char in text)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _beyond(char: str, *, escapes: bool) -> str:
    """A character that is no single `\\u` escape."""
    return f"\\U{ord(char):08x}" if escapes else char


def folded(text: str, indent: str, line_end: str) -> str:
    """A text whose every line end is one line end more in the source, where one alone would be a blank."""
    return re.sub(r"\n+", lambda found: line_end * (len(found[0]) + 1) + indent, text)


def _spelling(raw: str, part: re.Pattern[str], quote: int = 1) -> Iterator[Spelt]:
    """The spelling of a scalar whose quotes have `quote` characters."""
    read: Callable[[str], str] = _escaped if part is _DOUBLE else _as_it_is
    for found in part.finditer(raw, quote, len(raw) - quote):
        yield Spelt(read(found[0]), found.start(), found.end())


def _as_it_is(part: str) -> str:
    """The text of a part of a scalar without escapes."""
    if part == "''":
        return "'"
    breaks = len(_LINE_END.findall(part))
    return part if not breaks else " " if breaks == 1 else "\n" * (breaks - 1)


def _escaped(part: str) -> str:
    """The text of a part of a scalar in double quotes."""
    if not part.startswith("\\"):
        return _as_it_is(part)
    if part[1] in "\r\n":
        return ""
    return chr(int(f"0x{part[2:]}", 0)) if part[1] in "xuU" and len(part) > 2 else _ESCAPES.get(part[1], part[1])
