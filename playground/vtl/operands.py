"""Velocity 1.7's grammar of what has a value: literals, operands with operators between them, references. See grammar.py."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from playground.vtl.grammar import ABSENT, Element, stock
from playground.vtl.source import Kinds, Unexpected
from playground.vtl.tokens import Token

# Literals


class IntegerLiteral(Element, stock.IntegerLiteral):
    """integer := "-"? digit+"""

    INTEGER = Kinds("INTEGER")

    def parse(self) -> None:
        _refuse_glued(self)
        super().parse()


class FloatingPointLiteral(Element, stock.FloatingPointLiteral):
    """float := "-"? digit+ "." digit* exponent? | "-"? "." digit+ exponent? | "-"? digit+ exponent"""

    FLOAT = Kinds("FLOAT")

    def parse(self) -> None:
        _refuse_glued(self)
        super().parse()


class BooleanLiteral(Element, stock.BooleanLiteral):
    """boolean := "true" | "false" (lower case only)"""

    BOOLEAN = Kinds("BOOLEAN")


class StringLiteral(Element, stock.InterpolatedStringLiteral):
    """string := "'" … "'" | '"' … '"', the quote doubled inside; a double-quoted one with "$" or "#" is a template of its own.

    `value` is the text of a plain one, `block` the template of the other (else None). Velocity reads an interpolated
    string with a blank put after it and takes the blank off its text, except where it has a `##`: so does `trimmed`.
    """

    STRING = Kinds("STRING")
    block: Any = None
    trimmed = False

    def parse(self) -> None:
        (raw,) = self.identity_match(self.STRING)
        quote = raw[0]
        self.value = raw[1:-1].replace(quote * 2, quote) if quote * 2 in raw[1:-1] else raw[1:-1]
        if quote == '"' and ("$" in raw or "#" in raw or "\\u" in raw):
            token = self._full_text[self.start]
            self.filename.enter(token)
            self.trimmed = "##" not in raw
            self.block = self.filename.read_string(token, self.filename)
            self.filename.leave()


class ArrayLiteral(Element, stock.ArrayLiteral):
    """list := "[" (parameter ("," parameter)*)? "]" | "[" ws? (reference | integer) ws? ".." ws? (reference | integer) ws? "]"

    `values` are the members, or the two ends where `is_range`.
    """

    WHAT = "the list"
    START = Kinds("LBRACKET")
    COMMA = Kinds("COMMA")
    DOTS = Kinds("DOUBLEDOT")
    END = Kinds("RBRACKET")
    is_range = False

    def parse(self) -> None:
        self.identity_match(self.START)
        self.values = []
        if not self.optional_match(self.END):
            self.values.append(self.require_next_element(Parameter, "a value"))
            if isinstance(self.values[0].expression, FormalReference | IntegerLiteral) and self.optional_match(self.DOTS):
                self.is_range = True
                self.values.append(self.require_next_element(Parameter, "a number"))
                if not isinstance(self.values[1].expression, FormalReference | IntegerLiteral):
                    raise Unexpected(self.values[1].first, "a reference or a whole number", "a range")
            else:
                while self.optional_match(self.COMMA):
                    self.values.append(self.require_next_element(Parameter, "a value"))
            self.require_match(self.END, "`]`" if self.is_range else "`,` or `]`")


class DictionaryLiteral(Element, stock.DictionaryLiteral):
    """map := "{" ((parameter ":" parameter ("," parameter ":" parameter)*) | ws?) "}"; `pairs` has (key, value)."""

    WHAT = "the map"
    START = Kinds("LEFT_CURLY")
    END = Kinds("RIGHT_CURLY", "RCURLY")
    KEYVALSEP = Kinds("COLON")
    PAIRSEP = Kinds("COMMA")

    def parse(self) -> None:
        self.identity_match(self.START)
        self.pairs: list[tuple[Parameter, Parameter]] = []
        blank = self.token.kind == "WHITESPACE"
        if self._full_text[self.end + blank].kind in self.END.kinds:
            self.end += blank + 1
            return
        while True:
            key = self.require_next_element(Parameter, "a key or `}`")
            self.require_match(self.KEYVALSEP, "`:`")
            self.pairs.append((key, self.require_next_element(Parameter, "a value")))
            if not self.optional_match(self.PAIRSEP):
                break
        self.require_match(self.END, "`,` or `}`")


# Values


class _Value(Element):
    """ws? primary ws?, the primary picked by its first token; `expression` is the primary."""

    PRIMARIES: ClassVar[dict[str, type[Element]]]
    expression: Element

    def parse(self) -> None:
        self.skip()
        self.first = self.token
        primary = self.PRIMARIES.get(self.first.kind)
        if primary is None:
            if self.end > self.start:
                raise self.syntax_error("a value")
            raise ABSENT
        self.filename.enter(self.first)
        self.expression = self.next_element(primary)
        self.filename.leave()
        if self.first.kind != "NOT":  # whose own operand has taken the blank
            self.skip()


class Parameter(_Value):
    """parameter := ws? (string | integer | list | map | boolean | reference | float) ws? (no operators, no parentheses)"""


class IndexParameter(_Value):
    """index parameter := ws? (string | integer | boolean | reference) ws?"""


class Value(_Value, stock.Value):
    """value := parameter | ws? "(" expression ")" ws? | ws? ("!" | "not") value"""


class ValueList(Element, stock.ValueList):
    """values := (parameter ("," parameter)*)?"""

    COMMA = Kinds("COMMA")

    def next_element(self, element_spec: type[Any]) -> Any:
        return super().next_element(Parameter if element_spec is stock.Value else element_spec)


class UnaryOperatorValue(Element, stock.UnaryOperatorValue):
    """("!" | "not") value; `value` is the operand."""

    WHAT = "the condition"
    UNARY_OP = Kinds("NOT")

    def next_element(self, element_spec: type[Any]) -> Any:
        try:
            return super().next_element(element_spec)
        except ABSENT:
            raise self.syntax_error("a value") from None


class ParenthesizedExpression(Element, stock.ParenthesizedExpression):
    """parentheses := "(" expression ")"; `expression` is what stands in them."""

    WHAT = "the parentheses"
    START = Kinds("LPAREN")
    END = Kinds("RPAREN")

    def parse(self) -> None:
        self.identity_match(self.START)
        self.expression = self.require_next_element(Expression, "a value")
        self.require_match(self.END, "an operator or `)`")


class BinaryOperator(Element, stock.BinaryOperator):
    """One of `|| or && and == eq != ne < lt > gt <= le >= ge + - * / %`; `name` is its kind."""

    BINARY_OP = Kinds("OR", "AND", "EQ", "NE", "LT", "GT", "LE", "GE", "PLUS", "MINUS", "MULTIPLY", "DIVIDE", "MODULUS")

    def parse(self) -> None:
        self.name = self.token.kind
        super().parse()


class Expression(Element, stock.Expression):
    """expression := value (operator value)*; `expression` has values and operators in turn, precedence is the compiler's."""

    def parse(self) -> None:
        terms = self.expression = [self.next_element(Value)]
        while self._full_text[self.end].kind in BinaryOperator.BINARY_OP.kinds:
            terms += self.next_element(BinaryOperator), self.require_next_element(Value, "a value")


def _refuse_glued(element: Element) -> None:
    """`#5` is a number to Velocity's lexer, and none to Java."""
    if element.token.glued:
        raise element.syntax_error("a number")


# References


class ParameterList(Element, stock.ParameterList):
    """arguments := "(" (parameter ("," parameter)*)? ")"; `values.values` are the arguments."""

    WHAT = "the call"
    START = Kinds("LPAREN")
    END = Kinds("CALL_RPAREN")

    def parse(self) -> None:
        self.identity_match(self.START)
        self.values = self.next_element(ValueList)
        self.require_match(self.END, "`,` or `)`")


class ArrayIndex(Element, stock.ArrayIndex):
    """index := "[" index-parameter "]"; `index` is the parameter."""

    WHAT = "the index"
    START = Kinds("INDEX_LBRACKET")
    END = Kinds("INDEX_RBRACKET")

    def parse(self) -> None:
        self.identity_match(self.START)
        self.index = self.require_next_element(IndexParameter, "an index: a number, a string or a reference")
        self.require_match(self.END, "`]`")


class NameOrCall(Element, stock.NameOrCall):
    """property-or-call := "." name arguments?; a call only where its arguments can begin. `parameters` is None for a property."""

    DOT = Kinds("DOT")
    NAME = Kinds("IDENTIFIER")

    def parse(self) -> None:
        tokens, at = self._full_text, self.end
        if tokens[at].kind != "DOT" or tokens[at + 1].kind != "IDENTIFIER":
            raise ABSENT
        self.name = tokens[at + 1].image
        self.end = at + 2
        if tokens[at + 2].kind == "LPAREN" and tokens[at + 3].kind in _ARGUMENTS_BEGIN:
            self.parameters = self.next_element(ParameterList)


class FormalReference(Element, stock.FormalReference):
    """reference := name index* ("." name arguments? index*)* | "{" the same "}" | path, its `$` or `$!` glued to the first token.

    `name` is the root; `names` are what follows it, where that is properties alone (else None); `glued` is what stands before the
    name or the brace. A path is such a reference in one token.
    """

    WHAT = "the reference"
    names: tuple[str, ...] | None

    def parse(self) -> None:
        tokens, at = self._full_text, self.end
        first = tokens[at]
        self.glued = first.glued
        if first.kind == "PATH":
            path = first.image[len(first.glued) :]
            self.braces = path[0] == "{"
            self.name, *names = (path[1:-1] if self.braces else path).split(".")
            self.names = tuple(names)
            self.end = at + 1
        else:
            self.braces = first.kind == "LCURLY"
            self.parse_parts(tokens[at + self.braces])
        self.filename.names.add(self.name)
        if "$" in self.glued and "\\!" not in self.glued:
            lost = self.glued.rindex("$")
            first.image, first.start = first.image[lost:], first.start + lost

    def parse_parts(self, name: Token) -> None:
        """A reference whose parts are tokens."""
        if name.kind != "IDENTIFIER":
            raise ABSENT
        self.name = name.image[len(name.glued) :]
        self.end += 1 + self.braces
        self.steps = self.read_steps(self._full_text, self.end)
        self.end = self.steps[-1].end if self.steps else self.end
        names = [step.name for step in self.steps if isinstance(step, NameOrCall) and step.parameters is None]
        self.names = tuple(names) if len(names) == len(self.steps) else None
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

    @cached_property
    def steps(self) -> list[NameOrCall | ArrayIndex]:
        """What follows the root. Those of a path are made when they are asked for."""
        first = self._full_text[self.start]
        at = first.start + len(first.image) - len(".".join(("", *(self.names or ())))) - self.braces
        tokens: list[Token] = []
        for name in self.names or ():
            tokens += Token("DOT", len(tokens), at, "."), Token("IDENTIFIER", len(tokens) + 1, at + 1, name)
            at += 1 + len(name)
        return self.read_steps([*tokens, Token("EOF", len(tokens), at, "")], 0)


_RCURLY = Kinds("RCURLY")
_ARGUMENTS_BEGIN = frozenset({
    "CALL_RPAREN", "WHITESPACE", "STRING", "INTEGER", "FLOAT", "BOOLEAN", "LBRACKET", "LEFT_CURLY", "IDENTIFIER", "LCURLY", "PATH",
})  # fmt: skip
_STEPS: dict[str, type[NameOrCall | ArrayIndex]] = {"DOT": NameOrCall, "INDEX_LBRACKET": ArrayIndex}
IndexParameter.PRIMARIES = {
    "STRING": StringLiteral,
    "INTEGER": IntegerLiteral,
    "BOOLEAN": BooleanLiteral,
    "IDENTIFIER": FormalReference,
    "LCURLY": FormalReference,
    "PATH": FormalReference,
}
Parameter.PRIMARIES = IndexParameter.PRIMARIES | {
    "FLOAT": FloatingPointLiteral,
    "LBRACKET": ArrayLiteral,
    "LEFT_CURLY": DictionaryLiteral,
}
Value.PRIMARIES = Parameter.PRIMARIES | {"LPAREN": ParenthesizedExpression, "NOT": UnaryOperatorValue}
Element.OURS = {stock.Value: Value, stock.ValueList: ValueList, stock.BinaryOperator: BinaryOperator}
