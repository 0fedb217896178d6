"""Where a template names what is not sure of `$method` and `$integration`: `Uses` knows the names, this finds their places."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.syntax.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.diagnostics import Span
    from playground.gateway.variables.method import ReferencePath, Said
    from playground.vtl.syntax.element import Element

_MOST_TOLD = 50
_LOOK_UPS = {"get", "containsKey"}
_QUOTED = re.compile(r"""[\[(]\s*(['"])([^'"$]*)\1\s*[\])]""")


def uncertain_uses(tree: Element, found: Mapping[ReferencePath, Said]) -> Iterator[Diagnostic]:
    """One diagnostic a place for each uncertain path that a template used, at the reference that leads there or nearest to it."""
    return islice(_by_place(tree, found), _MOST_TOLD) if found else iter(())


def _by_place(tree: Element, found: Mapping[ReferencePath, Said]) -> Iterator[Diagnostic]:
    told: set[Span] = set()
    references = [(_path(element), element.span) for element in walk(tree) if isinstance(element, FormalReference)]
    for path, (message, hint) in found.items():
        near = [(_shared(path, own), span) for own, span in references if own[0] == path[0]]
        nearest = max((count for count, _ in near), default=0)
        for span in [span for count, span in near if count == nearest and span not in told]:
            told.add(span)
            yield Diagnostic("uncertain.method", "info", message, hint, span=span)


def _path(reference: FormalReference) -> ReferencePath:
    """The names that a reference asks for, `['x']` and `.get('x')` included, as far as they can be read."""
    names = [reference.name]
    for step in reference.steps:
        name = _name(step)
        if name is None:
            break
        names.append(name)
    return tuple(names)


def _name(step: NameOrCall | ArrayIndex) -> str | None:
    if isinstance(step, NameOrCall) and step.parameters is None:
        return step.name
    if isinstance(step, NameOrCall) and step.name not in _LOOK_UPS:
        return None
    quoted = _QUOTED.search(step.literal)
    return quoted[2] if quoted else None


def _shared(path: ReferencePath, other: ReferencePath) -> int:
    """The length of the two paths' common prefix, in names."""
    return next((at for at, (one, two) in enumerate(zip(path, other, strict=False)) if one != two), min(len(path), len(other)))
