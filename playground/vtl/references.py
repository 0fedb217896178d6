"""References → functions of a scope: where `$a.b(1)[2]` leads. AWS's null rule lives here.

The value of a reference is never None: what is undefined or null is the empty text wherever it is evaluated. Only a part of a reference on
its way to the whole can be None. Evidence: recorded: airspeed/test_unmatched_name_does_not_get_substituted, ls/input-path/empty-body.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic
from playground.errors import LimitReached, TemplateFailure
from playground.vtl.definition import Definition
from playground.vtl.failure_words import failure_help
from playground.vtl.methods import find_method, find_regex_method, get_index, get_path, get_property
from playground.vtl.reference_grammar import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.truth import describe_truth, kind_of
from playground.vtl.values import JavaClass, JavaException, NoSuchMethod, class_name
from playground.words import shorten

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.vtl.grammar import Element
    from playground.vtl.run import Run
    from playground.vtl.scope import Scope
    from playground.vtl.truth import Use

Value = Callable[["Scope"], Any]
Test = Callable[["Scope"], bool]
Step = Callable[[Any, "Scope"], Any]


class References:
    """Compiles references; `value_of` compiles the arguments and indexes in them."""

    def __init__(self, value_of: Callable[[Element], Value]) -> None:
        self.value_of = value_of
        self.quoted = 0  # in how many double-quoted strings stands what is compiled now

    def reference(self, reference: FormalReference) -> Value:
        """The value of a reference: the empty text where any part of it is undefined or null."""
        if is_runt(reference):
            return _nothing
        root, names = reference.name, property_names(reference)
        if names is None:
            path = self.path(reference)

            def value(scope: Scope) -> Any:
                found = path(scope)
                return "" if found is None else found

            return value

        def property_value(scope: Scope) -> Any:
            try:
                found: Any = scope.variables[root]
                for name in names:
                    found = found[name]
            except (KeyError, TypeError):
                found = get_path(scope.variables.get(root), names)
            return "" if found is None else found

        return property_value

    def path(self, reference: FormalReference) -> Value:
        """Where the reference leads; None where any part is undefined or null, and `scope.missing` says which."""
        names = property_names(reference)
        if names is not None:
            return _property_path(reference.name, names)
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

    def reference_test(self, reference: FormalReference, use: Use) -> Test:
        """Whether a reference holds: unless it is false, for undefined is the empty text, which is true. `use`: for what is told of it.

        Evidence: recorded: airspeed/test_if_statement_considers_None_to_be_false.
        """
        path, span = self.path(reference), reference.span
        describe = partial(describe_truth, reference, replace(use, quoted=self.quoted))
        is_told = not use.is_idle

        def test(scope: Scope) -> bool:
            found = path(scope)
            if found is True or found is False:
                return found
            if type(found) is Definition:
                found.to_text()  # as Velocity does, for what the block sets stays set
            elif not found and is_told and (kind := kind_of(reference, found)):
                scope.run.notes.tell("vtl.truth", span, describe, kind=kind)
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
        index, span = self.value_of(step.index), step.span

        def indexed(target: Any, scope: Scope) -> Any:
            try:
                return get_index(target, index(scope))
            except JavaException as error:
                raise failure(error, span, f"`{shorten(step.literal)}`") from error

        return indexed

    def call(self, step: NameOrCall) -> Step:
        """`.name(…)`: None where the value has no such method for such arguments; what fails in Java fails the template."""
        name, span = step.name, step.span
        arguments = [self.value_of(argument) for argument in step.parameters.values.values]
        count = len(arguments)
        uncertain = (name, count) in _NEWER_METHODS

        def called(target: Any, scope: Scope) -> Any:
            values = [argument(scope) for argument in arguments]
            run = scope.run
            run.span = span
            run.steps_left -= 1
            if run.steps_left < 0:
                run.check_left()
            size = len(target) if isinstance(target, (list, dict)) else -1
            if uncertain and isinstance(target, str):
                run.notes.tell("uncertain.java", span, lambda: _uncertain_java(name), "info")
            try:
                result = _invoke(run, target, name, values)
            except JavaException as error:
                raise failure(error, span, f"`{shorten(step.literal[1:])}`") from error
            except LimitReached as error:
                if error.name == "regex":
                    run.check_seconds()
                error.span = error.span or span
                raise
            run.check_length(result)
            if -1 < size < len(target):
                run.check_length(target)
            return result

        return called


def property_names(reference: FormalReference) -> tuple[str, ...] | None:
    """The names in `$root.names…`, which most references are: nothing runs on the way, so what is missing can be looked for afterwards."""
    names = reference.names
    return names if names is not None and "class" not in names else None


def _property_path(root: str, names: tuple[str, ...]) -> Value:
    def value(scope: Scope) -> Any:
        try:
            found: Any = scope.variables[root]
            for name in names:
                found = found[name]
        except (KeyError, TypeError):
            found = get_path(scope.variables.get(root), names)
        if found is None:
            scope.missing = first_missing(scope.variables.get(root), names)
        return found

    return value


def first_missing(current: Any, names: tuple[str, ...]) -> int:
    """How many names lead somewhere, plus the root."""
    for index, name in enumerate(names):
        if current is None:
            return index
        current = get_property(current, name)
    return len(names)


_NEWER_METHODS = frozenset({("strip", 0), ("stripLeading", 0), ("stripTrailing", 0), ("isBlank", 0), ("repeat", 1)})


def _invoke(run: Run, target: Any, name: str, values: list[Any]) -> Any:
    """What the method gives; None where there is none for such arguments."""
    count = len(values)
    try:
        with_regex = find_regex_method(target, name, count)
        if with_regex is not None:
            return with_regex(min(run.limits.regex, run.seconds_left()), target, *values)
        method = find_method(target, name, count)
        if method is not None:
            return method(target, *values)
    except NoSuchMethod:
        pass
    if count and find_method(target, name, 0) is not None:
        raise _TOO_MANY_ARGUMENTS
    return None


# Velocity 1.7 takes a method without parameters for one that fits any arguments, and fails when it calls it.
_TOO_MANY_ARGUMENTS = JavaException("java.lang.IllegalArgumentException", "wrong number of arguments")


def _uncertain_java(name: str) -> tuple[str, str]:
    return f"String.{name} exists since Java 11; whether AWS runs that is not known.", "On an older Java it prints nothing."


def is_runt(reference: FormalReference) -> bool:
    """Whether Velocity's lexer only takes it for a reference: it has no `$`, and prints its name alone (`$a.b(1)px.em`: `px`)."""
    return "$" not in reference.glued


def failure(error: JavaException, span: Span, what: str) -> TemplateFailure:
    """The template fails because a method did: AWS answers 500; what else makes it fail is not recorded."""
    message = f"{what} fails in Java: {error.message} ({error.java_class})."
    return TemplateFailure([Diagnostic("vtl.method", "error", message, help=failure_help(error), span=span)])


def _nothing(_scope: Scope) -> None:
    return None
