"""What `make load` measures beside evaluations, once and briefly."""

from __future__ import annotations

import json
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.load import load, stored, typists
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.serving import Site

pytestmark = [pytest.mark.alone, pytest.mark.processes]


def _in_a_thread(measure: Callable[[], Iterable[typists.Step]]) -> list[typists.Step]:
    """What it measures, in a thread without the event loop that the browser's tests leave in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: list(measure())).result()


def test_people_who_type_are_answered_and_too_many_are_the_last_step(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typists, "EVERY", 0.1)
    monkeypatch.setattr(typists, "LATE", 2.0)  # of ten answers the slowest counts, and the first one makes a child
    first, second = _in_a_thread(lambda: typists.measure(site.port, load.scenario(), steps=(1, 2), lasting=1))
    assert (first.people, second.people) == (1, 2)
    assert first.is_borne
    assert first.answers >= 3
    monkeypatch.setattr(typists, "LATE", 0.0)
    (only,) = _in_a_thread(lambda: typists.measure(site.port, load.scenario(), steps=(1, 2), lasting=0.5))
    assert not only.is_borne


def test_saving_opening_and_listing_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("wrk") is None:
        pytest.skip("needs wrk (apt-get install wrk)")
    monkeypatch.setattr(stored, "LISTED", 3)
    found = {(kind, name): sample for kind, name, sample in stored.measure(load.ask, load.scenario())}
    assert {("SQLite", name) for name in ("open", "list", "save")} <= found.keys()
    assert all(sample["requests"] > 0 and not sample["errors"] for sample in found.values())


def test_what_is_saved_is_what_is_asked(site: Site, tmp_path: Path) -> None:
    body = tmp_path / "body"
    body.write_text(json.dumps({"scenario": load.scenario(), "title": f"{time.time()}"}))
    assert site.ask(stored.save(site, body)).json == load.scenario()


def test_the_table_is_the_readmes() -> None:
    rates = {kind: {"open": 1_000.0, "list": 200.4, "save": 30.0} for kind in ("SQLite", "PostgreSQL")}
    rows = load.table(2_000, typists.Step(300, 1_500, 0.0491, 0), rates)
    assert f"| evaluations a second | 2,000, which is {2_000 / (os.cpu_count() or 1):,.0f} a core |" in rows
    assert "| people who type at once, an evaluation each every 1 s | 300; 95 % of the answers within 49 ms |" in rows
    assert "| opened, listed, saved a second, with SQLite | 1,000, 200, 30 |" in rows
    assert "| people who type and save once a minute, for whom PostgreSQL is enough | 30 × 60 = 1,800 |" in rows
    written = (ROOT / "README.md").read_text("utf-8").partition("### Sizes")[2]
    for row in rows[1:]:
        assert row.rpartition(" | ")[0] in written
