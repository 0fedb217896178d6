"""`new`: a Scenario from a sample item."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import run, write

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes


def test_the_scenario_is_printed_and_all_of_its_cases_are_as_expected(tmp_path: Path) -> None:
    (sample,) = write(tmp_path, sample={"pk": "a", "name": "x", "n": 1})
    made = run("new", "--action", "Query", "--table", "T", "--key", "pk", "--sample", sample, "--attributes", "pk,n", "--rename", "n=count")
    assert (made.returncode, b"looks like plain JSON" in made.stderr) == (0, True)
    scenario = json.loads(made.stdout)
    assert json.loads(run("evaluate", *write(tmp_path, scenario=scenario)).stdout.split(b"\n\n", 1)[1]) == [{"pk": "a", "count": 1}]
    assert run("cases", tmp_path / "scenario.json").returncode == 0


def test_an_index_and_pages_are_taken(tmp_path: Path) -> None:
    (sample,) = write(tmp_path, sample={"pk": "a", "n": 1})
    asked = ("--action", "Scan", "--table", "T", "--key", "pk", "--sample", sample, "--form", "page", "--output", "typed")
    made = run("new", *asked, "--index", "by-n", "--index-key", "n")
    scenario = json.loads(made.stdout)
    assert '"IndexName": "by-n"' in scenario["method"]["methodIntegration"]["requestTemplates"]["application/json"]
    answer = run("evaluate", *write(tmp_path, scenario=scenario)).stdout.split(b"\n\n", 1)[1]
    assert json.loads(answer) == {"items": [{"pk": {"S": "a"}, "n": {"N": "1"}}], "next": None}


def test_a_sample_without_an_item_is_refused(tmp_path: Path) -> None:
    (sample,) = write(tmp_path, sample=[])
    made = run("new", "--action", "Scan", "--table", "T", "--key", "pk", "--sample", sample)
    assert (made.returncode, made.stdout) == (2, b"")
    assert b"holds no item" in made.stderr
