"""Where the value at a path stands in a text that is strict JSON. No value is read; used to mark what a model or a conversion refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.jsontext.strict import strict_decoder

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACE = re.compile(r"[ \t\r\n]*+")
_DECODER = strict_decoder(str, str)


def span_of(text: str, path: Iterable[str | int]) -> tuple[int, int]:
    """Start and end of the value at `path` in a JSON text; of a name that stands twice, the last; of one that is not there, its object.

    Every level of the path reads its object once. The text must be JSON.
    """
    at = _skip(text, 0)
    for part in path:
        if text[at] not in "[{":
            break
        at = _step(text, at, str(part))
    return at, _DECODER.raw_decode(text, at)[1]


def name_span_of(text: str, path: Iterable[str | int]) -> tuple[int, int]:
    """Start and end of the name of the member at `path`, its quotes with it; the value's of what has no name, or is not there."""
    *holder, name = path
    start = span_of(text, holder)[0]
    if text[start : start + 1] != "{":
        return span_of(text, (*holder, name))
    at, found = _skip(text, start + 1), span_of(text, (*holder, name))
    while text[at] != "}":
        begin = at
        given, at = _DECODER.raw_decode(text, at)
        if given == name:
            found = (begin, at)
        at = _skip(text, _DECODER.raw_decode(text, _skip(text, _skip(text, at) + 1))[1])
        at = _skip(text, at + 1) if text[at] == "," else at
    return found


def offset_in_string(text: str, start: int, offset: int) -> int:
    """Where the character at `offset` of the string that begins, with its quote, at `start` stands in the text."""
    at = start + 1
    for _ in range(offset):
        if text[at : at + 1] != "\\":
            at += 1
        elif text[at + 1 : at + 2] != "u":
            at += 2
        else:
            is_pair = text[at + 2 : at + 4].lower() in {"d8", "d9", "da", "db"} and text[at + 6 : at + 8] == "\\u"
            at += 12 if is_pair else 6
    return min(at, len(text))


def _step(text: str, at: int, part: str) -> int:
    """The offset of the member `part` of the list or object that begins at an offset."""
    found, is_list = at, text[at] == "["
    at = _skip(text, at + 1)
    count = 0
    while text[at] not in "]}":
        name = str(count)
        if not is_list:
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if name == part:
            found = at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
        count += 1
    return found


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
