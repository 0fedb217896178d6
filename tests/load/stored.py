"""Saving, opening and listing: how many a second, with SQLite and with PostgreSQL, by wrk with 16 connections."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests.databases import Postgresql, has_postgresql, new_database
from tests.serving import SERVE, Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LISTED = 200
"""Scenarios in the list."""
API = "/api/v1/scenarios"

Ask = Callable[[str, Path, str], dict[str, float]]
"""An address, a file with the body and a method → what wrk measured."""


def measure(ask: Ask, scenario: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, float]]]:
    """The kind of database, what is done, and what was measured."""
    for kind in ("SQLite", "PostgreSQL") if has_postgresql() else ("SQLite",):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="playground-load-")))
            settings = {}
            if kind == "PostgreSQL":
                (folder / "server").mkdir()
                server = stack.enter_context(Postgresql(folder / "server", is_synced=True))
                settings["PLAYGROUND_DATABASE"] = new_database(server.url)
            site = stack.enter_context(serving(SERVE, settings))
            body = folder / "body.json"
            body.write_text(json.dumps({"scenario": scenario, "visibility": "team"}))
            opened = [save(site, body) for _ in range(LISTED)][-1]
            for name, method, path in (("open", "GET", opened), ("list", "GET", API), ("save", "POST", API)):
                yield kind, name, ask(site.url + path, body, method)


def save(site: Site, body: Path) -> str:
    """Save once; the path of what was saved."""
    reply = site.ask(API, body.read_bytes(), {"Content-Type": "application/json"})
    assert reply.status == 201, reply.body
    return reply.headers["Location"]
