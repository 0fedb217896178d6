"""What a template is compiled to: functions of the scope that it renders into. Only their types stand here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playground.vtl.runtime.scope import Scope

Render = Callable[["Scope"], None]
"""A statement or a block: writes into the scope."""
Evaluate = Callable[["Scope"], Any]
"""An operand: what it is worth now."""
Test = Callable[["Scope"], bool]
"""A condition: whether it holds now."""
Step = Callable[[Any, "Scope"], Any]
"""One `.name`, `.name(…)` or `[…]` of a reference: where it leads from a value; None where it leads nowhere."""
