"""The sandbox's starter, shared by all pools that want one of a kind: to start it takes longer than what most tests do with it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from playground.sandbox.starter_client import StarterClient

if TYPE_CHECKING:
    import pytest


class SharedStarter(StarterClient):
    """A starter that outlives the pools that use it."""

    def close(self) -> None:
        """Nothing: another pool uses it. A pool's children end with their sockets."""


@functools.cache
def starter(*settings: Any, **more: Any) -> SharedStarter:
    """The starter of this process with these settings, started at their first use. They can all be hashed."""
    return SharedStarter(*settings, **more)


def share(patch: pytest.MonkeyPatch) -> None:
    """From now on pools share starters."""
    patch.setattr("playground.sandbox.pool.StarterClient", starter)
