"""The metrics of many processes: no counter falls, and nothing grows, however often processes are replaced."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playground.metrics import FOLDER, Metrics, make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUTES = [f"/api/v1/{number}" for number in range(30)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    yield tmp_path
    Metrics()  # so that what is made next counts for itself


def use(counted: Metrics) -> None:
    """All that can be counted, as on a site with many routes."""
    for route in ROUTES:
        for status in (200, 400, 422, 503):
            counted.answered(route, "POST", status, 0.01)
    counted.evaluated("evaluate", 0.01, ["loop"])
    counted.killed("seconds")
    counted.was_busy()
    counted.refused(408)
    counted.rate_limited()
    counted.stored("write", 0.01, True)
    counted.connected(3)


def value(text: bytes, line: str) -> float:
    found = [one for one in text.decode().splitlines() if one.startswith(line + " ")]
    assert len(found) == 1, (line, found)
    return float(found[0].rpartition(" ")[2])


def test_one_process_counts_for_itself() -> None:
    counted = Metrics()
    use(counted)
    counted.answered("", "BREW", 404, 0.1)
    text = counted.text()
    assert value(text, 'playground_requests_total{method="other",route="none",status="404"}') == 1
    assert value(text, 'playground_reached_limits_total{limit="loop"}') == 1
    assert value(text, 'playground_reached_limits_total{limit="seconds"}') == 1
    assert value(text, 'playground_killed_children_total{reason="seconds"}') == 1
    assert value(text, 'playground_store_seconds_count{kind="write"}') == 1
    assert value(text, "playground_connections") == 3


def test_two_processes_are_added_up(folder: Path) -> None:
    with closing(Metrics(folder)) as one, closing(Metrics(folder)) as other:
        use(one)
        use(other)
        for text in (one.text(), other.text()):
            assert value(text, 'playground_requests_total{method="POST",route="/api/v1/7",status="200"}') == 2
            assert value(text, "playground_connections") == 6
            assert value(text, "playground_started_processes_total") == 2


@pytest.mark.alone
def test_a_scrape_takes_no_longer_after_a_thousand_restarts(folder: Path) -> None:
    with closing(Metrics(folder)) as stays:
        use(stays)
        for _ in range(1000):
            with closing(Metrics(folder)) as comes_and_goes:
                use(comes_and_goes)
        times = []
        for _ in range(20):
            begun = time.process_time()
            text = stays.text()
            times.append(time.process_time() - begun)
        assert value(text, 'playground_requests_total{method="POST",route="/api/v1/7",status="200"}') == 1001
        assert value(text, "playground_started_processes_total") == 1001
        assert value(text, "playground_connections") == 3  # those of who is gone are gone
    assert sorted(times)[10] < 0.005
    assert len(list(folder.iterdir())) < 12
    assert sum(path.stat().st_size for path in folder.iterdir()) < 2**20


@pytest.mark.processes
def test_a_killed_process_leaves_its_slot(folder: Path) -> None:
    program = "import os; from playground.metrics import of_this_process; of_this_process().was_busy(); os.kill(os.getpid(), 9)"
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", program], check=False, env={**os.environ, FOLDER: str(folder)})
        assert done.returncode == -9
    with closing(Metrics(folder)) as last:
        assert value(last.text(), "playground_busy_total") == 3
    assert len(list(folder.glob("slot-*"))) == 1


@pytest.mark.processes
def test_folders_of_servers_that_were_killed_are_removed(tmp_path: Path) -> None:
    alive = make_folder(str(tmp_path))
    program = f"from playground.metrics import make_folder; print(make_folder({str(tmp_path)!r}))"
    dead = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.strip()
    assert Path(dead).is_dir()
    mine = make_folder(str(tmp_path))
    assert sorted(tmp_path.iterdir()) == sorted([Path(alive), Path(mine)])
