"""#set → functions that put a value into a variable, a member or an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.compile.calls import failure
from playground.vtl.compile.references import property_step
from playground.vtl.java.methods import set_index, set_property
from playground.vtl.java.values import JavaException
from playground.vtl.syntax.references import ArrayIndex

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.vtl.compile.expressions import Expressions
    from playground.vtl.compile.functions import Evaluate, Render, Step
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.statements import SetDirective


def assignment(directive: SetDirective, expressions: Expressions) -> Render:
    """#set; a computation without a value leaves the old one (Velocity 1.7)."""
    reference = directive.reference
    value, name = expressions.value(directive.value), reference.name
    if reference.names == ():
        if reference.braces or reference.glued.endswith("!"):
            return lambda scope: value(scope) and None  # Velocity puts it under `{name}` or `!name`, where nothing finds it

        def render(scope: Scope) -> None:
            found = value(scope)
            if found is not None:
                scope.variables[name] = found

        return render
    if reference.names is not None:
        path, last = [property_step(step) for step in reference.names[:-1]], reference.names[-1]
        return _member_assignment(name, path, last, value, directive.span)
    path, step = [expressions.references.step(step) for step in reference.steps[:-1]], reference.steps[-1]
    return _member_assignment(
        name, path, expressions.value(step.index) if isinstance(step, ArrayIndex) else step.name, value, directive.span
    )


def _member_assignment(name: str, path: list[Step], last: str | Evaluate, value: Evaluate, span: Span) -> Render:
    """`#set($a.b.c = …)` and `#set($a[0] = …)`: nothing happens where the way there is undefined. `last`: a name, or an index."""
    index, member = (None, last) if isinstance(last, str) else (last, "")

    def render(scope: Scope) -> None:
        found = value(scope)
        target = scope.variables.get(name)
        for step in path:
            if target is None:
                return
            target = step(target, scope)
        if found is None or target is None:
            return
        scope.run.span = span
        try:
            if index is None:
                set_property(target, member, found)
            else:
                set_index(target, index(scope), found)
            scope.run.check_length(target)
        except JavaException as error:
            raise failure(error, span, "This #set") from error

    return render
