"""An expression's tokens, and what is wrong with it."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["name", "placeholder", "value", "number", "sign", "end"]

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<placeholder>#[A-Za-z0-9_]+)|(?P<value>:[A-Za-z0-9_]+)|(?P<number>[0-9]+)"
    r"|(?P<sign><>|<=|>=|[-=<>()\[\],.+]))"
)


class Token(NamedTuple):
    """A token with its place in the expression: offsets in characters.

    `word`: a name in capitals, as keywords are compared; a sign as it is; "" of anything else.
    """

    kind: Kind
    text: str
    begin: int
    end: int
    word: str = ""


class ExpressionFault(Exception):
    """What DynamoDB says of an expression that it refuses, without the expression's name; where, and what to do."""

    def __init__(self, says: str, begin: int, end: int, hint: str = "", words: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.begin = begin
        self.end = end
        self.hint = hint
        self.words = words or says


def tokens_of(text: str) -> list[Token]:
    """The tokens of an expression, `end` the last. ExpressionFault."""
    found: list[Token] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() != at:  # what stands before it begins no token
            break
        kind: Kind = match.lastgroup  # type: ignore[assignment] # a group of the pattern
        begin, at = match.span(kind)
        token = text[begin:at]
        found.append(Token(kind, token, begin, at, token.upper() if kind == "name" else token if kind == "sign" else ""))
    rest = len(text) - len(text[at:].lstrip())
    found.append(Token("end", "<EOF>", rest, len(text)))
    if rest < len(text):
        sign = text[rest]
        near = text[max(0, rest - 1) : rest + 2].strip()
        hint = _HINTS.get(sign, "")
        raise ExpressionFault(
            f'Syntax error; token: "{sign}", near: "{near}"', rest, rest + 1, hint, f"{sign!r} has no meaning in an expression"
        )
    return found


_HINTS = {
    '"': "Values are given in ExpressionAttributeValues, and named with a colon: :v",
    "'": "Values are given in ExpressionAttributeValues, and named with a colon: :v",
    "!": "Not equal is <>.",
    "&": "Write AND.",
    "|": "Write OR.",
    "-": "A name with a hyphen needs a placeholder in ExpressionAttributeNames: #n",
    "#": "A placeholder is # and letters or digits.",
    ":": "A placeholder is : and letters or digits.",
}
