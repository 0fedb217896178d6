"""How many examples property tests take: Hypothesis's profiles."""

from __future__ import annotations

import os

from hypothesis import settings

_USUAL = 100
"""What Hypothesis takes where nothing else is said, and what numbers of tests are shares of."""


def register() -> None:
    """`ours` for every run, with half of the examples; `check` for `make check`, with a fifth.

    `make fuzz` looks for more, for as long as it is told.
    """
    # A busy machine is no defect: what must be in time has a test of its own. In CI the examples are always the same, so that a change is
    # judged by what it changes; elsewhere they are new each time.
    settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ, max_examples=_USUAL // 2)
    settings.register_profile("check", settings.get_profile("ours"), max_examples=_USUAL // 5)
    settings.load_profile("ours")


def scaled(usual: int) -> int:
    """So many examples, or the profile's share of them."""
    return max(1, usual * settings().max_examples // _USUAL)
