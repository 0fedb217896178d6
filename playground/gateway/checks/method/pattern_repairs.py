"""Selection patterns that are written as if they were something else than a Java regular expression of the whole, and as what was meant.

To add a repair: write a function that gives the pattern mended, or as it is, and list it with its reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from playground.errors import LimitReached
from playground.javaregex import matching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_QUICK = 0.01
"""Seconds for one try: advice must not use up the time of the evaluation."""
_STATUS_FAMILY = re.compile(r"([1-5])(?:[xX]{2}|\*{1,2}|\?{2}|_{2})")
_STATUS_LIST = re.compile(r"[1-5][0-9]{2}(?:\s*[,;/]\s*[1-5][0-9]{2})+")
_BLANKS = re.compile(r"\s+")
_SEPARATOR = re.compile(r"\s*[,;/]\s*")
_QUOTED = re.compile(r"""(["'`/])(.+)\1""", re.DOTALL)
_BRACKETS = re.compile(r"(?<!\\)\[([A-Za-z][\w .:-]+)\]")
_GLOB_STAR = re.compile(r"(?:^|(?<=\|))\*")
_STAR_AT_END = re.compile(r"(?<=\w)\*$")


class Repair(NamedTuple):
    """What is wrong with a pattern, and the pattern as it was meant."""

    why: str
    pattern: str


def repairs(pattern: str) -> Iterator[Repair]:
    """What a pattern may have been meant as, the likeliest first."""
    for why, mend in _REPAIRS:
        mended = mend(pattern)
        if mended and mended != pattern:
            yield Repair(why, mended)


def can_match(pattern: str, text: str) -> bool:
    """Whether a pattern matches the whole of a text, as far as that is found out quickly."""
    try:
        return matching.matches(pattern, text, _QUICK)
    except (matching.InvalidRegex, LimitReached):
        return False


def on_one_line(text: str) -> str:
    """The beginning of a text as a message shows it, its line ends as `\\n`."""
    return "\\n".join(text[:60].splitlines())


def _without_quotes(pattern: str) -> str:
    found = _QUOTED.fullmatch(pattern)
    return found[2] if found else pattern


def _glob(pattern: str) -> str:
    """`*Not found*`, as file names are matched."""
    starred = _GLOB_STAR.sub(".*", pattern)
    return _STAR_AT_END.sub(".*", starred) if starred != pattern else pattern


_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("whitespace around it counts", str.strip),
    (
        "an x stands for an x, and `*` repeats what is before it",
        lambda pattern: rf"{found[1]}\d{{2}}" if (found := _STATUS_FAMILY.fullmatch(pattern.strip())) else pattern,
    ),
    ("quotes and slashes around it count", _without_quotes),
    (
        "several statuses are written with `|` between them",
        lambda pattern: _SEPARATOR.sub("|", pattern.strip()) if _STATUS_LIST.fullmatch(pattern.strip()) else pattern,
    ),
    ("whitespace in it counts", lambda pattern: _BLANKS.sub("", pattern)),
    ("`\\\\` is one backslash, and not the beginning of `\\d`", lambda pattern: pattern.replace("\\\\", "\\")),
    ("`[…]` is one character of those in it; brackets are written `\\[` and `\\]`", lambda pattern: _BRACKETS.sub(r"\\[\1\\]", pattern)),
    ("`*` repeats what is before it; anything is `.*`", _glob),
)
