from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from playground.checking.baseline import Baseline
from playground.files.reading import Unreadable

if TYPE_CHECKING:
    from pathlib import Path


def case(name: str, *codes: str, fails: str | None = None) -> dict[str, Any]:
    return {"name": name, "fails": fails, "accepted": 0, "diagnostics": [{"code": code, "severity": "warning"} for code in codes]}


def written(folder: Path, *cases: dict[str, Any]) -> Baseline:
    """What is accepted once these cases were found."""
    before = Baseline(folder)
    for one in cases:
        before.accept(str(folder / "api.yaml"), "GET /", one, "error")
    (folder / "baseline.json").write_text(before.dump())
    return Baseline.read(folder / "baseline.json")


def test_what_was_found_is_accepted_and_what_is_new_is_not(tmp_path: Path) -> None:
    baseline = written(tmp_path, case("one", "body.json", fails="body is not JSON"))
    again = baseline.accept(str(tmp_path / "api.yaml"), "GET /", case("one", "body.json", fails="body is not JSON"), "error")
    assert (again["fails"], again["diagnostics"], again["accepted"]) == (None, [], 1)
    other = case("two", "body.json", fails="body is not JSON")
    assert baseline.accept(str(tmp_path / "api.yaml"), "GET /", other, "error") == other
    assert baseline.accept(str(tmp_path / "b.yaml"), "GET /", other, "error") == other


def test_a_case_that_fails_as_ever_fails_anew_for_another_diagnostic(tmp_path: Path) -> None:
    baseline = written(tmp_path, case("one", "body.json", fails="body is not JSON"))
    now = baseline.accept(str(tmp_path / "api.yaml"), "GET /", case("one", "body.json", "lint.new", fails="body is not JSON"), "warning")
    assert now["fails"] == "warning lint.new"


def test_what_is_not_found_any_more_is_out_of_date(tmp_path: Path) -> None:
    baseline = written(tmp_path, case("one", "a.a", "b.b"))
    baseline.accept(str(tmp_path / "api.yaml"), "GET /", case("one", "a.a"), "error")
    assert baseline.outdated == [("api.yaml", "GET /", "b.b", "one")]


def test_the_file_is_sorted_and_the_same_whatever_the_order(tmp_path: Path) -> None:
    cases = [case("two", "b.b", "a.a"), case("one", "a.a", fails="no answer")]
    texts = {written(tmp_path, *order).dump() for order in (cases, cases[::-1])}
    dumped = (tmp_path / "baseline.json").read_text()
    accepted = json.loads(dumped)["accepted"]
    assert [(one["code"], one["cases"]) for one in accepted] == [("a.a", ["one", "two"]), ("b.b", ["two"]), ("no answer", ["one"])]
    assert {one["file"] for one in accepted} == {"api.yaml"}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON"),
        ("[]", "expected"),
        ('{"version": 2, "accepted": []}', "expected"),
        ('{"version": 1, "accepted": [1]}', "/accepted/0"),
        ('{"version": 1, "accepted": [{"file": "a", "operation": "b", "code": "c", "cases": [1]}]}', "/accepted/0"),
        ("[" * 100_000, "too deep"),
    ],
)
def test_what_is_no_baseline_says_so(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(Unreadable, match=says):
        Baseline.read(tmp_path / "b.json")
