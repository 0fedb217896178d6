"""A site without a store, one whose database is away, and one that cannot keep what it must."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from playground.settings import InvalidSetting, Settings
from playground.store.database import FILE
from playground.web import create_app
from tests.serving import free_port
from tests.web.api.problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

pytestmark = pytest.mark.processes
API = "/api/v1/scenarios"
SCENARIO = {"template": "{}", "backend": {"body": "{}"}}


@contextmanager
def running(**settings: Any) -> Iterator[Flask]:
    app = create_app(Settings(children=1, **settings))
    with closing(app.extensions["evaluator"]):
        yield app


def test_without_a_store_its_calls_are_not_there_and_nothing_is_written(tmp_path: Path) -> None:
    with running(store=False, instance=str(tmp_path / "instance")) as app:
        client = app.test_client()
        for method, path in (("GET", API), ("POST", API), ("GET", f"{API}/aaaaaaaaaaaaaaaa"), ("GET", "/api/v1/tokens")):
            refused(client.open(path, method=method, json=SCENARIO), 404)
        assert client.post("/api/v1/evaluate", json=SCENARIO).status_code == 200
        assert client.get("/api/v1/me").status_code == 200
        paths = client.get("/api/v1/openapi.json").get_json()["paths"]
        assert not [path for path in paths if "scenarios" in path or "tokens" in path or "library" in path]
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_away_is_said_and_it_is_used_as_soon_as_it_is_back(tmp_path: Path) -> None:
    with running(instance=str(tmp_path), database=f"sqlite:///{tmp_path}/later/{FILE}") as app:
        client = app.test_client()
        for reply in (client.post(API, json={"scenario": SCENARIO}), client.get(API)):
            assert "does not answer" in refused(reply, 503)["detail"]
            assert reply.headers["Retry-After"] == "5"
        assert client.post("/api/v1/evaluate", json=SCENARIO).status_code == 200
        (tmp_path / "later").mkdir()
        saved = client.post(API, json={"scenario": SCENARIO})
        assert saved.status_code == 201
        assert client.get(saved.headers["Location"]).get_json() == SCENARIO


def test_a_postgresql_that_is_not_there_is_said(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with running(instance=str(tmp_path), database=f"postgresql://nobody@127.0.0.1:{free_port()}/x") as app:
        refused(app.test_client().get(API), 503)


def test_a_full_or_read_only_database_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    with running(instance=str(tmp_path)) as app:
        client = app.test_client()
        kept = client.post(API, json={"scenario": SCENARIO}).headers["Location"]
        engine = app.extensions["store"]._database.engine
        with engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        engine.dispose()

        def set_full(connection: Any, _record: object) -> None:
            connection.execute(f"PRAGMA max_page_count={pages}")

        import sqlalchemy  # noqa: PLC0415 - the store's alone, but for this

        sqlalchemy.event.listen(engine, "connect", set_full)
        large = {**SCENARIO, "backend": {"body": "".join(map(str, range(100_000)))}}
        refused(client.post(API, json={"scenario": large}), 503)
        assert client.get(kept).get_json() == SCENARIO


def test_an_instance_folder_that_cannot_be_written_ends_the_start_and_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(InvalidSetting, match=f"PLAYGROUND_INSTANCE: the instance folder {file}/x cannot be written: Not a directory"):
        create_app(Settings(instance=f"{file}/x"))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"library": "/nowhere"}, "PLAYGROUND_LIBRARY is '/nowhere', which is no folder."),
        ({"database": "mysql://x/y"}, "PLAYGROUND_DATABASE is"),
        ({"database": "no url"}, "PLAYGROUND_DATABASE is"),
    ],
)
def test_a_setting_that_only_the_site_can_judge_ends_its_start(tmp_path: Path, settings: dict[str, str], says: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        create_app(Settings(instance=str(tmp_path), **settings))  # type: ignore[arg-type] # no limits among them
    assert str(caught.value).startswith(says)
