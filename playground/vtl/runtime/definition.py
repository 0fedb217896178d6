"""What #define puts into a variable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.vtl.java.values import Host
from playground.vtl.runtime.scope import BreakBlock, StopTemplate

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.references import FormalReference

_DEPTH = 2
"""How deep a #define may render itself: Velocity 1.7's default."""


class Definition(Host):
    """A block that is rendered wherever it is printed, as things stand at that moment."""

    java_class = "org.apache.velocity.runtime.directive.Block$Reference"

    def __init__(self, block: Callable[[Scope], None], scope: Scope, columns: Callable[[Any], list[str | list[str]]] | None = None) -> None:
        """`columns`: what it writes in many turns of a loop at once (`compile.batch.Batch`)."""
        self.block = block
        self.scope = scope
        self.columns = columns
        self.depth = 0

    def to_text(self) -> str:
        """What the block writes now; nothing where it renders itself too deep."""
        if self.depth >= _DEPTH:
            return ""
        self.depth += 1
        try:
            return self.scope.capture(self._render)
        finally:
            self.depth -= 1

    def peek(self) -> str:
        """The empty text: to show what the block prints, it would have to be rendered."""
        return "…"

    def printed(self, reference: FormalReference) -> str:
        """The same, to be written where `reference` is, and counted only there; the reference itself where it renders itself too deep."""
        if self.depth >= _DEPTH:
            return reference.literal
        text = self.to_text()
        self.scope.run.output_left += len(text)
        return text

    def write(self, scope: Scope) -> bool:
        """Write it where the template writes now, which takes half the time; False where that cannot be done."""
        if self.depth >= _DEPTH or scope is not self.scope:
            return False
        self.depth += 1
        scope.captured += 1
        start = len(scope.out)
        try:
            self._render(scope)
        except StopTemplate:  # nothing is left of a block that #stop ends
            del scope.out[start:]
            scope.counted = min(scope.counted, start)
            raise
        finally:
            scope.captured -= 1
            self.depth -= 1
        return True

    def _render(self, scope: Scope) -> None:
        try:
            self.block(scope)
        except BreakBlock:
            return
