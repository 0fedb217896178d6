"""What a sandboxed function may ask of its caller while it works: one question at a time, bytes there and bytes back."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[[bytes], bytes]
    """A question to the caller → its answer."""

CALLER: ContextVar[Ask | None] = ContextVar("CALLER", default=None)
"""How the function that runs now asks; None outside of a child."""
