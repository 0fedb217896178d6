"""The body that should be JSON and is not: what is wrong with it, where in the body, and which part of the template wrote that."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.vtl.recorder import Piece

_JAVA_MAP = re.compile(r"\{[A-Za-z_][\w.-]*=")
_BLANKS = " \t\r\n"
_BETWEEN = "Print the comma only between items: #if($foreach.hasNext),#end"
_ESCAPE = "Wrap the value in $util.escapeJavaScript(…)."


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a text is not JSON: the offset of what is wrong, a sentence, and what to do."""

    offset: int
    message: str
    help: str


def find_flaw(body: str) -> Flaw | None:
    """The first thing in `body` that is not JSON; None where it is JSON."""
    try:
        json.loads(body)
    except json.JSONDecodeError as error:
        return _explain(body, error)
    except (RecursionError, ValueError):
        return None
    return None


def _explain(body: str, error: json.JSONDecodeError) -> Flaw:
    at = error.pos
    before, found = body[:at].rstrip(_BLANKS), body[at : at + 1]
    return _punctuation(before, found, at) or _inside_text(body, error) or Flaw(at, f"{error.msg[0].lower()}{error.msg[1:]}", "")


def _punctuation(before: str, found: str, at: int) -> Flaw | None:
    """Commas too many, and values that are missing."""
    if before.endswith(",") and found in {"]", "}"}:
        return Flaw(len(before) - 1, f"a comma stands before `{found}`", _BETWEEN)
    if before.endswith(":") and found in {",", "}", "]", ""}:
        return Flaw(len(before) - 1, f"no value stands after {_name_before(before)}", 'Print a value in every case, such as null or "".')
    if found in {",", ""} and before.endswith((",", "[", "{")):
        return Flaw(at, "a comma stands where a value should", _BETWEEN)
    return None


def _inside_text(body: str, error: json.JSONDecodeError) -> Flaw | None:
    """What breaks a text, and values that were printed as Java prints them."""
    at, found = error.pos, body[error.pos : error.pos + 2]
    if error.msg.startswith("Invalid control character"):
        return Flaw(at, "a line end or another control character stands inside a text", _ESCAPE)
    if error.msg.startswith("Invalid \\escape"):
        hint = 'Mend it as AWS does: $util.escapeJavaScript($x).replaceAll("\\\\\'", "\'")'
        return Flaw(at, f"`{found}` is no escape of JSON's", hint if found == "\\'" else "Write \\\\ for a backslash.")
    if _JAVA_MAP.match(body, max(at - 1, 0)):
        return Flaw(at, "a map printed as Java prints it, {name=value}", "Use $input.json('$.path') for the JSON of a map.")
    if error.msg.startswith("Expecting ',' delimiter") and body[:at].rstrip(_BLANKS).endswith('"'):
        return Flaw(len(body[:at].rstrip(_BLANKS)) - 1, "a quote ends the text too early, or a comma is missing after it", _ESCAPE)
    if error.msg.startswith("Extra data"):
        return Flaw(at, "something stands after the end of the JSON", "Print one value only.")
    return None


def _name_before(before: str) -> str:
    match = re.search(r'"(?:[^"\\]|\\.)*"\s*:\Z', before[-200:])
    return f"`{match[0]}`" if match else "the colon"


def writer_of(offset: int, pieces: Sequence[Piece]) -> Piece | None:
    """The piece of the template that wrote the character at `offset` of the body."""
    end = 0
    for piece in pieces:
        end += piece.length
        if offset < end:
            return piece
    return pieces[-1] if pieces else None


def body_problem(body: str, flaw: Flaw, where: str, pieces: Sequence[Piece]) -> Diagnostic:
    """What to tell of a body that its Content-Type calls JSON (SEMANTICS 1.8: AWS sends it as it is)."""
    place = position(body, min(flaw.offset, len(body)))
    piece = writer_of(flaw.offset, pieces)
    message = f"The body is not valid JSON: {flaw.message}, line {place.line}, column {place.column} of the body."
    return Diagnostic("body.json", "warning", message, flaw.help, where=where, span=piece.span if piece else None)
