"""Velocity 1.7's tokens: what each lexical state accepts, and what a token is. The lexer says how the states follow each other.

What a template prints depends on them: `$a.b## x` prints `## x` while `$a## x` is a comment, and `#if(..)` swallows the end of its
line while a method call does not. Checked against Velocity 1.7 itself, and with what AWS was recorded to print (airspeed/*).
"""

from __future__ import annotations

import re
from typing import Final

# Lexical states.
DEFAULT: Final = "DEFAULT"
REFERENCE: Final = "REFERENCE"  # after "$"
REFMODIFIER: Final = "REFMODIFIER"  # after "$a."
REFMOD2: Final = "REFMOD2"  # after "$a.b("
REFINDEX: Final = "REFINDEX"  # after "$a["
PRE_DIRECTIVE: Final = "PRE_DIRECTIVE"  # after "#"
DIRECTIVE: Final = "DIRECTIVE"  # after "#if("

_LINE_END = r"(?:\r\n|\n|\r)"
_TO_LINE_END = rf"(?:[ \t]*{_LINE_END})?"
_LINE_ENDS = "\r\n"
_WORD_CHAR = "[A-Za-z0-9_@]"
_WORD = rf"[A-Za-z_@]{_WORD_CHAR}*"
_BRACKETED_WORD = rf"\{{[A-Za-z_]{_WORD_CHAR}*\}}"
_NAME_CHAR = "[A-Za-z0-9_-]"
_NAME = rf"(?!(?:true|false)(?!{_NAME_CHAR}))[A-Za-z_]{_NAME_CHAR}*+"
_LATER_NAME = rf"(?!(?:true|false)(?!{_NAME_CHAR}))[A-Za-z]{_NAME_CHAR}*+"
_NAME_PATH = rf"{_NAME}(?:\.{_LATER_NAME})*+"
_PATH = rf"(?:{_NAME_PATH}(?=[^A-Za-z0-9_\-(\[{{}}$\#\\ \t]|[ \t]+[^ \t\#]|\Z)|\{{{_NAME_PATH}\}})"
_DOLLAR_PATH = rf"(?P<PATH>\$!?{_PATH})"
_EXPONENT = r"[eE][+-]?[0-9]+"

_SET = r"(?P<SET>[ \t]*#(?:set|\{set\})[ ]*\()"
_NAMES = rf"(?P<BOOLEAN>(?:true|false)(?!{_NAME_CHAR}))|(?P<IDENTIFIER>[A-Za-z_]{_NAME_CHAR}*)"
_WORDS = rf"(?P<BOOLEAN>(?:true|false)(?!{_WORD_CHAR}))"
_DOT = r"(?P<DOT>\.(?=[A-Za-z]))"
_COMMENT = r"(?P<COMMENT>\#\#)"
_EMPTY_INDEX = r"(?P<EMPTY_INDEX>\$(?:\\?!)?\[|\$\.)"
_DOLLAR = r"(?P<DOLLAR>\\*\$(?:\\*!)?)"
_HASHES = r"(?P<TEXTBLOCK>\#\[\[)|(?P<MULTI_COMMENT>\#\*)|(?P<HASH>\#)"
_STRING = r"""(?P<STRING>"[^"]*(?:""[^"]*)*"|'[^']*(?:''[^']*)*')"""
_WHITESPACE = r"(?P<WHITESPACE>[ \t\r\n]+)"
_NUMBERS = (
    r"(?P<INTEGER>-?[0-9]+(?=\.\.))"
    rf"|(?P<FLOAT>-?[0-9]+\.[0-9]*(?:{_EXPONENT})?|-?\.[0-9]+(?:{_EXPONENT})?|-?[0-9]+{_EXPONENT})"
    r"|(?P<WHOLE>-?[0-9]+)"
)
_LIST_AND_MAP = r"(?P<LBRACKET>\[)|(?P<RBRACKET>\])|(?P<COMMA>,)|(?P<DOUBLEDOT>\.\.)|(?P<COLON>:)"
_OPERATORS = (
    rf"(?P<AND>&&|and(?!{_WORD_CHAR}))|(?P<OR>\|\||or(?!{_WORD_CHAR}))"
    rf"|(?P<LE><=|le(?!{_WORD_CHAR}))|(?P<LT><|lt(?!{_WORD_CHAR}))|(?P<GE>>=|ge(?!{_WORD_CHAR}))|(?P<GT>>|gt(?!{_WORD_CHAR}))"
    rf"|(?P<EQ>==|eq(?!{_WORD_CHAR}))|(?P<NE>!=|ne(?!{_WORD_CHAR}))|(?P<NOT>!|not(?!{_WORD_CHAR}))"
    r"|(?P<EQUALS>=)|(?P<PLUS>\+)|(?P<MINUS>-)|(?P<MULTIPLY>\*)|(?P<DIVIDE>/)|(?P<MODULUS>%)"
)


def _state(*alternatives: str) -> re.Pattern[str]:
    """One pattern for all tokens of a state, in the order in which Velocity prefers them (the longest first)."""
    return re.compile("|".join(alternatives), re.DOTALL)


_PATTERNS: Final = {
    DEFAULT: _state(
        _SET,
        r"(?P<TEXT>[^$\#\\]+)",
        _DOLLAR_PATH,
        _EMPTY_INDEX,
        _COMMENT,
        rf"(?P<HASH_END>\#(?:end(?!{_WORD_CHAR})|\{{end\}}){_TO_LINE_END})|(?P<HASH_ELSE>\#(?:else(?!{_WORD_CHAR})|\{{else\}}){_TO_LINE_END})",
        rf"(?P<HASH_IF>\#(?:if(?!{_WORD_CHAR})|\{{if\}}))|(?P<HASH_ELSEIF>\#(?:elseif(?!{_WORD_CHAR})|\{{elseif\}}))",
        # A run of backslashes is taken whole, whatever follows: trying each of them anew would be quadratic.
        rf"(?P<BACKSLASHES>\\+)(?:(?P<ESCAPED_WORD>\#(?:{_WORD}|{_BRACKETED_WORD}))|(?P<ESCAPED_DOLLAR>\$(?:\\*!)?))?",
        _DOLLAR,
        _HASHES,
    ),
    REFERENCE: _state(
        _SET, _NAMES, r"(?P<LCURLY>\{)|(?P<RCURLY>\})|(?P<INDEX_LBRACKET>\[)", _DOT, _EMPTY_INDEX, _COMMENT, _DOLLAR, _HASHES
    ),
    REFMODIFIER: _state(_SET, _NAMES, r"(?P<LCURLY>\{)|(?P<RCURLY>\})|(?P<INDEX_LBRACKET>\[)|(?P<LPAREN>\()", _DOT, _DOLLAR, _HASHES),
    REFMOD2: _state(
        _SET,
        _WHITESPACE,
        _STRING,
        _NAMES,
        _NUMBERS,
        r"(?P<CALL_RPAREN>\))",
        _LIST_AND_MAP,
        r"(?P<LEFT_CURLY>\{)|(?P<RIGHT_CURLY>\})",
        _DOT,
        _DOLLAR,
        _HASHES,
    ),
    REFINDEX: _state(_WHITESPACE, _STRING, rf"{_WORDS}|(?P<INDEX_RBRACKET>\])", _NUMBERS, _DOLLAR, _HASHES),
    PRE_DIRECTIVE: _state(
        rf"(?P<END>(?:end(?!{_WORD_CHAR})|\{{end\}}){_TO_LINE_END})",
        rf"(?P<IF>if(?!{_WORD_CHAR})|\{{if\}})",
        rf"(?P<ELSEIF>elseif(?!{_WORD_CHAR})|\{{elseif\}})",
        rf"(?P<ELSE>(?:else(?!{_WORD_CHAR})|\{{else\}}){_TO_LINE_END})",
        _NUMBERS,
        rf"(?P<WORD>{_WORD}|{_BRACKETED_WORD})",
        _COMMENT,
        _DOLLAR,
        _HASHES,
    ),
    DIRECTIVE: _state(
        _WHITESPACE,
        _DOLLAR_PATH,
        _DOLLAR,
        rf"(?P<LPAREN>\()|(?P<RPAREN>\){_TO_LINE_END})",
        _STRING,
        _WORDS,
        _NUMBERS,
        _OPERATORS,
        _LIST_AND_MAP,
        rf"(?P<ARGUMENT>{_WORD})|(?P<BRACKETED_WORD>{_BRACKETED_WORD})",
        r"(?P<LEFT_CURLY>\{)|(?P<RIGHT_CURLY>\})",
        _COMMENT,
        _HASHES,
    ),
}
MATCH: Final = {state: pattern.match for state, pattern in _PATTERNS.items()}
TERMINATED: Final = frozenset({REFERENCE, REFMODIFIER, PRE_DIRECTIVE})
# Inside comments and text blocks Velocity still reads the beginnings of others: `#*#` does not end `#* … *#`, and a text that
# stops at such a beginning is an error.
_BEGINNINGS = r"\#\*\*[^\#]|\#\[\[|\#\*|\#"
LINE_COMMENT = re.compile(rf"(?>[^\#\r\n]+|{_BEGINNINGS})*+{_LINE_END}?")
MULTI_COMMENT = re.compile(rf"(?>[^\#*]+|\*(?!\#)|{_BEGINNINGS})*+(?:\*\#)?")
TEXT_BLOCK = re.compile(rf"(?>[^\#\]]+|\](?!\]\#)|{_BEGINNINGS})*+(?:\]\]\#)?")
CLOSED = {"COMMENT": ("\r", "\n"), "MULTI_COMMENT": ("*#",), "TEXTBLOCK": ("]]#",)}
UNFINISHED = re.compile(r"(?:\$(?:\\*!)?|\#(?:\*|\[\[|\*\*[^\#])?)\Z")
PATH = re.compile(_PATH)
"""What may follow a `$`: a reference of properties alone, where what comes next leaves every state of it; `$a(`, `$a[`, `$a{`, `$a #set(`
take the long way."""
LEFT_PARENTHESIS = re.compile(r"[ \t\r\n]*\(")
GLUED_TEXT = re.compile(r"(\\+\$).?|([#$])", re.DOTALL)


class Token:
    """A piece of the template: `kind`, `image` (its text with what the lexer glued to its front) and where it starts.

    `glued` is that front alone: the `\\$!` of `\\$!name`, the `#` of `#$name`. `before` is text that no token takes, printed with
    the text that follows.
    """

    __slots__ = ("image", "kind", "start")
    glued = ""
    before = ""

    def __init__(self, kind: str, start: int, image: str) -> None:
        self.kind = kind
        self.start = start
        self.image = image

    @property
    def stop(self) -> int:
        """Where it ends."""
        return self.start + len(self.image)

    @property
    def literal(self) -> str:
        """The token as a directive that prints itself writes it: comments lose their text, as in Velocity."""
        if self.kind == "MULTI_COMMENT":
            return ""
        if self.kind == "COMMENT":
            return f"{self.glued}##{self.image[len(self.image.rstrip(_LINE_ENDS)) :]}"
        return self.before + self.image

    def __repr__(self) -> str:
        return f"Token({self.kind}, {self.image!r})"


class GluedToken(Token):
    """A token with text that is glued to its front or that stands before it."""

    __slots__ = ("before", "glued")

    def __init__(self, kind: str, start: int, image: str, glued: str, before: str) -> None:
        self.kind = kind  # as in Token, which takes half as long again when it is called for it
        self.start = start
        self.image = image
        self.glued = glued
        self.before = before
