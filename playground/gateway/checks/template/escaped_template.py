"""A template that is still escaped, as it stood in a JSON or HCL string: `{\\"a\\": 1}`, with `\\n` for its line ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground import vtl
from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.errors import LimitReached, TemplateFailure
from playground.jsontext.strict import unescaped

if TYPE_CHECKING:
    from playground.limits import Limits

CODE = "lint.escaped"
_BARE_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')
_JSON_SIGN = re.compile(r'(?:[{\[,():=]|\\[nrt])\s*+\\"|\\"\s*+(?:[:,}\])#]|\\[nrt])')
_LINE_END = re.compile(r"(?:[{}\[\],)]|#\{?(?:end|else)\}?)\s*+(\\[nr])")
_FEWEST_QUOTES = 2
_OUTSIDE = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|\'[^\'\r\n]*+\'|(\\r\\n|\\[nrt])', re.DOTALL)
_MEANT = {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\r\\n": "\r\n"}


def escaped_diagnostic(text: str, limits: Limits, *, is_readable: bool) -> Diagnostic | None:
    """What to tell of a template that is escaped as a whole, with the edit that takes the escapes back; None of any other.

    `is_readable`: whether Velocity can read it as it is.
    """
    found = _unescaped(text)
    if found is None or not _can_be_read(found[1], limits):
        return None
    at, mended = found
    written = text[at : at + 2]
    message = f"The template is still escaped, as it stood in a JSON string: it has `{written}` for {_NAMES[written]}."
    if not is_readable:
        message += " Velocity cannot read it, and AWS answers 500."
    hint = 'Paste it as it is deployed: a `"` without `\\`, line ends in the place of `\\n`.'
    fix = (TextEdit(Span(0, len(text)), mended),)
    return Diagnostic("lint.escaped", "warning" if is_readable else "error", message, hint, span=Span(at, at + 2), fix=fix)


_NAMES = {'\\"': "a quote", "\\n": "a line end", "\\r": "a line end"}


def _unescaped(text: str) -> tuple[int, str] | None:
    """The offset of the first escape, and the text without them; None where it is not surely escaped as a whole."""
    inner = text.strip()
    if '\\"' in inner:
        is_quoted = len(inner) > 1 and inner[0] == inner[-1] == '"'
        inner = inner[1:-1] if is_quoted else text
        is_escaped = inner.count('\\"') >= _FEWEST_QUOTES and not _BARE_QUOTE.search(inner)
        sign = _JSON_SIGN.search(inner) if is_escaped else None
        mended = unescaped(inner) if sign else None
        return None if mended is None else (text.index('\\"'), mended)
    line_end = None if "\n" in inner or "\r" in inner else _LINE_END.search(text)
    if line_end is None:
        return None
    mended = _OUTSIDE.sub(lambda match: _MEANT[match[1]] if match[1] else match[0], text)
    return None if re.search(r"\\[nrt]", mended) else (line_end.start(1), mended)


def _can_be_read(text: str, limits: Limits) -> bool:
    try:
        vtl.parse(text, limits)
    except (TemplateFailure, LimitReached):
        return False
    return True
