"""What the elements of one text share while it is read, and how they ask for tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from playground.diagnostics import Span
from playground.errors import LimitReached

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playground.vtl.syntax.tokens import Token


class Unexpected(Exception):
    """The template does not go on as its grammar asks: at `token` there should be `expected`, inside `inside`, a name such as `#set`."""

    def __init__(self, token: Token, expected: str, inside: str) -> None:
        super().__init__(expected)
        self.token = token
        self.expected = expected
        self.inside = inside


class Grammar(NamedTuple):
    """What the productions need to know of those that are written after them, for they contain each other."""

    ours: Mapping[type, type]
    """airspeed's class → our element, for what airspeed's own productions ask for."""
    primaries: Mapping[type, Mapping[str, type]]
    """An element that is one of several → the kind of its first token → that element."""
    read_string: Callable[[Token, ParseState], object]
    """A double-quoted string → the template in it."""


class ParseState:
    """What all elements of one text share: the grammar, the limit of depth, the open directives, the macros defined so far.

    It stands in airspeed's `filename`, the one thing that every element hands on to the next.
    """

    def __init__(self, nesting: int, grammar: Grammar) -> None:
        self.left = nesting
        self.nesting = nesting
        self.open: list[Token] = []
        self.statement: Token | None = None  # the first token of the statement that is being read
        self.macros: set[str] = set()
        self.names: set[str] = set()  # the roots of all references
        self.ours, self.primaries, self.read_string = grammar

    def enter(self, token: Token) -> None:
        """Go one level deeper; LimitReached past `Limits.nesting`."""
        self.left -= 1
        if self.left < 0:
            self.too_deep(token)

    def too_deep(self, token: Token) -> NoReturn:
        """LimitReached at a token."""
        raise LimitReached(
            "nesting",
            f"The template nests directives, strings, lists or calls more than {self.nesting} deep.",
            help="Take a step out of the nesting with #set.",
            span=Span(token.start, token.stop),
        )

    def leave(self) -> None:
        """Come back one level."""
        self.left += 1

    def open_directive(self, token: Token) -> None:
        """A directive begins that an `#end` must close."""
        self.enter(token)
        self.open.append(token)

    def close_directive(self) -> None:
        """Its `#end` was there."""
        self.open.pop()
        self.leave()


class Kinds:
    """Stands where airspeed has a regular expression: one token of these kinds."""

    __slots__ = ("kinds",)

    def __init__(self, *kinds: str) -> None:
        self.kinds = frozenset(kinds)
