"""References → functions of a scope: where `$a.b(1)[2]` leads. AWS's null rule lives here.

The value of a reference is never None: what is undefined or null is the empty text wherever it is evaluated. Only a part of a reference on
its way to the whole can be None. Evidence: recorded: airspeed/test_unmatched_name_does_not_get_substituted, ls/input-path/empty-body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.vtl.compile.calls import call, failure
from playground.vtl.explain.false_text import describe_false_text
from playground.vtl.explain.truth import describe_truth, kind_of
from playground.vtl.java.methods import get_index, get_path, get_property
from playground.vtl.java.objects import JavaClass
from playground.vtl.java.values import JavaException, class_name
from playground.vtl.runtime.definition import Definition
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playground.diagnostics import Span
    from playground.vtl.compile.functions import Evaluate, Step, Test
    from playground.vtl.explain.truth import Use
    from playground.vtl.runtime.notes import Described
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.element import Element


class References:
    """Compiles references; `value_of` compiles the arguments and indexes in them."""

    def __init__(self, value_of: Callable[[Element], Evaluate]) -> None:
        self.value_of = value_of
        self.quoted = 0  # in how many double-quoted strings stands what is compiled now

    def reference(self, reference: FormalReference) -> Evaluate:
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

    def path(self, reference: FormalReference) -> Evaluate:
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
        path, quoted, is_told = self.path(reference), self.quoted, not use.is_idle
        span: Span | None = None  # which most never need

        def describe(kinds: Iterable[str]) -> Described:
            return describe_truth(reference, use._replace(quoted=quoted), kinds)

        def test(scope: Scope) -> bool:
            nonlocal span
            found = path(scope)
            if found is True or found is False:
                return found
            if type(found) is Definition:
                found.to_text()  # as Velocity does, for what the block sets stays set
            elif not found:
                if is_told and (kind := kind_of(reference, found)):
                    span = span or reference.span
                    scope.run.notes.tell("vtl.truth", span, describe, kind=kind)
            elif found == "false" and is_told:
                scope.run.notes.tell("vtl.truth", reference.span, lambda: describe_false_text(reference, is_quoted=bool(quoted)))
            return True

        return test

    def step(self, step: NameOrCall | ArrayIndex) -> Step:
        """One `.name`, `.name(…)` or `[…]` of a reference; None where it leads nowhere."""
        if type(step) is ArrayIndex:  # not isinstance, which takes its time with airspeed's abstract classes
            return self.index(step)
        if step.parameters is not None:
            return self.call(step)
        return property_step(step.name)

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
        """`.name(…)`"""
        return call(step, [self.value_of(argument) for argument in step.arguments])


def property_names(reference: FormalReference) -> tuple[str, ...] | None:
    """The names in `$root.names…`, which most references are: nothing runs on the way, so what is missing can be looked for afterwards."""
    names = reference.names
    return names if names is not None and "class" not in names else None


def property_step(name: str) -> Step:
    """`.name`"""
    if name == "class":
        return lambda target, _scope: JavaClass(class_name(target))

    def property_value(target: Any, _scope: Scope) -> Any:
        return target.get(name) if type(target) is dict else get_property(target, name)

    return property_value


def _property_path(root: str, names: tuple[str, ...]) -> Evaluate:
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
    """The index of the first missing step: 0 is the root variable, 1 the first name."""
    for index, name in enumerate(names):
        if current is None:
            return index
        current = get_property(current, name)
    return len(names)


def is_runt(reference: FormalReference) -> bool:
    """Whether Velocity's lexer only takes it for a reference: it has no `$`, and prints its name alone (`$a.b(1)px.em`: `px`)."""
    return "$" not in reference.glued


def _nothing(_scope: Scope) -> None:
    return None
