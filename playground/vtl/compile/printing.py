"""What a reference prints, with the text that Velocity keeps before it, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.errors import LimitReached
from playground.vtl.compile import blocks
from playground.vtl.compile.references import first_missing, is_runt
from playground.vtl.explain.undefined import describe_undefined
from playground.vtl.java.values import Host, to_text
from playground.vtl.runtime.definition import Definition
from playground.vtl.runtime.record import UNDEFINED

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.diagnostics import Span
    from playground.vtl.compile.functions import Evaluate, Render
    from playground.vtl.compile.references import References
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.references import FormalReference

_LONG = 10_000
"""Characters of a text that is counted at once, for it may be a new one and take memory."""


class Printing:
    """Compiles references that stand among statements; `loop_depth` knows the loops around them."""

    def __init__(self, references: References, loop_depth: Callable[[str], int | None], *, is_recorded: bool) -> None:
        self.references = references
        self.loop_depth = loop_depth
        self.is_recorded = is_recorded

    def reference(self, reference: FormalReference) -> Render | None:
        """What a reference prints, with the text that Velocity keeps before it (recorded: airspeed/test_velocity_style_escaping)."""
        glued = reference.glued
        if is_runt(reference):
            return blocks.text(reference.tokens[0].image)
        if "\\!" in glued:
            return None
        path = self.references.path(reference)
        if _backslashes(glued) % 2:
            return _escaped(path, "\\" * (_backslashes(glued) // 2) + reference.literal)
        before = _before(reference)
        text_of = self.text_of(reference, None)

        def render(scope: Scope) -> None:
            found = path(scope)
            text = found if type(found) is str else text_of(found, scope)
            scope.append(before + text if before else text)
            if len(text) > _LONG:
                scope.count()

        return render

    def text_of(self, reference: FormalReference, names: tuple[str, ...] | None) -> Callable[[object, Scope], str]:
        """What a reference prints for a value that is no text; `names`: the path to it, where `scope.missing` is still to be found."""
        quiet = reference.glued.endswith("!")
        root, loop_depth = reference.name, self.loop_depth(reference.name)
        is_direct = names is not None and not self.is_recorded  # whether nothing else is written with it
        span: Span | None = None  # which most references never need

        def text_of(found: object, scope: Scope) -> str:
            nonlocal span
            span = span or reference.span
            if found is None:
                if not quiet:
                    if names is not None:
                        scope.missing = first_missing(scope.variables.get(root), names)
                    scope.run.notes.tell("vtl.undefined", span, lambda: describe_undefined(reference, scope, loop_depth))
                return UNDEFINED
            if isinstance(found, (Host, dict, list)):
                scope.run.span = span
            if type(found) is Definition and is_direct and found.write(scope):
                return ""
            try:
                text = found.printed(reference) if type(found) is Definition else to_text(found)
            except LimitReached as error:
                error.span = error.span or span
                raise
            if type(found) is list and "/" in text:
                scope.run.notes.tell("uncertain.slash", span, _uncertain_slash, "info")
            if found and (type(found) is dict or type(found) is list):
                scope.run.notes.printed(found, text, span)
            if len(text) > _LONG:
                scope.count()
            return text

        return text_of


def printed_property(reference: FormalReference) -> tuple[str, ...] | None:
    """The names in `$root.names…`, if a reference is no more than that, and nothing is glued to its front."""
    names = reference.names
    return names if names is not None and reference.glued in {"$", "$!"} and "class" not in names else None


def _escaped(path: Evaluate, text: str) -> Render:
    """What is escaped prints as it is written; Velocity asks for its value all the same, and what fails there fails the template."""

    def render(scope: Scope) -> None:
        path(scope)
        scope.append(text)

    return render


def _before(reference: FormalReference) -> str:
    """The text that Velocity keeps before a reference, of what is glued to its front: half of its backslashes, and what no `$` begins."""
    glued, backslashes = reference.glued, _backslashes(reference.glued)
    return "\\" * (backslashes // 2) + glued[backslashes : glued.rindex("$")]


def _backslashes(glued: str) -> int:
    return len(glued) - len(glued.lstrip("\\"))


def _uncertain_slash() -> tuple[str, str]:
    """Uncertain: neither form is recorded."""
    return (
        "A list that is printed writes `/` as `\\/`; whether AWS does so is not recorded.",
        "Both are the same JSON. $input.json writes `/`.",
    )
