"""Opens the database: SQLite in the instance folder, or PostgreSQL by URL; and the two kinds of transactions."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as SQLAlchemyTimeout
from sqlalchemy.orm import Session

from playground.sandbox.turns import Turns
from playground.settings import InvalidSetting
from playground.store.errors import StoreAway
from playground.store.schema import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

__all__ = ["FILE", "Database", "Session", "explain", "open_database"]

PATIENCE = 5
"""Seconds that a transaction waits for another's lock, or for a connection."""
QUEUE_PATIENCE = 3 * PATIENCE
"""Seconds that a writer of SQLite waits for those of its process who came before: each has its own patience for other processes."""
LOOK_EVERY = 2
"""Milliseconds after which a writer looks again whether the lock is free."""
PRIMARY_CODE = 0xFF
"""The part of SQLite's error code that tells the kind (sqlite.org/rescode.html)."""


class Database:
    """A database that may be asked from many threads. Make it after forking; nothing is connected before the first question."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine = _engine(url)
        self._turns = Turns(most=1, usual=1)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path:
        """The file of a SQLite database."""
        return Path(self.url.database or "")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that changes nothing. StoreAway where the database does not answer."""
        with self._session(write=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is kept at its end, unless something is raised. StoreAway where it could not be kept."""
        with self._writer(), self._session(write=True) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _writer(self) -> Iterator[None]:
        """Of SQLite, which has one writer at a time, this process's next one: so few wait for its lock, and none of them for long."""
        if not self.is_sqlite:
            yield
            return
        turn = self._turns.take(QUEUE_PATIENCE)
        if turn is None:
            raise StoreAway(f"Others have been writing for {QUEUE_PATIENCE} s.")
        try:
            yield
        finally:
            self._turns.give_back(turn)

    @contextmanager
    def _session(self, *, write: bool) -> Iterator[Session]:
        try:
            with Session(self.engine.execution_options(playground_write=write), expire_on_commit=False) as session:
                yield session
        except (DBAPIError, SQLAlchemyTimeout, sqlite3.Error) as error:  # the last where a new connection cannot be set up
            raise StoreAway(explain(error)) from error


def open_database(url: str | None, instance: Path) -> Database:
    """The database at `url` (`postgresql://`, `postgres://` or `sqlite:///`); None: SQLite in the instance folder. InvalidSetting."""
    if not url:
        return Database(make_url(f"sqlite:///{instance / FILE}"))
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
        if backend in {"postgres", "postgresql"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        elif backend != "sqlite":
            raise InvalidSetting(f"PLAYGROUND_DATABASE is a {backend} URL; there are postgresql:// and sqlite:///.")
        return Database(parsed)
    except (ArgumentError, NoSuchModuleError) as error:
        raise InvalidSetting(f"PLAYGROUND_DATABASE is no URL of a database: {error}.") from None
    except ModuleNotFoundError:
        raise InvalidSetting(
            "PLAYGROUND_DATABASE is a PostgreSQL URL, for which psycopg is needed: pip install 'playground[postgres]'."
        ) from None


def explain(error: Exception) -> str:
    """What is wrong with the database, in words for whoever runs it; without the statement and its values."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return " ".join(str(cause).split()) or type(cause).__name__


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        options = f"-c lock_timeout={PATIENCE}s -c statement_timeout={2 * PATIENCE}s -c idle_in_transaction_session_timeout=60s"
        return create_engine(
            url,
            pool_pre_ping=True,
            pool_timeout=PATIENCE,
            hide_parameters=True,
            connect_args={"connect_timeout": PATIENCE, "options": options},
        )
    engine = create_engine(url, pool_timeout=PATIENCE, hide_parameters=True, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Writers wait for each other, readers for nobody, and what is told as saved is on the disk."""
    connection.isolation_level = None  # SQLAlchemy says BEGIN, in `_begin_sqlite`
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={PATIENCE * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write takes the lock at once: one that reads first and then writes could not wait for another's."""
    if not connection.get_execution_options().get("playground_write", True):
        connection.exec_driver_sql("BEGIN")
        return
    driver: Any = connection.connection.dbapi_connection
    end = time.monotonic() + PATIENCE
    # SQLite itself looks for the lock less and less often, at last ten times a second: one that is often taken, it may never find free.
    driver.execute(f"PRAGMA busy_timeout={LOOK_EVERY}")
    try:
        while not _try_begin(driver):
            if time.monotonic() > end:
                raise sqlite3.OperationalError(f"others have been writing for {PATIENCE} s")
    finally:
        driver.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")


def _try_begin(driver: sqlite3.Connection) -> bool:
    """Take the lock for writing, unless another has it."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
