"""Which tables a SQLite database has, told without SQLAlchemy and Alembic: their import takes longer than all else that a start does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

FILE = "playground.sqlite3"
"""The SQLite database in the instance folder."""
MIGRATIONS = Path(__file__).with_name("migrations") / "versions"


def newest() -> str:
    """The revision of the newest migration, with which its file's name begins."""
    return max(path.stem.partition("_")[0] for path in MIGRATIONS.glob("[0-9]*.py"))


def is_current(file: Path) -> bool:
    """Whether a file is sure to be a database with the tables of this version. What else it may be is `migrate`'s to say."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(newest(),)]
    except sqlite3.Error:
        return False
