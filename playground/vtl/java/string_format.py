"""String.format, for the conversions that templates use: %s %d %x %X %f %e %c %b %n %%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.vtl.java.values import JavaException, is_number, nested_text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONVERSION = re.compile(r"%(?:([0-9]{1,3})\$)?([-#+ 0,(]*)([0-9]{1,4})?(?:\.([0-9]{1,3}))?([a-zA-Z%])")


def format_text(pattern: str, arguments: Sequence[object]) -> str:
    """`pattern` with its conversions filled in. JavaException as java.util.Formatter throws."""
    following = iter(arguments)

    def fill(match: re.Match[str]) -> str:
        index, flags, width, precision, conversion = match.groups()
        if conversion in "n%":
            text = "\n" if conversion == "n" else "%"
        else:
            argument = _argument(match[0], arguments, following, index)
            text = _convert(argument, flags, precision, conversion, match[0])
        fill_with = "0" if "0" in flags and conversion in "dxXfe" else " "
        return text.ljust(int(width or 0)) if "-" in flags else text.rjust(int(width or 0), fill_with)

    rest = _CONVERSION.sub("", pattern)
    if "%" in rest:
        raise JavaException("java.util.UnknownFormatConversionException", "Conversion = '%'")
    return _CONVERSION.sub(fill, pattern)


def _argument(specifier: str, arguments: Sequence[object], following: Iterator[object], index: str | None) -> object:
    try:
        return arguments[int(index) - 1] if index else next(following)
    except (IndexError, StopIteration):
        raise JavaException("java.util.MissingFormatArgumentException", f"Format specifier '{specifier}'") from None


def _convert(value: object, flags: str, precision: str | None, conversion: str, specifier: str) -> str:
    sign = "+" if "+" in flags else ""
    comma = "," if "," in flags else ""
    if conversion in "sS":
        text = nested_text(value)[: int(precision) if precision else None]
        return text.upper() if conversion == "S" else text
    if conversion in "bB":
        return "false" if value in (False, None) else "true"
    if conversion == "c" and isinstance(value, str) and len(value) == 1:
        return value
    if conversion in "dxX" and isinstance(value, int) and not isinstance(value, bool):
        return f"{value:{sign}{comma}d}" if conversion == "d" else f"{value:{conversion}}"
    if conversion in "fe" and is_number(value) and not isinstance(value, int):
        return f"{value:{sign}{comma}.{int(precision or 6)}{conversion}}"
    raise JavaException("java.util.IllegalFormatConversionException", f"{specifier} does not take {shorten(nested_text(value), 40)}")
