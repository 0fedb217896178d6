"""Everything moves from one kind of database to the other and back, and a backup restores whole."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from playground.store import migrate, scenarios, tokens
from playground.store.asker import Asker
from playground.store.backup import back_up, restore
from playground.store.database import open_database
from playground.store.errors import StoreAway, StoreError
from playground.store.ids import new_secret
from playground.store.models import Base
from playground.store.scenarios import Draft
from playground.store.transfer import export_lines, import_lines

if TYPE_CHECKING:
    from pathlib import Path

    from playground.store.database import Database

ANA = Asker("i|ana", "Ana")


def fill(database: Database, count: int = 5) -> None:
    with database.writing() as session:
        for number in range(count):
            draft = Draft(json.dumps({"template": f"é\ud800\0{number}"}).encode(), f"Number {number}", ("a", "Ä"), 404, ("x",))
            row = scenarios.create(session, draft, ANA, "team")
            scenarios.save(session, row, 1, draft, Asker(), "note")
        tokens.create(session, new_secret(), "CI", "read", None, ANA)


def test_an_export_is_imported_without_loss(database: Database, tmp_path: Path) -> None:
    fill(database)
    lines = list(export_lines(database))
    assert len(lines) == 1 + 5 + 10 + 10 + 1
    (tmp_path / "other").mkdir()
    with closing(open_database(None, tmp_path / "other")) as other:
        migrate.upgrade(other)
        assert import_lines(other, lines) == 26
        assert list(export_lines(other)) == lines
        with pytest.raises(StoreError, match="not empty"):
            import_lines(other, lines)


def test_an_export_is_of_one_moment_while_others_save(database: Database) -> None:
    fill(database)
    lines = export_lines(database)
    begun = [next(lines), next(lines)]  # the format, and the first row
    fill(database)
    rows = [json.loads(line) for line in (*begun, *lines)][1:]
    named = {one["row"]["id"] for one in rows if one["table"] == "scenarios"}
    assert len(named) == 5
    assert {one["row"]["scenario_id"] for one in rows if one["table"] in {"revisions", "tags"}} == named


def test_an_export_goes_back_to_where_it_came_from(database: Database, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with closing(open_database(None, tmp_path / "other")) as other:
        migrate.upgrade(other)
        fill(other)
        lines = list(export_lines(other))
    import_lines(database, lines)
    assert list(export_lines(database)) == lines


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _: [], "Line 1: this is no export"),
        (lambda lines: lines[1:], "Line 1: this is no export"),
        (lambda lines: [lines[0].replace(migrate.head(), "9"), *lines[1:]], "Line 1: this is an export of tables of revision 9"),
        (lambda lines: [*lines[:2], "{"], "Line 3: this is no row"),
        (lambda lines: [*lines[:2], '{"table": "users", "row": {}}'], "Line 3: this is no row"),
        (lambda lines: [*lines[:2], lines[2].replace('"title"', '"tital"')], "Line 3: this is no row"),
        (lambda lines: [*lines[:2], lines[2].replace('"row": {', '"row": {"colour": 1, ')], "Line 3: `scenarios` has no column colour"),
    ],
)
def test_what_is_no_export_is_refused_whole(database: Database, spoil: object, message: str) -> None:
    fill(database, 3)
    lines = list(export_lines(database))
    with database.writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
    with pytest.raises(StoreError, match=message):
        import_lines(database, spoil(lines))  # type: ignore[operator] # a function in a table
    assert len(list(export_lines(database))) == 1


def test_a_backup_while_others_write_restores_whole(tmp_path: Path) -> None:
    with closing(open_database(None, tmp_path)) as database:
        migrate.upgrade(database)
        fill(database, 20)
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                fill(database, 1)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(3):
                back_up(database, tmp_path / f"{number}.sqlite3")
        finally:
            stop.set()
            writer.join()
        counts = []
        for number in (0, 2):
            restore(database, tmp_path / f"{number}.sqlite3")
            lines = list(export_lines(database))
            counts.append(sum('"table": "revisions"' in line for line in lines))
            assert counts[-1] == 2 * sum('"table": "scenarios"' in line for line in lines)
        assert 40 <= counts[0] <= counts[1]


def test_what_cannot_be_backed_up_or_restored_is_said(tmp_path: Path) -> None:
    with closing(open_database(None, tmp_path)) as database:
        with pytest.raises(StoreAway, match="There is no database"):
            back_up(database, tmp_path / "a")
        migrate.upgrade(database)
        with pytest.raises(StoreAway, match="cannot be written"):
            back_up(database, tmp_path / "absent" / "a")
        (tmp_path / "text").write_text("no database")
        with closing(sqlite3.connect(tmp_path / "other")) as other:
            other.execute("CREATE TABLE scenarios (a)")
        for name in ("text", "other", "absent"):
            with pytest.raises(StoreError, match=r"no backup|cannot be restored"):
                restore(database, tmp_path / name)


def test_postgresql_has_tools_of_its_own(database: Database, tmp_path: Path) -> None:
    if database.is_sqlite:
        return
    for ask in (back_up, restore):
        with pytest.raises(StoreError, match="PostgreSQL"):
            ask(database, tmp_path / "a")
