"""Velocity 1.7's grammar of expressions: literals, operands and operators. See element.py."""

from __future__ import annotations

from typing import Any

from playground.vtl.syntax.element import ABSENT, Element, stock
from playground.vtl.syntax.parse_state import Kinds, Unexpected

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
            self.values.append(self.require(Parameter, "a value"))
            if self.values[0].first.kind in _ENDS_OF_RANGES and self.optional_match(self.DOTS):
                self.is_range = True
                self.values.append(self.require(Parameter, "a number"))
                if self.values[1].first.kind not in _ENDS_OF_RANGES:
                    raise Unexpected(self.values[1].first, "a reference or a whole number", "a range")
            else:
                while self.optional_match(self.COMMA):
                    self.values.append(self.require(Parameter, "a value"))
            self.require_match(self.END, "`]`" if self.is_range else "`,` or `]`")


_ENDS_OF_RANGES = frozenset({"INTEGER", "IDENTIFIER", "LCURLY", "PATH"})


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
            key = self.require(Parameter, "a key or `}`")
            self.require_match(self.KEYVALSEP, "`:`")
            self.pairs.append((key, self.require(Parameter, "a value")))
            if not self.optional_match(self.PAIRSEP):
                break
        self.require_match(self.END, "`,` or `}`")


# Values


class _Value(Element):
    """ws? primary ws?, the primary picked by its first token (`Grammar.primaries`); `expression` is the primary."""

    expression: Element

    def parse(self) -> None:
        tokens, state, at = self._full_text, self.filename, self.end
        first = tokens[at]
        if first.kind == "WHITESPACE":
            at += 1
            first = tokens[at]
        self.first = first
        primary = state.primaries[type(self)].get(first.kind)
        if primary is None:
            self.end = at
            if at > self.start:
                raise self.syntax_error("a value")
            raise ABSENT
        state.left -= 1
        if state.left < 0:
            state.too_deep(first)
        element = self.expression = primary(state, tokens, at)
        state.left += 1
        self.end = at = element.end
        if tokens[at].kind == "WHITESPACE" and first.kind != "NOT":  # whose own operand has taken the blank
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

    def parse(self) -> None:
        self.values = []
        try:
            self.values.append(self.read(Parameter))
        except ABSENT:
            return
        while self.optional_match(self.COMMA):
            self.values.append(self.require(Parameter, "a value"))


class UnaryOperatorValue(Element, stock.UnaryOperatorValue):
    """("!" | "not") value; `value` is the operand."""

    WHAT = "the condition"
    UNARY_OP = Kinds("NOT")

    def next_element(self, element_spec: type[Any]) -> Any:
        """The element that starts here; a syntax error where there is none."""
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
        self.expression = self.require(Expression, "a value")
        self.require_match(self.END, "an operator or `)`")


class BinaryOperator(Element, stock.BinaryOperator):
    """One of `|| or && and == eq != ne < lt > gt <= le >= ge + - * / %`; `name` is its kind."""

    BINARY_OP = Kinds("OR", "AND", "EQ", "NE", "LT", "GT", "LE", "GE", "PLUS", "MINUS", "MULTIPLY", "DIVIDE", "MODULUS")

    def parse(self) -> None:
        self.name = self._full_text[self.end].kind
        self.end += 1


class Expression(Element, stock.Expression):
    """expression := value (operator value)*; `expression` has values and operators in turn, precedence is the compiler's."""

    def parse(self) -> None:
        terms = self.expression = [self.read(Value)]
        while self._full_text[self.end].kind in BinaryOperator.BINARY_OP.kinds:
            terms += self.read(BinaryOperator), self.require(Value, "a value")


def _refuse_glued(element: Element) -> None:
    """`#5` is a number to Velocity's lexer, and none to Java."""
    if element.token.glued:
        raise element.syntax_error("a number")
