"""What a reader gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """A Scenario's document, and what it was made from; `at` is where the pasted document is in it, None where it was taken apart."""

    scenario: dict[str, Any]
    what: str
    at: str | None = None
