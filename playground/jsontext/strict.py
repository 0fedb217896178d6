"""Strict JSON in, ASCII JSON out; a lone surrogate is written as `?`, as in Java."""

from __future__ import annotations

import codecs
import json
import math
import re
from typing import Any, NoReturn

from playground.errors import PlaygroundError
from playground.jsontext.smart_writer import dump_ascii
from playground.words import shorten

_ENCODER = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":"))
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class MalformedJson(PlaygroundError):
    """A text that is not JSON at all; `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def parse_json(text: str | bytes) -> object:
    """A strict JSON document. MalformedJson with a sentence and a place."""
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
    except ValueError as error:
        raise MalformedJson(f"The document has a number that cannot be read: {shorten(str(error), 100)}") from None


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedJson(f"The document is not JSON: {name} is no value there.")


def _to_float(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise MalformedJson(f"The document has a number that is too large: {shorten(text, 100)}.")
    return value


_DECODER = json.JSONDecoder(parse_float=_to_float, parse_constant=_refuse_constant)


def dump_json(document: object) -> str:
    """ASCII JSON; pairs of surrogates are one character, a lone one is `?`."""
    if isinstance(document, dict):  # member by member, so that one that is not ASCII does not make all the others slow
        return "{" + ",".join([f"{_dump(str(name))}:{_dump(member)}" for name, member in document.items()]) + "}"
    return _dump(document)


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
