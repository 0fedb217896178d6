"""How Velocity 1.7's grammar is written here: airspeed's productions, read from Velocity's tokens. The only import of airspeed.

airspeed's elements parse in their constructors, `Element(filename, text, start)`, and ask for what they need with
`identity_match`, `require_match` and `next_element`. Here `text` is the list of tokens, an offset is a token's index, and
a pattern is `Kinds`, so that a production of airspeed's that is right for Velocity 1.7 serves as it stands, and one that
is not is overridden. An element is picked by its first token, no token is read twice, and depth is bounded. Elements
give the tree; airspeed's evaluation is never called. The productions are in operands.py and statements.py; each one's grammar
rule is its docstring (`ws` is WHITESPACE).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import airspeed

from playground.diagnostics import Span
from playground.vtl.syntax.parse_state import Kinds, Unexpected

if TYPE_CHECKING:
    from playground.vtl.syntax.parse_state import ParseState
    from playground.vtl.syntax.tokens import Token

stock: Any = airspeed
"""airspeed's own classes, for the productions that are built on them."""

ABSENT = airspeed.NoMatch
"""Raised by a production that does not start here; one that has started and cannot go on raises `Unexpected`."""


WS = Kinds("WHITESPACE")


class Element(airspeed._Element):  # noqa: SLF001 - the base of all of airspeed's elements has no public name
    """Base of our elements: reads tokens instead of text, gives spans, and replaces airspeed's classes by ours."""

    WHAT: str = "the template"
    """The construct that syntax errors name, such as `the list`."""
    filename: ParseState  # airspeed's names, for the productions alone: `state` and `text_tokens` to all others
    _full_text: list[Token]
    start: int
    end: int

    @property
    def state(self) -> ParseState:
        """What the element shares with all others of its text."""
        return self.filename

    @property
    def text_tokens(self) -> list[Token]:
        """All tokens of the text that the element stands in; `start` and `end` count them."""
        return self._full_text

    @property
    def token(self) -> Token:
        """The token that comes next."""
        return self._full_text[self.end]

    @property
    def tokens(self) -> list[Token]:
        """The element's own tokens."""
        return self._full_text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The element's place in the text, without the rest of a line that a closing token swallows."""
        tokens, start = self._full_text, self.start
        first = tokens[start]
        if self.end == start + 1 and first.kind == "PATH":
            return Span(first.start, first.start + len(first.image))
        last = tokens[max(self.end - 1, start)]
        blanks = len(first.image) - len(first.image.lstrip()) if first.kind == "SET" else 0  # which a #set takes
        return Span(first.start + blanks, max(last.stop - len(last.image) + len(last.image.rstrip()), first.start))

    @property
    def literal(self) -> str:
        """The element as it is written, without comments, and without what was glued to a reference."""
        return "".join(token.literal for token in self.tokens)

    def syntax_error(self, expected: str) -> Unexpected:
        """The error of a production that has begun and does not go on."""
        return Unexpected(self.token, expected, self.WHAT)

    def optional_match(self, pattern: Kinds) -> bool:
        """Pass over the next token if it is of these kinds."""
        if self._full_text[self.end].kind not in pattern.kinds:
            return False
        self.end += 1
        return True

    def require_match(self, pattern: Kinds, expected: str) -> None:
        """Pass over the next token; a syntax error where it is of other kinds."""
        if self._full_text[self.end].kind not in pattern.kinds:
            raise self.syntax_error(expected)
        self.end += 1

    def identity_match(self, pattern: Kinds) -> tuple[str]:
        """The text of the next token, which is passed; NoMatch where it is of other kinds."""
        token = self._full_text[self.end]
        if token.kind not in pattern.kinds:
            raise ABSENT
        self.end += 1
        return (token.image,)

    def read(self, kind: type[Any]) -> Any:
        """The element of a class of ours that starts here, or NoMatch."""
        element = kind(self.filename, self._full_text, self.end)
        self.end = element.end
        return element

    def require(self, kind: type[Any], expected: str) -> Any:
        """The same; a syntax error where there is none."""
        try:
            element = kind(self.filename, self._full_text, self.end)
        except ABSENT:
            raise self.syntax_error(expected) from None
        self.end = element.end
        return element

    def next_element(self, element_spec: type[Any]) -> Any:
        """What airspeed's own productions ask for: `read`, of our class for a stock one."""
        return self.read(self.filename.ours.get(element_spec, element_spec))

    def require_next_element(self, element_spec: type[Any], expected: str) -> Any:
        """The same, with `require`."""
        return self.require(self.filename.ours.get(element_spec, element_spec), expected)

    def skip(self, kinds: Kinds = WS) -> None:
        """Pass over one token of these kinds, if there is one."""
        if self._full_text[self.end].kind in kinds.kinds:
            self.end += 1
