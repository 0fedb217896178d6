"""What is told of a SQLite database at a glance is what Alembic says."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from playground.store import migrate, schema
from playground.store.database import open_database
from tests.durable.starts import make_old

if TYPE_CHECKING:
    from pathlib import Path


def test_the_newest_migration_is_alembics_head() -> None:
    assert schema.newest() == migrate.head()


def test_only_a_database_of_this_version_is_current(tmp_path: Path) -> None:
    file = tmp_path / schema.FILE
    assert not schema.is_current(file)
    assert not file.exists()  # it is not made by looking
    with closing(open_database(None, tmp_path)) as database:
        make_old(database)
        assert not schema.is_current(file)
        migrate.upgrade(database)
        assert schema.is_current(file)
        with database.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert not schema.is_current(file)
    file.write_bytes(b"something else")
    assert not schema.is_current(file)


@pytest.mark.processes
@pytest.mark.parametrize("made", [False, True])
def test_a_start_imports_neither_sqlalchemy_nor_alembic(tmp_path: Path, *, made: bool) -> None:
    if made:
        with closing(open_database(None, tmp_path)) as database:
            migrate.upgrade(database)
    program = (
        "import sys; from playground.cli import serve; from playground.settings import Settings;"
        "serve.prepare(Settings(instance=sys.argv[1])); print([name for name in ('alembic', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
