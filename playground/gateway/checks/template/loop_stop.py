"""`$foreach.stop()` in a #set, in a condition and as `$!foreach.stop()`: where it prints, the run tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.vtl.explain.undefined import stopped_loop
from playground.vtl.syntax.references import FormalReference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from playground.vtl.syntax.element import Element


def silent_stops(elements: Sequence[Element], printed: Collection[int]) -> Iterator[Diagnostic]:
    """A diagnostic for each; `printed` holds the `id()` of the elements that print."""
    for element in elements:
        if not isinstance(element, FormalReference) or not (loop := stopped_loop(element)):
            continue
        if id(element) in printed and element.glued == "$":
            continue
        instead = "#break" if loop == "$foreach" else f"#break({loop})"
        message = f"`{element.literal.strip()}` stops nothing: Velocity 1.7 has no such method, and the loop goes on."
        yield Diagnostic("lint.not-run", "warning", message, f"{instead} ends the loop.", span=element.span)
