"""Where a printed value comes from, found by reading: out of the call or the backend's answer, or put together by the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.syntax.references import FormalReference, NameOrCall
from playground.vtl.syntax.statements import Directive, SetDirective
from playground.vtl.syntax.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.vtl.syntax.element import Element

_ROOTS = frozenset({"input", "context", "stageVariables", "method", "util"})
_PLAIN_CALLS = frozenset({
    "base64Decode", "entrySet", "get", "getKey", "getOrDefault", "getValue", "keySet", "params", "parseJson", "path", "strip", "subList",
    "substring", "toLowerCase", "toString", "toUpperCase", "trim", "urlDecode", "values",
})  # fmt: skip
"""Calls that give (a part of) what is there, and write no quote or backslash into it."""


class Provenance:
    """What a template sets its variables to."""

    def __init__(self, tree: Element) -> None:
        self._sources: dict[str, list[Element | None]] = {}
        for name, source in _assignments(tree):
            self._sources.setdefault(name, []).append(source)

    def is_given(self, reference: FormalReference) -> bool:
        """Whether a reference prints what was sent, as it was sent: no JSON, nothing escaped, nothing that the template joined."""
        asked: set[str] = set()
        left: list[Element | None] = [reference]
        while left:
            source = left.pop()
            if not isinstance(source, FormalReference) or not _PLAIN_CALLS.issuperset(_calls(source)):
                return False
            name = source.name
            if name in self._sources:
                left += self._sources[name] if name not in asked else []
                asked.add(name)
            elif name not in _ROOTS or (name == "util" and not _calls(source)):
                return False
        return True


def _calls(reference: FormalReference) -> list[str]:
    return [step.name for step in reference.steps if isinstance(step, NameOrCall) and step.parameters is not None]


def _assignments(tree: Element) -> Iterator[tuple[str, Element | None]]:
    """Each variable's name with what it is set to, or a loop's collection; None for what is no reference alone."""
    for element in walk(tree):
        if isinstance(element, SetDirective):
            terms = element.value.expression
            yield element.reference.name, terms[0].expression if element.reference.names == () and len(terms) == 1 else None
        elif isinstance(element, Directive) and element.name in {"foreach", "define"}:
            arguments = element.arguments or []
            if arguments and isinstance(arguments[0], FormalReference):
                yield arguments[0].name, arguments[2] if element.name == "foreach" and len(arguments) > 2 else None
