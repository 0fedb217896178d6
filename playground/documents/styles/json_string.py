"""A string of JSON: another text is spelt as the string spells its own."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playground.documents.styles.spelling import Spelt, respelt

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARACTER = re.compile(r'\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\"]', re.DOTALL)
_FIRST_BEYOND_ASCII = 0x80


def rewritten(raw: str, new: str, document: str) -> str:
    """The string `raw`, with its quotes, for the text `new`. What it says nothing about is spelt as the rest of the document does."""
    spelling = list(_spelling(raw))
    known = {one.text: raw[one.start : one.end] for one in spelling}
    escapes = _escapes_others(raw, document)
    return respelt(raw, spelling, new, lambda text: "".join(known.get(char) or _spelt(char, escapes=escapes) for char in text))


def _spelling(raw: str) -> Iterator[Spelt]:
    for found in _CHARACTER.finditer(raw, 1, len(raw) - 1):
        yield Spelt(json.loads(f'"{found[0]}"', strict=False), found.start(), found.end())


def _spelt(char: str, *, escapes: bool) -> str:
    """A character as JSON writes it, beyond ASCII with an escape or as it is."""
    is_half = "\ud800" <= char <= "\udfff"
    return json.dumps(char, ensure_ascii=escapes or is_half)[1:-1]


def _escapes_others(raw: str, document: str) -> bool:
    """Whether characters beyond ASCII are written as escapes: as this string does, else as the document does."""
    for text in (raw, document):
        if not text.isascii():
            return False
        if any(int(found[1:], 16) >= _FIRST_BEYOND_ASCII for found in re.findall(r"(?<!\\)(?:\\\\)*\\(u[0-9a-fA-F]{4})", text)):
            return True
    return False
