"""A database that a release made is brought up to date, and everything in it is there."""

from __future__ import annotations

import sqlite3
import tomllib
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from sqlalchemy import MetaData, insert, text

from playground.store import migrate, people, scenarios, tokens
from playground.store.database import Database, open_database
from playground.store.scenarios import Query
from tests.places import ROOT
from tests.store.kept import ANA, BEN, FOLDER, NOBODY, ODD, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RELEASES = sorted(path.stem for path in FOLDER.glob("*.sql"))


def restore(release: str, file: Path) -> Path:
    """The SQLite database of a release."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((FOLDER / f"{release}.sql").read_text("utf-8"))
    return file


def copy(sqlite: Path, to: Database) -> None:
    """The same in PostgreSQL: its tables as that release made them, and the same rows."""
    with closing(sqlite3.connect(sqlite)) as connection:
        ((revision,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    configuration, tables, rows = migrate._config(), MetaData(), read(sqlite)
    with to.engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, revision)
        tables.reflect(connection)
        for table in tables.sorted_tables:
            for row in rows.get(table.name, []):
                connection.execute(
                    insert(table), {name: to_type(value, table.columns[name].type.python_type) for name, value in row.items()}
                )


def to_type(value: Any, kind: type) -> Any:
    """A value of SQLite's, which has no times and no truth, as another database has it."""
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return bool(value) if kind is bool else value


@pytest.fixture(params=RELEASES)
def sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return restore(request.param, tmp_path / "playground.sqlite3")


@pytest.fixture
def upgraded(sqlite: Path, empty: Database) -> Iterator[Database]:
    """A release's database, brought up to date: in SQLite and in PostgreSQL."""
    if not empty.is_sqlite:
        copy(sqlite, empty)
        migrate.upgrade(empty)
        yield empty
        return
    with closing(open_database(None, sqlite.parent)) as database:
        migrate.upgrade(database)
        yield database


def test_this_version_has_one() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version in RELEASES, "before a release: python -m tests.store.kept VERSION"


def test_every_row_is_there(sqlite: Path) -> None:
    before = read(sqlite)
    with closing(open_database(None, sqlite.parent)) as database:
        is_older = migrate.current(database) != migrate.head()
        assert migrate.upgrade(database) is is_older
        migrate.check(database)
    after = read(sqlite)
    for table, rows in before.items():
        assert rows
        assert [{name: row[name] for name in rows[0]} for row in after[table]] == rows
    assert is_older == bool(list(sqlite.parent.glob("playground-before-*.sqlite3")))


def test_all_that_was_kept_is_found(upgraded: Database) -> None:
    with upgraded.writing() as session:
        (listed,), _ = scenarios.find(session, Query(q="music", tag="team a", owner="ana@example.com"), BEN)
        assert scenarios.get_revision(session, listed, 1)[1] == ODD.encode()
        assert scenarios.get_revision(session, listed)[1] == b'{"template":"second"}'
        ((newest, _), (first, forks)), _ = scenarios.history(session, listed, BEN)
        assert (newest.author_name, newest.note, newest.status) == ("Ben", "by somebody else", None)
        assert (first.author_name, first.status, len(forks)) == ("ana@example.com", 404, 1)
        assert scenarios.get(session, forks[0], BEN).visibility == "private"
        found = tokens.find(session, "a token")
        assert found is not None
        assert (found.owner, found.scope) == (ANA.key, "read")
        assert people.holds(session, ANA.key or "", datetime.now(UTC))
        assert not people.holds(session, BEN.key or "", datetime(2026, 1, 1, tzinfo=UTC))
        (kept,) = session.execute(text("SELECT id FROM scenarios WHERE edit_key IS NOT NULL")).scalars()
        assert scenarios.get(session, kept, NOBODY).owner is None
        (deleted,) = session.execute(text("SELECT id FROM scenarios WHERE deleted IS NOT NULL")).scalars()
        assert scenarios.restore(session, deleted, ANA).title == "Items of a page"
