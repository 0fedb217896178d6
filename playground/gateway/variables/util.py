"""`$util`: API Gateway's helper functions (developer guide, "Mapping template and access logging variable reference")."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote_plus

from playground.jsontext.smart_reader import NotSmartJson, load
from playground.model import well_formed
from playground.vtl.java.arguments import TEXT, takes
from playground.vtl.java.utf16 import to_units
from playground.vtl.java.values import Host, JavaException, MethodTable, to_text

if TYPE_CHECKING:
    from playground.vtl import Run

_ESCAPES = {"\b": "\\b", "\n": "\\n", "\t": "\\t", "\f": "\\f", "\r": "\\r"}
_UNPRINTABLE = re.compile(r"[^ -~\x7f]")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+|%")


def escape_java_script(text: str) -> str:
    """Text as commons-lang's escapeJavaScript writes it: `'` is `\\'`, which JSON does not know, and `/` is `\\/`.

    Evidence: documented: api-gateway-mapping-template-reference; `/`: user-reported: an execution log of 2016, hydrocron issue 64.
    """
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("/", "\\/")
    if text.isascii() and text.isprintable():  # as most are
        return escaped
    return _UNPRINTABLE.sub(_escape, to_units(escaped))


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def url_encode(text: str) -> str:
    """Form encoding, as java.net.URLEncoder: a blank is `+`, and `~` is encoded."""
    return quote_plus(well_formed(text), safe="*-._").replace("~", "%7E")


def url_decode(text: str) -> str:
    """The reverse; JavaException where a `%` is followed by no two hexadecimal digits."""
    return _PERCENT.sub(_decode, text.replace("+", " "))


def _decode(match: re.Match[str]) -> str:
    if match[0] == "%":
        raise JavaException("java.lang.IllegalArgumentException", "URLDecoder: Incomplete trailing escape (%) pattern")
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")


def base64_encode(text: str) -> str:
    """The base64 of the text's UTF-8."""
    return base64.b64encode(well_formed(text).encode()).decode("ascii")


def base64_decode(text: str) -> str:
    """The text whose UTF-8 is encoded; JavaException where it is no base64."""
    try:
        padded = text if text.endswith("=") or len(text) % 4 in {0, 1} else text + "=" * (-len(text) % 4)
        return base64.b64decode(padded, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError) as error:
        raise JavaException("java.lang.IllegalArgumentException", f"the text is no base64: {error}") from error


def parse_json(text: str) -> object:
    """The value of a JSON text; of the empty text, nothing. What is no JSON fails as in Jayway [?]."""
    if not text.strip():
        return ""
    try:
        return load(text)
    except NotSmartJson as error:
        raise JavaException("com.jayway.jsonpath.InvalidJsonException", error.message) from error


def _escape_and_tell(util: Util, value: object) -> str:
    text = to_text(value)
    if text is not value and value and (type(value) is dict or type(value) is list):
        util.run.notes.printed(value, text, util.run.span)
    if not text.isascii():
        util.run.notes.tell("uncertain.escape", util.run.span, _uncertain_escape, "info")
    return escape_java_script(text)


def _uncertain_escape() -> tuple[str, str]:
    """Uncertain: of letters beyond ASCII neither form is recorded."""
    message = "$util.escapeJavaScript writes letters beyond ASCII as `\\u....`; whether AWS does so is not recorded."
    return message, "Inside a JSON text both are the same."


class Util(Host):
    """`$util`"""

    java_class = "com.amazonaws.Util"

    def __init__(self, run: Run) -> None:
        self.run = run

    methods: ClassVar[MethodTable] = {
        ("escapeJavaScript", 1): _escape_and_tell,
        ("parseJson", 1): takes(TEXT)(lambda _util, text: parse_json(text)),
        ("urlEncode", 1): takes(TEXT)(lambda _util, text: url_encode(text)),
        ("urlDecode", 1): takes(TEXT)(lambda _util, text: url_decode(text)),
        ("base64Encode", 1): takes(TEXT)(lambda _util, text: base64_encode(text)),
        ("base64Decode", 1): takes(TEXT)(lambda _util, text: base64_decode(text)),
    }
    pure = frozenset(name for name, _ in methods)
