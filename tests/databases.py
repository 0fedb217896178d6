"""Databases for tests: SQLite, and a PostgreSQL server of this test run's own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serving import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.processes)]
"""The parameters of a fixture of databases."""
USER = "postgres"
"""PostgreSQL refuses to run as the superuser."""


def binary(name: str) -> str | None:
    """A program of PostgreSQL's, where there is one: Debian keeps them out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(found[0]) if found else shutil.which(name)


def as_user() -> list[str]:
    """The beginning of a command that runs without the superuser's rights."""
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server on loopback without databases of its own; skipped where there is no PostgreSQL."""
    if not has_postgresql():
        pytest.skip("needs PostgreSQL (apt-get install postgresql)")
    with folder_of_its_own() as folder, Postgresql(folder) as server:
        yield server.url


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """A temporary folder that PostgreSQL's user may reach as long as it lives.

    One of pytest's own is closed to others by whichever pytest starts next on this machine: a server there ends at its next checkpoint.
    """
    with tempfile.TemporaryDirectory(prefix="playground-postgresql-") as folder:
        yield Path(folder)


def has_postgresql() -> bool:
    """Whether this machine has PostgreSQL's server."""
    return binary("postgres") is not None and binary("initdb") is not None


class Postgresql:
    """A PostgreSQL server on loopback with its data in a folder. As a context it is made and started; in between it may be ended, and
    started again at the same port.
    """

    def __init__(self, folder: Path, *, is_synced: bool = False) -> None:
        """`is_synced`: what is told as kept is on the disk, as a server has it that is no test's."""
        self.folder = folder
        self.port = free_port()
        self.url = f"postgresql://{USER}@127.0.0.1:{self.port}"
        self._is_synced = is_synced
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if as_user():
            shutil.chown(self.folder, USER, USER)
            for parent in self.folder.parents:
                if not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        options = ("-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync")
        subprocess.run([*as_user(), str(binary("initdb")), "-D", self.folder / "data", *options], check=True, capture_output=True)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        ended = self._process and self._process.poll()
        assert ended is None, f"PostgreSQL ended by itself, with {ended}: {self.log()}"
        self.end(signal.SIGINT)

    def log(self) -> str:
        """The end of what it has told, where its folder is still there."""
        log = self.folder / "log"
        return log.read_text("utf-8", "replace")[-2000:] if log.exists() else f"{self.folder} is gone"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync={'on' if self._is_synced else 'off'}"
        command = [*as_user(), str(binary("postgres")), "-D", str(self.folder / "data"), *options.split()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stderr=log, cwd=self.folder)
        wait_until_it_answers(self.url)

    def end(self, how: signal.Signals) -> None:
        """End it: SIGINT cuts its clients' connections, SIGQUIT leaves it untidied as well."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=20)
            self._process = None


def new_database(server: str, mark: str = "") -> str:
    """The URL of a new database of a PostgreSQL server; its name ends with a mark."""
    psycopg = pytest.importorskip("psycopg")
    name = f"test_{os.getpid()}_{time.monotonic_ns()}{mark}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"


def wait_until_it_answers(url: str) -> None:
    """Wait for the server to start."""
    psycopg = pytest.importorskip("psycopg")
    end = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(f"{url}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            assert time.monotonic() < end
            time.sleep(0.1)
        else:
            return


def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """The URL of a new database of the kind that the test is run with."""
    if request.param == "sqlite":
        return None
    return new_database(request.getfixturevalue("postgresql"), f"_{tmp_path.name[-1:]}".lower())
