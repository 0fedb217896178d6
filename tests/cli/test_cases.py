"""`cases`: the table of a Scenario's cases, several files, case files, and what is said where one comes out otherwise."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import COMMAND, FINE, SCENARIO, run, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.serving import Site


def test_cases_are_a_table_and_fail_where_one_is_otherwise(tmp_path: Path) -> None:
    case = {"name": "Found", "backend": {"body": '{"Count": 1}'}, "expect": {"status": 200, "body": "{}"}}
    other = {"name": "Otherwise", "backend": {"body": '{"Count": 0}'}, "expect": {"status": 200}}
    (tmp_path / "good.json").write_text(json.dumps({**SCENARIO, "cases": [case]}))
    (tmp_path / "bad.json").write_text(json.dumps({**SCENARIO, "cases": [case, other]}))
    done = run("cases", tmp_path / "good.json")
    assert [line.split() for line in done.stdout.decode().splitlines()] == [
        ["case", "status", "bytes", "JSON", "warnings", "errors", "as", "expected"],
        ["This", "response", "404", "2", "yes", "0", "0", "-"],
        ["Found", "200", "2", "yes", "0", "0", "yes"],
    ]
    assert (done.returncode, done.stderr) == (0, b"")
    done = run("cases", tmp_path / "bad.json")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].split()[-1] == b"NO"
    assert b'Otherwise: expected {"status": 200}\n  got 404 "{}"\n  status: expected 200, got 404' in done.stderr
    assert [row["matches"] for row in json.loads(run("cases", "--json", tmp_path / "bad.json").stdout)["cases"]] == [None, True, False]


BROKEN = {"template": "{", "backend": {"body": "{}"}}


@pytest.mark.parametrize(
    ("scenario", "says"),
    [
        (BROKEN, b"This response: body is not JSON"),
        ({"template": "#if(", "backend": {"body": "{}"}}, b"This response: template fails"),
        ({**FINE, "cases": [{"name": "C", "backend": {"body": "{}"}}], "template": '{"a": $input.path("$.a")}'}, b"C: body is not JSON"),
        ({**BROKEN, "cases": [{"name": "C", "expect": {"status": 200}}]}, b"C: body is not JSON"),
    ],
)
def test_what_is_broken_fails_where_nothing_was_expected(tmp_path: Path, scenario: object, says: bytes) -> None:
    done = run("cases", *write(tmp_path, s=scenario))
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stdout.splitlines()[0].split()[-4:] == [b"what", b"is", b"wrong", b"as", b"expected"][-4:]
    assert done.stdout.splitlines()[-1].endswith(b"NO")
    assert run("cases", *write(tmp_path, s=FINE)).returncode == 0


def test_several_files_are_told_apart_and_one_that_cannot_be_read_stops_none(tmp_path: Path) -> None:
    files = write(tmp_path, good=FINE, list="[]", wrong={**FINE, "cases": [{"name": "n", "expect": {"status": 404}}]}, broken="{")
    done = run("cases", *files, tmp_path / "missing.json", tmp_path, files[0])
    assert done.returncode == 2
    heads = [line for line in done.stdout.decode().splitlines() if line.endswith(".json:")]
    assert heads == [f"{files[0]}:", f"{files[2]}:", f"{files[0]}:"]
    said = done.stderr.decode()
    for path, words in (
        (files[1], "The JSON is no Scenario."),
        (files[3], "The document is not JSON"),
        (tmp_path / "missing.json", "No such file"),
    ):
        assert f"{path}: {words}" in said
    assert f"{tmp_path}: Is a directory" in said
    assert "n: expected" in said
    assert "Traceback" not in said
    assert [run("cases", *chosen).returncode for chosen in ([files[0], files[0]], [files[0], files[2]], [files[2], files[1]])] == [0, 1, 2]


def test_where_both_outputs_are_one_what_is_wrong_stands_below_its_table(tmp_path: Path) -> None:
    files = write(tmp_path, broken=BROKEN, fine=FINE)
    with subprocess.Popen([*COMMAND, "cases", *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout
        lines = process.stdout.read().decode().splitlines()
    heads = [lines.index(f"{path}:") for path in files]
    assert heads[0] < lines.index("This response: body is not JSON") < heads[1]


def test_several_files_as_json(tmp_path: Path) -> None:
    good, wrong = write(tmp_path, good=FINE, list={"colour": 1})
    done = run("cases", "--json", good, wrong)
    one, other = json.loads(done.stdout)["files"]
    assert (one["file"], [row["fails"] for row in one["cases"]]) == (str(good), [None])
    assert (other["file"], "cases" in other) == (str(wrong), False)
    assert "/colour: is no member here" in other["error"]
    assert done.returncode == 2
    assert run("cases", "--json", wrong).stdout == b""


def test_what_differs_is_in_the_table_and_below_it(tmp_path: Path) -> None:
    expect = {"status": 201, "body": {"a": 2}, "header": {"X-Id": "7"}, "integrationRequest": {"body": "sent"}}
    scenario = {"template": '{"a": 1}', "backend": {"body": "{}"}, "cases": [{"name": "All of it", "expect": expect}]}
    done = run("cases", *write(tmp_path, s=scenario))
    last = done.stdout.decode().splitlines()[-1]
    assert "status, body, header, integrationRequest" in last
    said = done.stderr.decode().splitlines()
    assert said[1:] == [
        f"All of it: expected {json.dumps(expect)}",
        '  got 200 "{\\"a\\": 1}"',
        "  status: expected 201, got 200",
        "  body /a: expected 2, got 1",
        "  header X-Id: expected 7, got nothing",
        '  integrationRequest line 1, column 1: expected sent, got ""',
    ]
    row = json.loads(run("cases", "--json", tmp_path / "s.json").stdout)["cases"][1]
    assert row["expect"] == expect
    assert [one["of"] for one in row["differences"]] == ["status", "body", "header", "integrationRequest"]


CASE = {"id": "aws/one", "rule": "One.", "evidence": "seen", "scenario": FINE, "expect": {"status": 200, "body": "{}"}}


@pytest.mark.parametrize(
    ("text", "rows", "status"),
    [
        (json.dumps(CASE), [("aws/one", "yes")], 0),
        (json.dumps(CASE, indent=2), [("aws/one", "yes")], 0),
        (f"\ufeff{json.dumps(CASE)}\r\n{json.dumps(CASE)}", [("aws/one", "yes")] * 2, 0),
        (
            f"{json.dumps(CASE)}\n\n{json.dumps({**CASE, 'id': 'aws/two', 'expect': {'status': 404}})}\n",
            [("aws/one", "yes"), ("aws/two", "NO")],
            1,
        ),
        (json.dumps({**CASE, "scenario": {**FINE, "template": "#if("}, "expect": {"status": 500}}), [("aws/one", "yes")], 0),
        (json.dumps({**CASE, "scenario": {**FINE, "template": "{ }"}}), [("aws/one", "NO")], 1),
    ],
)
def test_a_case_file_is_run_as_its_cases(tmp_path: Path, text: str, rows: list[tuple[str, str]], status: int) -> None:
    (tmp_path / "case.jsonl").write_bytes(text.encode())
    done = run("cases", tmp_path / "case.jsonl")
    table = [line.split() for line in done.stdout.decode().splitlines()[1:]]
    assert [(cells[0], cells[-1]) for cells in table] == rows
    assert done.returncode == status


def test_a_case_file_that_the_page_saves_is_evaluated_and_run(site: Site, tmp_path: Path) -> None:
    scenario = {**SCENARIO, "title": "Not found, or is it"}
    asked = {"as": "case", "scenario": scenario, "aws": {"status": 404, "body": "{ }"}}
    saved = site.ask("/api/v1/export", json.dumps(asked).encode(), {"Content-Type": "application/json"}).json
    path = tmp_path / saved["filename"]
    path.write_text(saved["text"])
    assert run("evaluate", path).stdout == run("evaluate", *write(tmp_path, s=scenario)).stdout
    assert run("evaluate", path, "--json").returncode == 0
    done = run("cases", path)
    assert done.returncode == 1
    assert b"aws/not-found-or-is-it: expected" in done.stderr
    assert b"  body line 1, column 2: expected { }, got {}" in done.stderr


def test_a_wrong_line_of_a_case_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "case.jsonl").write_text(f'{json.dumps(CASE)}\n{{"scenario": {{"template": 5}}, "expect": {{"status": 1}}}}\n')
    done = run("cases", tmp_path / "case.jsonl")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        f"playground: {tmp_path}/case.jsonl: line 2: This was read as a case, which it is not in every part.",
        "  /scenario/template: must be text",
        "  /expect/status: must be from 100 to 599",
    ]
    (tmp_path / "case.json").write_text('{"scenario": {"template": 5}, "expect": {}}')
    done = run("evaluate", tmp_path / "case.json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"  /scenario/template: must be text" in done.stderr


@pytest.mark.parametrize(("text", "says"), [(b"{", b"not JSON"), (b"[]", b"is no Scenario"), (None, b"No such file")])
def test_cases_of_no_scenario_end_with_2_and_a_sentence(tmp_path: Path, text: bytes | None, says: bytes) -> None:
    path = tmp_path / "s.json"
    if text is not None:
        path.write_bytes(text)
    done = run("cases", path)
    assert done.returncode == 2
    assert says in done.stderr
    assert b"Traceback" not in done.stderr
