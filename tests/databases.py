"""Databases for tests: SQLite, and a PostgreSQL server of this test run's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serving import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

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
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server on loopback without databases of its own; skipped where there is no PostgreSQL."""
    server, initdb = binary("postgres"), binary("initdb")
    if server is None or initdb is None:
        pytest.skip("needs PostgreSQL (apt-get install postgresql)")
    folder = tmp_path_factory.mktemp("postgresql")
    if as_user():
        shutil.chown(folder, USER, USER)
        for parent in folder.parents:
            if not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
    port, data = free_port(), folder / "data"
    subprocess.run([*as_user(), initdb, "-D", data, "-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync"], check=True, capture_output=True)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    process = subprocess.Popen([*as_user(), server, "-D", data, *options.split()], stderr=subprocess.DEVNULL, cwd=folder)
    try:
        url = f"postgresql://{USER}@127.0.0.1:{port}"
        wait_until_it_answers(url)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


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
    psycopg = pytest.importorskip("psycopg")
    server: str = request.getfixturevalue("postgresql")
    name = f"test_{os.getpid()}_{time.monotonic_ns()}_{tmp_path.name[-1:]}".lower()
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"
