"""The bench runs: every table, once, with what needs no installation. How long anything takes is not asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.bench import engines, full_page, texts
from tests.engines import ENGINE
from tests.places import ROOT


def test_the_bench_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "tests.bench.bench", "--quick"], cwd=ROOT, capture_output=True, text=True, check=True)
    tables = [
        "10 items, all",
        "A full page",
        "20 × 30, escaped",
        "20 × 30, by key",
        "template, KB",
        "body, MB",
        "override headers",
        "1,000 items",
        "at rest",
        "a request of 2,000 bytes",
        *(["10 items in a table"] if ENGINE else []),
    ]
    assert [name for name in tables if f"\n{name}" not in done.stdout] == []
    assert "OTHER OUTPUT" not in done.stdout
    assert "REFUSED" not in done.stdout


@pytest.mark.parametrize("case", full_page.cases(20), ids=lambda case: case.name)
def test_velocity_writes_the_same_of_a_full_page(case: engines.Workload) -> None:
    try:
        java = engines.java()
    except engines.Absent as why:
        pytest.skip(str(why))
    assert java.text(case) == engines.ours(case)()


@pytest.mark.parametrize("case", texts.cases(), ids=lambda case: case.name)
def test_another_engine_is_asked_and_its_text_compared(case: engines.Workload) -> None:
    engine = engines.Process(sys.executable, engines.HERE / "python_engine.py")
    try:
        seconds, text = engine.ask(case, 1)
    finally:
        engine.close()
    assert seconds > 0
    assert "".join(text.split()) in {"".join(engines.ours(case)().split()), ""}
