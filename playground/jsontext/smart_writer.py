"""JSON as json-smart reads and writes it: json-smart is what Jayway JsonPath, and so API Gateway, works with.

Strict JSON is msgspec's to read; where it has half a character, or more text behind it, the standard library's; all else `smart_reader`'s.
Evidence for every rule here, unless it says otherwise: json-smart 2.2 under Jayway JsonPath 2.0.0, asked case by case. No AWS and no
Velocity in here.
"""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from playground.errors import LimitReached
from playground.jsontext.smart_reader import MAX_DEPTH, LenientReader, NotJson, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["CircularValue", "NotJson", "dump", "dump_ascii", "is_strict", "load", "number_text"]


def load(text: str) -> Any:
    """The value of a JSON text: dict, list, str, int, float, Decimal, bool or None. Raises NotJson.

    Text after a whole object, array or string is ignored. A text that begins with none of `{ [ " '` and is no JSON word or number is
    one string.
    """
    start = len(text) - len(text.lstrip(_SPACE))
    if text[start : start + 1] in {"{", "[", '"'} and "\x7f" not in text:
        try:
            return _SHALLOW.decode(text)
        except _OTHERWISE:
            pass
        try:
            value = _load_strict(text, start)
        except (ValueError, RecursionError):
            pass  # not strict JSON (or a number beyond what `int` reads): the lenient reader decides, and finds the place
        else:
            if not _is_too_deep(value):
                return value
    return LenientReader(text).read()


def is_strict(text: str) -> bool:
    """Whether a text is surely JSON, as RFC 8259 has it; False may be a text that has half a character, or numbers beyond Java's."""
    try:
        _ANY.decode(text)
    except _OTHERWISE:
        return False
    return True


def dump_ascii(value: object) -> str | None:
    """Compact JSON of dicts, lists, texts, numbers, booleans and None; None where that is not ASCII, or not msgspec's to write."""
    try:
        text = msgspec.json.encode(value)
    except (ValueError, TypeError, OverflowError, RecursionError):  # half a character, a subclass, more than 64 bits, lists without end
        return None
    return text.decode("ascii") if text.isascii() else None


def _load_strict(text: str, start: int) -> Any:
    """The JSON value at offset `start`: by msgspec where no text follows it (half the time), else by the standard library."""
    try:
        return _ANY.decode(text)
    except _OTHERWISE:
        return _STRICT.raw_decode(text, start)[0]


def _to_constant(name: str) -> float | str:
    return math.nan if name == "NaN" else name  # json-smart knows no Infinity: an unquoted word is a string


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child for one in level for child in (one.values() if type(one) is dict else one) if type(child) is dict or type(child) is list
        ]
        if not level:
            return False
    return True


_SPACE = " \t\n\r"
_FEW_LEVELS = 8
"""Levels of nesting of `_SHALLOW`: enough for most of DynamoDB's answers; each further one doubles msgspec's start-up time."""


def _nested(levels: int) -> Any:
    """The type of JSON with at most `levels` of nesting and without decimals."""
    kind: Any = str | int | bool | None
    for _ in range(levels):
        kind = str | int | bool | dict[str, kind] | list[kind] | None
    return kind


_SHALLOW = msgspec.json.Decoder(_nested(_FEW_LEVELS))
"""Decodes JSON of limited depth, so that no walk over the value is needed to bound its depth."""
_ANY = msgspec.json.Decoder(float_hook=to_decimal)
_OTHERWISE = (msgspec.DecodeError, ValueError, RecursionError)
"""What msgspec raises for a text that another reader has to read: not strict JSON, or nested too deep."""
_STRICT = json.JSONDecoder(parse_float=to_decimal, parse_constant=_to_constant)


class CircularValue(ValueError):
    """Raised for a list or map that contains itself: it has no JSON text (Java: StackOverflowError)."""


def dump(value: object, *, slash: str = "/", limit: int | None = None, other: Callable[[object], object] | None = None) -> str:
    """Compact JSON as json-smart's `JSONStyle.LT_COMPRESS` writes it, which is what `$input.json` gives.

    `slash="\\/"` writes it as a json-smart list prints itself (`JSONArray.toString`). A text of more than `limit` characters raises
    LimitReached. `other` gives a JSON value for a value of another type; without it, that is a TypeError. Raises CircularValue.
    """
    bound = math.inf if limit is None else limit
    text = _dump_plain(value) if _is_plain(value, min(bound, _PLAIN_SIZE)) else None
    if text is None:
        text = _dump_any(value, bound, other)
    if len(text) > bound:
        raise _too_long(bound)
    return text if slash == "/" else text.replace("/", slash)


def _too_long(bound: float) -> LimitReached:
    return LimitReached("string", f"A JSON text has more than {bound:,} characters.")


def _is_plain(value: object, bound: float) -> bool:
    """Whether the standard library's encoder gives the same text: JSON's types, numbers that Java prints alike, not too deep or large."""
    level: list[Any] = [value]
    size = 0
    for _ in range(_PLAIN_DEPTH):
        kinds = {*map(type, level)}
        if not kinds <= _PLAIN_TYPES or (float in kinds and not all(_prints_alike(item) for item in level if type(item) is float)):
            return False
        maps = [item for item in level if type(item) is dict] if dict in kinds else []
        names = list(chain.from_iterable(maps))
        if not {*map(type, names)} <= {str}:
            return False
        size += len(level) + sum(map(len, names)) + sum([len(item) for item in level if type(item) is str])
        children = list(chain.from_iterable(map(dict.values, maps)))
        if list in kinds:
            children += chain.from_iterable([item for item in level if type(item) is list])
        if not children or size > bound:
            return size <= bound
        level = children
    return False


def _prints_alike(number: float) -> bool:
    return _PLAIN_FROM <= abs(number) < _PLAIN_BELOW or number == 0


def _dump_plain(value: object) -> str | None:
    """What the standard library's encoder writes, with json-smart's escapes; None where it gives up."""
    try:
        text = _ENCODER.encode(value)
    except (ValueError, RecursionError):  # an int of more digits than Python prints, or little room on the stack
        return None
    if "\\u00" in text:
        text = _ESCAPED.sub(lambda match: match[0] if match[1] is None else f"\\u{match[1].upper()}", text)
    if "\x7f" in text or not text.isascii():
        text = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04X}", text)
    return text


_PLAIN_DEPTH = 100
_PLAIN_SIZE = 50_000_000
_PLAIN_TYPES = {dict, list, str, int, float, bool, type(None)}
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_ESCAPED = re.compile(r"\\(?:u(00..)|.)")
_UNSAFE = re.compile("[\x7f-\x9f\u2000-\u20ff]")


def _dump_any(value: object, limit: float, other: Callable[[object], object] | None) -> str:
    """The same, for any depth and for values of other types."""
    pieces: list[str] = []
    size = 0
    bound = limit + 1  # the last comma may still go
    stack: list[tuple[Iterator[Any], bool, int]] = []  # what is open: its members still to come, is it a map, its identity
    members: Iterator[Any] = iter((value,))
    is_map, identity = False, 0
    open_now: set[int] = set()
    while True:
        for member in members:
            name, item = (f"{_quote(_name(member[0]))}:", member[1]) if is_map else ("", member)
            scalar = _SCALARS.get(type(item))
            if scalar is None and not isinstance(item, (dict, list)):
                item, scalar = _foreign(item, other)
            if scalar is None:
                stack.append((members, is_map, identity))
                is_map, identity = isinstance(item, dict), id(item)
                if identity in open_now:
                    raise CircularValue("a list or map that holds itself cannot be written as JSON")
                open_now.add(identity)
                pieces.append(f"{name}{{" if is_map else f"{name}[")
                size += len(name) + 1
                members = iter(item.items() if is_map else item)
                break
            piece = f"{name}{scalar(item)},"
            pieces.append(piece)
            size += len(piece)
            if size > bound:
                break
        else:
            if pieces[-1][-1] == ",":
                pieces[-1] = pieces[-1][:-1]
                size -= 1
            if not stack:
                return "".join(pieces)
            pieces.append("}," if is_map else "],")
            size += 2
            open_now.discard(identity)
            members, is_map, identity = stack.pop()
        if size > bound:
            raise _too_long(limit)


def number_text(value: float | Decimal) -> str:
    """A number as Java prints it: `Integer`, `Long`, `BigInteger`, `BigDecimal` or `Double.toString`.

    Doubles print as since Java 19, with the fewest digits that give the same number. Java 17 and older print more for a few (2e23 is
    1.9999999999999998E23 there); which Java AWS runs is not known.
    """
    if isinstance(value, float):
        return _double_text(value)
    try:
        return str(value)
    except ValueError:  # Python prints an int of more than 4,300 digits only as a Decimal
        return str(Decimal(value))


_PLAIN_FROM, _PLAIN_BELOW = 1e-3, 1e7


def _double_text(value: float) -> str:
    if _PLAIN_FROM <= abs(value) < _PLAIN_BELOW or value == 0:
        return repr(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    digits = Decimal(repr(value)).normalize()
    if len(digits.as_tuple().digits) == 1:  # Java writes two digits at least, the nearest two: 4.9E-324, where Python's repr is 5e-324
        digits = Decimal(f"{value:.1e}")
    mantissa, _, exponent = f"{digits:E}".partition("E")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{int(exponent)}"


def _json_double(value: float) -> str:
    return "null" if math.isinf(value) else _double_text(value)


def _name(key: object) -> str:
    """A map's key as Java's toString: a map made by a template may have numbers as keys."""
    if isinstance(key, str):
        return key
    scalar = _SCALARS.get(type(key))
    return scalar(key) if scalar else ""


def _foreign(value: object, other: Callable[[object], object] | None) -> tuple[Any, Callable[[Any], str] | None]:
    """A value of another type as a JSON value, with the function that writes it (None for a list or map)."""
    base = next((kind for kind in (str, int, float, Decimal) if isinstance(value, kind)), None)
    if base:
        return value, _SCALARS[base]
    if other is None:
        raise TypeError(type(value).__name__)
    value = other(value)
    return value, None if isinstance(value, (dict, list)) else _SCALARS[type(value)]


_MUST_ESCAPE = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u2000-\u20ff]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _quote(text: str) -> str:
    if _MUST_ESCAPE.search(text):
        text = _MUST_ESCAPE.sub(lambda match: _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", text)
    return f'"{text}"'


_SCALARS: dict[type, Callable[[Any], str]] = {
    str: _quote,
    int: number_text,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    float: _json_double,
    Decimal: number_text,
}
