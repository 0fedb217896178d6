"""Velocity 1.7's lexer: text → tokens, through lexical states that nest. Nothing here knows what a token means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from playground.vtl.syntax.tokens import (
    CLOSED,
    DEFAULT,
    DIRECTIVE,
    GLUED_TEXT,
    LEFT_PARENTHESIS,
    LINE_COMMENT,
    MATCH,
    MULTI_COMMENT,
    PATH,
    PRE_DIRECTIVE,
    REFERENCE,
    REFINDEX,
    REFMOD2,
    REFMODIFIER,
    TERMINATED,
    TEXT_BLOCK,
    UNFINISHED,
    GluedToken,
    Token,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


class _Lexer:
    """The lexer's position, state and stack of states, with the parentheses counted in each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.glue: int | None = None  # where a front that the next token takes began
        self.state = DEFAULT
        self.below: list[tuple[str, int, int]] = []
        self.opened = self.closed = 0
        self.before = ""
        self.is_lost = False  # whether nothing prints what stands in `before`
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        """All tokens of the text."""
        text, size, tokens, actions, new = self.text, len(self.text), self.tokens, _ACTIONS, object.__new__
        append = tokens.append
        while (at := self.at) < size:
            match = MATCH[self.state](text, at)
            if match is None:
                if self.state not in TERMINATED:
                    self.add("ERROR", at + 1)
                    return tokens
                self.terminate()
                continue
            kind: str = match.lastgroup  # type: ignore[assignment]  # every alternative is a named group
            if kind in actions:
                actions[kind](self, match)
            elif self.glue is None and not self.before:
                token = new(Token)  # and not Token(…), whose call is a fifth of the lexer's time
                token.kind, token.start, token.image = kind, at, match[0]
                append(token)
                self.at = match.end()
            else:
                self.add(kind, match.end())
        self.add("EOF" if self.glue is None else "ERROR", size)
        return tokens

    def add(self, kind: str, stop: int) -> None:
        """Append a token that ends at `stop` and move the read position to it."""
        text, start, glue = self.text, self.at, self.glue
        self.at = stop
        if glue is None and not self.before:
            self.tokens.append(Token(kind, start, text[start:stop]))
            return
        first = start if glue is None else glue
        self.tokens.append(GluedToken(kind, first, text[first:stop], text[first:start], self.take_before()))
        self.glue = None

    def take_before(self) -> str:
        """The unlexed text before the next token."""
        before, self.before = "" if self.is_lost else self.before, ""
        return before

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
        """Pop the lexical state where no rule of it matches: the character is lexed again in the enclosing state, and glued text is text.

        Where that begins with `##` and the next token comes at once, Velocity takes it for a comment: `$a.b##$5` prints `5`.
        """
        self.is_lost = self.glue is not None and self.text.startswith("##", self.glue)
        if self.glue is not None:
            self.before += "".join(escaped or plain for escaped, plain in GLUED_TEXT.findall(self.text[self.glue : self.at + 1]))
            self.glue = None
        self.pop()

    # What a token does besides being one.

    def take_dollar(self, match: re.Match[str]) -> None:
        if self.state == REFERENCE:
            self.pop()
        is_nested = bool(self.tokens) and self.tokens[-1].kind == "LCURLY"  # `${$a`, where a name is expected
        path = PATH.match(self.text, match.end()) if self.glue is None and not is_nested else None
        if path is None:
            self.glue_to_next(match.end(), REFERENCE)
        else:
            self.glue, self.at = self.at, match.end()
            self.add("PATH", path.end())

    def take_path(self, match: re.Match[str]) -> None:
        """`$a.b.c` or `${a.b.c}` whose end is certain: one token, without a state between its parts."""
        start, image = self.at, match[0]
        glued = "$!" if image[1] == "!" else "$"
        self.tokens.append(GluedToken("PATH", start, image, glued, self.take_before() if self.before else ""))
        self.at = start + len(image)

    def take_known(self, match: re.Match[str]) -> None:
        """`#if` and its like at the top: one token, without the state between `#` and its word."""
        kind, start, image = _KNOWN[match.lastgroup or ""], self.at, match[0]
        self.tokens.append(GluedToken(kind, start, image, "#", self.take_before() if self.before else ""))
        self.at = start + len(image)
        if kind in {"IF", "ELSEIF"}:
            self.push(DIRECTIVE)

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
        self.take_until(TEXT_BLOCK, start, "TEXTBLOCK")
        if not self.text.endswith("]]#", start, self.at):
            self.tokens[-1].kind = "ERROR"

    def take_comment(self, match: re.Match[str]) -> None:
        if self.state == REFERENCE:
            self.pop()
        self.take_until(LINE_COMMENT, match.end(), "COMMENT")

    def take_multi_comment(self, match: re.Match[str]) -> None:
        self.take_until(MULTI_COMMENT, match.end(), "MULTI_COMMENT")

    def take_until(self, pattern: re.Pattern[str], start: int, kind: str) -> None:
        """Lex the text from `start` on by `pattern`."""
        match = pattern.match(self.text, start)
        stop = match.end() if match else start
        at_end = stop == len(self.text) and not self.text.endswith(CLOSED[kind], start)
        self.add("ERROR" if at_end and UNFINISHED.search(self.text, start) else kind, stop)

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
        if LEFT_PARENTHESIS.match(self.text, self.at):
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


_KNOWN: Final = {"HASH_IF": "IF", "HASH_ELSEIF": "ELSEIF", "HASH_ELSE": "ELSE", "HASH_END": "END"}
_ACTIONS: Final[dict[str, Callable[[_Lexer, re.Match[str]], None]]] = {
    "DOLLAR": _Lexer.take_dollar,
    "PATH": _Lexer.take_path,
    "HASH": _Lexer.take_hash,
    **dict.fromkeys(_KNOWN, _Lexer.take_known),
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
