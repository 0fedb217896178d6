"""Velocity 1.7's tokens and lexical states: text → tokens. Nothing here knows what a token means.

The states, what each accepts and how they nest follow Velocity 1.7's own grammar, because what a template prints depends
on them: `$a.b## x` prints `## x` while `$a## x` is a comment, and `#if(..)` swallows the end of its line while a method
call does not. Checked against Velocity 1.7 itself; SEMANTICS 1 has what AWS recorded of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

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
        _EMPTY_INDEX,
        _COMMENT,
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
_MATCH: Final = {state: pattern.match for state, pattern in _PATTERNS.items()}
_TERMINATED: Final = frozenset({REFERENCE, REFMODIFIER, PRE_DIRECTIVE})
# Inside comments and text blocks Velocity still reads the beginnings of others: `#*#` does not end `#* … *#`, and a text that
# stops at such a beginning is an error.
_BEGINNINGS = r"\#\*\*[^\#]|\#\[\[|\#\*|\#"
_LINE_COMMENT = re.compile(rf"(?>[^\#\r\n]+|{_BEGINNINGS})*+{_LINE_END}?")
_MULTI_COMMENT = re.compile(rf"(?>[^\#*]+|\*(?!\#)|{_BEGINNINGS})*+(?:\*\#)?")
_TEXT_BLOCK = re.compile(rf"(?>[^\#\]]+|\](?!\]\#)|{_BEGINNINGS})*+(?:\]\]\#)?")
_CLOSED = {"COMMENT": ("\r", "\n"), "MULTI_COMMENT": ("*#",), "TEXTBLOCK": ("]]#",)}
_UNFINISHED = re.compile(r"(?:\$(?:\\*!)?|\#(?:\*|\[\[|\*\*[^\#])?)\Z")
_NAME = rf"(?!(?:true|false)(?!{_NAME_CHAR}))[A-Za-z_]{_NAME_CHAR}*+"
_LATER_NAME = rf"(?!(?:true|false)(?!{_NAME_CHAR}))[A-Za-z]{_NAME_CHAR}*+"
_PATH = rf"{_NAME}(?:\.{_LATER_NAME})*+"
_SIMPLE_REFERENCE = re.compile(rf"(?P<name>{_PATH})(?=[^A-Za-z0-9_\-(\[{{}}$\#\\ \t]|[ \t]+[^ \t\#]|\Z)|\{{(?P<braced>{_PATH})\}}")
"""A reference of properties alone, where what follows leaves every state of it; `$a(`, `$a[`, `$a{`, `$a #set(` take the long way."""
_LEFT_PARENTHESIS = re.compile(r"[ \t\r\n]*\(")
_GLUED_TEXT = re.compile(r"(\\+\$).?|([#$])", re.DOTALL)


class Token:
    """A piece of the template: `kind`, `image` (its text with what the lexer glued to its front) and where it starts.

    `glued` is that front alone: the `\\$!` of `\\$!name`, the `#` of `#$name`. `before` is text that no token takes, printed with
    the text that follows. A token is also what a grammar element's pattern gives back, hence `groups` and `end`.
    """

    __slots__ = ("image", "index", "kind", "start")
    glued = ""
    before = ""

    def __init__(self, kind: str, index: int, start: int, image: str) -> None:
        self.kind = kind
        self.index = index
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

    def groups(self) -> tuple[str]:
        """The token's text, as a regular expression's match gives its groups."""
        return (self.image,)

    def end(self) -> int:
        """The index of the next token."""
        return self.index + 1

    def __repr__(self) -> str:
        return f"Token({self.kind}, {self.image!r})"


class GluedToken(Token):
    """A token with text that is glued to its front or that stands before it."""

    __slots__ = ("before", "glued")

    def __init__(self, kind: str, index: int, start: int, image: str, glued: str, before: str) -> None:
        super().__init__(kind, index, start, image)
        self.glued = glued
        self.before = before


class _Lexer:
    """Where the lexer stands: the state, the states below it, and the parentheses counted in each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.glue: int | None = None  # where a front that the next token takes began
        self.state = DEFAULT
        self.below: list[tuple[str, int, int]] = []
        self.opened = self.closed = 0
        self.before = ""
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        """All tokens of the text."""
        text, size, tokens = self.text, len(self.text), self.tokens
        while self.at < size:
            match = _MATCH[self.state](text, self.at)
            if match is None:
                if self.state not in _TERMINATED:
                    self.add("ERROR", self.at + 1)
                    return tokens
                self.terminate()
                continue
            kind: str = match.lastgroup  # type: ignore[assignment]  # every alternative is a named group
            if kind in _ACTIONS:
                _ACTIONS[kind](self, match)
            elif self.glue is None and not self.before:
                tokens.append(Token(kind, len(tokens), self.at, match[0]))
                self.at = match.end()
            else:
                self.add(kind, match.end())
        self.add("EOF" if self.glue is None else "ERROR", size)
        return tokens

    def add(self, kind: str, stop: int) -> None:
        """Append a token that ends at `stop`, and stand there."""
        tokens, text, start = self.tokens, self.text, self.at
        if self.glue is not None:
            tokens.append(GluedToken(kind, len(tokens), self.glue, text[self.glue : stop], text[self.glue : start], self.before))
            self.glue = None
        elif self.before:
            tokens.append(GluedToken(kind, len(tokens), start, text[start:stop], "", self.before))
        else:
            tokens.append(Token(kind, len(tokens), start, text[start:stop]))
        self.before = ""
        self.at = stop

    def glue_to_next(self, stop: int, state: str) -> None:
        """Keep what stands before `stop` for the front of the next token, which is read in `state`."""
        if self.glue is None:
            self.glue = self.at
        self.at = stop
        self.push(state)

    def push(self, state: str) -> None:
        """Enter `state`. (The count of closed parentheses is not reset: nor is it in Velocity.)"""
        self.below.append((self.state, self.opened, self.closed))
        self.opened = 0
        self.state = state

    def pop(self) -> bool:
        """Leave the state; False where there was none below."""
        if not self.below:
            self.opened = 0
            self.state = DEFAULT
            return False
        self.state, self.opened, self.closed = self.below.pop()
        return True

    def terminate(self) -> None:
        """Leave a state at a character that is none of its: it is read again below, and what was glued becomes text."""
        if self.glue is not None:
            self.before += "".join(escaped or plain for escaped, plain in _GLUED_TEXT.findall(self.text[self.glue : self.at + 1]))
            self.glue = None
        self.pop()

    # What a token does besides being one.

    def take_dollar(self, match: re.Match[str]) -> None:
        if self.state == REFERENCE:
            self.pop()
        simple = _SIMPLE_REFERENCE.match(self.text, match.end()) if self.glue is None else None
        if simple is None:
            self.glue_to_next(match.end(), REFERENCE)
        else:
            self.take_simple_reference(match.end(), simple)

    def take_simple_reference(self, start: int, match: re.Match[str]) -> None:
        """`$a.b.c` or `${a.b.c}` whose end is certain: its tokens at once, without a state between them."""
        braces = match["name"] is None
        path = (match["braced"] if braces else match["name"]).split(".")
        at = start + braces
        self.glue, self.at = self.at, start
        self.add("LCURLY" if braces else "IDENTIFIER", at if braces else at + len(path[0]))
        tokens = self.tokens
        if braces:
            tokens.append(Token("IDENTIFIER", len(tokens), at, path[0]))
        at += len(path[0])
        for name in path[1:]:
            tokens.append(Token("DOT", len(tokens), at, "."))
            tokens.append(Token("IDENTIFIER", len(tokens), at + 1, name))
            at += 1 + len(name)
        if braces:
            tokens.append(Token("RCURLY", len(tokens), at, "}"))
        self.at = at + braces

    def take_hash(self, match: re.Match[str]) -> None:
        if self.state in {REFERENCE, REFMODIFIER}:
            self.pop()
        self.glue_to_next(match.end(), PRE_DIRECTIVE)

    def take_backslashes(self, match: re.Match[str]) -> None:
        start, stop = match.span("BACKSLASHES")
        odd = (stop - start) % 2
        if match["ESCAPED_DOLLAR"] is not None:
            self.take_dollar(match)
        elif match["ESCAPED_WORD"] is not None and odd:
            self.add("ESCAPE_DIRECTIVE", match.end())
        else:
            if stop - start > 1:
                self.add("DOUBLE_ESCAPE", stop - odd)
            if odd:
                self.add("ESCAPE", stop)

    def take_text_block(self, match: re.Match[str]) -> None:
        start = match.end()
        self.take_until(_TEXT_BLOCK, start, "TEXTBLOCK")
        if not self.text.endswith("]]#", start, self.at):
            self.tokens[-1].kind = "ERROR"

    def take_comment(self, match: re.Match[str]) -> None:
        if self.state == REFERENCE:
            self.pop()
        self.take_until(_LINE_COMMENT, match.end(), "COMMENT")

    def take_multi_comment(self, match: re.Match[str]) -> None:
        self.take_until(_MULTI_COMMENT, match.end(), "MULTI_COMMENT")

    def take_until(self, pattern: re.Pattern[str], start: int, kind: str) -> None:
        """What `pattern` makes of the text from `start`."""
        match = pattern.match(self.text, start)
        stop = match.end() if match else start
        at_end = stop == len(self.text) and not self.text.endswith(_CLOSED[kind], start)
        self.add("ERROR" if at_end and _UNFINISHED.search(self.text, start) else kind, stop)

    def take_dot(self, match: re.Match[str]) -> None:
        self.glue = None  # Velocity loses it: `$!.a` prints `.a`
        self.add("DOT", match.end())
        self.state = REFMODIFIER

    def take_number(self, match: re.Match[str]) -> None:
        self.add("FLOAT" if match.lastgroup == "FLOAT" else "INTEGER", match.end())
        if self.state == PRE_DIRECTIVE:
            self.pop()

    def take_set(self, match: re.Match[str]) -> None:
        self.add("SET", match.end())
        self.push(DIRECTIVE)
        self.opened = 1

    def take_word(self, match: re.Match[str]) -> None:
        self.add("WORD", match.end())
        if _LEFT_PARENTHESIS.match(self.text, self.at):
            self.state = DIRECTIVE
        else:
            self.pop()

    def take_condition(self, match: re.Match[str]) -> None:
        self.add(match.lastgroup or "", match.end())
        self.state = DIRECTIVE

    def take_and_pop(self, match: re.Match[str]) -> None:
        self.add(match.lastgroup or "", match.end())
        self.pop()

    def take_index(self, match: re.Match[str]) -> None:
        self.add("INDEX_LBRACKET", match.end())
        self.push(REFINDEX)

    def take_left_parenthesis(self, match: re.Match[str]) -> None:
        self.add("LPAREN", match.end())
        self.opened += 1
        if self.state == REFMODIFIER:
            self.state = REFMOD2

    def take_call_end(self, match: re.Match[str]) -> None:
        self.add("CALL_RPAREN", match.end())
        self.state = REFERENCE

    def take_right_parenthesis(self, match: re.Match[str]) -> None:
        """Leave the states down to the one whose parenthesis this closes."""
        self.add("RPAREN", match.end())
        while self.opened == 0:
            if not self.pop():
                return
        if self.opened == self.closed + 1:
            self.pop()
        else:
            self.closed += 1


_ACTIONS: Final[dict[str, Callable[[_Lexer, re.Match[str]], None]]] = {
    "DOLLAR": _Lexer.take_dollar,
    "HASH": _Lexer.take_hash,
    "BACKSLASHES": _Lexer.take_backslashes,
    "ESCAPED_DOLLAR": _Lexer.take_backslashes,
    "ESCAPED_WORD": _Lexer.take_backslashes,
    "TEXTBLOCK": _Lexer.take_text_block,
    "COMMENT": _Lexer.take_comment,
    "MULTI_COMMENT": _Lexer.take_multi_comment,
    "DOT": _Lexer.take_dot,
    "INTEGER": _Lexer.take_number,
    "WHOLE": _Lexer.take_number,
    "FLOAT": _Lexer.take_number,
    "SET": _Lexer.take_set,
    "WORD": _Lexer.take_word,
    "IF": _Lexer.take_condition,
    "ELSEIF": _Lexer.take_condition,
    "ELSE": _Lexer.take_and_pop,
    "END": _Lexer.take_and_pop,
    "RCURLY": _Lexer.take_and_pop,
    "INDEX_RBRACKET": _Lexer.take_and_pop,
    "INDEX_LBRACKET": _Lexer.take_index,
    "LPAREN": _Lexer.take_left_parenthesis,
    "CALL_RPAREN": _Lexer.take_call_end,
    "RPAREN": _Lexer.take_right_parenthesis,
}


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, an `EOF` last, or an `ERROR` last where Velocity's lexer gives up."""
    return _Lexer(text).run()
