"""JSON as MOCK integrations read it, which is more again than json-smart's: names and texts may stand without quotes or in single ones.

No value is read: a member is given as it is written, of a name that stands twice the last. Any numbers of commas may stand between
members; behind the object, and instead of one, nothing may stand. Used for the `statusCode` of a MOCK, by `gateway/mock`.
Evidence: recorded: ls/mock; hand-written: hand/mock-parser.
"""

from __future__ import annotations

import re

_STRING = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_TOKEN = re.compile(rf"\s*(?:(?P<string>{_STRING})|(?P<word>[^\s{{}}\[\],:\"']+)|(?P<sign>[{{}}\[\],:]))", re.DOTALL)
_SIGNS = frozenset("{}[],:")
_CLOSING = {"{": "}", "[": "]"}


def member_text(text: str, name: str) -> str | None:
    """The value of the member `name` of such an object, as it is written; None where it has none, or is no such object."""
    tokens = _tokens(text)
    if tokens is None or tokens[:1] != ["{"]:
        return None
    found: str | None = None
    at = _skip_commas(tokens, 1)
    while at < len(tokens) and tokens[at] != "}":
        end = _value_end(tokens, at + 2)
        if tokens[at] in _SIGNS or tokens[at + 1 : at + 2] != [":"] or end is None:
            return None
        if tokens[at].strip("\"'") == name:
            found = tokens[at + 2]
        at = _skip_commas(tokens, end)
        if at == end and tokens[at : at + 1] != ["}"]:
            return None
    return found if at == len(tokens) - 1 else None


def _skip_commas(tokens: list[str], at: int) -> int:
    while tokens[at : at + 1] == [","]:
        at += 1
    return at


def _tokens(text: str) -> list[str] | None:
    tokens, at, text = [], 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        tokens.append(match[match.lastgroup or 0])
        at = match.end()
    return tokens


def _value_end(tokens: list[str], at: int) -> int | None:
    """The index after the value that begins at `at`; None where there is none."""
    if at >= len(tokens) or tokens[at] in "}],:":
        return None
    open_signs: list[str] = []
    while at < len(tokens):
        token = tokens[at]
        if token in _CLOSING:
            open_signs.append(_CLOSING[token])
        elif token in {"}", "]"} and (not open_signs or open_signs.pop() != token):
            return None
        at += 1
        if not open_signs:
            return at
    return None
