"""Databases as releases made them, which later ones bring up to date: SQL texts in tests/data/databases, one a release.

`python -m tests.store.kept VERSION` writes the one of this version, before it is released. None is ever written anew.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playground.store import failed_sign_ins, migrate, people, scenarios, tokens
from playground.store.asker import Asker
from playground.store.database import Database, open_database
from playground.store.scenarios import Draft
from tests.places import DATA

FOLDER = DATA / "databases"
ANA, BEN, NOBODY = Asker("https://id.example.com|1", "ana@example.com"), Asker("https://id.example.com|2", "Ben"), Asker()
ODD = '{"template":"é \\ud83d \\u0000 \U0001f600","backend":{"body":"{\\"Items\\":[]}"}}'
"""Half a character, a NUL, and one beyond what two bytes hold."""


def fill(database: Database) -> None:
    """One of everything that can be kept."""
    with database.writing() as session:
        for asker in (ANA, BEN):
            assert asker.key
            assert asker.name
            people.signed_in(session, asker.key, asker.name, administers=asker is BEN)
        people.sign_out(session, BEN.key or "")
        draft = Draft(ODD.encode(), "Items of a page", ("Team A", "ÄÖ"), 404, ("get /items/{id}", "Music"))
        listed = scenarios.create(session, draft, ANA, "team")
        scenarios.save(session, listed, 1, Draft(b'{"template":"second"}', "", (), None, ("Music",)), BEN, "by somebody else")
        scenarios.create(session, draft, BEN, "private", parent=(listed.id, 1))
        scenarios.create(session, draft, NOBODY, "link", edit_key="an edit key")
        scenarios.remove(session, scenarios.create(session, draft, ANA, "team"), ANA)
        tokens.create(session, "a token", "CI", "read", datetime.now(UTC) + timedelta(days=36_500), ANA)
        failed_sign_ins.add(session, "192.0.2.1")


def read(database: Path) -> dict[str, list[dict[str, object]]]:
    """All rows of a SQLite database, by their tables; Alembic's own aside."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'")
        ]
        return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in names}  # noqa: S608 - of our own database


def write(version: str) -> Path:
    """Write the one of this version."""
    target = FOLDER / f"{version}.sql"
    with tempfile.TemporaryDirectory() as folder, closing(open_database(None, Path(folder))) as database:
        migrate.upgrade(database)
        fill(database)
        with closing(sqlite3.connect(database.file)) as connection, target.open("x", encoding="utf-8") as text:
            text.writelines(f"{line}\n" for line in connection.iterdump())
    return target


if __name__ == "__main__":
    print(write(sys.argv[1]))  # noqa: T201 - its business
