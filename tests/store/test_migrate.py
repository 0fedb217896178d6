"""The tables are brought up to date once, whoever comes first, and a database of a newer playground is refused."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from playground.store import migrate
from playground.store.database import open_database
from playground.store.errors import SchemaMismatch
from playground.store.models import Base, belongs_to
from tests.durable.starts import OLD, make_old
from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playground.store.database import Database

UPGRADE = """
import sys
from contextlib import closing
from pathlib import Path
from playground.store import migrate
from playground.store.database import open_database
print(migrate.upgrade(open_database(sys.argv[1] or None, Path(sys.argv[2]))))
"""


def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        options = {"compare_type": True, "include_object": lambda one, *_: belongs_to(connection.dialect.name, one)}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_it_is_done_once(empty: Database) -> None:
    with pytest.raises(SchemaMismatch, match="no tables yet"):
        migrate.check(empty)
    assert migrate.upgrade(empty)
    assert not migrate.upgrade(empty)
    migrate.check(empty)


def test_a_database_of_a_newer_playground_is_refused(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for ask in (migrate.check, migrate.upgrade):
        with pytest.raises(SchemaMismatch, match="revision 9999, which this version does not know"):
            ask(database)


@pytest.mark.processes
def test_of_many_processes_that_start_at_once_one_migrates(empty: Database, tmp_path: Path) -> None:
    url = "" if empty.is_sqlite else empty.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", UPGRADE, url, str(tmp_path)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(4)]
    answers = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert sorted(answers) == ["False", "False", "False", "True"]


def test_sqlite_is_backed_up_before_it_is_changed(tmp_path: Path) -> None:
    with closing(open_database(None, tmp_path)) as database:
        make_old(database)
        assert migrate.upgrade(database)
        before = database.file.with_name(f"playground-before-{migrate.head()}.sqlite3")
        with closing(open_database(f"sqlite:///{before}", tmp_path)) as backup:
            assert migrate.current(backup) == OLD
            for one in (database, backup):
                with one.reading() as session:
                    assert session.execute(text("SELECT name FROM tokens")).scalars().all() == ["mine"]
