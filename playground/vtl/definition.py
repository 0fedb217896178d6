"""What #define puts into a variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.scope import BreakBlock
from playground.vtl.values import Host

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.vtl.scope import Scope

_DEPTH = 2
"""How deep a #define may render itself: Velocity 1.7's default."""


class Definition(Host):
    """A block that is rendered wherever it is printed, as things stand at that moment."""

    java_class = "org.apache.velocity.runtime.directive.Block$Reference"

    def __init__(self, block: Callable[[Scope], None], scope: Scope) -> None:
        self.block = block
        self.scope = scope
        self.depth = 0

    def to_text(self) -> str:
        """What the block writes now; nothing where it renders itself too deep."""
        return self.text_or("")

    def peek(self) -> str:
        """Nothing of it: to look at it is to render it."""
        return "…"

    def text_or(self, written: str) -> str:
        """The same, but `written` where it renders itself too deep."""
        if self.depth >= _DEPTH:
            return written
        self.depth += 1
        try:
            return self.scope.capture(self._render)
        finally:
            self.depth -= 1

    def _render(self, scope: Scope) -> None:
        try:
            self.block(scope)
        except BreakBlock:
            return
