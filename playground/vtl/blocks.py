"""How a block renders: one loop over its parts, in which texts and plain references (most of what a template is) call no function.

A part is a text and what comes after it: either `$root.names…` and the function that its value goes through where it is no text; or,
without a root, a function that renders something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from playground.vtl.methods import get_path

if TYPE_CHECKING:
    from playground.vtl.scope import Scope

Render = Callable[["Scope"], None]
Part = tuple[str, str | None, tuple[str, ...], Callable[..., Any]]
RecordedPart = tuple[str, str | None, tuple[str, ...], Callable[..., Any], tuple[int, ...]]
"""The same, and the sites of what was written since the last part that had some; a part without a root has them, and the last part."""


def block(parts: Sequence[Part], tail: str) -> Render:
    """All parts, one after the other, then the text `tail`. What the block's own texts take is counted beforehand."""
    if not parts:
        return text(tail) if tail else nothing
    count, length = len(parts), sum(len(part[0]) for part in parts) + len(tail)

    def render(scope: Scope) -> None:
        run, variables, append = scope.run, scope.variables, scope.append
        run.steps_left -= count
        run.output_left -= length
        if run.steps_left < 0 or run.output_left < 0:
            run.check_left()
        written = 0
        try:
            for text, root, names, then in parts:
                append(text)
                if root is None:
                    then(scope)
                    continue
                try:
                    found: Any = variables[root]
                    for name in names:
                        found = found[name]
                except (KeyError, TypeError):
                    found = get_path(variables.get(root), names)
                if type(found) is not str:
                    found = then(found, scope)
                written += len(found)
                append(found)
            append(tail)
        finally:
            run.output_left -= written

    return render


def recorded(parts: Sequence[RecordedPart]) -> Render:
    """The same, with a note of the site beside each text that is written."""
    if len(parts) == 1 and parts[0][3] is nothing:
        return recorded_text(parts[0][0], parts[0][4][0])
    count, length = sum(then is not nothing for *_, then, _ in parts), sum(len(part[0]) for part in parts)

    def render(scope: Scope) -> None:
        run, variables, append, sign = scope.run, scope.variables, scope.append, scope.writers.extend
        run.steps_left -= count
        run.output_left -= length
        if run.steps_left < 0 or run.output_left < 0:
            run.check_left()
        written = 0
        for text, root, names, then, sites in parts:
            if text:
                append(text)
            if root is None:
                sign(sites)
                then(scope)
                continue
            try:
                found: Any = variables[root]
                for name in names:
                    found = found[name]
            except (KeyError, TypeError):
                found = get_path(variables.get(root), names)
            if type(found) is not str:
                try:
                    found = then(found, scope)
                except BaseException:  # what has been written since the last note
                    pending = next(sites for *_, sites in parts[parts.index((text, root, names, then, sites)) :] if sites)
                    sign(pending[: len(scope.out) - len(scope.writers)])
                    raise
            written += len(found)
            append(found)
            if sites:
                sign(sites)
        run.output_left -= written

    return render


def text(text: str) -> Render:
    """A text that stands in the template."""
    length = len(text)

    def write(scope: Scope) -> None:
        run = scope.run
        run.output_left -= length
        if run.output_left < 0:
            run.check_left()
        scope.append(text)

    return write


def recorded_text(text: str, site: int) -> Render:
    """The same, with a note of its site."""
    length = len(text)

    def write(scope: Scope) -> None:
        run = scope.run
        run.output_left -= length
        if run.output_left < 0:
            run.check_left()
        scope.append(text)
        scope.sign(site)

    return write


def nothing(_scope: Scope) -> Any:
    """What does nothing, and is nothing."""
    return None
