"""Pools for the tests of the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from playground.sandbox.pool import Pool
from tests.sandbox.pools import FUNCTION, LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playground.limits import Limits


@pytest.fixture
def make_pool() -> Iterator[Callable[..., Pool]]:
    """Pools of stand-ins, closed in the end."""
    made: list[Pool] = []

    def make(size: int = 2, limits: Limits = LIMITS, idle: float = 60.0, usual: int | None = None) -> Pool:
        made.append(Pool(FUNCTION, limits, size, usual=usual, idle=idle))
        made[-1].call(b"echo")  # the starter has imported
        return made[-1]

    yield make
    for pool in made:
        pool.close()
