"""Where the value at a path stands in a text that is strict JSON. No value is read; used to mark what a model or a conversion refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.jsontext.strict import strict_decoder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


class Places:
    """The places of the members of one JSON text, for asking many of them: each object and list on the way is read once."""

    def __init__(self, text: str) -> None:
        """The text must be JSON."""
        self.text = text
        self._members: dict[int, dict[str, tuple[int, int, int]]] = {}

    def span(self, path: Iterable[str | int]) -> tuple[int, int]:
        """Start and end of the value at `path`; of one that is not there, of its object."""
        at = _skip(self.text, 0)
        for part in path:
            at = self._of(at).get(str(part), (at, at, at))[2]
        return at, _DECODER.raw_decode(self.text, at)[1]

    def name_span(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Start and end of the name of the member at `path`, its quotes with it; the value's of what has no name, or is not there."""
        begin, end, _ = self._of(self.span(path[:-1])[0]).get(str(path[-1]), (0, 0, 0))
        return (begin, end) if begin < end else self.span(path)

    def _of(self, at: int) -> dict[str, tuple[int, int, int]]:
        """Name → where it begins and ends, and where its value begins, of what begins at an offset; an item's name is its index."""
        if self.text[at : at + 1] not in {"[", "{"}:
            return {}
        if at not in self._members:
            self._members[at] = {name: (begin, end, value) for name, begin, end, value in _members(self.text, at)}
        return self._members[at]


def _members(text: str, at: int) -> Iterator[tuple[str, int, int, int]]:
    """Each member of the list or object at an offset: its name, the name's start and end (of an item: nothing), the value's start."""
    is_list, count = text[at] == "[", 0
    at = _skip(text, at + 1)
    while text[at] not in "]}":
        name, begin, end = str(count), at, at
        if not is_list:
            name, end = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, end) + 1)
        yield name, begin, end, at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
        count += 1


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
    """The offset of the member `part` of the list or object that begins at an offset; its own where there is none."""
    found = at
    for name, _, _, value in _members(text, at):
        if name == part:
            found = value
    return found


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
