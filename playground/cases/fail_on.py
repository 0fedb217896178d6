"""Which diagnostics fail a case."""

from __future__ import annotations

from typing import Literal

FailOn = Literal["error", "warning", "never"]
_REACHES: dict[str, frozenset[str]] = {
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "never": frozenset(),
}


def severities_that_fail(fail_on: str) -> frozenset[str]:
    """The severities of diagnostics that fail a case, by the least one that does."""
    return _REACHES[fail_on]
