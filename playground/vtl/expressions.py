"""Expressions → functions of a scope: `value` gives what an element is worth, `test` whether it holds. Velocity 1.7's meaning.

Only a computation can be None: what is undefined in a reference is the empty text (references.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.vtl import arithmetic
from playground.vtl.grammar import Element
from playground.vtl.operands import (
    ArrayLiteral,
    BooleanLiteral,
    DictionaryLiteral,
    Expression,
    FloatingPointLiteral,
    IndexParameter,
    IntegerLiteral,
    Parameter,
    ParenthesizedExpression,
    StringLiteral,
    UnaryOperatorValue,
)
from playground.vtl.operands import Value as Wrapped
from playground.vtl.recorder import shown
from playground.vtl.reference_grammar import FormalReference
from playground.vtl.references import References, Test, Value
from playground.vtl.truth import Use
from playground.vtl.values import (
    ArrayList,
    from_java_key,
    is_number,
    loosely_equals,
)

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.vtl.scope import Scope
    from playground.vtl.statements import Block

CompileBlock = Callable[["Block"], Callable[["Scope"], None]]

_SIGNS = {
    "OR": "||", "AND": "&&", "EQ": "==", "NE": "!=", "LT": "<", "GT": ">", "LE": "<=", "GE": ">=",
    "PLUS": "+", "MINUS": "-", "MULTIPLY": "*", "DIVIDE": "/", "MODULUS": "%",
}  # fmt: skip
_PRECEDENCE = {
    "OR": 1, "AND": 2, "EQ": 3, "NE": 3, "LT": 4, "GT": 4, "LE": 4, "GE": 4,
    "PLUS": 5, "MINUS": 5, "MULTIPLY": 6, "DIVIDE": 6, "MODULUS": 6,
}  # fmt: skip
_ARITHMETIC = {
    "PLUS": arithmetic.add,
    "MINUS": arithmetic.subtract,
    "MULTIPLY": arithmetic.multiply,
    "DIVIDE": arithmetic.divide,
    "MODULUS": arithmetic.modulo,
}
_COMPARISONS: dict[str, Callable[[int], bool]] = {
    "LT": lambda order: order < 0,
    "GT": lambda order: order > 0,
    "LE": lambda order: order <= 0,
    "GE": lambda order: order >= 0,
}


@dataclass(frozen=True, slots=True)
class _Binary:
    """`left operator right`, after precedence."""

    operator: str
    left: Element | _Binary
    right: Element | _Binary

    @property
    def literal(self) -> str:
        """The operation as it is written."""
        return self.left.literal + _SIGNS[self.operator] + self.right.literal


Operand = Element | _Binary
_PART = Use()
_WRAPPERS = frozenset({Expression, ParenthesizedExpression, Wrapped, Parameter, IndexParameter})


class Expressions:
    """Compiles expressions; a string with references in it is a block, which `compile_block` compiles."""

    def __init__(self, compile_block: CompileBlock, *, recording: bool = False) -> None:
        self.compile_block = compile_block
        self.recording = recording
        self.references = References(self.value)
        self._values: dict[type, Callable[[Any], Value]] = {
            FormalReference: self.references.reference,
            StringLiteral: self.string,
            IntegerLiteral: _integer,
            FloatingPointLiteral: _constant,
            BooleanLiteral: _constant,
            ArrayLiteral: self.list_or_range,
            DictionaryLiteral: self.map,
            _Binary: self.binary,
            UnaryOperatorValue: self.tested,
        }
        self._tests: dict[type, Callable[[Any], Test]] = {
            BooleanLiteral: _constant,
            _Binary: self.binary_test,
        }

    def value(self, operand: Operand) -> Value:
        """What the operand is worth; None for a computation without a value."""
        operand = _bare(operand)
        return self._values[type(operand)](operand)

    def test(self, operand: Operand, use: Use = _PART) -> Test:
        """Whether the operand holds in #if. Of literals only `true` does (Velocity: `#if(1)` and `#if("x")` do not)."""
        operand = _bare(operand)
        if type(operand) is FormalReference:
            return self.references.reference_test(operand, use)
        if type(operand) is UnaryOperatorValue:
            return self.negation(operand, use)
        compile_test = self._tests.get(type(operand))
        return compile_test(operand) if compile_test else _never

    @staticmethod
    def is_has_next(operand: Operand) -> bool:
        """Whether the operand is `$foreach.hasNext`."""
        operand = _bare(operand)
        return isinstance(operand, FormalReference) and (operand.name, operand.names) == ("foreach", ("hasNext",))

    def tested(self, operand: Operand) -> Value:
        """The value of what can only hold or not."""
        return self.test(operand)

    # Literals

    def string(self, string: StringLiteral) -> Value:
        """A string, or what the template in it writes."""
        if string.block is None:
            return _constant(string)
        self.references.quoted += 1
        render = self.compile_block(string.block)
        self.references.quoted -= 1
        trimmed = string.trimmed

        def value(scope: Scope) -> str:
            text = scope.capture(render)
            text = text[:-1] if trimmed else text
            scope.run.check_length(text)
            return text

        return value

    def list_or_range(self, array: ArrayLiteral) -> Value:
        """A list, or the whole numbers between two; None where an end is no number."""
        if not array.is_range:
            members = [self.value(member) for member in array.values]
            return checked(lambda scope: ArrayList(member(scope) for member in members), array.span)
        numbers, span = self.range(array), array.span

        def value(scope: Scope) -> ArrayList | None:
            found = numbers(scope)
            if found is not None and len(found) > scope.run.limits.string:
                scope.run.span = span
                scope.run.stop("string", f"The range {found[0]}..{found[-1]} has more than {scope.run.limits.string:,} members.")
            return None if found is None else ArrayList(found)

        return value

    def range(self, array: ArrayLiteral) -> Callable[[Scope], range | None]:
        """The whole numbers from one to another, up or down; None where an end is no number."""
        first, last = (self.value(end) for end in array.values)

        def numbers(scope: Scope) -> range | None:
            start, stop = first(scope), last(scope)
            if not (is_number(start) and is_number(stop)):
                return None
            start, stop = arithmetic.to_whole(start, 32), arithmetic.to_whole(stop, 32)
            return range(start, stop + 1) if start <= stop else range(start, stop - 1, -1)

        return numbers

    def collection(self, operand: Operand) -> Value:
        """What a #foreach goes over: as `value`, but a range's numbers are not made before they are needed."""
        operand = _bare(operand)
        return self.range(operand) if isinstance(operand, ArrayLiteral) and operand.is_range else self.value(operand)

    def map(self, dictionary: DictionaryLiteral) -> Value:
        """A map; a key that is undefined is the empty text (as/test_dict_assign_var_not_found)."""
        pairs = [(self.value(key), self.value(member)) for key, member in dictionary.pairs]
        return checked(lambda scope: {from_java_key(key(scope)): member(scope) for key, member in pairs}, dictionary.span)

    # Operators

    def binary(self, binary: _Binary) -> Value:
        """The value of two operands and the operator between them."""
        function = _ARITHMETIC.get(binary.operator)
        if function is None:
            return self.binary_test(binary)
        left, right = self.value(binary.left), self.value(binary.right)

        def value(scope: Scope) -> object:
            a, b = left(scope), right(scope)
            if function is arithmetic.add and (a is None or b is None):  # text joins even what has no value, as it is written
                a = _bare(binary.left).literal.strip() if a is None and isinstance(b, str) else a
                b = _bare(binary.right).literal.strip() if b is None and isinstance(a, str) else b
            result = function(a, b)
            scope.run.check_length(result)
            return result

        return value

    def binary_test(self, binary: _Binary) -> Test:
        """Whether a comparison or a logical operation holds."""
        operator = binary.operator
        if operator in {"AND", "OR"}:
            first, second = self.test(binary.left), self.test(binary.right)
            return (lambda scope: first(scope) and second(scope)) if operator == "AND" else (lambda scope: first(scope) or second(scope))
        if operator in _ARITHMETIC:
            return _never
        left, right = self.value(binary.left), self.value(binary.right)
        if operator in {"EQ", "NE"}:
            wanted = operator == "EQ"
            compare: Callable[[Any, Any], bool] = lambda a, b: _equal(a, b) is wanted  # noqa: E731 - one of two
        else:
            compare = partial(_ordered, _COMPARISONS[operator])
        if self.recording:
            return partial(_shown_comparison, left, right, compare, _SIGNS[operator])
        return lambda scope: compare(left(scope), right(scope))

    def negation(self, operation: UnaryOperatorValue, use: Use = _PART) -> Test:
        """`!operand`"""
        negated = _bare(operation.value)
        operand = self.test(negated, replace(use, negated=True) if type(negated) is FormalReference else _PART)
        return lambda scope: not operand(scope)


def checked(make: Value, span: Span) -> Value:
    """A list or map of the template's that may have so many members and no more."""

    def value(scope: Scope) -> object:
        made = make(scope)
        if len(made) > scope.run.limits.string:
            scope.run.span = span
            scope.run.check_length(made)
        return made

    return value


def _equal(left: object, right: object) -> bool:
    """Velocity's `==`: numbers by value."""
    order = arithmetic.compare(left, right)
    return loosely_equals(left, right) if order is None else order == 0


def _ordered(holds: Callable[[int], bool], left: object, right: object) -> bool:
    order = arithmetic.compare(left, right)
    return order is not None and holds(order)


def _shown_comparison(left: Value, right: Value, compare: Callable[[Any, Any], bool], sign: str, scope: Scope) -> bool:
    """A comparison that leaves what it compared for the recorder."""
    a, b = left(scope), right(scope)
    scope.operands = f"{_short(a)} {sign} {_short(b)}"
    return compare(a, b)


def _short(value: object) -> str:
    text = shown(value)
    return f'"{text[:30]}"' if isinstance(value, str) else text[:30]


def _bare(operand: Operand) -> Operand:
    """The operand without parentheses and wrappers, its operators in order of precedence."""
    while type(operand) in _WRAPPERS:
        inner: Any = operand.expression  # type: ignore[union-attr]  # which every wrapper has
        operand = inner if type(inner) is not list else _by_precedence(inner) if len(inner) > 1 else inner[0]
    return operand


def _by_precedence(terms: list[Any]) -> Operand:
    """The tree of `value (operator value)*`: what binds closer is deeper, equals group from the left."""
    values: list[Operand] = [terms[0]]
    operators: list[str] = []

    def reduce() -> None:
        right, left, operator = values.pop(), values.pop(), operators.pop()
        values.append(_Binary(operator, left, right))

    for operator, value in zip(terms[1::2], terms[2::2], strict=True):
        while operators and _PRECEDENCE[operators[-1]] >= _PRECEDENCE[operator.name]:
            reduce()
        operators.append(operator.name)
        values.append(value)
    while operators:
        reduce()
    return values[0]


def _constant(literal: Any) -> Callable[[Scope], Any]:
    value = literal.value
    return lambda _scope: value


def _integer(literal: IntegerLiteral) -> Value:
    value: int = literal.value
    if value.bit_length() > arithmetic.LONGEST_NUMBER_BITS:
        raise LimitReached(
            "string", "A whole number of the template has more than 3,900 digits, which no setting changes.", span=literal.span
        )
    return lambda _scope: value


def _never(_scope: Scope) -> bool:
    return False
