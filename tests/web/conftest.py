"""Applications that are asked without a server between share the starter of their sandboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shared_starters import share

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def _one_starter_of_a_kind() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        share(patch)
        yield
