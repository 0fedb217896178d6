"""The store as a site has it: what was deleted long enough ago is erased by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from playground.store import opened, scenarios
from playground.store.asker import Asker
from playground.store.models import RevisionRow, ScenarioRow, TagRow
from playground.store.opened import Store
from playground.store.scenarios import Draft

if TYPE_CHECKING:
    from playground.store.database import Database

ANA = Asker("i|ana", "Ana")


def delete(database: Database, ago: timedelta) -> str:
    """A scenario that was deleted so long ago."""
    with database.writing() as session:
        row = scenarios.create(session, Draft(b"{}", "Gone", ("a tag",), 200), ANA, "team")
        scenarios.remove(session, row, ANA)
        session.execute(update(ScenarioRow).where(ScenarioRow.id == row.id).values(deleted=datetime.now(UTC) - ago))
        return row.id


def kept(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(select(ScenarioRow.id)))


def test_what_was_deleted_more_than_30_days_ago_is_erased_whenever_the_store_is_used(database: Database) -> None:
    gone, restorable = delete(database, timedelta(days=30, minutes=1)), delete(database, timedelta(days=29))
    store = Store(database)
    with store.reading() as session:
        assert set(session.scalars(select(ScenarioRow.id))) == {restorable}
        for table in (RevisionRow, TagRow):
            assert session.scalar(select(func.count()).select_from(table)) == 1
    later = delete(database, timedelta(days=31))
    store.ping()
    assert kept(database) == {restorable, later}  # it looks once an hour
    store._erase_at -= opened.ERASE_EVERY
    store.ping()
    assert kept(database) == {restorable}
    assert gone != restorable
