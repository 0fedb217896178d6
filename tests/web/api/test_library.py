"""The library: a folder's Scenario files, read-only."""

from __future__ import annotations

import json
import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from playground.settings import Settings
from playground.web import create_app
from tests.web.api.problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.processes
API = "/api/v1/library"
SCENARIO = {"template": "{}", "backend": {"body": "{}"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with what is offered in it, and what is not."""
    root = tmp_path / "library"
    (root / "orders").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "orders/get one.json").write_text(json.dumps({**SCENARIO, "title": "One order"}))
    (root / "b.json").write_text('{"backend": {"body": "1"},\n  "template": ""}')
    (root / "package.json").write_text('{"name": "x"}')
    (root / "broken.json").write_text("{")
    (root / "list.json").write_text("[]")
    (root / "README.md").write_text("{}")
    (root / ".git/x.json").write_text(json.dumps(SCENARIO))
    outside = tmp_path / "secret.json"
    outside.write_text(json.dumps({**SCENARIO, "title": "secret"}))
    (root / "link.json").symlink_to(outside)
    (root / "gone.json").symlink_to(tmp_path / "gone")
    return root


@pytest.fixture
def client(folder: Path) -> Iterator[Any]:
    """A caller of a site that has the library, and no store."""
    app = create_app(Settings(library=str(folder), store=False, children=1))
    with closing(app.extensions["evaluator"]):
        yield app.test_client()


def test_scenarios_are_listed_by_the_names_of_their_files(client: Any) -> None:
    listed = [{"name": "b.json", "title": "b"}, {"name": "orders/get one.json", "title": "One order"}]
    assert client.get(API).get_json() == {"scenarios": listed}


def test_a_scenario_is_read_as_its_file_has_it(client: Any, folder: Path) -> None:
    assert client.get(f"{API}/b.json").data == (folder / "b.json").read_bytes()
    assert client.get(f"{API}/orders/get%20one.json").get_json()["title"] == "One order"


def test_what_changes_in_the_folder_is_seen(client: Any, folder: Path) -> None:
    client.get(API)
    (folder / "b.json").unlink()
    changed = folder / "orders/get one.json"
    changed.write_text(json.dumps({**SCENARIO, "title": "New title"}))
    os.utime(changed, ns=(1, 1))
    assert client.get(API).get_json() == {"scenarios": [{"name": "orders/get one.json", "title": "New title"}]}


@pytest.mark.parametrize(
    "name",
    ["../secret.json", "%2e%2e/secret.json", "orders/../../secret.json", "link.json", "gone.json", ".git/x.json",
     "broken.json", "package.json", "README.md", "%00.json", "nothing.json"],
)  # fmt: skip
def test_nothing_else_is_read(client: Any, name: str) -> None:
    refused(client.get(f"{API}/{name}"), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_written(client: Any, method: str) -> None:
    refused(client.open(f"{API}/b.json", method=method, json=SCENARIO), 405)
