"""Expressions → functions of a scope: `value` gives what an element is worth, `test` whether it holds. Velocity 1.7's meaning.

AWS's null rule lives here: the value of a reference is never None, for what is undefined or null is the empty text wherever
it is evaluated (SEMANTICS 2). Only a computation can be None, and a part of a reference on its way to the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic
from playground.errors import LimitReached, TemplateFailure
from playground.vtl import arithmetic
from playground.vtl.grammar import (
    ArrayIndex,
    ArrayLiteral,
    BooleanLiteral,
    DictionaryLiteral,
    Element,
    Expression,
    FloatingPointLiteral,
    FormalReference,
    IndexParameter,
    IntegerLiteral,
    NameOrCall,
    Parameter,
    ParenthesizedExpression,
    StringLiteral,
    UnaryOperatorValue,
)
from playground.vtl.grammar import Value as Wrapped
from playground.vtl.loop_status import PROPERTIES, Foreach
from playground.vtl.methods import find_method, find_regex_method, get_index, get_property
from playground.vtl.truth import describe_truth
from playground.vtl.values import (
    ArrayList,
    JavaClass,
    JavaException,
    NoSuchMethod,
    class_name,
    from_java_key,
    is_number,
    loosely_equals,
    to_text,
)

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.vtl.scope import Scope
    from playground.vtl.statements import Block

Value = Callable[["Scope"], Any]
Test = Callable[["Scope"], bool]
Step = Callable[[Any, "Scope"], Any]
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
_WRAPPERS = frozenset({Expression, ParenthesizedExpression, Wrapped, Parameter, IndexParameter})


class Expressions:
    """Compiles expressions; a string with references in it is a block, which `compile_block` compiles."""

    def __init__(self, compile_block: CompileBlock, *, recording: bool = False) -> None:
        self.compile_block = compile_block
        self.recording = recording
        self._values: dict[type, Callable[[Any], Value]] = {
            FormalReference: self.reference,
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
            FormalReference: self.reference_test,
            BooleanLiteral: _constant,
            UnaryOperatorValue: self.negation,
            _Binary: self.binary_test,
        }

    def value(self, operand: Operand) -> Value:
        """What the operand is worth; None for a computation without a value."""
        operand = _bare(operand)
        return self._values[type(operand)](operand)

    def test(self, operand: Operand) -> Test:
        """Whether the operand holds in #if. Of literals only `true` does (Velocity: `#if(1)` and `#if("x")` do not)."""
        operand = _bare(operand)
        compile_test = self._tests.get(type(operand))
        return compile_test(operand) if compile_test else _never

    def tested(self, operand: Operand) -> Value:
        """The value of what can only hold or not."""
        return self.test(operand)

    # Literals

    def string(self, string: StringLiteral) -> Value:
        """A string, or what the template in it writes."""
        if string.block is None:
            return _constant(string)
        render = self.compile_block(string.block)
        trimmed = string.trimmed

        def value(scope: Scope) -> str:
            text = scope.capture(render)
            scope.run.check_length(text)
            return text[:-1] if trimmed else text

        return value

    def list_or_range(self, array: ArrayLiteral) -> Value:
        """A list, or the whole numbers between two; None where an end is no number."""
        if not array.is_range:
            members = [self.value(member) for member in array.values]
            return lambda scope: ArrayList(member(scope) for member in members)
        numbers, span = self.range(array), array.span

        def value(scope: Scope) -> ArrayList | None:
            found = numbers(scope)
            if found is not None and len(found) > scope.run.limits.string:
                scope.run.span = span
                scope.run.stop("string", f"The range {found.start}..{found.stop} has more than {scope.run.limits.string:,} members.")
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
        return lambda scope: {from_java_key(key(scope)): member(scope) for key, member in pairs}

    # References

    def reference(self, reference: FormalReference) -> Value:
        """The value of a reference: the empty text where any part of it is undefined or null."""
        if is_runt(reference):
            return _nothing
        path = self.path(reference)

        def value(scope: Scope) -> Any:
            found = path(scope)
            return "" if found is None else found

        return value

    def path(self, reference: FormalReference) -> Value:
        """Where the reference leads; None where any part is undefined or null, and `scope.missing` says which."""
        names = [step.name for step in reference.steps if isinstance(step, NameOrCall) and step.parameters is None]
        if len(names) == len(reference.steps) and "class" not in names:
            return _property_path(reference.name, tuple(names))
        name = reference.name
        steps = tuple((index, self.step(step)) for index, step in enumerate(reference.steps))
        last = len(steps)

        def value(scope: Scope) -> Any:
            current = scope.variables.get(name)
            for index, step in steps:
                if current is None:
                    scope.missing = index
                    return None
                current = step(current, scope)
            if current is None:
                scope.missing = last
            return current

        return value

    def reference_test(self, reference: FormalReference) -> Test:
        """Whether a reference holds: unless it is false, for undefined is the empty text, which is true (SEMANTICS 2.3)."""
        path, span = self.path(reference), reference.span

        def test(scope: Scope) -> bool:
            found = path(scope)
            if found is True or found is False:
                return found
            if not found:
                scope.run.notes.tell("vtl.truth", span, lambda: describe_truth(reference, found))
            return True

        return test

    def step(self, step: NameOrCall | ArrayIndex) -> Step:
        """One `.name`, `.name(…)` or `[…]` of a reference; None where it leads nowhere."""
        if isinstance(step, ArrayIndex):
            return self.index(step)
        if step.parameters is not None:
            return self.call(step)
        name = step.name
        if name == "class":
            return lambda target, _scope: JavaClass(class_name(target))

        def property_value(target: Any, _scope: Scope) -> Any:
            return target.get(name) if type(target) is dict else get_property(target, name)

        return property_value

    def index(self, step: ArrayIndex) -> Step:
        """`[…]`"""
        index, span = self.value(step.index), step.span

        def indexed(target: Any, scope: Scope) -> Any:
            try:
                return get_index(target, index(scope))
            except JavaException as error:
                raise failure(error, span, f"`{step.literal}`") from error

        return indexed

    def call(self, step: NameOrCall) -> Step:
        """`.name(…)`: None where the value has no such method for such arguments; what fails in Java fails the template."""
        name, span = step.name, step.span
        arguments = [self.value(argument) for argument in step.parameters.values.values]
        count = len(arguments)
        uncertain = (name, count) in _NEWER_METHODS

        def called(target: Any, scope: Scope) -> Any:
            values = [argument(scope) for argument in arguments]
            run = scope.run
            run.span = span
            run.steps_left -= 1
            if run.steps_left < 0:
                run.check_left()
            if uncertain and isinstance(target, str):
                run.notes.tell("uncertain.java", span, lambda: _uncertain_java(name), "info")
            try:
                with_regex = find_regex_method(target, name, count)
                if with_regex is not None:
                    result = with_regex(min(run.limits.regex, run.seconds_left()), target, *values)
                else:
                    method = find_method(target, name, count)
                    result = None if method is None else method(target, *values)
            except NoSuchMethod:
                return None
            except JavaException as error:
                raise failure(error, span, f"`{step.literal[1:]}`") from error
            except LimitReached as error:
                error.span = error.span or span
                raise
            run.check_length(result)
            return result

        return called

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
            compare: Callable[[Any, Any], bool] = lambda a, b: loosely_equals(a, b) is wanted  # noqa: E731 - one of two
        else:
            compare = partial(_ordered, _COMPARISONS[operator])
        if self.recording:
            return partial(_shown_comparison, left, right, compare, _SIGNS[operator])
        return lambda scope: compare(left(scope), right(scope))

    def negation(self, operation: UnaryOperatorValue) -> Test:
        """`!operand`"""
        operand = self.test(operation.value)
        return lambda scope: not operand(scope)


def _property_path(root: str, names: tuple[str, ...]) -> Value:
    """`$root.a.b`, which most references are: nothing runs on the way, so what is missing can be looked for afterwards."""
    if root == "foreach" and len(names) == 1 and names[0] in PROPERTIES:
        return _loop_status(names[0])

    def value(scope: Scope) -> Any:
        current = scope.variables.get(root)
        for name in names:
            current = current.get(name) if type(current) is dict else get_property(current, name)
        if current is None:
            scope.missing = _first_missing(scope.variables.get(root), names)
        return current

    return value


def _loop_status(name: str) -> Value:
    """`$foreach.name`, the one path that most loops take in each round."""
    status = PROPERTIES[name]

    def value(scope: Scope) -> Any:
        loop = scope.variables.get("foreach")
        if type(loop) is Foreach:
            return status(loop)
        found = get_property(loop, name)
        if found is None:
            scope.missing = _first_missing(loop, (name,))
        return found

    return value


def _first_missing(current: Any, names: tuple[str, ...]) -> int:
    """How many names lead somewhere, plus the root."""
    for index, name in enumerate(names):
        if current is None:
            return index
        current = get_property(current, name)
    return len(names)


def _ordered(holds: Callable[[int], bool], left: object, right: object) -> bool:
    order = arithmetic.compare(left, right)
    return order is not None and holds(order)


def _shown_comparison(left: Value, right: Value, compare: Callable[[Any, Any], bool], sign: str, scope: Scope) -> bool:
    """A comparison that leaves what it compared for the recorder."""
    a, b = left(scope), right(scope)
    scope.operands = f"{_short(a)} {sign} {_short(b)}"
    return compare(a, b)


_NEWER_METHODS = frozenset({("strip", 0), ("stripLeading", 0), ("stripTrailing", 0), ("isBlank", 0), ("repeat", 1)})


def _uncertain_java(name: str) -> tuple[str, str]:
    return f"String.{name} exists since Java 11; whether AWS runs that is not known.", "On an older Java it prints nothing."


def _short(value: object) -> str:
    text = to_text(value)
    return f'"{text[:30]}"' if isinstance(value, str) else text[:30]


def is_runt(reference: FormalReference) -> bool:
    """Whether Velocity's lexer only takes it for a reference: it has no `$`, and prints its name alone (`$a.b(1)px.em`: `px`)."""
    return "$" not in reference.glued


def failure(error: JavaException, span: Span, what: str) -> TemplateFailure:
    """The template fails because a method did: AWS answers 500 (SEMANTICS 9.4)."""
    message = f"{what[:80]} fails in Java: {error.message} ({error.java_class})."
    return TemplateFailure([Diagnostic("vtl.method", "error", message, help="Check the value with #if before the call.", span=span)])


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
        raise LimitReached("string", "A whole number of the template has more than 3,900 digits.", span=literal.span)
    return lambda _scope: value


def _never(_scope: Scope) -> bool:
    return False


def _nothing(_scope: Scope) -> None:
    return None
