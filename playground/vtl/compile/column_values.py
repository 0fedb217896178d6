"""Expressions → functions of a batch: `value` gives what an element is worth in each turn, `test` in which turns it holds.

As expressions.py has it, for what changes nothing and tells nothing that depends on the turn; all else is Irregular, either when it is
compiled or when such a value turns up.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, Any

from playground.vtl.compile.batch import HAS_NEXT, INDEX, SCALARS, Batch, Column, Irregular, scalars, without_hosts
from playground.vtl.compile.column_calls import call
from playground.vtl.compile.comparisons import all_plain, comparing, is_only_text
from playground.vtl.compile.precedence import Binary, Operand, bare
from playground.vtl.compile.references import is_runt
from playground.vtl.explain.truth import kind_of
from playground.vtl.java import arithmetic
from playground.vtl.java.methods import get_index, get_path
from playground.vtl.java.values import Host
from playground.vtl.syntax.operands import BooleanLiteral, FloatingPointLiteral, IntegerLiteral, StringLiteral, UnaryOperatorValue
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall

if TYPE_CHECKING:
    from playground.vtl.compile.batch import Steps, Tests, Values
    from playground.vtl.syntax.statements import Block

CompileText = Callable[["Block"], Callable[[Batch], list[str]]]

_NONE = type(None)
_JSON = SCALARS | {dict, list, _NONE}
_TURN: dict[tuple[str, tuple[str, ...]], Values] = {
    ("foreach", ("hasNext",)): lambda batch: batch.column(HAS_NEXT),
    ("foreach", ("last",)): lambda batch: list(map(not_, batch.column(HAS_NEXT))),
    ("foreach", ("index",)): lambda batch: batch.column(INDEX),
    ("foreach", ("first",)): lambda batch: [index == 0 for index in batch.column(INDEX)],
    ("foreach", ("count",)): lambda batch: [index + 1 for index in batch.column(INDEX)],
    ("velocityHasNext", ()): lambda batch: batch.column(HAS_NEXT),
    ("velocityCount", ()): lambda batch: [index + 1 for index in batch.column(INDEX)],
}
"""What a turn knows of itself."""
TURN = frozenset(name for name, _ in _TURN)
"""Variables that say it."""


class ColumnValues:
    """Compiles expressions; a string with references in it is a block, of which `compile_text` makes what it writes in each turn."""

    def __init__(self, compile_text: CompileText) -> None:
        self.compile_text = compile_text
        self._values: dict[type, Callable[[Any], Values]] = {
            FormalReference: self.reference,
            StringLiteral: self.string,
            IntegerLiteral: _constant,
            FloatingPointLiteral: _constant,
            BooleanLiteral: _constant,
            UnaryOperatorValue: self.test,
            Binary: self.binary,
        }
        self._tests: dict[type, Callable[[Any], Tests]] = {
            FormalReference: self.reference_test,
            BooleanLiteral: _constant,
            UnaryOperatorValue: self.negation,
            Binary: self.binary_test,
        }

    def value(self, operand: Operand) -> Values:
        """What the operand is worth; never None."""
        operand = bare(operand)
        compile_value = self._values.get(type(operand))
        if compile_value is None:
            raise Irregular
        return compile_value(operand)

    def test(self, operand: Operand) -> Tests:
        """In which turns the operand holds in #if."""
        operand = bare(operand)
        compile_test = self._tests.get(type(operand))
        if compile_test is None:
            raise Irregular
        return compile_test(operand)

    # References

    def reference(self, reference: FormalReference) -> Values:
        """The value of a reference: the empty text where any part of it is undefined or null."""
        path = self.path(reference)

        def value(batch: Batch) -> Column:
            found = path(batch)
            return ["" if one is None else one for one in found] if has_none(found) else found

        return value

    def path(self, reference: FormalReference) -> Values:
        """Where a reference leads; None where any part is undefined or null."""
        root, names = reference.name, reference.names
        if root in TURN:
            if names is None or (root, names) not in _TURN:
                raise Irregular
            return _TURN[root, names]
        if is_runt(reference) or (names is not None and "class" in names):
            raise Irregular
        if names is not None:
            return lambda batch: _properties(batch.column(root), names)
        steps = [self.step(step) for step in reference.steps]

        def path(batch: Batch) -> Column:
            found = batch.column(root)
            for step in steps:
                found = step(batch, found)
            return found

        return path

    def step(self, step: NameOrCall | ArrayIndex) -> Steps:
        """One `.name`, `.name(…)` or `[…]` of a reference."""
        if isinstance(step, ArrayIndex):
            index = self.value(step.index)
            return _where_there_is_one(lambda batch, targets: list(map(get_index, without_hosts(targets), index(batch))))
        if step.parameters is not None:
            operands = [bare(argument) for argument in step.arguments]
            texts = [one.value if isinstance(one, StringLiteral) and one.block is None else None for one in operands]
            return _where_there_is_one(call(step, [self.value(operand) for operand in operands], texts))
        if step.name == "class":
            raise Irregular
        names = (step.name,)
        return lambda _batch, targets: _properties(targets, names)

    def reference_test(self, reference: FormalReference) -> Tests:
        """A reference holds unless it is false; what is nothing is told of, which can be repeated here, though not said."""
        path, span = self.path(reference), reference.span

        def test(batch: Batch) -> list[bool]:
            found = path(batch)
            kinds = set(map(type, found))
            if kinds == {bool}:
                return found
            if not kinds <= _JSON:  # a #define is rendered to be asked
                raise Irregular
            told = [kind for one in found if not one and one is not False and (kind := kind_of(reference, one))]
            if told:
                batch.work.tell_again("vtl.truth", span, told)
            if "false" in found:  # a text, of which is told
                raise Irregular
            return [one is not False for one in found]

        return test

    # Literals and operators

    def string(self, string: StringLiteral) -> Values:
        """A string, or what the template in it writes."""
        if string.block is None:
            return _constant(string)
        texts, trimmed = self.compile_text(string.block), string.trimmed

        def value(batch: Batch) -> Column:
            found = texts(batch)
            batch.work.captured += sum(map(len, found))
            return batch.work.made([text[:-1] for text in found] if trimmed else found)

        return value

    def binary(self, binary: Binary) -> Values:
        """The value of two operands and the operator between them."""
        function = arithmetic.OPERATIONS.get(binary.operator)
        if function is None:
            return self.binary_test(binary)
        left, right = self.value(binary.left), self.value(binary.right)
        adds_number = binary.adds_number

        def value(batch: Batch) -> Column:
            columns = [scalars(left(batch)), scalars(right(batch))]
            if adds_number and any(map(_has_text, columns)):
                raise Irregular
            batch.work.spend_texts(columns)
            found = list(map(function, *columns))
            if has_none(found):
                raise Irregular
            return batch.work.made(found)

        return value

    def binary_test(self, binary: Binary) -> Tests:
        """Whether a comparison or a logical operation holds."""
        operator = binary.operator
        if operator in {"AND", "OR"}:
            return _both(self.test(binary.left), self.test(binary.right), is_and=operator == "AND")
        if operator in arithmetic.OPERATIONS:
            raise Irregular
        left, right, text = self.value(binary.left), self.value(binary.right), bare(binary.right)
        compare = comparing(operator)
        if operator in {"EQ", "NE"} and isinstance(text, StringLiteral) and text.block is None:
            return _with_text(left, text.value, compare, is_equal=operator == "EQ")
        if operator in {"EQ", "NE"}:
            return lambda batch: list(map(compare, scalars(left(batch)), scalars(right(batch))))

        def test(batch: Batch) -> list[bool]:
            columns = [scalars(left(batch)), scalars(right(batch))]
            if any(map(_has_text, columns)):
                raise Irregular
            return list(map(compare, *columns))

        return test

    def negation(self, operation: UnaryOperatorValue) -> Tests:
        """`!operand`"""
        operand = self.test(operation.value)
        return lambda batch: list(map(not_, operand(batch)))


def has_none(column: Column) -> bool:
    """Whether the value of some turn is None."""
    return _NONE in set(map(type, column))


def _has_text(column: Column) -> bool:
    """Whether there is a text in it, which is told of where only numbers count; an empty one is not, for so is what is undefined."""
    return any(type(one) is str and one for one in column)


def _constant(literal: Any) -> Values:
    value = literal.value
    return lambda batch: [value] * batch.size


def _properties(column: Column, names: tuple[str, ...]) -> Column:
    if names and column and isinstance(column[0], Host):  # which is the same in all turns, or an entry
        without_hosts(column)
    for at, name in enumerate(names):
        try:
            column = [found[name] for found in column]
        except (KeyError, TypeError):  # where a name is found, it leads to what get_path gives, so that goes on from there
            return [get_path(found, names[at:]) for found in column]
    return column


def _where_there_is_one(step: Steps) -> Steps:
    """Apply a step in the turns whose value is not None; None stays None."""

    def where(batch: Batch, targets: Column) -> Column:
        if not has_none(targets):
            return step(batch, targets)
        indices = [index for index, target in enumerate(targets) if target is not None]
        found: Column = [None] * batch.size
        if indices:
            for index, one in zip(indices, step(batch.pick(indices), [targets[index] for index in indices]), strict=True):
                found[index] = one
        return found

    return where


def _both(first: Tests, second: Tests, *, is_and: bool) -> Tests:
    """`&&` or `||`: the second operand is only looked at where the first does not decide."""

    def test(batch: Batch) -> list[bool]:
        held = first(batch)
        indices = list(compress(range(batch.size), held if is_and else map(not_, held)))
        if len(indices) == batch.size:
            return second(batch)
        held = held.copy()
        for index, holds in zip(indices, second(batch.pick(indices)) if indices else (), strict=True):
            held[index] = holds
        return held

    return test


def _with_text(left: Values, text: str, compare: Callable[[Any, Any], bool], *, is_equal: bool) -> Tests:
    """A comparison with a text of the template; see comparisons.with_text."""
    is_word = is_only_text(text)

    def test(batch: Batch) -> list[bool]:
        column = left(batch)
        kinds = set(map(type, column))
        if kinds == {str}:
            return [(value == text) is is_equal for value in column]
        if is_word and all_plain(column):
            return [(value == text) is is_equal for value in column] if str in kinds else [not is_equal] * batch.size
        return [compare(value, text) for value in scalars(column)]

    return test
