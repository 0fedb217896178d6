"""Strict JSON (RFC 8259), read by the standard library, whose messages say where a text goes wrong, where `fast` refuses it; and written.

`load_json` reads what callers send: Scenarios and all other documents. Numbers are Python's int and float; one that neither can hold is
refused. Every other reader of strict JSON decodes with `strict_decoder` too, and differs in what numbers become: `source` (their text),
`exact` (int and Decimal), `flaws` and `places` (nothing, they look for places). To all of them of a name that stands twice the last
counts, half a character stays, NaN and Infinity are no values, and a text that is nested too deep is a RecursionError.
What is written is ASCII, where a lone surrogate is `?`, as in Java, or UTF-8, where it is escaped.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from typing import TYPE_CHECKING, Any, NoReturn

from playground.errors import PlaygroundError
from playground.jsontext.fast import PLAIN, REFUSALS, dump_ascii, dump_plain
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

_ENCODER = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":"))
_UTF8_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_CONTROLS = [(chr(code).encode(), b"\\u%04x" % code) for code in range(0x7F, 0xA0)]
"""The control characters that JSON leaves as they are, in UTF-8, and how they are escaped."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANT = re.compile(r'"(?:[^"\\]++|\\.)*+"|(NaN|-?Infinity)', re.DOTALL)


class MalformedJson(PlaygroundError):
    """A text that is not JSON at all: a sentence, and the offset in characters of what is wrong."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class NoJsonConstant(ValueError):
    """NaN or an infinity, which Python's reader knows and JSON does not; `name` is how it is written."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no value of JSON's")
        self.name = name


def strict_decoder(integer: Callable[[str], Any] | None = None, decimal: Callable[[str], Any] | None = None) -> json.JSONDecoder:
    """A decoder of strict JSON; `integer` and `decimal` make numbers of their digits, Python's own without them.

    Raises json.JSONDecodeError, NoJsonConstant, RecursionError, and what the two functions raise.
    """
    return json.JSONDecoder(parse_int=integer, parse_float=decimal, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> NoReturn:
    raise NoJsonConstant(name)


def constant_at(text: str) -> int:
    """The offset of the first NaN or Infinity of a text that was refused for one."""
    return next(found.start() for found in _CONSTANT.finditer(text) if found[1])


def load_json(text: str | bytes) -> object:
    """A caller's document; bytes are UTF-8, with or without a byte order mark. MalformedJson."""
    try:
        return PLAIN.decode(text)
    except REFUSALS:  # the other reader takes more, and says where a text goes wrong
        pass
    try:
        return _DECODER.decode(text.removeprefix(codecs.BOM_UTF8).decode() if isinstance(text, bytes) else text)
    except UnicodeDecodeError as error:
        raise MalformedJson(f"The document is not UTF-8: byte {error.start + 1} begins no character.", error.start) from None
    except json.JSONDecodeError as error:
        raise MalformedJson(
            f"The document is not JSON: {error.msg.lower()}, line {error.lineno}, column {error.colno}.", error.pos
        ) from None
    except RecursionError:
        raise MalformedJson("The document is nested too deep.") from None
    except NoJsonConstant as constant:
        raise MalformedJson(f"The document is not JSON: {constant.name} is no value there.") from None
    except ValueError as error:
        raise MalformedJson(f"The document has a number that cannot be read: {shorten(str(error), 100)}") from None


def unescaped(content: str) -> str | None:
    """What a string of JSON holds, from what stands between its quotes, where control characters may stand too; None where that is none."""
    try:
        return str(_STRINGS.decode(f'"{content}"'))
    except ValueError:
        return None


_STRINGS = json.JSONDecoder(strict=False)


def _to_float(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise MalformedJson(f"The document has a number that is too large: {shorten(text, 100)}.")
    return value


_DECODER = strict_decoder(decimal=_to_float)


def dump_json(document: object) -> str:
    """ASCII JSON; pairs of surrogates are one character, a lone one is `?`."""
    if isinstance(document, dict):  # member by member, so that one that is not ASCII does not make all the others slow
        return "{" + ",".join([f"{_dump(str(name))}:{_dump(member)}" for name, member in document.items()]) + "}"
    return _dump(document)


def dump_utf8(document: object, *, as_java: bool = False) -> bytes:
    """UTF-8 JSON; control characters (those beyond ASCII as well) are escaped, and so are lone surrogates, but `as_java` they are `?`."""
    data = dump_plain(document)
    if data is None:
        data = _UTF8_ENCODER.encode(_well_formed(document) if as_java else document).encode("utf-8", "backslashreplace")
    if b"\x7f" in data or b"\xc2" in data:
        for character, escaped in _CONTROLS:
            data = data.replace(character, escaped)
    return data


def to_ascii(data: bytes) -> bytes:
    """UTF-8 JSON with all that is not ASCII escaped."""
    return data if data.isascii() else _BEYOND_ASCII.sub(_escape, data.decode()).encode("ascii")


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _dump(value: object) -> str:
    return dump_ascii(value) or _dump_any(value)


def _dump_any(value: object) -> str:
    text = _ENCODER.encode(value)
    if "\\ud" not in text:  # no surrogate anywhere, which is nearly always so
        return text
    return _ENCODER.encode(_well_formed(value))


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, dict):
        return {well_formed(key): _well_formed(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_well_formed(member) for member in value]
    return value


def well_formed(text: str) -> str:
    """The text as Java encodes it: a lone surrogate becomes `?`."""
    if _LONE_SURROGATE.search(text) is None:
        return text
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _LONE_SURROGATE.sub("?", paired)
