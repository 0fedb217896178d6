"""A provider for the tests of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.lying_provider import LyingProvider, lying_provider

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def provider() -> Iterator[LyingProvider]:
    """Truthful until it is told to lie."""
    with lying_provider() as found:
        yield found
