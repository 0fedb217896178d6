"""String.format as java.util.Formatter of Java 17 has it, but for dates (`%t`) and hexadecimal decimals (`%a`), which fail here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.vtl.java.format_numbers import format_real, format_whole
from playground.vtl.java.hash_codes import hash_code
from playground.vtl.java.length import check_length, joined
from playground.vtl.java.utf16 import LAST_CHARACTER, from_units, to_units
from playground.vtl.java.values import JavaException, class_name, is_int, nested_text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPECIFIER = re.compile(r"%(?:([0-9]+)\$)?([-#+ 0,(<]*)([0-9]+)?(?:\.([0-9]+))?([a-zA-Z%])|%")
_REFUSED_FLAGS = {"b": "#+ 0,(", "h": "#+ 0,(", "s": "+ 0,(", "c": "#+ 0,(", "d": "#", "o": ",", "x": ",", "e": ",", "f": "", "g": "#"}
"""The flags that each conversion refuses."""
_UPPER_CASE = "BHSCXEG"
_NUMBERS = "doxefg"
_WHOLE = "dox"
_MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Specifier:
    """One `%…`; `width` and `precision` are None where it has none, `kind` is the conversion in lower case."""

    text: str
    index: int | None
    flags: str
    width: int | None
    precision: int | None
    conversion: str

    @property
    def kind(self) -> str:
        """The conversion in lower case."""
        return self.conversion.lower()


def format_text(pattern: str, arguments: Sequence[object]) -> str:
    """`pattern` with its specifiers filled in. JavaException as java.util.Formatter throws; LimitReached where it grows too long."""
    pieces = _parse(pattern)
    return joined(_filled(pieces, arguments), "")


def _parse(pattern: str) -> list[str | Specifier]:
    """The texts of a pattern and the specifiers between them."""
    pieces: list[str | Specifier] = []
    at = 0
    for match in _SPECIFIER.finditer(pattern):
        pieces += [pattern[at : match.start()], _specifier(match)]
        at = match.end()
    return [*pieces, pattern[at:]]


def _specifier(match: re.Match[str]) -> Specifier:
    index, flags, width, precision, conversion = match.groups()
    if conversion is None or not (conversion in _UPPER_CASE or conversion in "n%" or conversion in _REFUSED_FLAGS):
        raise _failure("UnknownFormatConversion", f"Conversion = '{conversion or '%'}'")
    number, what = _number(index), shorten(match[0])
    if number == 0 or (number or 0) > _MOST:
        raise _failure("IllegalFormatArgumentIndex", f"Illegal format argument index in {what}")
    if len(set(flags)) < len(flags):
        raise _failure("DuplicateFormatFlags", f"Flags = '{flags}'")
    found = Specifier(match[0], None if "<" in flags else number, flags, _number(width), _number(precision), conversion)
    for size, name in ((found.width, "IllegalFormatWidth"), (found.precision, "IllegalFormatPrecision")):
        if size is not None and size > _MOST:
            raise _failure(name, what)
    _check(found)
    return found


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits[-len(str(_MOST)) - 1 :]) if len(digits.lstrip("0")) <= len(str(_MOST)) else _MOST + 1


def _check(one: Specifier) -> None:
    """JavaException where flags, width or precision do not go with the conversion."""
    if one.kind in "n%":
        _check_sign(one)
        return
    flags = one.flags.replace("<", "")
    needs_width = "-0" if one.kind in _NUMBERS else "-"
    if one.width is None and any(flag in flags for flag in needs_width):
        raise _failure("MissingFormatWidth", one.text)
    if one.kind in _NUMBERS and ({"+", " "} <= set(flags) or {"-", "0"} <= set(flags)):
        raise _failure("IllegalFormatFlags", f"Flags = '{flags}'")
    if one.precision is not None and (one.kind in _WHOLE or one.kind == "c"):
        raise _failure("IllegalFormatPrecision", str(one.precision))
    for flag in _REFUSED_FLAGS[one.kind]:
        if flag in flags:
            raise _mismatch(flag, one)


def _check_sign(one: Specifier) -> None:
    """The same for `%%` and `%n`."""
    flags = one.flags
    if one.precision is not None:
        raise _failure("IllegalFormatPrecision", str(one.precision))
    if flags not in {"", "-"} or (flags and one.kind == "n"):
        raise _failure("IllegalFormatFlags", f"Flags = '{flags}'")
    if one.width is not None and one.kind == "n":
        raise _failure("IllegalFormatWidth", str(one.width))
    if one.width is None and flags:
        raise _failure("MissingFormatWidth", one.text)


def _filled(pieces: Sequence[str | Specifier], arguments: Sequence[object]) -> Iterator[str]:
    """The texts, with what each specifier makes of its argument."""
    ordinary, last = 0, -1
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        if piece.kind in "n%":
            yield "\n" if piece.kind == "n" else _justified("%", piece)
            continue
        if "<" not in piece.flags:
            last = ordinary if piece.index is None else piece.index - 1
            ordinary += piece.index is None
        if not 0 <= last < len(arguments):
            raise _failure("MissingFormatArgument", f"Format specifier '{piece.text}'")
        check_length(max(piece.width or 0, piece.precision or 0))
        yield _justified(_converted(arguments[last], piece), piece)


def _justified(text: str, one: Specifier) -> str:
    missing = " " * ((one.width or 0) - len(to_units(text)))
    return text + missing if "-" in one.flags else missing + text


def _converted(value: object, one: Specifier) -> str:
    if value is None and one.kind != "b":
        text = _cut("null", one)
    elif one.kind in _WHOLE:
        text = _whole(value, one)
    elif one.kind in _NUMBERS:
        made = format_real(value, one.flags, one.width, one.precision, one.kind)
        if made is None:
            raise _refused(value, one)
        text = made
    else:
        text = _general(value, one)
    return text.upper() if one.conversion in _UPPER_CASE else text


def _whole(value: object, one: Specifier) -> str:
    made = format_whole(value, one.flags, one.width, one.kind)
    if made is None:
        raise _refused(value, one)
    return made


def _general(value: object, one: Specifier) -> str:
    if one.kind == "c":
        return _character(value, one)
    if one.kind == "b":
        return _cut("false" if value is None or value is False else "true", one)
    if one.kind == "h":
        return _cut(f"{hash_code(value) & 0xFFFFFFFF:x}", one)
    if "#" in one.flags:
        raise _mismatch("#", one)
    return _cut(nested_text(value), one)


def _character(value: object, one: Specifier) -> str:
    """A character, which is a text of one unit here, or the one of a code."""
    if is_int(value):
        if not 0 <= value <= LAST_CHARACTER:
            raise _failure("IllegalFormatCodePoint", f"Code point = 0x{value & 0xFFFFFFFF:x}")
        return chr(value)
    if isinstance(value, str) and len(to_units(value)) == 1:
        return value
    raise _refused(value, one)


def _cut(text: str, one: Specifier) -> str:
    return text if one.precision is None else from_units(to_units(text)[: one.precision])


def _failure(name: str, message: str) -> JavaException:
    return JavaException(f"java.util.{name}Exception", message)


def _mismatch(flag: str, one: Specifier) -> JavaException:
    return _failure("FormatFlagsConversionMismatch", f"Conversion = {one.conversion}, Flags = {flag}")


def _refused(value: object, one: Specifier) -> JavaException:
    return _failure("IllegalFormatConversion", f"{one.conversion} != {class_name(value)}")
