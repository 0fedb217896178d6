"""How long a page of the list takes where very many scenarios are saved, by everything that it can be asked for."""

from __future__ import annotations

import random
import statistics
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text

from playground.store import migrate, scenarios
from playground.store.asker import Asker
from playground.store.database import open_database
from playground.store.ids import new_id
from playground.store.models import RevisionRow, ScenarioRow, TagRow
from playground.store.scenarios import Query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playground.store.database import Database

TEAMS, PEOPLE = 50, 200
FEW = 9_000
"""Of so many scenarios one is in the list of somebody who has none, where most are not the team's."""
ROUNDS, AT_ONCE = 7, 1_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = ["".join(random.Random(at).choices("abcdefghijklmnopqrstuvwxyz", k=3 + at % 7)) for at in range(5_000)]  # noqa: S311 - no secret


@dataclass(frozen=True)
class Page:
    """One way to ask for the list, and what it took at its median."""

    name: str
    asker: str
    milliseconds: float
    found: int


def fill(database: Database, count: int, *, is_shared: bool) -> None:
    """Save so many, half of them shared with the team; or one of a few thousand."""
    chance = random.Random(count)  # noqa: S311 - no secret
    with database.writing() as session:
        for first in range(0, count, AT_ONCE):
            rows = [row(at, count, chance, is_shared=is_shared) for at in range(first, min(count, first + AT_ONCE))]
            tags = [{"scenario_id": one["id"], "position": 0, "tag": f"team-{chance.randrange(TEAMS)}"} for one in rows]
            revision = {"number": 1, "time": NOW, "note": "", "status": 200, "document": b"x" * 1_000}
            session.execute(insert(ScenarioRow), rows)
            session.execute(insert(TagRow), [{**one, "folded": one["tag"]} for one in tags])
            session.execute(insert(RevisionRow), [{"scenario_id": one["id"], **revision} for one in rows])
        session.execute(text("ANALYZE"))


def row(number: int, count: int, chance: random.Random, *, is_shared: bool) -> dict[str, Any]:
    """A scenario as the table has it, saved a minute after the one before."""
    person, title = chance.randrange(PEOPLE), " ".join(chance.choices(WORDS, k=5))
    listed = chance.random() < 0.5 if is_shared else number % FEW == 0
    made = NOW - timedelta(minutes=count - number)
    search = f"{title}\nget /{'/'.join(chance.choices(WORDS, k=4))}\n{chance.choice(WORDS)}-table"
    return {
        "id": new_id(),
        "title": title,
        "visibility": "team" if listed else "link",
        "owner": f"issuer|{person}",
        "owner_name": f"person-{person}",
        "created": made,
        "updated": made,
        "revision": 1,
        "status": 200,
        "search": search,
    }


def questions(count: int) -> dict[str, Query]:
    """What the list is asked for: all of it, a part, next to nothing, nothing; from its top, middle and end."""
    cursors = {place: f"{NOW - timedelta(minutes=at):%Y%m%dT%H%M%S.%f}-a" for place, at in (("middle", count // 2), ("end", count - 200))}
    return {
        "newest": Query(),
        "q, often": Query(q=WORDS[0][:2]),
        "q, a table": Query(q=f"{WORDS[7]}-table"),
        "q, nothing": Query(q="there is no such thing"),
        "tag": Query(tag="TEAM-7"),
        "tag, nothing": Query(tag="none"),
        "owner": Query(owner="person-9"),
        "owner, nothing": Query(owner="nobody"),
        "q, tag and owner": Query(q=WORDS[3], tag="team-7", owner="person-9"),
        **{f"before the {place}": Query(before=cursor) for place, cursor in cursors.items()},
        **{f"tag, before the {place}": Query(tag="team-7", before=cursor) for place, cursor in cursors.items()},
        "q, before the middle": Query(q="there is no such thing", before=cursors["middle"]),
    }


ASKERS = {"member": Asker("issuer|7", "person-7"), "nobody": Asker(), "admin": Asker("issuer|1", "person-1", administers=True)}


def measure(database: Database, count: int) -> Iterator[Page]:
    """Every question of everybody."""
    for who, asker in ASKERS.items():
        for name, query in questions(count).items():
            seconds, found = [], 0
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                with database.reading() as session:
                    found = len(scenarios.find(session, query, asker)[0])
                seconds.append(time.perf_counter() - begun)
            yield Page(name, who, 1_000 * statistics.median(seconds), found)


def run(folder: Path, url: str | None, count: int, *, is_shared: bool = True) -> list[Page]:
    """The pages of a database of so many scenarios."""
    with closing(open_database(url, folder)) as database:
        migrate.upgrade(database)
        fill(database, count, is_shared=is_shared)
        return list(measure(database, count))
