"""RFC 8259 by msgspec, in half the time of the standard library; the only import of msgspec.

It differs from `strict` in what it refuses though it is JSON: half a character, and decimals that Java's BigDecimal cannot hold. So a
refusal decides nothing: another reader looks again. Of a name that stands twice the last counts.
Used by `smart_reader` for payloads, whose numbers are Java's (`java_numbers`), by `flaws` to see that a text is JSON, by `strict` for what
callers send and get.
"""

from __future__ import annotations

from typing import Any

import msgspec

from playground.jsontext.java_numbers import to_decimal

_FEW_LEVELS = 8
"""Levels of nesting of `SHALLOW`: enough for most of DynamoDB's answers; each further one doubles msgspec's start-up time."""


def _nested(levels: int) -> Any:
    """The type of JSON with at most `levels` of nesting and without decimals."""
    kind: Any = str | int | bool | None
    for _ in range(levels):
        kind = str | int | bool | dict[str, kind] | list[kind] | None
    return kind


SHALLOW = msgspec.json.Decoder(_nested(_FEW_LEVELS))
"""Decodes JSON of limited depth, so that no walk over the value is needed to bound its depth."""
ANY = msgspec.json.Decoder(float_hook=to_decimal)
PLAIN = msgspec.json.Decoder()
"""Decodes with Python's int and float as numbers."""
_UNREAD = msgspec.json.Decoder(msgspec.Raw)
REFUSALS = (msgspec.DecodeError, ValueError, RecursionError)
"""What msgspec raises for a text that another reader has to read: not strict JSON, or nested too deep."""


def is_strict(text: str) -> bool:
    """Whether a text is surely JSON, as RFC 8259 has it; False may be a text that has half a character. No values are made of it."""
    try:
        _UNREAD.decode(text)
    except REFUSALS:
        return False
    return True


def dump_ascii(value: object) -> str | None:
    """As `dump_plain`, as text; None where that is not ASCII."""
    data = dump_plain(value)
    return data.decode("ascii") if data is not None and data.isascii() else None


def dump_plain(value: object) -> bytes | None:
    """Compact UTF-8 JSON of dicts, lists, texts, numbers, booleans and None; None where that is not msgspec's to write."""
    try:
        return msgspec.json.encode(value)
    except (ValueError, TypeError, OverflowError, RecursionError):  # half a character, a subclass, more than 64 bits, lists without end
        return None
