"""Velocity 1.7's grammar as a whole: which elements stand where others ask for them, and the template inside a double-quoted string."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.vtl.syntax import operands, references, statements
from playground.vtl.syntax.element import stock
from playground.vtl.syntax.lexer import tokenize
from playground.vtl.syntax.parse_state import Grammar, ParseState, Unexpected

if TYPE_CHECKING:
    from playground.vtl.syntax.tokens import Token

_FOUR_DIGITS = re.compile(r"[0-9A-Fa-f]{4}|[+-][0-9A-Fa-f]{3}")


def _read_string(token: Token, state: ParseState) -> statements.Block:
    """The template inside a double-quoted string; its tokens carry their places in the whole text."""
    quoted = token.image[1:-1]
    try:
        text, offsets = _unquote(quoted, token.start + len(token.glued) + 1)
    except ValueError:
        raise Unexpected(token, "four hexadecimal digits after `\\u`", "a string") from None
    tokens = tokenize(text if "##" in text else text + " ")
    for inner in tokens:
        inner.start = offsets[min(inner.start, len(text))]
    outside, state.open, statement = state.open, [], state.statement
    block = statements.Block(state, tokens, 0)
    end = tokens[block.end]
    if end.kind != "EOF":
        raise Unexpected(end, "the end of the string", "a string")
    state.open, state.statement = outside, statement
    return block


def _unquote(quoted: str, start: int) -> tuple[str, list[int] | range]:
    """What a double-quoted string holds (`""` is a quote, `\\u0041` a letter), and the offset of each character in the text.

    ValueError where `\\u` has no four hexadecimal digits, a sign being one of them (Velocity 1.7: the template fails).
    """
    if '""' not in quoted and "\\u" not in quoted:
        return quoted, range(start, start + len(quoted) + 1)
    text: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(quoted):
        is_escape = quoted.startswith("\\u", at)
        text.append(_unicode(quoted[at + 2 : at + 6]) if is_escape else quoted[at])
        offsets.append(start + at)
        at += 6 if is_escape else 2 if quoted.startswith('""', at) else 1
    return "".join(text), [*offsets, start + at]


def _unicode(digits: str) -> str:
    if _FOUR_DIGITS.fullmatch(digits) is None:
        raise ValueError(digits)
    return chr(int(digits, 16) & 0xFFFF)


_INDEXES: dict[str, type] = {
    "STRING": operands.StringLiteral,
    "INTEGER": operands.IntegerLiteral,
    "BOOLEAN": operands.BooleanLiteral,
    **dict.fromkeys(("IDENTIFIER", "LCURLY", "PATH"), references.FormalReference),
}
_PARAMETERS = _INDEXES | {
    "FLOAT": operands.FloatingPointLiteral,
    "LBRACKET": operands.ArrayLiteral,
    "LEFT_CURLY": operands.DictionaryLiteral,
}
GRAMMAR = Grammar(
    ours={
        stock.Value: operands.Value,
        stock.ValueList: operands.ValueList,
        stock.BinaryOperator: operands.BinaryOperator,
        stock.Block: statements.Block,
        stock.Condition: statements.Condition,
        stock.ElseifBlock: statements.ElseifBlock,
        stock.ElseBlock: statements.ElseBlock,
    },
    primaries={
        operands.IndexParameter: _INDEXES,
        operands.Parameter: _PARAMETERS,
        operands.Value: _PARAMETERS | {"LPAREN": operands.ParenthesizedExpression, "NOT": operands.UnaryOperatorValue},
        statements.Argument: _PARAMETERS | {"ARGUMENT": statements.Word, "WORD": statements.Word},
    },
    read_string=_read_string,
)
