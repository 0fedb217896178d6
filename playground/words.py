"""Texts of users in messages: on one line, shortened where they are long."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")
_NAME_CHARACTER = re.compile(r"[\w-]")
_SHORTEST = 3
_LOOSE = " .,[("
_LONGEST_READ = 4
"""The factor of `most` up to which a text is read at all."""


def shorten(text: str, most: int = 80) -> str:
    """`text` on one line, of `most` characters at most: where it is longer it is cut between two names or words, and `…` stands there.

    `$input.path('$.a.b').c` is cut behind `$input.path('$.a`, say, and never behind half of a name, unless a name alone is too long.
    """
    line = _LINE_END.sub(" ", text[: _LONGEST_READ * most])
    if len(line) <= most and len(text) <= _LONGEST_READ * most:
        return line
    last = min(len(line), most - 1)
    end = next((at for at in range(last, _SHORTEST, -1) if not _is_inside_name(line, at)), last)
    return f"{line[:end].rstrip(_LOOSE)}…"


def _is_inside_name(line: str, at: int) -> bool:
    return at < len(line) and all(_NAME_CHARACTER.match(char) for char in line[at - 1 : at + 1])
