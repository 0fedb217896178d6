"""References whose variable no template sets and API Gateway does not have: `$inputRot.Items`, `$content.responseOverride.status`.

AWS takes them for undefined: they print nothing, no #foreach goes over them, and #set of a member does nothing.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.gateway.checks.template.payload_reads import is_run
from playground.gateway.variables.util import Util
from playground.vtl.syntax.references import FormalReference, NameOrCall
from playground.vtl.syntax.statements import Directive, SetDirective, Word
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from playground.vtl.syntax.element import Element

ROOTS = frozenset({"input", "util", "context", "stageVariables", "method", "integration"})
"""The variables that a template begins with."""
_LANGUAGE = frozenset({"foreach", "velocityCount", "velocityHasNext", "define", "macro", "template", "evaluate"})
_BLOCKS = frozenset({"foreach", "define", "macro"})
_FOR_NULL = frozenset({"null", "undefined", "none", "nil", "nothing", "empty"})
"""Names that are never set on purpose, to compare with."""
_OWN_MEMBERS: Mapping[str, str] = {
    **dict.fromkeys(("path", "json", "params", "body"), "input"),
    **dict.fromkeys((name for name, _ in Util.methods), "util"),
    **dict.fromkeys(("responseOverride", "requestOverride", "authorizer", "identity", "requestId", "requestTime", "stage"), "context"),
}
"""Members by which a variable is known, whatever it is called."""
_CLOSE = 0.75
_MOST_PLACES = 20
_MOST_NAMES = 200
"""Places of one name that are told of; names that others are compared with, and unknown names that are compared."""


def misspelt_roots(elements: Sequence[Element]) -> Iterator[Diagnostic]:
    """What to tell of variables that are never set: all of them where another name is near, and what can do nothing where none is."""
    known = set(assigned_names(elements)) | ROOTS
    loops = {id(one.arguments[-1]) for one in elements if isinstance(one, Directive) and one.name == "foreach" and one.arguments}
    assigned = {id(one.reference) for one in elements if isinstance(one, SetDirective)}
    counts: dict[str, int] = {}
    inside = 0  # where the loops, and the blocks that may run in one, end
    for element in elements:
        if isinstance(element, Directive) and element.name in _BLOCKS:
            inside = max(inside, element.span.end)
        if not isinstance(element, FormalReference) or element.name in known or not is_run(element):
            continue
        if element.name == "foreach" and element.span.start >= inside:
            yield _outside(element)
        if element.name in _LANGUAGE or (element.name in _FOR_NULL and not element.steps):
            continue
        counts[element.name] = counts.get(element.name, 0) + 1
        if counts[element.name] <= _MOST_PLACES and len(counts) <= _MOST_NAMES:
            yield from _diagnostic(element, known, is_loop=id(element) in loops, is_assigned=id(element) in assigned)


def _outside(element: FormalReference) -> Diagnostic:
    shown = shorten(element.literal.rstrip())
    message = f"`{shown}` is undefined: `$foreach` exists only inside a #foreach."
    return Diagnostic("lint.root", "warning", message, "Move it into the loop, or keep what it says with #set there.", span=element.span)


def assigned_names(elements: Iterable[Element]) -> Iterator[str]:
    """The variables that a template sets: by #set, #foreach, #define and as arguments of a #macro."""
    for element in elements:
        if isinstance(element, SetDirective):
            if not element.reference.steps:
                yield element.reference.name
        elif isinstance(element, Directive) and element.arguments:
            first = element.arguments if element.name == "macro" else element.arguments[:1]
            yield from (one.name for one in first if isinstance(one, FormalReference | Word))


def _diagnostic(element: FormalReference, known: set[str], *, is_loop: bool, is_assigned: bool) -> Iterator[Diagnostic]:
    name = element.name
    near, member = _near(name, known), _by_member(element)
    meant = near or member
    if meant is None and not is_loop and not (is_assigned and element.steps):
        return
    then = "so this #set does nothing" if is_assigned else "so this #foreach goes over nothing" if is_loop else "so it is undefined"
    message = f"`${shorten(name, 60)}` is set nowhere in this template, and API Gateway has no such variable, {then}."
    if meant is not None:
        help_ = f"Did you mean `${meant}`?"
    elif is_assigned:
        help_ = f"Set it first: #set(${shorten(name, 60)} = {{}})."
    else:
        help_ = "Name a variable that is set, such as one by #set($items = $input.path('$.Items'))."
    fix = _renamed(element, near) if near else ()
    yield Diagnostic("vtl.foreach-undefined" if is_loop else "lint.root", "warning", message, help_, span=element.span, fix=fix)


def _near(name: str, known: set[str]) -> str | None:
    """The variable that is called much like it."""
    names = {one.lower(): one for one in sorted(known)[:_MOST_NAMES]}
    close = get_close_matches(name.lower(), names, 1, _CLOSE)
    return names[close[0]] if close else None


def _by_member(element: FormalReference) -> str | None:
    """The variable of API Gateway's that has the member which is read."""
    first = element.steps[0] if element.steps else None
    return _OWN_MEMBERS.get(first.name) if isinstance(first, NameOrCall) else None


def _renamed(element: FormalReference, meant: str) -> tuple[TextEdit, ...]:
    """The edit that puts another variable's name into a reference."""
    start = element.span.start + len(element.glued[element.glued.rindex("$") :]) + element.braces
    return (TextEdit(Span(start, start + len(element.name)), meant),)
