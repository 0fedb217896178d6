"""Writers of SQLite, of whom there is one at a time: each gets its turn, and is told where it takes too long."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from playground.store import database as module
from playground.store import migrate
from playground.store.database import Database, open_database
from playground.store.errors import StoreAway

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(None, tmp_path)) as opened:
        migrate.upgrade(opened)
        yield opened


def write(database: Database) -> float:
    """The seconds that a write takes."""
    begun = time.monotonic()
    with database.writing() as session:
        session.execute(text("DELETE FROM tags"))
    return time.monotonic() - begun


def other(database: Database) -> sqlite3.Connection:
    """A connection of another process, as it were."""
    return sqlite3.connect(database.file, isolation_level=None, check_same_thread=False)


def test_a_writer_finds_a_lock_that_is_seldom_free(sqlite: Database) -> None:
    done = threading.Event()

    def hold() -> None:
        with closing(other(sqlite)) as holder:
            while not done.is_set():
                holder.execute("BEGIN IMMEDIATE")
                time.sleep(0.03)
                holder.execute("COMMIT")
                time.sleep(0.001)

    holding = threading.Thread(target=hold)
    holding.start()
    try:
        took = [write(sqlite) for _ in range(20)]
        assert sum(took) < 3, took
    finally:
        done.set()
        holding.join()


def test_one_that_is_never_free_is_told_and_nothing_is_left_of_it(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    with closing(other(sqlite)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreAway, match=r"^others have been writing for 0.2 s$"):
            write(sqlite)
        holder.execute("COMMIT")
    assert write(sqlite) < 0.2


def test_of_one_process_one_writes_and_the_others_are_told_where_it_takes_long(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUEUE_PATIENCE", 0.1)
    refused: list[str] = []

    def second() -> None:
        with pytest.raises(StoreAway) as caught:
            write(sqlite)
        refused.append(str(caught.value))

    with sqlite.writing():
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join()
        with sqlite.reading() as session:  # nobody who reads waits
            assert session.execute(text("SELECT count(*) FROM tags")).scalar() == 0
    assert refused == ["Others have been writing for 0.1 s."]
    assert write(sqlite) < 0.1


def test_whatever_else_is_wrong_is_told_at_once(sqlite: Database) -> None:
    sqlite.close()
    sqlite.file.write_bytes(b"no database" * 1_000)
    begun = time.monotonic()
    with pytest.raises(StoreAway, match="not a database"):
        write(sqlite)
    assert time.monotonic() - begun < 1


def test_writers_of_one_process_write_in_the_order_in_which_they_came(sqlite: Database) -> None:
    order: list[int] = []

    def one(number: int) -> None:
        with sqlite.writing():
            order.append(number)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    with sqlite.writing():
        for thread in threads:
            thread.start()
            time.sleep(0.03)
    for thread in threads:
        thread.join()
    assert order == list(range(8))
