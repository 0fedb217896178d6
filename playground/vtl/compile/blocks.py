"""How a block renders: one loop over its parts, in which texts and plain references (most of what a template is) call no function.

What is written is counted afterwards (`Scope.count`): until it is joined, the
output holds nothing but texts that are there already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from playground.vtl.java.methods import get_path
from playground.vtl.runtime.foreach_status import Foreach

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playground.vtl.compile.functions import Render
    from playground.vtl.runtime.scope import Scope

PropertyNames = tuple[str, ...]


class Part(NamedTuple):
    """A text of a block and what comes after it: `$root.names…`, or without a root a statement."""

    before: str
    root: str | None
    names: PropertyNames
    then: Callable[..., Any]
    """Of a reference: (value, scope) → the text to print for a value that is none. Of a statement: its `Render`."""
    sites: tuple[int, ...] = ()
    """Where the run is recorded: of what was written since the last part that had any; parts without a root and the last part have them."""


def block(parts: Sequence[Part], tail: str) -> Render:
    """All parts, one after the other, then the text `tail`."""
    if not parts:
        return text(tail) if tail else nothing
    count = len(parts)
    steps = [_step(part) for part in parts]

    def render(scope: Scope) -> None:
        run, variables, append = scope.run, scope.variables, scope.append
        run.steps_left -= count
        if run.steps_left < 0:
            run.check_left()
        for before, root, first, second, names, then in steps:
            append(before)
            if root is None:
                then(scope)
                continue
            try:
                found: Any = variables[root]
                if first is not None:  # `$item.attribute.S`, which most references to DynamoDB's answers are
                    found = found[first][second]
                else:
                    for name in names:
                        found = found[name]
            except (KeyError, TypeError):
                found = get_path(variables.get(root), names)
            append(found if type(found) is str else then(found, scope))
        append(tail)

    return render


def recorded(parts: Sequence[Part]) -> Render:
    """The same, with a note of the site beside each text that is written."""
    count = sum(part.then is not nothing for part in parts)
    steps = [(*_step(part), part.sites) for part in parts]

    def render(scope: Scope) -> None:
        run, variables, append, sign = scope.run, scope.variables, scope.append, scope.writers.extend
        run.steps_left -= count
        if run.steps_left < 0:
            run.check_left()
        for before, root, first, second, names, then, sites in steps:
            if before:
                append(before)
            if root is None:
                sign(sites)
                then(scope)
                continue
            try:
                found: Any = variables[root]
                if first is not None:
                    found = found[first][second]
                else:
                    for name in names:
                        found = found[name]
            except (KeyError, TypeError):
                found = get_path(variables.get(root), names)
            if type(found) is not str:
                try:
                    found = then(found, scope)
                except BaseException:
                    _sign_pending(scope, parts, then)
                    raise
            append(found)
            if sites:
                sign(sites)

    return render


def text(text: str) -> Render:
    """The function that writes a constant text."""
    return lambda scope: scope.append(text)


def recorded_text(text: str, site: int) -> Render:
    """The same, with a note of its site."""

    def write(scope: Scope) -> None:
        scope.append(text)
        scope.sign(site)

    return write


def _step(part: Part) -> tuple[str, str | None, str | None, str | None, PropertyNames, Callable[..., Any]]:
    """A part, its names by themselves if they are two."""
    first, second = part.names if len(part.names) == 2 else (None, None)
    return part.before, part.root, first, second, part.names, part.then


def _sign_pending(scope: Scope, parts: Sequence[Part], then: Callable[..., Any]) -> None:
    """Record the sites written since the last record, for a part that raises: those before `then`."""
    at = next(index for index, part in enumerate(parts) if part.then is then)
    pending = next(part.sites for part in parts[at:] if part.sites)
    scope.writers.extend(pending[: len(scope.out) - len(scope.writers)])


class Separator:
    """`#if($foreach.hasNext)text#end`, which stands in most loops; `otherwise` is what that is where `$foreach` is something else."""

    sites: tuple[int, ...] = ()
    """Where the run is recorded: the site of the text."""

    def __init__(self, text: str, otherwise: Render) -> None:
        self.text = text
        self.otherwise = otherwise

    def __call__(self, scope: Scope) -> None:
        """Write the separator, or what `otherwise` gives where `$foreach` is no loop."""
        loop: Any = scope.variables.get("foreach")
        if type(loop) is not Foreach:
            self.otherwise(scope)
        elif loop.has_next:
            scope.append(self.text)

    def is_plain(self, _scope: Scope) -> bool:
        """Whether it need not go through `otherwise` where `$foreach` is a loop."""
        return True

    def wrote(self, _scope: Scope, count: int) -> None:
        """Record that the text was written `count` times by another way of rendering; here nothing is recorded."""


def nothing(_scope: Scope) -> Any:
    """A no-op part of a block: writes nothing, and its value is None."""
    return None
