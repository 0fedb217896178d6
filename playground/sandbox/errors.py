"""What the sandbox raises where a call gives no answer."""

from __future__ import annotations

from typing import Literal

from playground.errors import PlaygroundError

Reason = Literal["seconds", "memory", "crash"]


class ChildKilled(PlaygroundError):
    """The child gave no answer: it ran out of time or memory, or crashed; `detail` is for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
