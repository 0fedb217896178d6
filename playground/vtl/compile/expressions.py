"""Expressions → functions of a scope: `value` gives what an element is worth, `test` whether it holds. Velocity 1.7's meaning.

Only a computation can be None: what is undefined in a reference is the empty text (references.py).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.vtl.compile import comparisons
from playground.vtl.compile.precedence import SIGNS, Binary, Operand, bare
from playground.vtl.compile.references import References
from playground.vtl.explain.text_numbers import describe_text
from playground.vtl.explain.truth import Use
from playground.vtl.java import arithmetic
from playground.vtl.java.values import ArrayList, from_java_key, is_number
from playground.vtl.syntax.operands import (
    ArrayLiteral,
    BooleanLiteral,
    DictionaryLiteral,
    FloatingPointLiteral,
    IntegerLiteral,
    StringLiteral,
    UnaryOperatorValue,
)
from playground.vtl.syntax.references import FormalReference

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.vtl.compile.functions import Evaluate, Test
    from playground.vtl.runtime.notes import Described
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.statements import Block

CompileBlock = Callable[["Block"], Callable[["Scope"], None]]

_PART = Use()


class Expressions:
    """Compiles expressions; a string with references in it is a block, which `compile_block` compiles."""

    def __init__(self, compile_block: CompileBlock, *, recording: bool = False) -> None:
        self.compile_block = compile_block
        self.recording = recording
        self.references = References(self.value)

    def value(self, operand: Operand) -> Evaluate:
        """What the operand is worth; None for a computation without a value."""
        operand = bare(operand)
        return _VALUES[type(operand)](self, operand)

    def test(self, operand: Operand, use: Use = _PART) -> Test:
        """Whether the operand holds in #if. Of literals only `true` does (Velocity: `#if(1)` and `#if("x")` do not)."""
        operand = bare(operand)
        if type(operand) is FormalReference:
            return self.references.reference_test(operand, use)
        if type(operand) is UnaryOperatorValue:
            return self.negation(operand, use)
        if type(operand) is Binary:
            return self.binary_test(operand)
        return self.constant(operand) if type(operand) is BooleanLiteral else _never

    @staticmethod
    def is_has_next(operand: Operand) -> bool:
        """Whether the operand is `$foreach.hasNext`."""
        operand = bare(operand)
        return type(operand) is FormalReference and (operand.name, operand.names) == ("foreach", ("hasNext",))

    def tested(self, operand: Operand) -> Evaluate:
        """The value of what can only hold or not."""
        return self.test(operand)

    def reference(self, reference: FormalReference) -> Evaluate:
        """The value of a reference."""
        return self.references.reference(reference)

    # Literals

    def constant(self, literal: Any) -> Evaluate:
        """What a literal is worth that is always the same."""
        value = literal.value
        return lambda _scope: value

    def integer(self, literal: IntegerLiteral) -> Evaluate:
        """A whole number; LimitReached where it has more digits than can be worked with."""
        if literal.value.bit_length() > arithmetic.LONGEST_NUMBER_BITS:
            raise LimitReached(
                "string", "A whole number of the template has more than 3,900 digits, which no setting changes.", span=literal.span
            )
        return self.constant(literal)

    def string(self, string: StringLiteral) -> Evaluate:
        """A string, or what the template in it writes."""
        if string.block is None:
            return self.constant(string)
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

    def list_or_range(self, array: ArrayLiteral) -> Evaluate:
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

    def collection(self, operand: Operand) -> Evaluate:
        """What a #foreach goes over: as `value`, but a range's numbers are not made before they are needed."""
        operand = bare(operand)
        return self.range(operand) if isinstance(operand, ArrayLiteral) and operand.is_range else self.value(operand)

    def map(self, dictionary: DictionaryLiteral) -> Evaluate:
        """A map; a key that is undefined is the empty text (as/test_dict_assign_var_not_found)."""
        pairs = [(self.value(key), self.value(member)) for key, member in dictionary.pairs]
        return checked(lambda scope: {from_java_key(key(scope)): member(scope) for key, member in pairs}, dictionary.span)

    # Operators

    def binary(self, binary: Binary) -> Evaluate:
        """The value of two operands and the operator between them."""
        function = arithmetic.OPERATIONS.get(binary.operator)
        if function is None:
            return self.binary_test(binary)
        left, right = self.value(binary.left), self.value(binary.right)
        is_suspect = function is not arithmetic.add or binary.adds_number

        def value(scope: Scope) -> object:
            a, b = left(scope), right(scope)
            if function is arithmetic.add and (a is None or b is None):  # text joins even what has no value, as it is written
                a = bare(binary.left).literal.strip() if a is None and isinstance(b, str) else a
                b = bare(binary.right).literal.strip() if b is None and isinstance(a, str) else b
            result = function(a, b)
            if is_suspect and (result is None or type(result) is str):
                tell_text(scope, a, b, binary=binary, result=result)
            scope.run.check_length(result)
            return result

        return value

    def binary_test(self, binary: Binary) -> Test:
        """Whether a comparison or a logical operation holds."""
        operator = binary.operator
        if operator in {"AND", "OR"}:
            first, second = self.test(binary.left), self.test(binary.right)
            return (lambda scope: first(scope) and second(scope)) if operator == "AND" else (lambda scope: first(scope) or second(scope))
        if operator in arithmetic.OPERATIONS:
            return _never
        left, right = self.value(binary.left), self.value(binary.right)
        text = bare(binary.right)
        if operator in {"EQ", "NE"} and type(text) is StringLiteral and text.block is None:
            test = comparisons.with_text(left, text.value, is_equal=operator == "EQ")
        elif operator in {"EQ", "NE"}:
            test = comparisons.comparison(left, right, operator)
        else:
            test = comparisons.ordering(left, right, operator, partial(tell_text, binary=binary))
        if not self.recording:
            return test
        return comparisons.recorded(left, right, operator, SIGNS[operator], test, partial(tell_text, binary=binary))

    def negation(self, operation: UnaryOperatorValue, use: Use = _PART) -> Test:
        """`!operand`"""
        negated = bare(operation.value)
        operand = self.test(negated, use._replace(negated=True) if type(negated) is FormalReference else _PART)
        return lambda scope: not operand(scope)


def tell_text(scope: Scope, left: object, right: object, *, binary: Binary, result: object = None) -> None:
    """Tell where a computation or a comparison comes to nothing, or to a text, for one of its operands is a text."""

    def describe() -> Described | None:
        operands = ((binary.left.literal.strip(), left), (binary.right.literal.strip(), right))
        return describe_text(binary.literal.strip(), SIGNS[binary.operator], operands, result)

    scope.run.notes.tell("vtl.text-number", binary.span, describe)


def checked(make: Evaluate, span: Span) -> Evaluate:
    """A list or map of the template's that may have so many members and no more."""

    def value(scope: Scope) -> object:
        made = make(scope)
        if len(made) > scope.run.limits.string:
            scope.run.span = span
            scope.run.check_length(made)
        return made

    return value


def _never(_scope: Scope) -> bool:
    return False


_VALUES: dict[type, Callable[[Expressions, Any], Evaluate]] = {
    FormalReference: Expressions.reference,
    StringLiteral: Expressions.string,
    IntegerLiteral: Expressions.integer,
    FloatingPointLiteral: Expressions.constant,
    BooleanLiteral: Expressions.constant,
    ArrayLiteral: Expressions.list_or_range,
    DictionaryLiteral: Expressions.map,
    Binary: Expressions.binary,
    UnaryOperatorValue: Expressions.tested,
}
