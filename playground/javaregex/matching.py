"""Regular expressions as Java's String methods and `selectionPattern` have them, with a time limit; the only import of `regex`.

Evidence, unless it says otherwise: java.util.regex (Pattern, Matcher) and java.lang.String of Java 17, asked case by case.
Differs from AWS: Java counts UTF-16 units, so an empty match may stand between the two halves of a character beyond U+FFFF; not here.
"""

from __future__ import annotations

import math
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from playground.errors import LimitReached
from playground.javaregex.classes import InvalidRegex
from playground.javaregex.translator import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["InvalidRegex", "InvalidReplacement", "check", "finds", "matches", "plain", "replace_all", "replace_first", "split"]

MAX_PATTERN: Final = 2_000
"""Characters of a pattern: compiling cannot be interrupted, so what it may take is bounded here."""


class InvalidReplacement(ValueError):
    """A replacement text that Java refuses where something matches; `java_class` is the exception that Java throws."""

    def __init__(self, message: str, java_class: str = "java.lang.IllegalArgumentException") -> None:
        super().__init__(message)
        self.java_class = java_class


class _Compiled(NamedTuple):
    pattern: regex.Pattern[str]
    groups: int
    names: Mapping[str, int]


def check(pattern: str) -> None:
    """InvalidRegex where Java refuses the pattern."""
    _compile(pattern)


def matches(pattern: str, text: str, seconds: float) -> bool:
    """Whether `pattern` matches the whole of `text` (String.matches)."""
    try:
        return _compile(pattern).pattern.fullmatch(text, timeout=None if _is_quick(pattern, len(text)) else seconds) is not None
    except TimeoutError as error:
        raise _too_slow(pattern, seconds) from error


def finds(pattern: str, text: str, seconds: float) -> bool:
    """Whether `pattern` matches somewhere in `text` (Matcher.find)."""
    try:
        return _compile(pattern).pattern.search(text, timeout=seconds) is not None
    except TimeoutError as error:
        raise _too_slow(pattern, seconds) from error


def replace_all(text: str, pattern: str, replacement: str, seconds: float, *, limit: int | None = None) -> str:
    """`text` with every match replaced (String.replaceAll); raises LimitReached where it grows over `limit` characters."""
    texts = plain(pattern, replacement)
    if texts is not None and (limit is None or replaced_length(text, *texts) <= limit):
        return text.replace(*texts)
    return _replace(text, pattern, replacement, seconds, limit, once=False)


def plain(pattern: str, replacement: str) -> tuple[str, str] | None:
    """What stands for what, where both are literal, as in `.replaceAll("\\'", "'")`; None where either is more than that, or very long.

    It takes a tenth of a search's time, and none of its limit's.
    """
    return _plain(pattern, replacement) if len(pattern) <= MAX_PATTERN and len(replacement) <= MAX_PATTERN else None


def replaced_length(text: str, old: str, new: str) -> int:
    """How many characters a text has with `old` replaced, or had before, where that is more."""
    return len(text) + (text.count(old) * (len(new) - len(old)) if len(new) > len(old) else 0)


@lru_cache(maxsize=256)
def _plain(pattern: str, replacement: str) -> tuple[str, str] | None:
    if not _LITERAL.fullmatch(pattern) or not _LITERAL_REPLACEMENT.fullmatch(replacement):
        return None
    return _ESCAPED.sub(lambda match: _CONTROLS.get(match[1], match[1]), pattern), _ESCAPED.sub(r"\1", replacement)


_LITERAL: Final = re.compile(r"(?:[^\\^$.|?*+()\[\]{}]|\\[nrtf!-/:-@\[-`{-~])+")
_LITERAL_REPLACEMENT: Final = re.compile(r"(?:[^\\$]|\\.)*", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_CONTROLS: Final = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}


def replace_first(text: str, pattern: str, replacement: str, seconds: float, *, limit: int | None = None) -> str:
    """`text` with the first match replaced (String.replaceFirst)."""
    return _replace(text, pattern, replacement, seconds, limit, once=True)


def split(text: str, pattern: str, limit: int, seconds: float) -> list[str]:
    """The pieces of `text` between the matches (String.split): at most `limit` where it is above 0; 0 drops empty pieces at the end."""
    pieces: list[str] = []
    index = 0
    for match in _find(_compile(pattern).pattern, text, pattern, seconds):
        if limit > 0 and len(pieces) == limit - 1:
            break
        if match.end() == 0:
            continue  # an empty match at the very start splits nothing off (since Java 8)
        pieces.append(text[index : match.start()])
        index = match.end()
    if index == 0:
        return [text]
    pieces.append(text[index:])
    while limit == 0 and pieces and not pieces[-1]:
        pieces.pop()
    return pieces


def _replace(text: str, pattern: str, replacement: str, seconds: float, limit: int | None, *, once: bool) -> str:
    compiled = _compile(pattern)
    template: list[str | int] | None = None
    pieces: list[str] = []
    index = size = 0
    for match in _find(compiled.pattern, text, pattern, seconds):
        if template is None:
            template = _template(replacement, pattern) if len(replacement) <= MAX_PATTERN else _replacement(replacement, compiled)
        start, stop = match.span()
        new = [text[index:start], *[part if isinstance(part, str) else match[part] or "" for part in template]]
        pieces += new
        index = stop
        if limit is not None:
            size += sum(map(len, new))
            if size > limit:
                raise LimitReached("string", f"A text made by replacing has more than {limit:,} characters.")
        if once:
            break
    return "".join([*pieces, text[index:]])


@lru_cache(maxsize=256)
def _template(text: str, pattern: str) -> list[str | int]:
    return _replacement(text, _compile(pattern))


def _replacement(text: str, compiled: _Compiled) -> list[str | int]:
    """A replacement as texts and numbers of groups: `$1`, `${name}`, `\\` before a literal (Matcher.appendReplacement)."""
    parts: list[str | int] = []
    offset = 0
    while offset < len(text):
        char = text[offset]
        offset += 1
        if char == "\\":
            if offset == len(text):
                raise InvalidReplacement("the replacement ends with a `\\`; a literal one is written `\\\\`")
            parts.append(text[offset])
            offset += 1
        elif char == "$":
            group, offset = _group(text, offset, compiled)
            parts.append(group)
        else:
            end = min((place for place in (text.find("\\", offset), text.find("$", offset)) if place >= 0), default=len(text))
            parts.append(text[offset - 1 : end])
            offset = end
    return parts


def _group(text: str, offset: int, compiled: _Compiled) -> tuple[int, int]:
    """The group that `$` at `offset - 1` of a replacement means, and the offset after it."""
    if text[offset : offset + 1] == "{":
        end = offset + 1
        while end < len(text) and text[end].isascii() and text[end].isalnum():
            end += 1
        name = text[offset + 1 : end]
        if text[end : end + 1] != "}" or name not in compiled.names:
            raise InvalidReplacement(f"`${{{name}` in the replacement names no group of the pattern; a literal `$` is written `\\$`")
        return compiled.names[name], end + 1
    if not _is_digit(text[offset : offset + 1]):
        raise InvalidReplacement("`$` in the replacement is not followed by a group's number; a literal one is written `\\$`")
    group = int(text[offset])
    if group > compiled.groups:
        raise InvalidReplacement(f"the pattern has no group {group}; a literal `$` is written `\\$`", "java.lang.IndexOutOfBoundsException")
    offset += 1
    while _is_digit(text[offset : offset + 1]) and group * 10 + int(text[offset]) <= compiled.groups:
        group = group * 10 + int(text[offset])
        offset += 1
    return group, offset


def _is_digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _find(compiled: regex.Pattern[str], text: str, pattern: str, seconds: float) -> Iterator[regex.Match[str]]:
    """The matches as Matcher.find gives them: after an empty one the search goes on one character later.

    `seconds` are the processor's, as the `regex` package takes them: a machine that is busy otherwise uses up none. To ask for them
    takes longer than most searches, so that is only done where one may be slow, and when a quarter of what was left may be over.
    """
    is_quick = _is_quick(pattern, len(text))
    end, left, look = (math.inf,) * 3 if is_quick else (time.process_time() + seconds, seconds, time.monotonic() + seconds / 4)
    offset = 0
    while offset <= len(text):
        try:
            match = compiled.search(text, offset, timeout=None if is_quick else max(left, _LEAST_SECONDS))
        except TimeoutError as error:
            raise _too_slow(pattern, seconds) from error
        if match is None:
            return
        if not is_quick and time.monotonic() > look:
            left = end - time.process_time()
            if left <= 0:
                raise _too_slow(pattern, seconds)
            look = time.monotonic() + left / 4
        yield match
        offset = match.end() + (match.end() == match.start())


def _is_quick(pattern: str, size: int) -> bool:
    """Whether a pattern is surely done with so many characters in some milliseconds: without groups, each repetition multiplies the
    steps by the characters at most.
    """
    repetitions = sum(map(pattern.count, "*+?{"))
    return "(" not in pattern and len(pattern) * (size + 1) ** (1 + repetitions) <= _QUICK


_QUICK: Final = 1_000_000
"""Steps of some ten nanoseconds."""
_LEAST_SECONDS: Final = 0.001


def _too_slow(pattern: str, seconds: float) -> LimitReached:
    shown = pattern if len(pattern) <= _SHOWN else f"{pattern[:_SHOWN]}…"
    return LimitReached(
        "regex",
        f"The regular expression {shown} took more than {seconds:g} s.",
        help="Repetitions in each other, such as (a+)+, take very long where they do not match.",
    )


_SHOWN: Final = 60


@lru_cache(maxsize=256)
def _compile(pattern: str) -> _Compiled:
    if len(pattern) > MAX_PATTERN:
        raise LimitReached(
            "regex",
            f"A regular expression has {len(pattern):,} characters; {MAX_PATTERN:,} is the most, which no setting changes.",
        )
    translation = translate(pattern)
    try:
        compiled = regex.compile(translation.pattern, regex.VERSION1)
    except (regex.error, RecursionError, OverflowError) as error:
        message = "groups stand too deep in each other" if isinstance(error, RecursionError) else str(error)
        raise InvalidRegex(message) from error
    return _Compiled(compiled, translation.groups, translation.names)
