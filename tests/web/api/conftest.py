"""Applications with a store, asked without a server between."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from playground.settings import Settings
from playground.web import create_app
from tests.databases import KINDS, new_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture(scope="module", params=KINDS)
def stored_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application whose scenarios are in SQLite, and one whose scenarios are in PostgreSQL."""
    folder = tmp_path_factory.mktemp("instance")
    app = create_app(Settings(instance=str(folder), database=new_url(request, folder) or "", children=2))
    with closing(app.extensions["evaluator"]), closing(app.extensions["store"]):
        yield app


@pytest.fixture
def client(stored_app: Flask) -> FlaskClient:
    """A caller who has no cookies."""
    return stored_app.test_client(use_cookies=False)
