"""What many tests share: the real server, and a browser."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serving import Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from typing import Protocol

    class StartSite(Protocol):
        """Settings as keyword arguments → a running site."""

        def __call__(self, **settings: str) -> AbstractContextManager[Site]: ...


SERVE = [sys.executable, "-m", "playground.cli", "serve"]
NO_BROWSER = "no Chromium here: apt-get install chromium, or .venv/bin/playwright install chromium"


@pytest.fixture(scope="session")
def start_site() -> StartSite:
    """For a server with settings of its own."""
    return lambda **settings: serving(SERVE, settings)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """One running server with the product's own settings, for all tests."""
    with serving(SERVE, {}) as running:
        yield running


@pytest.fixture(scope="session")
def server(site: Site) -> str:
    """The base URL of the running server."""
    return site.url


@pytest.fixture(scope="session")
def chromium() -> str | None:
    """The path of Debian's Chromium, or None for Playwright's own. Without either, the test is skipped; in CI it fails."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    folders = [
        Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright"),
        Path.home() / "Library/Caches/ms-playwright",
    ]
    if any(folder.glob("chromium*") for folder in folders):
        return None
    if os.environ.get("CI"):
        pytest.fail(NO_BROWSER)
    pytest.skip(NO_BROWSER)
