"""Databases for the tests of the store."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from playground.store import migrate
from playground.store.database import Database, open_database
from tests.databases import KINDS, new_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    with closing(open_database(new_url(request, tmp_path), tmp_path)) as database:
        yield database


@pytest.fixture
def database(empty: Database) -> Database:
    """A database with its tables."""
    migrate.upgrade(empty)
    return empty
