"""What `make durable` tries, in small volumes: nothing that was acknowledged is lost, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.databases import KINDS, new_database
from tests.durable import copies, durable, kills, listing, sites, starts, troubles, writing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sites with one web process, which start in half the time: for what is not about several."""
    monkeypatch.setitem(sites.SETTINGS, "PLAYGROUND_WORKERS", "1")


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest) -> str | None:
    """The URL of a PostgreSQL server; None where it is tried with SQLite."""
    found: str | None = None if request.param == "sqlite" else request.getfixturevalue("postgresql")
    return found


@pytest.fixture
def url(server: str | None) -> str | None:
    """The URL of a new database; None is SQLite."""
    return server and new_database(server)


@pytest.mark.parametrize(("arguments", "parts"), [([], [*durable.PARTS]), (["--saves", "5"], [*durable.PARTS]), (["list"], ["list"])])
def test_all_parts_are_tried_unless_some_are_named(arguments: list[str], parts: list[str]) -> None:
    assert durable.volumes_of(arguments).only == parts


def test_a_part_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        durable.volumes_of(["lists"])
    assert "'lists' is none of" in capsys.readouterr().err


def test_what_is_acknowledged_is_there_though_the_server_is_killed(tmp_path: Path, url: str | None, request: pytest.FixtureRequest) -> None:
    if url is not None:  # several processes at once are killed with the other kind of database
        request.getfixturevalue("one_process")
    done = kills.run(tmp_path, url, saves=30, every=(0.3, 0.8))
    assert done.acknowledged >= 30
    assert done.kills
    assert done.lost == done.refused == []


def test_many_writers_never_find_the_database_locked(tmp_path: Path, url: str | None) -> None:
    done = writing.run(tmp_path, url, writes=400)
    assert done.refused == []
    assert len(done.seconds) == 400


def test_of_processes_that_start_at_once_one_migrates(tmp_path: Path, server: str | None) -> None:
    assert list(starts.run(tmp_path, server, times=1)) == []


@pytest.mark.usefixtures("one_process")
def test_a_copy_that_is_made_while_others_save_is_whole(tmp_path: Path, server: str | None) -> None:
    (done,) = copies.run(tmp_path, server, copies=1, between=30)
    assert done.acknowledged >= 30
    assert done.lost == []


@pytest.mark.usefixtures("one_process")
@pytest.mark.parametrize("trouble", [troubles.full_disk, troubles.read_only_disk])
def test_a_disk_in_trouble_loses_nothing(tmp_path: Path, trouble: troubles.Tried) -> None:
    if not troubles.may_mount():
        pytest.skip("needs the right to mount (unshare --map-root-user --mount)")
    is_kept(trouble(tmp_path))


@pytest.mark.usefixtures("one_process")
def test_a_database_that_goes_away_and_comes_back_loses_nothing(tmp_path: Path, postgresql: str) -> None:
    assert postgresql  # there is one, so that one of the test's own can be ended
    is_kept(troubles.database_away(tmp_path))


def is_kept(done: troubles.Trouble) -> None:
    assert done.acknowledged
    assert done.lost == done.wrong == []
    (told,) = done.told  # one sentence, and no failure of ours
    assert told.startswith(("503 The place where scenarios are saved", "playground: PLAYGROUND_INSTANCE: the instance folder"))


@pytest.mark.alone
@pytest.mark.parametrize("is_shared", [True, False])
def test_a_page_of_the_list_takes_as_long_as_it_may(tmp_path: Path, url: str | None, is_shared: bool) -> None:  # noqa: FBT001 - a parameter of pytest's
    count = 10_000
    pages = listing.run(tmp_path, url, count, is_shared=is_shared)
    assert any(page.found for page in pages)
    most = 3 * durable.PAGE_MILLISECONDS * count / 100_000
    assert [page for page in pages if page.milliseconds > most] == []


def test_it_says_what_holds_and_what_does_not(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "skipped", lambda _, kind: "there is none" if kind == "PostgreSQL" else "")
    monkeypatch.setattr(durable, "PAGE_MILLISECONDS", 10_000)  # on a busy machine
    assert durable.main(["--scenarios", "1000", "list"]) == 2
    said = capsys.readouterr().out
    assert "ok      SQLite list: a page of 1,000 scenarios, half of them in the list" in said
    assert "SKIPPED PostgreSQL list: there is none" in said
    monkeypatch.setattr(durable, "PAGE_MILLISECONDS", 0)
    assert durable.main(["--scenarios", "1000", "list"]) == 1
    assert "BROKEN  SQLite list:" in capsys.readouterr().out
