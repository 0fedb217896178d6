"""What many tests share: the real server."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.serving import Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from typing import Protocol

    class StartSite(Protocol):
        """Settings as keyword arguments → a running site."""

        def __call__(self, **settings: str) -> AbstractContextManager[Site]: ...


# A busy machine is no defect: what must be in time has a test of its own. In CI the examples are always the same, so that a change is
# judged by what it changes; elsewhere they are new each time.
settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ours")

SERVE = [sys.executable, "-m", "playground.cli", "serve"]


@pytest.fixture(scope="session")
def start_site() -> StartSite:
    """For a server with settings of its own."""
    return lambda **settings: serving(SERVE, settings)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """One running server with the product's own settings, for all tests."""
    with serving(SERVE, {}) as running:
        yield running
