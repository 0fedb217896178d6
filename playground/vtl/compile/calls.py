"""`.name(…)` of a reference → a function of the value and the scope: the method that the value has, called with its arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic
from playground.errors import LimitReached, TemplateFailure
from playground.vtl.explain.failure_words import failure_help
from playground.vtl.java.methods import method_of, regex_method_of
from playground.vtl.java.values import JavaException, NoSuchMethod
from playground.words import shorten

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.vtl.compile.functions import Evaluate, Step
    from playground.vtl.runtime.meter import Run
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.references import NameOrCall

Invoke = Callable[["Run", Any, Sequence[Any]], Any]
NEWER_METHODS = frozenset({("strip", 0), ("stripLeading", 0), ("stripTrailing", 0), ("isBlank", 0), ("repeat", 1)})
"""Methods of texts that an older Java has not: that is told where they are called."""


def call(step: NameOrCall, arguments: Sequence[Evaluate]) -> Step:
    """None where the value has no such method for such arguments; what fails in Java fails the template."""
    name, span, count = step.name, step.span, len(arguments)
    only = arguments[0] if count == 1 else None
    is_newer = (name, count) in NEWER_METHODS
    known: dict[type, Invoke] = {}

    def called(target: Any, scope: Scope) -> Any:
        values = [argument(scope) for argument in arguments] if only is None else [only(scope)]
        run, kind = scope.run, type(target)
        run.span = span
        run.steps_left -= 1
        if run.steps_left < 0:
            run.check_left()
        size = len(target) if kind is not str and isinstance(target, (list, dict)) else -1
        if is_newer and kind is str:
            run.notes.tell("uncertain.java", span, lambda: _uncertain_java(name), "info")
        invoke = known.get(kind)
        if invoke is None:
            invoke = known[kind] = invoking(kind, name, count)  # type: ignore[arg-type]  # a type is hashable, whatever mypy makes of it
        try:
            result = invoke(run, target, values)
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


@lru_cache(maxsize=4096)
def invoking(kind: type, name: str, count: int) -> Invoke:
    """What calls the method that values of a type have; it gives None where there is none for such arguments."""
    method, with_regex = method_of(kind, name, count), regex_method_of(kind, name, count)
    takes_none = count > 0 and method_of(kind, name, 0) is not None

    def invoke(run: Run, target: Any, values: Sequence[Any]) -> Any:
        try:
            if with_regex is not None:
                return with_regex(run.regex_seconds(), target, *values)
            if method is not None:
                return method(target, *values)
        except NoSuchMethod:
            pass
        if takes_none:
            raise _TOO_MANY_ARGUMENTS
        return None

    return invoke


# Velocity 1.7 takes a method without parameters for one that fits any arguments, and fails when it calls it.
_TOO_MANY_ARGUMENTS = JavaException("java.lang.IllegalArgumentException", "wrong number of arguments")


def _uncertain_java(name: str) -> tuple[str, str]:
    return f"String.{name} exists since Java 11; whether AWS runs that is not known.", "On an older Java it is empty."


def failure(error: JavaException, span: Span, what: str) -> TemplateFailure:
    """The template fails because a method did: AWS answers 500; what else makes it fail is not recorded."""
    message = f"{what} fails in Java: {error.message} ({error.java_class})."
    return TemplateFailure([Diagnostic("vtl.method", "error", message, help=failure_help(error), span=span)])
