"""Brings the tables up to date, at the start, by whichever process comes first; the others wait and find it done.

SQLite is backed up before, and a database of a newer playground is refused. Alembic runs the steps in one transaction, which both databases
take back where a step fails.
"""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from playground.store.backup import back_up
from playground.store.database import explain
from playground.store.errors import SchemaMismatch, StoreAway

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from playground.store.database import Database

PATIENCE = 60
"""Seconds that a process waits for another that migrates."""
ADVISORY_LOCK = 0x706C6179
"""The number of PostgreSQL's advisory lock: "play"."""


def head() -> str:
    """The revision of the tables that this version of the playground works with."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None  # noqa: S101 - the migrations are in the package
    return found


def current(database: Database) -> str | None:
    """The revision of the database's tables; None where it has none. StoreAway."""
    try:
        with database.engine.connect() as connection:
            return _current(connection)
    except DBAPIError as error:
        raise StoreAway(explain(error)) from error


def check(database: Database) -> None:
    """SchemaMismatch unless the tables are those of this version, StoreAway."""
    found = current(database)
    if found != head():
        raise SchemaMismatch(_mismatch(found))


def upgrade(database: Database) -> bool:
    """Bring the tables up to date; whether there was anything to do. SchemaMismatch where they are newer, StoreAway."""
    try:
        with _locked(database):
            found = current(database)
            if found == head():
                return False
            if found is not None and found not in _known():
                raise SchemaMismatch(_mismatch(found))
            if found is not None and database.is_sqlite:
                back_up(database, database.file.with_name(f"{database.file.stem}-before-{head()}{database.file.suffix}"))
            with database.engine.execution_options(playground_write=True).begin() as connection:
                configuration = _config()
                configuration.attributes["connection"] = connection
                command.upgrade(configuration, "head")
            return True
    except (DBAPIError, OSError) as error:
        raise StoreAway(explain(error)) from error


def _mismatch(found: str | None) -> str:
    if found is None:
        return "The database has no tables yet: run `playground db upgrade`."
    if found in _known():
        return f"The database has the tables of revision {found}, and this version needs {head()}: run `playground db upgrade`."
    return f"The database has the tables of revision {found}, which this version does not know: a newer playground made them."


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _locked(database: Database) -> Iterator[None]:
    """One process at a time. StoreAway where the other takes too long."""
    end = time.monotonic() + PATIENCE
    if database.is_sqlite:
        with database.file.with_suffix(".lock").open("a") as lock:
            while not _try_flock(lock.fileno()):
                _wait(end)
            yield
        return
    with database.engine.connect() as connection:  # the lock is this connection's, and ends with it
        while not connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": ADVISORY_LOCK}).scalar():
            connection.commit()
            _wait(end)
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": ADVISORY_LOCK})
            connection.commit()


def _try_flock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(end: float) -> None:
    if time.monotonic() > end:
        raise StoreAway(f"Another process has been migrating the database for {PATIENCE} s.")
    time.sleep(0.05)
