"""What many tests share: the real server, and which tests `make check` leaves out."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import pytest

from playground.vtl.runtime import meter
from tests import profiles
from tests.databases import postgresql
from tests.places import ROOT
from tests.serving import SERVE, Site, serving
from tests.where import MEASURED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from typing import Protocol

    class StartSite(Protocol):
        """Settings as keyword arguments → a running site."""

        def __call__(self, **settings: str) -> AbstractContextManager[Site]: ...


__all__ = ["SERVE", "postgresql"]

profiles.register()

FOLDERS = {"bench": "processes", "browser": "browser", "cli": "processes", "fuzz": "processes", "sandbox": "processes"}
"""Folders all of whose tests have a marker."""
SERVERS = {"make_pool", "site", "start_site"}
"""Fixtures that start processes."""
MAY_START_PROCESSES = ("processes", "browser", "alone")
UNMEASURED = (*MAY_START_PROCESSES, "slow")
"""Tests whose coverage is not measured: what they run is in other processes, or they take long as it is, and measured twice as long."""
FIRST = frozenset({"test_packaging.py"})
"""Whose set-up takes a minute. What comes first stays in one process of xdist, which sets up once, and nobody waits for it at the end."""
STARTING = ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.forkpty")
"""Python's audit events of a new process."""


@pytest.fixture(scope="session")
def start_site() -> StartSite:
    """For a server with settings of its own; with one web process, which starts in half the time, unless they say otherwise."""
    return lambda **settings: serving(SERVE, {"PLAYGROUND_WORKERS": "1", **settings})


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """One running server with the product's own settings, for all tests."""
    with serving(SERVE, {}) as running:
        yield running


def pytest_configure(config: pytest.Config) -> None:
    """What a site or a command keeps without being told where is kept by no user of this machine. Ctrl-C is heard, by what is started too:
    a shell that runs the tests in the background has them ignore it.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    folder = tempfile.TemporaryDirectory(prefix="playground-tests-")
    config.add_cleanup(folder.cleanup)
    os.environ["XDG_DATA_HOME"] = folder.name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in FIRST)
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        marker = FOLDERS.get(folder)
        if marker:
            item.add_marker(marker)
        if SERVERS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("processes")
        if folder in MEASURED and not any(item.get_closest_marker(marker) for marker in UNMEASURED):
            item.add_marker("measured")


@pytest.fixture(scope="session", autouse=True)
def _busy_machine() -> Iterator[None]:
    """What is evaluated in this process is given time of its processor: tests that run beside each other take none of it away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meter, "now", time.thread_time)
        yield


@pytest.fixture(scope="session")
def started() -> list[str]:
    """The processes that were started, by the names of Python's audit events; a hook that listens can never be taken away again."""
    events: list[str] = []
    sys.addaudithook(lambda event, _: events.append(event) if event in STARTING else None)
    return events


@pytest.fixture(autouse=True)
def _processes_are_marked(request: pytest.FixtureRequest, started: list[str]) -> Iterator[None]:
    """A test that starts processes has a marker that says so: `make check` leaves it out."""
    before = len(started)
    yield
    if not any(request.node.get_closest_marker(marker) for marker in MAY_START_PROCESSES):
        assert started[before:] == [], "this test starts processes: mark it with `pytest.mark.processes`"
