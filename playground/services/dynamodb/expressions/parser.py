"""Reads expressions into trees. ExpressionFault at the first place where an expression stops being one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.services.dynamodb.expressions.syntax import (
    Call,
    Comparison,
    Condition,
    DocumentPath,
    Logical,
    Operand,
    Sum,
    UpdateAction,
    ValuePlaceholder,
)
from playground.services.dynamodb.expressions.tokens import ExpressionFault, Token, tokens_of
from playground.services.near_names import near_name

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPARATORS = frozenset({"=", "<>", "<", "<=", ">", ">="})
CONDITIONS = frozenset({"attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains"})
"""Functions that hold or do not."""
_OPERANDS = frozenset({"size"})
_UPDATES = frozenset({"if_not_exists", "list_append"})
_FUNCTIONS = CONDITIONS | _OPERANDS | _UPDATES
_CLAUSES = ("SET", "REMOVE", "ADD", "DELETE")
_DEEPEST = 100
"""Parentheses in parentheses; DynamoDB takes 300 operators in all."""


class Parser:
    """The parser of one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.at = 0
        self.token = self.tokens[0]
        """The token that comes next, which is at `at`."""
        self.depth = 0

    def take(self) -> Token:
        """The next token, which is passed."""
        token = self.token
        if token.kind != "end":
            self.at += 1
            self.token = self.tokens[self.at]
        return token

    def _go_to(self, at: int) -> None:
        self.at, self.token = at, self.tokens[at]

    def fault(self, hint: str = "") -> ExpressionFault:
        """A syntax error at the next token."""
        token = self.token
        near_to = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        first = self.tokens[max(self.at - 1, 0)]
        near = self.text[first.begin : near_to.end].strip()
        words = "it ends too early" if token.kind == "end" else f"{token.text} cannot stand here"
        before = self.tokens[self.at - 1] if token.kind == "end" and self.at else token
        return ExpressionFault(
            f'Syntax error; token: "{token.text}", near: "{near}"', before.begin, max(before.end, before.begin + 1), hint, words
        )

    def expect(self, sign: str, hint: str = "") -> Token:
        """The next token, which must be this sign or keyword."""
        if self.token.word != sign:
            raise self.fault(hint)
        return self.take()

    def end(self) -> None:
        """All must have been read."""
        if self.token.kind != "end":
            hint = "Equal is one =." if self.token.text == "=" and self.at and self.tokens[self.at - 1].text == "=" else ""
            raise self.fault(hint)

    def path(self) -> DocumentPath:
        """A document path."""
        parts = [self._step("name", "placeholder")]
        while self.token.word in {".", "["}:
            if self.take().text == ".":
                parts.append(self._step("name", "placeholder"))
            else:
                parts.append(self._step("number", hint="An index is a number."))
                self.expect("]")
        return DocumentPath(tuple(parts))

    def _step(self, *kinds: str, hint: str = "") -> Token:
        """The next token, which must be of one of these kinds."""
        if self.token.kind not in kinds:
            raise self.fault(hint)
        return self.take()

    def operand(self, functions: frozenset[str]) -> Operand:
        """A path, a value, or one of `functions`."""
        if self.token.kind == "value":
            return ValuePlaceholder(self.take())
        if self.token.kind == "name" and self.tokens[self.at + 1].text == "(":
            return self.call(functions)
        if self.token.kind == "number":
            raise self.fault("Values are given in ExpressionAttributeValues, and named with a colon: :v")
        if self.token.text == "=" and self.at and self.tokens[self.at - 1].text in _COMPARATORS:
            raise self.fault("Equal is one =.")
        return self.path()

    def call(self, functions: frozenset[str]) -> Call:
        """A function call; functions' names are in small letters."""
        name = self.take()
        if name.text not in _FUNCTIONS:
            near = near_name(name.text, functions)
            hint = f"Write {near}." if near else f"There are {', '.join(sorted(functions))}."
            raise ExpressionFault(
                f"Invalid function name; function: {name.text}", name.begin, name.end, hint, f"there is no function {name.text}"
            )
        if name.text not in functions:
            says = f"The function is not allowed to be used this way in an expression; function: {name.text}"
            raise ExpressionFault(says, name.begin, name.end, "", f"{name.text} cannot stand here")
        self.expect("(")
        arguments = [self.operand(_OPERANDS | _UPDATES if functions & _UPDATES else _OPERANDS)]
        while self.token.text == ",":
            self.take()
            arguments.append(self.operand(_OPERANDS | _UPDATES if functions & _UPDATES else _OPERANDS))
        self.expect(")")
        return Call(name, tuple(arguments))

    # Conditions

    def condition(self) -> Condition:
        """Conditions joined by OR."""
        return self._joined("OR", self._and)

    def _and(self) -> Condition:
        return self._joined("AND", self._not)

    def _joined(self, word: str, inner: Callable[[], Condition]) -> Condition:
        parts = [inner()]
        operator = self.token
        while self.token.word == word:
            self.take()
            parts.append(inner())
        return parts[0] if len(parts) == 1 else Logical(operator, tuple(parts))

    def _not(self) -> Condition:
        if self.token.word == "NOT":
            operator = self.take()
            self._enter()
            inner = self._not()
            self.depth -= 1
            return Logical(operator, (inner,))
        if self.token.text == "(":
            return self._parenthesized()
        return self._comparison()

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.fault("It is nested too deep.")

    def _parenthesized(self) -> Condition:
        begin = self.at
        self.take()
        self._enter()
        if self.token.kind in {"value", "name", "placeholder"}:  # an operand may stand in parentheses: (a) = :v
            try:
                operand = self.operand(CONDITIONS | _OPERANDS)
                if self.token.text == ")" and not (isinstance(operand, Call) and operand.name.text in CONDITIONS):
                    self.take()
                    self.depth -= 1
                    return self._compared(operand)
            except ExpressionFault:
                pass
            self._go_to(begin + 1)
        inner = self.condition()
        self.expect(")")
        self.depth -= 1
        return inner

    def _comparison(self) -> Condition:
        operand = self.operand(CONDITIONS | _OPERANDS)
        if isinstance(operand, Call) and operand.name.text in CONDITIONS:
            return operand
        return self._compared(operand)

    def _compared(self, left: Operand) -> Condition:
        word = self.token.word
        if word in _COMPARATORS:
            operator = self.take()
            return Comparison(operator, left, (self._right(),))
        if word == "BETWEEN":
            operator = self.take()
            low = self._right()
            self.expect("AND", "It is BETWEEN one AND another.")
            return Comparison(operator, left, (low, self._right()))
        if word == "IN":
            return self._in(left)
        raise self.fault("Equal is one =." if self.token.text == "=" else "")

    def _right(self) -> Operand:
        if self.token.text == "(":
            self.take()
            inner = self.operand(_OPERANDS)
            self.expect(")")
            return inner
        return self.operand(_OPERANDS)

    def _in(self, left: Operand) -> Comparison:
        operator = self.take()
        self.expect("(", "It is IN (:a, :b).")
        right = [self._right()]
        while self.token.text == ",":
            self.take()
            right.append(self._right())
        self.expect(")")
        return Comparison(operator, left, tuple(right))

    # Updates and projections

    def update(self) -> list[UpdateAction]:
        """The clauses of an update expression."""
        actions: list[UpdateAction] = []
        seen: set[str] = set()
        while self.token.kind != "end" or not actions:
            clause = self.token
            if clause.word not in _CLAUSES:
                raise self.fault("It has the clauses SET, REMOVE, ADD and DELETE.")
            if clause.word in seen:
                says = f'The "{clause.word}" section can only be used once in an update expression;'
                raise ExpressionFault(
                    says, clause.begin, clause.end, "Put its actions together, with commas.", f"{clause.word} stands twice"
                )
            seen.add(clause.word)
            self.take()
            actions.append(self._action(clause))
            while self.token.text == ",":
                self.take()
                actions.append(self._action(clause))
        return actions

    def _action(self, clause: Token) -> UpdateAction:
        path = self.path()
        if clause.word == "REMOVE":
            return UpdateAction(clause, path, None)
        if clause.word == "SET":
            self.expect("=", "It is SET path = value.")
            return UpdateAction(clause, path, self._sum())
        if self.token.kind != "value":
            raise self.fault(f"It is {clause.word} path :value.")
        return UpdateAction(clause, path, ValuePlaceholder(self.take()))

    def _sum(self) -> Operand:
        left = self._term()
        if self.token.text in {"+", "-"} and self.token.kind == "sign":
            sign = self.take()
            return Sum(sign, left, self._term())
        return left

    def _term(self) -> Operand:
        if self.token.text == "(":
            self.take()
            self._enter()
            inner = self._sum()
            self.depth -= 1
            self.expect(")")
            return inner
        return self.operand(_UPDATES)

    def projection(self) -> list[DocumentPath]:
        """Paths with commas between."""
        paths = [self.path()]
        while self.token.text == ",":
            self.take()
            paths.append(self.path())
        return paths


def parse_condition(text: str) -> Condition:
    """A condition, filter or key condition expression. ExpressionFault."""
    parser = Parser(text)
    made = parser.condition()
    parser.end()
    return made


def parse_update(text: str) -> list[UpdateAction]:
    """An update expression. ExpressionFault."""
    parser = Parser(text)
    made = parser.update()
    parser.end()
    return made


def parse_projection(text: str) -> list[DocumentPath]:
    """A projection expression. ExpressionFault."""
    parser = Parser(text)
    made = parser.projection()
    parser.end()
    return made
