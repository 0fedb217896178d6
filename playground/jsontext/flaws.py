"""The text that should be strict JSON and is not: what is wrong with it, in words of ours, and where. No value is read.

Used for bodies and models, and by `source` for its messages.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

from playground.jsontext.fast import is_strict
from playground.jsontext.strict import NoJsonConstant, constant_at, strict_decoder
from playground.words import shorten

ESCAPE = 'Wrap the value in $util.escapeJavaScript(…), and take back its \\\': .replaceAll("\\\\\'", "\'")'
_QUOTES = "A text needs double quotes; without them JSON has numbers, true, false and null."
MEMBERS = 'An object\'s members are written `"name": value`.'
_REMOVE = "Remove the comma."
_VALUE = 'Print a value in every case, such as null or "".'
_JAVA_MAP = re.compile(r"\{[A-Za-z_][\w.-]*=")
_WORD = re.compile(r"""[^\s,:{}\[\]"]+""")
_BRACKETS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|([\[{])|([\]}])', re.DOTALL)
_OPENERS = {"]": "[", "}": "{"}
_OTHERS = {"]": "{", "}": "["}
_LONGEST_MATCHED = 1_000_000
_BLANKS = " \t\r\n"
_CONTROLS = {"\n": "a line end", "\r": "a line end", "\t": "a tab"}

Kind = Literal[
    "trailing comma",
    "extra comma",
    "comma",
    "no value",
    "map",
    "quote",
    "name quote",
    "control",
    "apostrophe",
    "escape",
    "endless",
    "other",
]

_PLACES: dict[str, tuple[str, str, Kind]] = {
    "Extra data": ("{found} stands after the end of the JSON", "Print one value only, such as a list of all: [ … ]", "other"),
    "Expecting ',' delimiter": ("a comma is missing before {found}", "Write a comma between them.", "comma"),
    "Expecting ':' delimiter": ("`:` is missing before {found}", MEMBERS, "other"),
    "Expecting property name": ("a name in double quotes should stand where {found} does", MEMBERS, "other"),
    "Expecting value": ("{found} is not valid JSON", _QUOTES, "other"),
}
"""A message of Python's JSON reader → our message, the help, and the kind of flaw."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a text is not JSON: the offset of what is wrong, a sentence, what to do, and what it is for whoever mends it.

    `before`: the offset of what comes instead of the comma or the colon that is missing; of an extra comma, of `[`, `{` or the comma
    before it. `opener`: where a comma is extra, what opens the list or the object that it stands in.
    """

    offset: int
    message: str
    help: str
    kind: Kind = "other"
    before: int = -1
    opener: str = ""


def find_flaw(body: str) -> Flaw | None:
    """The first place where `body` stops being JSON; None where it is JSON."""
    if is_strict(body):
        return None
    try:
        _DECODER.decode(body)
    except json.JSONDecodeError as error:
        return _explain(body, error)
    except NoJsonConstant as constant:
        return Flaw(constant_at(body), f"`{constant.name}` is not valid JSON", _QUOTES)
    except RecursionError:
        return None
    return None


_DECODER = strict_decoder(str, str)


def _explain(body: str, error: json.JSONDecodeError) -> Flaw:
    at = error.pos
    if error.msg.startswith("Illegal trailing comma"):  # how Python 3.13 says it: at the comma
        at = len(body) - len(body[at + 1 :].lstrip(_BLANKS))
    before, found = body[:at].rstrip(_BLANKS), body[at : at + 1]
    return (
        _punctuation(before, found, at, error.msg) or _inside_text(body, before, at, error.msg) or _misplaced(body, before, at, error.msg)
    )


def _punctuation(before: str, found: str, at: int, parser_message: str) -> Flaw | None:
    """Commas too many, and values that are missing."""
    if before.endswith(",") and found in {"]", "}"}:
        return Flaw(len(before) - 1, f"a comma stands before `{found}`", _REMOVE, "trailing comma")
    if before.endswith(":") and found in {",", "}", "]", ""}:
        return Flaw(len(before) - 1, f"value missing after {_name_before(before)}", _VALUE, "no value")
    if found == "," and before.endswith((",", "[", "{")):
        message = "a comma stands behind a comma" if before.endswith(",") else f"a comma stands behind `{before[-1]}`"
        opener = "{" if parser_message.startswith("Expecting property name") else "["
        return Flaw(at, message, _REMOVE, "extra comma", len(before) - 1, opener)
    return None


def _inside_text(body: str, before: str, at: int, parser_message: str) -> Flaw | None:
    """What breaks a text, and values that were printed as Java prints them."""
    found = body[at : at + 2]
    if parser_message.startswith("Invalid control character"):
        return Flaw(at, f"{_CONTROLS.get(found[:1], 'a control character')} stands inside a text", ESCAPE, "control")
    if parser_message.startswith("Invalid \\escape"):
        if found == "\\'":
            hint = 'Take it back, as AWS advises: .replaceAll("\\\\\'", "\'") behind $util.escapeJavaScript(…)'
            return Flaw(at, "`\\'`, which $util.escapeJavaScript writes, is no escape of JSON's", hint, "apostrophe")
        return Flaw(at, f"`{found}` is no escape of JSON's", ESCAPE, "escape")
    if parser_message.startswith("Invalid \\uXXXX"):
        return Flaw(at, "`\\u` stands before no four hexadecimal digits", ESCAPE, "escape")
    if _JAVA_MAP.match(body, max(at - 1, 0)):
        return Flaw(at, "a map printed as Java prints it, {name=value}", "Use $input.json('$.path') for the JSON of a map.", "map")
    if before.endswith('"') and parser_message.startswith("Expecting ',' delimiter"):
        return Flaw(len(before) - 1, "a quote ends the text too early, or a comma is missing after it", ESCAPE, "quote", at)
    if before.endswith('"') and parser_message.startswith("Expecting ':' delimiter"):
        return Flaw(len(before) - 1, "a quote ends the name too early, or `:` is missing after it", ESCAPE, "name quote", at)
    return None


def _misplaced(body: str, before: str, at: int, parser_message: str) -> Flaw:
    """Whatever else stands where JSON has no place for it."""
    found = f"`{found_at(body, at)}`"
    if parser_message.startswith("Unterminated string"):
        return Flaw(at, "the text that begins here never ends", "Close it with a double quote.", "endless")
    if body[at : at + 1] == "\ufeff":
        return Flaw(at, "a byte order mark, which cannot be seen, stands where JSON begins", "Delete it.")
    if at >= len(body):
        return Flaw(at, *_still_open(body))
    if body[at] in _OPENERS and parser_message.startswith("Expecting ',' delimiter"):
        return Flaw(at, f"`{body[at]}` cannot close what `{_OTHERS[body[at]]}` opened", "Close each `{` with `}`, and each `[` with `]`.")
    if before[-1:] == "0" and found[1].isdigit():
        return Flaw(at - 1, "a number cannot begin with 0", _QUOTES)
    if parser_message.startswith("Extra data") and body[at] in _OPENERS:
        return Flaw(at, f"`{body[at]}` closes nothing that is open", "Remove it, or open what it closes.")
    for begins, (message, hint, kind) in _PLACES.items():
        if parser_message.startswith(begins):
            return Flaw(at, message.format(found=found), hint, kind, at)
    return Flaw(at, f"{parser_message[0].lower()}{parser_message[1:]}", "")


def _still_open(body: str) -> tuple[str, str]:
    """What is said of a body that ends too early, and what to do."""
    opened: list[int] = []
    for match in _BRACKETS.finditer(body) if len(body) <= _LONGEST_MATCHED else ():
        if match[1]:
            opened.append(match.start())
        elif match[2] and opened:
            opened.pop()
    if not opened:
        return "it ends too early: something is still open", "Close every `{` and `[`."
    sign = body[opened[-1]]
    line = body.count("\n", 0, opened[-1]) + 1
    closer = next(closer for closer, opener in _OPENERS.items() if opener == sign)
    return f"it ends too early: `{sign}` of line {line:,} is still open", f"Close it with `{closer}`."


def found_at(body: str, at: int) -> str:
    """The word or the character at an offset, shortened; `U+000A` and the like for what cannot be printed; "" at the end."""
    if body[at : at + 1] and not body[at].isprintable():
        return f"U+{ord(body[at]):04X}"
    word = _WORD.match(body, at)
    return shorten(word[0] if word else body[at : at + 1], 40)


def _name_before(before: str) -> str:
    match = re.search(r'"(?:[^"\\]|\\.)*"\s*:\Z', before[-200:])
    return f"`{shorten(match[0], 60)}`" if match else "the colon"
