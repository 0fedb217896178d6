"""Velocity 1.7's grammar of references: `$a.b(1)[2]`. See element.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.syntax.element import ABSENT, Element, stock
from playground.vtl.syntax.operands import IndexParameter, Parameter, ValueList
from playground.vtl.syntax.parse_state import Kinds
from playground.vtl.syntax.tokens import Token

if TYPE_CHECKING:
    from playground.vtl.syntax.parse_state import ParseState


class ParameterList(Element, stock.ParameterList):
    """arguments := "(" (parameter ("," parameter)*)? ")"; `values.values` are the arguments."""

    WHAT = "the call"
    START = Kinds("LPAREN")
    END = Kinds("CALL_RPAREN")

    def parse(self) -> None:
        self.identity_match(self.START)
        self.values = self.read(ValueList)
        self.require_match(self.END, "`,` or `)`")


class ArrayIndex(Element, stock.ArrayIndex):
    """index := "[" index-parameter "]"; `index` is the parameter."""

    WHAT = "the brackets"
    START = Kinds("INDEX_LBRACKET")
    END = Kinds("INDEX_RBRACKET")

    def parse(self) -> None:
        self.identity_match(self.START)
        self.index = self.require(IndexParameter, "a number, a string or a reference")
        self.require_match(self.END, "`]`")


class NameOrCall(Element, stock.NameOrCall):
    """property-or-call := "." name arguments?; a call only where its arguments can begin. `parameters` is None for a property."""

    DOT = Kinds("DOT")
    NAME = Kinds("IDENTIFIER")

    def parse(self) -> None:
        tokens, at = self._full_text, self.end
        self.name = tokens[at + 1].image
        self.end = at + 2
        if tokens[at + 2].kind == "LPAREN" and tokens[at + 3].kind in _ARGUMENTS_BEGIN:
            self.parameters = self.read(ParameterList)

    @property
    def arguments(self) -> list[Parameter]:
        """What a call is given; of a property, nothing."""
        return self.parameters.values.values if self.parameters else []


class FormalReference(Element, stock.FormalReference):
    """reference := name index* ("." name arguments? index*)* | "{" the same "}" | path, its `$` or `$!` glued to the first token.

    `name` is the root; `names` are what follows it, where that is properties alone (else None); `glued` is what stands before the
    name or the brace. A path is such a reference in one token.
    """

    WHAT = "the reference"
    names: tuple[str, ...] | None
    parts: list[NameOrCall | ArrayIndex] | None = None

    def __init__(self, filename: ParseState, text: list[Token], start: int = 0) -> None:
        first = text[start]
        self.glued = glued = first.glued
        if first.kind == "PATH":  # as nearly all are: without the constructor of all elements, and its call of `parse`
            self.filename = filename
            self._full_text = text
            self.start = start
            self.end = start + 1
            path = first.image[len(glued) :]
            self.braces = path[0] == "{"
            self.name, *names = (path[1:-1] if self.braces else path).split(".")
            self.names = tuple(names)
        else:
            super().__init__(filename, text, start)
        filename.names.add(self.name)
        if glued not in _PLAIN and "$" in glued and "\\!" not in glued:
            lost = glued.rindex("$")
            first.image, first.start = first.image[lost:], first.start + lost

    def parse(self) -> None:
        """A reference whose parts are tokens."""
        self.braces = self.token.kind == "LCURLY"
        name = self._full_text[self.end + self.braces]
        if name.kind != "IDENTIFIER":
            raise ABSENT
        self.name = name.image if self.braces else name.image[len(name.glued) :]  # `${$a}` asks for a variable `$a`, which is never set
        self.end += 1 + self.braces
        self.parts = self.read_steps(self._full_text, self.end)
        self.end = self.parts[-1].end if self.parts else self.end
        names = [step.name for step in self.parts if isinstance(step, NameOrCall) and step.parameters is None]
        self.names = tuple(names) if len(names) == len(self.parts) else None
        if self.braces:
            self.require_match(_RCURLY, "`}`")

    def read_steps(self, tokens: list[Token], at: int) -> list[NameOrCall | ArrayIndex]:
        """The steps that begin at a token."""
        steps: list[NameOrCall | ArrayIndex] = []
        while (step := _STEPS.get(tokens[at].kind)) is not None:
            if step is NameOrCall and tokens[at + 1].kind != "IDENTIFIER":
                break
            steps.append(step(self.filename, tokens, at))
            at = steps[-1].end
        return steps

    @property
    def steps(self) -> list[NameOrCall | ArrayIndex]:
        """What follows the root. Those of a path are made when they are asked for."""
        if self.parts is None:
            self.parts = self.split_path()
        return self.parts

    def split_path(self) -> list[NameOrCall | ArrayIndex]:
        """The steps of a path."""
        first = self._full_text[self.start]
        at = first.start + len(first.image) - len(".".join(("", *(self.names or ())))) - self.braces
        tokens: list[Token] = []
        for name in self.names or ():
            tokens += Token("DOT", at, "."), Token("IDENTIFIER", at + 1, name)
            at += 1 + len(name)
        return self.read_steps([*tokens, Token("EOF", at, "")], 0)


_PLAIN = frozenset({"$", "$!"})
_RCURLY = Kinds("RCURLY")
_ARGUMENTS_BEGIN = frozenset({
    "CALL_RPAREN", "WHITESPACE", "STRING", "INTEGER", "FLOAT", "BOOLEAN", "LBRACKET", "LEFT_CURLY", "IDENTIFIER", "LCURLY", "PATH",
})  # fmt: skip
_STEPS: dict[str, type[NameOrCall | ArrayIndex]] = {"DOT": NameOrCall, "INDEX_LBRACKET": ArrayIndex}
