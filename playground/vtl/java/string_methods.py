"""java.lang.String's methods. Indexes count UTF-16 units, as Java's do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import utf16_length
from playground.javaregex import matching
from playground.vtl.java.arguments import ANY, BOOLEAN, INT, TEXT, takes
from playground.vtl.java.length import check_length, joined, most
from playground.vtl.java.string_format import format_text
from playground.vtl.java.utf16 import LAST_CHARACTER, from_units, to_units
from playground.vtl.java.values import JavaArray, JavaException, JavaMethod, NoSuchMethod, is_int, nested_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["METHODS", "REGEX_METHODS", "NoSuchMethod", "is_int"]

_CONTROLS_AND_BLANK = "".join(map(chr, range(33)))
"""What trim() takes away."""
_NO_BREAK = "\u00a0\u2007\u202f"
_WHITE_SPACE = "".join(one for one in map(chr, range(0x3001)) if one.isspace() and one not in _NO_BREAK and one != "\x85")
"""Character.isWhitespace, which strip() takes away: as Python's, but for no-break spaces and NEL."""


def _out_of_bounds(message: str) -> JavaException:
    return JavaException("java.lang.StringIndexOutOfBoundsException", message)


def _substring(text: str, start: int, stop: int | None = None) -> str:
    units = to_units(text)
    stop = len(units) if stop is None else stop
    if not 0 <= start <= stop <= len(units):
        raise _out_of_bounds(f"begin {start}, end {stop}, length {len(units)}")
    return from_units(units[start:stop])


def _char_at(text: str, index: int) -> str:
    units = to_units(text)
    if not 0 <= index < len(units):
        raise _out_of_bounds(f"index {index}, length {len(units)}")
    return units[index]


def _needle(value: object) -> str | None:
    """What indexOf looks for: text, or the code of a character; None of a code that no character has."""
    if isinstance(value, str):
        return to_units(value)
    if is_int(value):
        return to_units(chr(value)) if 0 <= value <= LAST_CHARACTER else None
    if value is None:
        raise JavaException("java.lang.NullPointerException", "an argument is null")
    raise NoSuchMethod


def _index_of(text: str, value: object, start: int = 0) -> int:
    units, needle = to_units(text), _needle(value)
    return -1 if needle is None else units.find(needle, min(max(start, 0), len(units)))


def _last_index_of(text: str, value: object, start: int | None = None) -> int:
    units, needle = to_units(text), _needle(value)
    if needle is None:
        return -1
    return units.rfind(needle) if start is None else -1 if start < 0 else units.rfind(needle, 0, start + len(needle))


def _region_matches(text: str, start: int, other: str, other_start: int, count: int) -> bool:
    left, right = to_units(text), to_units(other)
    if start < 0 or other_start < 0 or start + count > len(left) or other_start + count > len(right):
        return False
    return left[start : start + max(count, 0)] == right[other_start : other_start + max(count, 0)]


def _region_matches_in_case(text: str, is_any: bool, start: int, other: str, other_start: int, count: int) -> bool:  # noqa: FBT001 - Java's order
    if is_any:
        text, other = _fold(text), _fold(other)
    return _region_matches(text, start, other, other_start, count)


def _starts_with_at(text: str, prefix: str, start: int) -> bool:
    return start >= 0 and to_units(text).startswith(to_units(prefix), start)


def _compare_to(text: str, other: object) -> int:
    if not isinstance(other, str):
        raise JavaException("java.lang.ClassCastException", "what is compared with a text must be text")
    return _compare(text, other)


def _compare(text: str, other: str) -> int:
    left, right = to_units(text), to_units(other)
    for a, b in zip(left, right, strict=False):
        if a != b:
            return ord(a) - ord(b)
    return len(left) - len(right)


def _equals_ignore_case(text: str, other: object) -> bool:
    if other is not None and not isinstance(other, str):
        raise NoSuchMethod
    return other is not None and len(text) == len(other) and _fold(text) == _fold(other)


def _fold(text: str) -> str:
    """What is compared where case does not count: each character by itself, as Java does it, so that none becomes two."""
    return text.lower() if text.isascii() else "".join([_lowered(one) for one in text])


def _lowered(character: str) -> str:
    upper = character.upper()
    return (upper if len(upper) == 1 else character).lower()[0]


def _repeat(text: str, count: int) -> str:
    if count < 0:
        raise JavaException("java.lang.IllegalArgumentException", f"count is negative: {count}")
    check_length(len(text) * count)
    return text * count


def _replace(text: str, old: str, new: str) -> str:
    check_length(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


def _join(_text: str, delimiter: str, members: object) -> str:
    if isinstance(members, str):
        return members
    if not isinstance(members, list):
        raise NoSuchMethod
    return joined(map(nested_text, members), delimiter)


METHODS: Mapping[tuple[str, int], JavaMethod] = {
    ("length", 0): utf16_length,
    ("isEmpty", 0): lambda text: not text,
    ("isBlank", 0): lambda text: not text.strip(_WHITE_SPACE),
    ("charAt", 1): takes(INT)(_char_at),
    ("substring", 1): takes(INT)(_substring),
    ("substring", 2): takes(INT, INT)(_substring),
    ("subSequence", 2): takes(INT, INT)(_substring),
    ("indexOf", 1): _index_of,
    ("indexOf", 2): takes(ANY, INT)(_index_of),
    ("lastIndexOf", 1): _last_index_of,
    ("lastIndexOf", 2): takes(ANY, INT)(_last_index_of),
    ("contains", 1): takes(TEXT)(lambda text, part: part in text),
    ("startsWith", 1): takes(TEXT)(lambda text, prefix: text.startswith(prefix)),
    ("startsWith", 2): takes(TEXT, INT)(_starts_with_at),
    ("endsWith", 1): takes(TEXT)(lambda text, suffix: text.endswith(suffix)),
    ("regionMatches", 4): takes(INT, TEXT, INT, INT)(_region_matches),
    ("regionMatches", 5): takes(BOOLEAN, INT, TEXT, INT, INT)(_region_matches_in_case),
    ("equalsIgnoreCase", 1): _equals_ignore_case,
    ("contentEquals", 1): takes(TEXT)(lambda text, other: text == other),
    ("compareTo", 1): _compare_to,
    ("compareToIgnoreCase", 1): takes(TEXT)(lambda text, other: _compare(_fold(text), _fold(other))),
    ("concat", 1): takes(TEXT)(lambda text, other: text + other),
    ("replace", 2): takes(TEXT, TEXT)(_replace),
    ("trim", 0): lambda text: text.strip(_CONTROLS_AND_BLANK),
    ("strip", 0): lambda text: text.strip(_WHITE_SPACE),
    ("stripLeading", 0): lambda text: text.lstrip(_WHITE_SPACE),
    ("stripTrailing", 0): lambda text: text.rstrip(_WHITE_SPACE),
    ("repeat", 1): takes(INT)(_repeat),
    ("toLowerCase", 0): lambda text: text.lower(),
    ("toUpperCase", 0): lambda text: text.upper(),
    ("intern", 0): lambda text: text,
    ("codePointAt", 1): takes(INT)(lambda text, index: ord(from_units(to_units(text)[index:])[0]) if _char_at(text, index) else 0),
    ("toCharArray", 0): lambda text: JavaArray(to_units(text)),
    ("getBytes", 0): lambda text: JavaArray(byte - 256 if byte > 127 else byte for byte in text.encode("utf-8", "replace")),
    ("valueOf", 1): lambda _text, value: nested_text(value),
    ("join", 2): takes(TEXT, ANY)(_join),
    ("format", 1): takes(TEXT)(lambda _text, pattern: format_text(pattern, [])),
    ("format", 2): takes(TEXT, ANY)(lambda _text, pattern, a: format_text(pattern, a if isinstance(a, JavaArray) else [a])),
    ("format", 3): takes(TEXT, ANY, ANY)(lambda _text, pattern, a, b: format_text(pattern, [a, b])),
    ("format", 4): takes(TEXT, ANY, ANY, ANY)(lambda _text, pattern, a, b, c: format_text(pattern, [a, b, c])),
}


def _with_regex(count: int, function: Callable[..., object]) -> Callable[..., object]:
    """A method of `count` text arguments that runs a regular expression; what is wrong with it fails as in Java."""

    def guarded(seconds: float, text: str, *arguments: object) -> object:
        for argument in arguments[:count]:
            if type(argument) is not str and not TEXT(argument):
                raise NoSuchMethod
        try:
            return function(seconds, text, *arguments)
        except matching.InvalidRegex as error:
            raise JavaException("java.util.regex.PatternSyntaxException", str(error)) from error
        except matching.InvalidReplacement as error:
            raise JavaException(error.java_class, str(error)) from error

    return guarded


def _split(seconds: float, text: str, pattern: str, limit: object = 0) -> JavaArray:
    if not is_int(limit):
        raise NoSuchMethod
    return JavaArray(matching.split(text, pattern, limit, seconds))


REGEX_METHODS: Mapping[tuple[str, int], Callable[..., object]] = {
    ("matches", 1): _with_regex(1, lambda seconds, text, pattern: matching.matches(pattern, text, seconds)),
    ("replaceAll", 2): _with_regex(2, lambda seconds, text, pattern, new: matching.replace_all(text, pattern, new, seconds, limit=most())),
    ("replaceFirst", 2): _with_regex(
        2, lambda seconds, text, pattern, new: matching.replace_first(text, pattern, new, seconds, limit=most())
    ),
    ("split", 1): _with_regex(1, _split),
    ("split", 2): _with_regex(1, _split),
}
