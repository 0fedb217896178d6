"""The body that should be JSON and is not: what is wrong with it, and where."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal, NoReturn

from playground.json_text import is_strict

BETWEEN = "Print the comma only between items: #if($foreach.hasNext),#end"
ESCAPE = 'Wrap the value in $util.escapeJavaScript(…), and take back its \\\': .replaceAll("\\\\\'", "\'")'
_QUOTES = "A text needs double quotes; without them JSON has numbers, true, false and null."
_MEMBERS = 'An object\'s members are written `"name": value`.'
_JAVA_MAP = re.compile(r"\{[A-Za-z_][\w.-]*=")
_TEXT_OR_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)', re.DOTALL)
_WORD = re.compile(r"""[^\s,:{}\[\]"]+""")
_BLANKS = " \t\r\n"
_CONTROLS = {"\n": "a line end", "\r": "a line end", "\t": "a tab"}

Kind = Literal["trailing comma", "no value", "comma", "quote", "control", "apostrophe", "escape", "map", "other"]

_PLACES: dict[str, tuple[str, str, Kind]] = {
    "Extra data": ("{found} stands after the end of the JSON", "Print one value only.", "other"),
    "Expecting ',' delimiter": ("a comma is missing before {found}", BETWEEN, "comma"),
    "Expecting ':' delimiter": ("`:` is missing before {found}", _MEMBERS, "other"),
    "Expecting property name": ("a name in double quotes should stand where {found} does", _MEMBERS, "other"),
    "Expecting value": ("{found} is no JSON value", _QUOTES, "other"),
}
"""What Python's reader says → what is told, what to do, and the kind of flaw."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a text is not JSON: the offset of what is wrong, a sentence, what to do, and what it is for whoever mends it."""

    offset: int
    message: str
    help: str
    kind: Kind = "other"


class _ConstantFound(ValueError):
    """NaN or an infinity, which Python reads and JSON does not know."""


def find_flaw(body: str) -> Flaw | None:
    """The first thing in `body` that is not JSON; None where it is JSON."""
    if is_strict(body):
        return None
    try:
        _DECODER.decode(body)
    except json.JSONDecodeError as error:
        return _explain(body, error)
    except _ConstantFound:
        found = next(match for match in _TEXT_OR_CONSTANT.finditer(body) if match[1])
        return Flaw(found.start(), f"`{found[0]}` is no JSON value", _QUOTES)
    except (RecursionError, ValueError):
        return None
    return None


def _refuse_constant(name: str) -> NoReturn:
    raise _ConstantFound(name)


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _explain(body: str, error: json.JSONDecodeError) -> Flaw:
    at = error.pos
    if error.msg.startswith("Illegal trailing comma"):  # how Python 3.13 says it: at the comma
        at = len(body) - len(body[at + 1 :].lstrip(_BLANKS))
    before, found = body[:at].rstrip(_BLANKS), body[at : at + 1]
    return _punctuation(before, found, at) or _inside_text(body, at, error.msg) or _misplaced(body, before, at, error.msg)


def _punctuation(before: str, found: str, at: int) -> Flaw | None:
    """Commas too many, and values that are missing."""
    if before.endswith(",") and found in {"]", "}"}:
        return Flaw(len(before) - 1, f"a comma stands before `{found}`", BETWEEN, "trailing comma")
    if before.endswith(":") and found in {",", "}", "]", ""}:
        return Flaw(
            len(before) - 1, f"no value stands after {_name_before(before)}", 'Print a value in every case, such as null or "".', "no value"
        )
    if found == "," and before.endswith((",", "[", "{")):
        return Flaw(at, "a comma stands where a value should", BETWEEN)
    return None


def _inside_text(body: str, at: int, problem: str) -> Flaw | None:
    """What breaks a text, and values that were printed as Java prints them."""
    found = body[at : at + 2]
    if problem.startswith("Invalid control character"):
        return Flaw(at, f"{_CONTROLS.get(found[:1], 'a control character')} stands inside a text", ESCAPE, "control")
    if problem.startswith("Invalid \\escape"):
        if found == "\\'":
            hint = 'Take it back, as AWS advises: $util.escapeJavaScript($x).replaceAll("\\\\\'", "\'")'
            return Flaw(at, "`\\'`, which $util.escapeJavaScript writes, is no escape of JSON's", hint, "apostrophe")
        return Flaw(at, f"`{found}` is no escape of JSON's", ESCAPE, "escape")
    if _JAVA_MAP.match(body, max(at - 1, 0)):
        return Flaw(at, "a map printed as Java prints it, {name=value}", "Use $input.json('$.path') for the JSON of a map.", "map")
    if problem.startswith("Expecting ',' delimiter") and body[:at].rstrip(_BLANKS).endswith('"'):
        return Flaw(len(body[:at].rstrip(_BLANKS)) - 1, "a quote ends the text too early, or a comma is missing after it", ESCAPE, "quote")
    return None


def _misplaced(body: str, before: str, at: int, problem: str) -> Flaw:
    """Whatever else stands where JSON has no place for it."""
    word = _WORD.match(body, at)
    found = f"`{word[0][:30] if word else body[at : at + 1]}`"
    if problem.startswith("Unterminated string"):
        return Flaw(at, "the text that begins here never ends", "Close it with a double quote.")
    if found[1] == "\ufeff":
        return Flaw(at, "a byte order mark, which cannot be seen, stands where JSON begins", "Delete it.")
    if at >= len(body):
        return Flaw(at, "it ends too early: something is still open", "Close every `{` and `[`.")
    if before[-1:] == "0" and found[1].isdigit():
        return Flaw(at - 1, "a number cannot begin with 0", _QUOTES)
    for begins, (message, hint, kind) in _PLACES.items():
        if problem.startswith(begins):
            return Flaw(at, message.format(found=found), hint, kind)
    return Flaw(at, f"{problem[0].lower()}{problem[1:]}", "")


def _name_before(before: str) -> str:
    match = re.search(r'"(?:[^"\\]|\\.)*"\s*:\Z', before[-200:])
    return f"`{match[0]}`" if match else "the colon"
