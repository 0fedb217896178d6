"""SQLite's own backup of a database that is in use, and its way back. PostgreSQL has pg_dump and pg_restore for it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from playground.store.errors import StoreAway, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from playground.store.database import Database

PAGES = 1_000
"""Pages (4 KiB) that are copied at a time: writers come in between."""


def back_up(database: Database, to: Path) -> None:
    """Write all of a SQLite database, as it is at one moment, to a new file. StoreError for others, StoreAway where it fails."""
    if not database.is_sqlite:
        raise StoreError("A PostgreSQL database is backed up by pg_dump, or by `playground db export`.")
    if not database.file.exists():
        raise StoreAway(f"There is no database {database.file}.")
    partial = to.with_name(to.name + ".part")
    try:
        with closing(sqlite3.connect(database.file)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target, pages=PAGES)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(to)
    except (sqlite3.Error, OSError) as error:
        partial.unlink(missing_ok=True)
        raise StoreAway(f"The backup {to} cannot be written: {error}.") from error


def restore(database: Database, source: Path) -> None:
    """Put a backup in the place of a SQLite database, whatever it holds. StoreError where the file is no sound backup."""
    if not database.is_sqlite:
        raise StoreError("A PostgreSQL database is restored by pg_restore, or by `playground db import`.")
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as backup:
            (verdict,) = backup.execute("PRAGMA integrity_check").fetchone()
            names = {name for (name,) in backup.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if verdict != "ok" or not {"alembic_version", "scenarios", "revisions"} <= names:
                raise StoreError(f"{source} is no backup of a playground's database.")
            with closing(sqlite3.connect(database.file)) as target:
                target.execute("PRAGMA journal_mode=WAL")
                backup.backup(target)
    except sqlite3.Error as error:
        raise StoreError(f"{source} cannot be restored: {error}.") from error
