"""Saving, finding, changing and deleting, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import json
import re
import string
import threading
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from playground.store import people, scenarios
from playground.store.asker import Asker
from playground.store.errors import Conflict, NotFound
from playground.store.ids import ALPHABET, new_id
from playground.store.scenarios import Draft, Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.store.database import Database
    from playground.store.models import ScenarioRow

ANA, BEN, CHIEF, NOBODY = Asker("i|ana", "Ana"), Asker("i|ben", "Ben"), Asker("i|chief", "Chief", administers=True), Asker()


def draft(title: str = "A title", *tags: str, words: tuple[str, ...] = (), document: object = None) -> Draft:
    return Draft(json.dumps(document or {"template": title}).encode(), title, tags, 200, words)


def create(database: Database, asker: Asker = ANA, visibility: Any = "team", saved: Draft | None = None, **more: Any) -> str:
    with database.writing() as session:
        return scenarios.create(session, saved or draft(), asker, visibility, **more).id


def titles(database: Database, asker: Asker = ANA, **query: Any) -> list[str]:
    with database.reading() as session:
        return [row.title for row in scenarios.find(session, Query(**query), asker)[0]]


def is_seen(database: Database, id_: str, asker: Asker) -> bool:
    with database.reading() as session:
        try:
            scenarios.get(session, id_, asker)
        except NotFound:
            return False
    return True


def save(database: Database, id_: str, expected: int, saved: Draft, asker: Asker = ANA) -> int:
    with database.writing() as session:
        row = scenarios.get(session, id_, asker, to_change=True)
        return scenarios.save(session, row, expected, saved, asker, "a note").number


def test_ids_are_long_and_without_look_alikes() -> None:
    made = {new_id() for _ in range(1_000)}
    assert len(made) == 1_000
    assert {len(one) for one in made} == {16}
    assert len(ALPHABET) ** 16 >= 2**80
    assert set("".join(made)) <= set(ALPHABET) <= set(string.ascii_lowercase + string.digits) - set("lo01")


@pytest.mark.parametrize("text", ['{"b": 1, "a": [1.50, 1e400]}', '"\\ud800\\u0000é☃🎿"', "x" * 3_000_000], ids=["order", "odd", "long"])
def test_a_document_comes_back_byte_for_byte(database: Database, text: str) -> None:
    saved = Draft(text.encode(), "T", (), None)
    id_ = create(database, saved=saved)
    with database.reading() as session:
        revision, document = scenarios.get_revision(session, scenarios.get(session, id_, ANA))
    assert document == text.encode()
    assert (revision.number, revision.author_name, revision.note, revision.status) == (1, "Ana", "", None)
    assert abs(revision.time - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_revision_goes_over_the_one_that_its_author_saw(database: Database) -> None:
    id_ = create(database)
    assert save(database, id_, 1, draft("Two"), BEN) == 2
    with pytest.raises(Conflict) as caught:
        save(database, id_, 1, draft("Also two"))
    assert (caught.value.revision, caught.value.author) == (2, "Ben")
    assert save(database, id_, 2, draft("Three")) == 3
    with database.reading() as session:
        row = scenarios.get(session, id_, ANA)
        assert [(one.number, one.author_name, one.note) for one, _ in scenarios.history(session, row, ANA)[0]] == [
            (3, "Ana", "a note"),
            (2, "Ben", "a note"),
            (1, "Ana", ""),
        ]
        assert json.loads(scenarios.get_revision(session, row, 2)[1]) == {"template": "Two"}
        with pytest.raises(NotFound):
            scenarios.get_revision(session, row, 4)


def at_once(*steps: Callable[[], object]) -> list[object]:
    """What each gives or raises where all begin together."""
    begin, results = threading.Barrier(len(steps)), []

    def run(step: Callable[[], object]) -> None:
        begin.wait(10)
        try:
            results.append(step())
        except Exception as error:  # noqa: BLE001 - told below
            results.append(type(error))

    threads = [threading.Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_who_save_over_the_same_revision_one_does(database: Database) -> None:
    for number in range(10):
        id_ = create(database)
        results = at_once(*[partial(save, database, id_, 1, draft(str(one))) for one in range(4)])
        assert sorted(map(str, results)) == [str(2)] + [str(Conflict)] * 3, number


def test_who_saves_while_the_title_changes_is_found_by_the_new_one(database: Database) -> None:
    id_ = create(database, saved=draft("Old", "before", words=("GET /old",)))
    savers = [threading.Thread(target=save, args=[database, id_, 1, draft(words=("GET /new",))])]
    with database.writing() as session:
        scenarios.change(session, scenarios.get(session, id_, ANA, to_change=True), title="New", tags=("after",))
        savers[0].start()
        time.sleep(0.3)  # it waits for this transaction, or has read what was there before
    savers[0].join()
    assert [len(titles(database, q=q)) for q in ("old", "before", "get /old", "new", "after", "get /new")] == [0, 0, 0, 1, 1, 1]


def test_tags_that_several_change_at_once_are_those_of_one(database: Database) -> None:
    id_ = create(database, saved=draft("T", "a", "b"))

    def tag(*tags: str) -> None:
        with database.writing() as session:
            scenarios.change(session, scenarios.get(session, id_, ANA, to_change=True), tags=tags)

    for _ in range(10):
        assert at_once(*[partial(tag, *one) for one in ("abc", "de", "", "fgh")]) == [None] * 4
    with database.reading() as session:
        row = scenarios.get(session, id_, ANA)
        tags = [one.tag for one in row.tags]
        assert "".join(tags) in {"abc", "de", "", "fgh"}
        assert row.search.split("\n") == ["t", *tags]


def test_who_signs_in_twice_at_once_is_one_person(database: Database) -> None:
    def sign_in() -> None:
        with database.writing() as session:
            people.signed_in(session, "k", "Kim", administers=False)
            time.sleep(0.05)

    assert at_once(*[sign_in] * 4) == [None] * 4
    with database.reading() as session:
        assert people.holds(session, "k", datetime.now(UTC))


EVERYBODY = {"Ana", "Ben", "Chief", None}


@pytest.mark.parametrize(
    ("visibility", "sees", "lists"),
    [
        ("private", {"Ana", "Chief"}, {"Ana", "Chief"}),
        ("link", EVERYBODY, {"Ana", "Chief"}),
        ("team", EVERYBODY, EVERYBODY),
    ],
)
def test_who_sees_and_lists_what(database: Database, visibility: str, sees: set[str | None], lists: set[str | None]) -> None:
    id_ = create(database, ANA, visibility)
    askers = (ANA, BEN, CHIEF, NOBODY)
    assert {asker.name for asker in askers if is_seen(database, id_, asker)} == sees
    assert {asker.name for asker in askers if titles(database, asker)} == lists


def test_the_edit_key_stands_for_the_owner_where_nobody_is_signed_in(database: Database) -> None:
    id_ = create(database, NOBODY, "private", edit_key="the key")
    assert not is_seen(database, id_, NOBODY)
    assert not is_seen(database, id_, Asker(edit_key="another"))
    assert is_seen(database, id_, Asker(edit_key="the key"))
    owned = create(database, ANA, "private", edit_key="the key")
    assert not is_seen(database, owned, Asker(edit_key="the key"))


def test_a_list_is_searched_by_title_tags_and_words_whatever_the_case(database: Database) -> None:
    create(database, saved=draft("Get CONTENT 100%", "Straße", "b", words=("GET /content/{id}", "Things")))
    create(database, saved=draft("Other_one"))
    wanted = {"content": 1, "STRASSE": 1, "/CONTENT/{": 1, "things": 1, "100%": 1, "0%c": 0, "r_o": 1, "_": 1, "%": 1, "b things": 0, "": 2}
    for q, found in wanted.items():
        assert len(titles(database, q=q)) == found, q
    for tag, found in {"strasse": 1, "B": 1, "stra": 0, "": 2}.items():
        assert len(titles(database, tag=tag)) == found, tag
    assert (titles(database, owner="Ben"), len(titles(database, owner="Ana"))) == ([], 2)


def test_a_list_comes_in_pages_newest_first(database: Database) -> None:
    for number in range(7):
        create(database, saved=draft(str(number)))
    seen, before = [], ""
    while True:
        with database.reading() as session:
            rows, cursor = scenarios.find(session, Query(limit=3, before=before), ANA)
        seen.append([row.title for row in rows])
        if cursor is None:
            break
        before = cursor
    assert seen == [["6", "5", "4"], ["3", "2", "1"], ["0"]]
    with database.reading() as session, pytest.raises(NotFound):
        scenarios.find(session, Query(before="nonsense"), ANA)


def test_forks_are_named_to_those_who_may_list_them(database: Database) -> None:
    id_ = create(database)
    save(database, id_, 1, draft())
    secret = create(database, BEN, "private", parent=(id_, 1))
    shared = create(database, BEN, "team", parent=(id_, 2))
    with database.reading() as session:
        row = scenarios.get(session, id_, ANA)
        assert [forks for _, forks in scenarios.history(session, row, ANA)[0]] == [[shared], []]
        assert [forks for _, forks in scenarios.history(session, row, BEN)[0]] == [[shared], [secret]]


def test_a_history_comes_in_pages(database: Database) -> None:
    id_ = create(database)
    for number in range(1, 7):
        save(database, id_, number, draft())
    forks = [create(database, BEN, "team", parent=(id_, number)) for number in (1, 5, 5, 7)]
    pages: list[list[tuple[int, list[str]]]] = []
    with database.reading() as session:
        row, before = scenarios.get(session, id_, ANA), None
        while not pages or before is not None:
            found, before = scenarios.history(session, row, ANA, before=before, limit=3)
            pages.append([(one.number, named) for one, named in found])
        assert scenarios.history(session, row, ANA, before=1) == ([], None)
    assert pages == [[(7, forks[3:]), (6, []), (5, forks[1:3])], [(4, []), (3, []), (2, [])], [(1, forks[:1])]]


def test_title_tags_and_visibility_change(database: Database) -> None:
    id_ = create(database, saved=draft("Old", "a", "b", words=("GET /x", "Things")))
    with database.writing() as session:
        scenarios.change(session, scenarios.get(session, id_, ANA), title="New", tags=("b", "c", "d"), visibility="private")
    assert [len(titles(database, q=q)) for q in ("old", "new", "get /x", "things", "b")] == [0, 1, 1, 1, 1]
    assert [len(titles(database, tag=tag)) for tag in "abc"] == [0, 1, 1]
    assert titles(database, BEN) == []


def test_what_is_deleted_can_be_restored_for_30_days_and_is_then_erased(database: Database) -> None:
    id_ = create(database)
    save(database, id_, 1, draft())
    fork = create(database, BEN, "team", parent=(id_, 1))
    with database.writing() as session:
        count, forks, until = scenarios.remove(session, scenarios.get(session, id_, ANA), ANA)
    assert (count, forks) == (2, [fork])
    assert abs(until - datetime.now(UTC) - timedelta(days=30)) < timedelta(minutes=1)
    assert not is_seen(database, id_, CHIEF)
    assert len(titles(database)) == 1
    with database.writing() as session, pytest.raises(NotFound):
        scenarios.restore(session, id_, BEN)
    with database.writing() as session:
        assert scenarios.erase(session) == 0
        scenarios.restore(session, id_, ANA)
    assert is_seen(database, id_, BEN)
    with database.writing() as session:
        scenarios.remove(session, scenarios.get(session, id_, ANA), ANA)
        assert scenarios.erase(session, datetime.now(UTC) + timedelta(seconds=1)) == 1
    with database.writing() as session, pytest.raises(NotFound):
        scenarios.restore(session, id_, ANA)
    assert is_seen(database, fork, ANA)


def test_a_person_can_be_forgotten(database: Database) -> None:
    id_ = create(database)
    save(database, id_, 1, draft(), BEN)
    with database.writing() as session:
        assert scenarios.forget(session, "Ana") == (1, 1)
    with database.reading() as session:
        row: ScenarioRow = scenarios.get(session, id_, NOBODY)
        assert (row.owner, row.owner_name) == (None, None)
        assert [one.author_name for one, _ in scenarios.history(session, row, NOBODY)[0]] == ["Ben", None]


def test_a_later_page_of_the_list_is_entered_by_the_index(database: Database) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    with database.reading() as session:
        scenarios.find(session, Query(before="20260101T000000.000000-aaaa"), ANA)
    statement, values = asked[-1]
    with database.engine.connect() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql("SET enable_seqscan = off")  # an empty table is read whole otherwise
        plan = connection.exec_driver_sql(f"EXPLAIN {'QUERY PLAN' if database.is_sqlite else ''} {statement}", values).all()
    wanted = r"ix_scenarios_listed \(\(updated,id\)<" if database.is_sqlite else r"Index Cond: \(ROW\(updated"
    assert [row for row in plan if re.search(wanted, str(row))], plan
