"""The store as the site has it: tables are up to date before the first question, and what was deleted long ago is erased.

Where the database does not answer at the start, the site starts all the same; the tables are seen to as soon as it does.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import select

from playground.store import failed_sign_ins, scenarios, schema
from playground.store.database import PATIENCE
from playground.store.errors import StoreAway

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from playground.store.database import Database

    Watch = Callable[[str, float, bool], None]

ERASE_EVERY = 3600.0
"""Seconds from one look for what was deleted more than 30 days ago to the next; each process does it for itself."""


class Store:
    """A database that may be asked from many threads, and is ready when it is asked. Make it after forking."""

    def __init__(self, database: Database, watch: Watch | None = None) -> None:
        """`watch` is told of each transaction: "read" or "write", its seconds, and whether the database failed it."""
        self._database = database
        self._watch = watch
        self._lock = Lock()
        self._is_ready = False
        self._erase_at = 0.0

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that changes nothing. StoreAway, SchemaMismatch."""
        with self._watched("read"):
            self.prepare()
            with self._database.reading() as session:
                yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is kept at its end, unless something is raised. StoreAway, SchemaMismatch."""
        with self._watched("write"):
            self.prepare()
            with self._database.writing() as session:
                yield session

    def prepare(self) -> None:
        """Bring the tables up to date, and erase what has been deleted long enough. StoreAway, SchemaMismatch."""
        now = time.monotonic()
        if self._is_ready and now < self._erase_at:
            return
        if not self._lock.acquire(timeout=PATIENCE):
            raise StoreAway("The database has not answered since the start.")
        try:
            if not self._is_ready:
                self._bring_up_to_date()
                self._is_ready = True
            if now >= self._erase_at:
                with self._database.writing() as session:
                    scenarios.erase(session)
                    failed_sign_ins.erase(session)
                self._erase_at = now + ERASE_EVERY
        finally:
            self._lock.release()

    def _bring_up_to_date(self) -> None:
        if self._database.is_sqlite and schema.is_current(self._database.file):
            return
        from playground.store import migrate  # noqa: PLC0415 - nearly every start does without Alembic

        migrate.upgrade(self._database)

    @contextmanager
    def _watched(self, kind: str) -> Iterator[None]:
        begun, failed = time.monotonic(), False
        try:
            yield
        except StoreAway:
            failed = True
            raise
        finally:
            if self._watch is not None:
                self._watch(kind, time.monotonic() - begun, failed)

    def ping(self) -> None:
        """StoreAway, SchemaMismatch where the database does not answer, or is of no use."""
        with self.reading() as session:
            session.execute(select(1))

    def close(self) -> None:
        """Close all connections."""
        self._database.close()
