"""Many processes start at once, on a database that is empty or old: one brings its tables up to date, and none fails."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from alembic import command
from sqlalchemy import text

from playground.store import migrate
from playground.store.database import open_database
from tests.databases import new_database
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playground.store.database import Database

PROCESSES = 8
OLD = "0001"
"""The revision of an old database's tables."""
PROGRAM = """
import json, os, sys
from pathlib import Path
from playground.store import migrate
from playground.store.database import open_database

url, folder, count = sys.argv[1] or None, Path(sys.argv[2]), int(sys.argv[3])
start, told = os.pipe(), os.pipe()
for number in range(count):
    if os.fork() == 0:
        os.close(start[1])
        os.read(start[0], 1)  # until the pipe is closed: all go at once
        try:
            database = open_database(url, folder)
            said = "migrated" if migrate.upgrade(database) else "found it done"
            migrate.check(database)
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
        os.write(told[1], json.dumps(said).encode() + b"\\n")
        os._exit(0)
os.close(start[1])
os.close(told[1])
sys.stdout.write(os.fdopen(told[0]).read())
for number in range(count):
    os.wait()
"""
"""Prints what each process says, a line each. They are forked with all imported, so that they meet at the lock and not at the disk."""


def at_once(database: Database, folder: Path, processes: int = PROCESSES) -> list[str]:
    """What each of so many processes says that start at the same moment."""
    url = "" if database.is_sqlite else database.url.render_as_string(hide_password=False)
    program = [sys.executable, "-c", PROGRAM, url, str(folder), str(processes)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, cwd=ROOT, timeout=120)
    return sorted(json.loads(line) for line in done.stdout.splitlines())


def make_old(database: Database) -> None:
    """The tables as an earlier version made them."""
    configuration = migrate._config()
    with database.engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, OLD)
        connection.execute(text("INSERT INTO tokens VALUES ('id', 'hash', 'owner', 'name', 'mine', 'read', '2026-01-01 00:00:00', NULL)"))


def run(folder: Path, server: str | None, times: int, processes: int = PROCESSES) -> Iterator[list[str]]:
    """What was said at each start that was not as it must be; half of them are on an empty database, half on an old one."""
    for at in range(2 * times):
        place = folder / f"start-{at}"
        place.mkdir()
        database = open_database(new_database(server) if server else None, place)
        if at % 2:
            make_old(database)
        said = at_once(database, place, processes)
        with database.reading() as session:
            kept = session.execute(text("SELECT count(*) FROM tokens")).scalar()
        database.close()
        if said != ["found it done"] * (processes - 1) + ["migrated"] or kept != at % 2:
            yield said
