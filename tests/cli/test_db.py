"""`playground db`, as whoever runs a site uses it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from playground.store import migrate, scenarios
from playground.store.asker import Asker
from playground.store.database import FILE, open_database
from playground.store.scenarios import Draft
from tests.cli.running import run
from tests.databases import KINDS, new_url

if TYPE_CHECKING:
    from pathlib import Path

ANA = Asker("i|ana", "Ana")


@pytest.fixture(params=KINDS)
def given(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """The variables of a site with one saved scenario."""
    url = new_url(request, tmp_path)
    with closing(open_database(url, tmp_path)) as database:
        migrate.upgrade(database)
        with database.writing() as session:
            scenarios.create(session, Draft(b'{"template": "\\ud800"}', "Ana's", ("t",), 200), ANA, "team")
    return {"PLAYGROUND_INSTANCE": str(tmp_path), "PLAYGROUND_DATABASE": url or ""}


def titles(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM scenarios")]


def test_an_empty_database_is_brought_up_to_date_once(tmp_path: Path) -> None:
    own: dict[str, Any] = {"PLAYGROUND_INSTANCE": str(tmp_path / "new")}
    first = run("db", "check", **own)
    assert (first.returncode, first.stdout) == (1, b"The database has no tables yet: run `playground db upgrade`.\n")
    for says in (b"The tables were brought up to date.\n", b"The tables are up to date.\n"):
        done = run("db", "upgrade", **own)
        assert (done.returncode, done.stdout, done.stderr) == (0, says, b"")
    assert run("db", "check", **own).returncode == 0
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_backup_is_written_once_and_restored(tmp_path: Path) -> None:
    own: dict[str, Any] = {"PLAYGROUND_INSTANCE": str(tmp_path)}
    run("db", "upgrade", **own)
    with closing(open_database(None, tmp_path)) as database, database.writing() as session:
        scenarios.create(session, Draft(b"{}", "Kept", (), 200), ANA, "team")
    backup = tmp_path / "backup"
    assert run("db", "backup", backup, **own).returncode == 0
    again = run("db", "backup", backup, **own)
    assert (again.returncode, again.stderr) == (2, f"playground: {backup} is there already.\n".encode())
    with closing(open_database(None, tmp_path)) as database, database.writing() as session:
        scenarios.create(session, Draft(b"{}", "Later", (), 200), ANA, "team")
    assert sorted(titles(tmp_path)) == ["Kept", "Later"]
    assert run("db", "restore", backup, **own).returncode == 0
    assert titles(tmp_path) == ["Kept"]
    other = tmp_path / "other"
    other.write_text("no database at all, but long enough to be one")
    spoilt = run("db", "restore", other, **own)
    assert (spoilt.returncode, titles(tmp_path)) == (2, ["Kept"])
    assert str(other) in spoilt.stderr.decode()


def test_all_moves_by_export_and_import(given: dict[str, Any], tmp_path: Path) -> None:
    exported = run("db", "export", **given)
    assert (exported.returncode, exported.stderr) == (0, b"")
    file = tmp_path / "export"
    assert run("db", "export", file, **given).returncode == 0
    assert file.read_bytes() == exported.stdout
    assert run("db", "export", file, **given).returncode == 2
    for number, (arguments, text) in enumerate([((file,), b""), ((), exported.stdout)]):
        other: dict[str, Any] = {"PLAYGROUND_INSTANCE": str(tmp_path / f"other{number}")}
        done = run("db", "import", *arguments, text=text, **other)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"3 rows were read.\n")
        assert run("db", "export", **other).stdout == exported.stdout


def test_what_cannot_be_imported_is_said(tmp_path: Path) -> None:
    own: dict[str, Any] = {"PLAYGROUND_INSTANCE": str(tmp_path)}
    for arguments, text, says in (
        ((tmp_path / "none",), b"", f"{tmp_path}/none: No such file or directory."),
        ((), b'{"a": 1}', "Line 1: this is no export of a playground's database."),
        ((), b"\xff", "What is to be imported is not UTF-8: byte 1."),
    ):
        done = run("db", "import", *arguments, text=text, **own)
        assert (done.returncode, done.stderr.decode()) == (2, f"playground: {says}\n")


def test_a_person_is_forgotten(given: dict[str, Any]) -> None:
    done = run("db", "forget", "Ana", **given)
    assert (done.returncode, done.stdout) == (0, b"Ana was taken from 1 scenarios and 1 revisions.\n")
    rows = [json.loads(line).get("row", {}) for line in run("db", "export", **given).stdout.splitlines()]
    assert [row["owner_name"] for row in rows if "owner_name" in row] == [None]
    assert [row["author_name"] for row in rows if "author_name" in row] == [None]


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"PLAYGROUND_STORE": "off"}, "PLAYGROUND_STORE is off: there is no database."),
        (
            {"PLAYGROUND_INSTANCE": "/dev/null/x"},
            "PLAYGROUND_INSTANCE: the instance folder /dev/null/x cannot be written: Not a directory.",
        ),
        ({"PLAYGROUND_DATABASE": "mysql://x"}, "PLAYGROUND_DATABASE is a"),
    ],
)
def test_a_database_that_cannot_be_had_is_said(variables: dict[str, Any], says: str) -> None:
    for command in ("db", "check"), ("serve",):
        if command == ("serve",) and variables == {"PLAYGROUND_STORE": "off"}:
            continue
        done = run(*command, **variables)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith(f"playground: {says}")


def test_a_database_of_a_newer_playground_ends_the_start(tmp_path: Path) -> None:
    own: dict[str, Any] = {"PLAYGROUND_INSTANCE": str(tmp_path)}
    run("db", "upgrade", **own)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for command in ("db", "upgrade"), ("serve",):
        done = run(*command, **own)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"a newer playground made them" in done.stderr
    assert run("db", "check", **own).returncode == 1


def test_evaluating_imports_no_database() -> None:
    program = "import sys, playground.cli.main, playground.cli.evaluate; print({'sqlalchemy', 'alembic'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
