"""Saved scenarios and their revisions: one function a question. Each takes a session of a `Database`, in one transaction.

Who may see what is asked here, for a list must not show what its asker may not see; who may change what is asked by `accounts`.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from sqlalchemy import and_, delete, func, or_, select, tuple_, update
from sqlalchemy.orm import selectinload, undefer

from playground.store.errors import Conflict, NotFound
from playground.store.ids import hash_secret, new_id
from playground.store.models import PersonRow, RevisionRow, ScenarioRow, TagRow, TokenRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from playground.store.asker import Asker

Visibility = Literal["private", "link", "team"]
KEPT = timedelta(days=30)
"""For so long a deleted scenario can be restored; then it is erased."""
MOST_LISTED = 100
MOST_FORKS = 1_000
"""Forks that are named at a time."""
LEVEL = 6
"""zlib's level: a Scenario's JSON takes a quarter to a tenth of its size."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is saved: the Scenario's JSON, and what is shown and searched of it."""

    document: bytes
    title: str
    tags: tuple[str, ...]
    status: int | None
    """Of the Scenario's own Result."""
    words: tuple[str, ...] = ()
    """What `q` finds it by beside title and tags: method and path, names of tables."""
    packed: bytes = field(init=False, repr=False)
    """The document as it is kept. It is compressed when the draft is made, for in a transaction others would wait for that."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "packed", zlib.compress(self.document, LEVEL))


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked for; `before` is the cursor that the list before gave."""

    q: str = ""
    tag: str = ""
    owner: str = ""
    before: str = ""
    limit: int = 50


def create(
    session: Session, draft: Draft, asker: Asker, visibility: Visibility, parent: tuple[str, int] | None = None, edit_key: str | None = None
) -> ScenarioRow:
    """A new scenario with its first revision. `parent`: of what it is a fork; `edit_key`: who brings it later is its owner."""
    now = datetime.now(UTC)
    row = ScenarioRow(
        id=new_id(),
        title=draft.title,
        visibility=visibility,
        owner=asker.key,
        owner_name=asker.name,
        edit_key=None if edit_key is None else hash_secret(edit_key),
        parent=parent and parent[0],
        parent_revision=parent and parent[1],
        created=now,
        updated=now,
        deleted=None,
        revision=1,
        status=draft.status,
        search=_search(draft.title, draft.tags, draft.words),
        tags=_tags(draft.tags),
    )
    session.add(row)
    session.flush()
    session.add(_revision(row, 1, draft, asker, "", now))
    session.flush()
    return row


def get(session: Session, id_: str, asker: Asker, *, to_change: bool = False) -> ScenarioRow:
    """A scenario that is there and that the asker may see. NotFound. `to_change`: others who do wait for the transaction's end."""
    row = _row(session, id_, to_change=to_change)
    if row is None or row.deleted is not None or not _may_see(row, asker):
        raise NotFound(id_)
    return row


def get_revision(session: Session, row: ScenarioRow, number: int | None = None) -> tuple[RevisionRow, bytes]:
    """A revision of a scenario, the newest unless a number is given, and its JSON. NotFound."""
    key = (row.id, row.revision if number is None else number)
    found = session.get(RevisionRow, key, options=[undefer(RevisionRow.document)])
    if found is None:
        raise NotFound(f"{row.id}/{number}")
    return found, zlib.decompress(found.document)


def save(session: Session, row: ScenarioRow, expected: int, draft: Draft, asker: Asker, note: str) -> RevisionRow:
    """A new revision over revision `expected` of a row that was got to be changed. Conflict where there is a newer one."""
    now = datetime.now(UTC)
    changed = session.execute(
        update(ScenarioRow)
        .where(ScenarioRow.id == row.id, ScenarioRow.revision == expected, ScenarioRow.deleted.is_(None))
        .values(
            revision=expected + 1, updated=now, status=draft.status, search=_search(row.title, [one.tag for one in row.tags], draft.words)
        )
    )
    if changed.rowcount == 0:  # type: ignore[attr-defined] # of an UPDATE's CursorResult
        session.refresh(row)
        if row.deleted is not None:
            raise NotFound(row.id)
        newest, _ = get_revision(session, row)
        raise Conflict(newest.number, newest.author_name, newest.time)
    session.refresh(row)
    saved = _revision(row, expected + 1, draft, asker, note, now)
    session.add(saved)
    session.flush()
    return saved


def find(session: Session, query: Query, asker: Asker) -> tuple[Sequence[ScenarioRow], str | None]:
    """The scenarios that the asker may list, newest first, and the cursor for the next ones (None at the end)."""
    limit = max(1, min(query.limit, MOST_LISTED))
    wanted = (
        _listed(asker).options(selectinload(ScenarioRow.tags)).order_by(ScenarioRow.updated.desc(), ScenarioRow.id.desc()).limit(limit + 1)
    )
    if query.q:
        wanted = wanted.where(_holds(session, query.q.casefold()))
    if query.tag:
        wanted = wanted.where(ScenarioRow.id.in_(select(TagRow.scenario_id).where(TagRow.folded == query.tag.casefold())))
    if query.owner:
        wanted = wanted.where(ScenarioRow.owner_name == query.owner)
    if query.before:
        # One comparison of both: the index is entered there. Of two with OR between, all that is newer is read first.
        wanted = wanted.where(tuple_(ScenarioRow.updated, ScenarioRow.id) < tuple_(*_from_cursor(query.before)))
    rows = session.scalars(wanted).all()
    return rows[:limit], _to_cursor(rows[limit - 1]) if len(rows) > limit else None


def _holds(session: Session, words: str) -> ColumnElement[bool]:
    """Whether what is searched holds these words: PostgreSQL finds a position in two thirds of the time of LIKE, SQLite in as much."""
    if session.get_bind().dialect.name == "postgresql":
        return func.strpos(ScenarioRow.search, words) > 0
    return ScenarioRow.search.contains(words, autoescape=True)


def history(
    session: Session, row: ScenarioRow, asker: Asker, *, before: int | None = None, limit: int = MOST_LISTED
) -> tuple[list[tuple[RevisionRow, list[str]]], int | None]:
    """The revisions `before` one (None: all), newest first, each with the forks of it that the asker may list; and `before` which the next
    ones are (None at the end).
    """
    wanted = select(RevisionRow).where(RevisionRow.scenario_id == row.id).order_by(RevisionRow.number.desc()).limit(limit + 1)
    rows = session.scalars(wanted if before is None else wanted.where(RevisionRow.number < before)).all()
    found = rows[:limit]
    forks: dict[int, list[str]] = {}
    if found:
        of_these = ScenarioRow.parent_revision.between(found[-1].number, found[0].number)
        for id_, number in session.execute(_forks(row, asker).where(of_these)):
            forks.setdefault(number or 0, []).append(id_)
    return [(one, forks.get(one.number, [])) for one in found], found[-1].number if len(rows) > limit else None


def change(
    session: Session,
    row: ScenarioRow,
    *,
    title: str | None = None,
    tags: tuple[str, ...] | None = None,
    visibility: Visibility | None = None,
) -> None:
    """Another title, other tags, another visibility of a row that was got to be changed."""
    words = row.search.split("\n")[1 + len(row.tags) :]  # see `_search`
    row.title = row.title if title is None else title
    row.visibility = row.visibility if visibility is None else visibility
    if tags is not None:
        row.tags.clear()
        session.flush()
        row.tags.extend(_tags(tags))
    row.search = _search(row.title, [one.tag for one in row.tags], words)
    session.flush()


def remove(session: Session, row: ScenarioRow, asker: Asker) -> tuple[int, list[str], datetime]:
    """Delete a scenario: how many revisions go, which forks stay (those that the asker may list), and until when it can be restored."""
    row.deleted = datetime.now(UTC)
    session.flush()
    count = session.scalar(select(func.count()).select_from(RevisionRow).where(RevisionRow.scenario_id == row.id)) or 0
    return count, [id_ for id_, _ in session.execute(_forks(row, asker))], row.deleted + KEPT


def restore(session: Session, id_: str, asker: Asker) -> ScenarioRow:
    """Take a deletion back, of what is the asker's, or by an administrator. NotFound."""
    row = _row(session, id_, to_change=True)
    if row is None or row.deleted is None or not (asker.administers or asker.owns(row)):
        raise NotFound(id_)
    row.deleted = None
    session.flush()
    return row


def erase(session: Session, before: datetime | None = None) -> int:
    """Erase for good what was deleted more than 30 days ago, or before a time; how many scenarios that were."""
    found = session.execute(delete(ScenarioRow).where(ScenarioRow.deleted < (before or datetime.now(UTC) - KEPT)))
    return int(found.rowcount)  # type: ignore[attr-defined] # of a DELETE's CursorResult


def forget(session: Session, name: str) -> tuple[int, int]:
    """Take a person's name from all that is kept, and end the tokens; how many scenarios and revisions named it. What was saved stays."""
    scenarios = session.execute(update(ScenarioRow).where(ScenarioRow.owner_name == name).values(owner=None, owner_name=None))
    revisions = session.execute(update(RevisionRow).where(RevisionRow.author_name == name).values(author=None, author_name=None))
    session.execute(delete(TokenRow).where(TokenRow.owner_name == name))
    session.execute(delete(PersonRow).where(PersonRow.name == name))
    return scenarios.rowcount, revisions.rowcount  # type: ignore[attr-defined] # of an UPDATE's CursorResult


def _row(session: Session, id_: str, *, to_change: bool) -> ScenarioRow | None:
    """A scenario with its tags, which are read after it.

    Locked while somebody changes it, for what is searched is made of the title and the tags that were read, and tags are replaced one by
    one. SQLite has one writer at a time, and knows no such lock; in PostgreSQL it lets forks and revisions refer to the row meanwhile.
    """
    wanted = select(ScenarioRow).where(ScenarioRow.id == id_).options(selectinload(ScenarioRow.tags))
    return session.scalar(wanted.with_for_update(key_share=True) if to_change else wanted)


def _may_see(row: ScenarioRow, asker: Asker) -> bool:
    return row.visibility != "private" or asker.administers or asker.owns(row)


def _listed(asker: Asker) -> Select[ScenarioRow]:
    """Those that are in the asker's lists: the team's, and the asker's own; all for an administrator."""
    own: ColumnElement[bool] = ScenarioRow.visibility == "team"
    if asker.key is not None:
        own = or_(own, ScenarioRow.owner == asker.key)
    present = ScenarioRow.deleted.is_(None)
    return select(ScenarioRow).where(present if asker.administers else and_(present, own))


def _forks(row: ScenarioRow, asker: Asker) -> Select[str, int | None]:
    """Ids of the oldest forks that the asker may list, each with the revision that it is of."""
    ids = _listed(asker).with_only_columns(ScenarioRow.id, ScenarioRow.parent_revision)
    return ids.where(ScenarioRow.parent == row.id).order_by(ScenarioRow.created).limit(MOST_FORKS)


def _revision(row: ScenarioRow, number: int, draft: Draft, asker: Asker, note: str, now: datetime) -> RevisionRow:
    return RevisionRow(
        scenario_id=row.id,
        number=number,
        author=asker.key,
        author_name=asker.name,
        time=now,
        note=note,
        status=draft.status,
        document=draft.packed,
    )


def _tags(tags: Sequence[str]) -> list[TagRow]:
    return [TagRow(position=position, tag=tag, folded=tag.casefold()) for position, tag in enumerate(tags)]


def _search(title: str, tags: Sequence[str], words: Sequence[str]) -> str:
    """All of it, case-folded, a line each, so that nothing is found across two."""
    return "\n".join(" ".join(one.split()) for one in (title, *tags, *words)).casefold()


def _to_cursor(row: ScenarioRow) -> str:
    return f"{row.updated.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{row.id}"


def _from_cursor(cursor: str) -> tuple[datetime, str]:
    time, _, id_ = cursor.partition("-")
    try:
        return datetime.strptime(time, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), id_
    except ValueError:
        raise NotFound(cursor) from None
