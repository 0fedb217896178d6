"""`evaluate`: a Scenario, or a template and a response, and what is said where they cannot be used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import SCENARIO, run, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.serving import Site


def test_a_template_and_a_response_give_status_headers_and_body(files: dict[str, Path]) -> None:
    done = run("evaluate", files["t.vtl"], files["r.json"])
    status, header, empty, *body = done.stdout.decode().split("\n")
    assert status == "404 Not Found (set by $context.responseOverride.status, line 3)"
    assert header == "Content-Type: application/json"
    assert empty == ""
    assert "".join(body) == "{}"
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_scenario_gives_the_same(files: dict[str, Path]) -> None:
    assert run("evaluate", files["s.json"]).stdout == run("evaluate", files["t.vtl"], files["r.json"]).stdout


def test_the_command_prints_what_the_site_answers(site: Site, files: dict[str, Path]) -> None:
    printed, answered = json.loads(run("evaluate", files["s.json"], "--json").stdout), site.evaluate(SCENARIO).json
    for result in (printed, answered):
        del result["usage"]["milliseconds"]
    assert printed == answered


def test_dynamodbs_status_can_be_given(files: dict[str, Path]) -> None:
    scenario = json.loads(run("evaluate", files["t.vtl"], files["r.json"], "--status", 400, "--json").stdout)
    assert scenario["status"] == 404


def test_a_diagnostic_names_its_line_and_column(tmp_path: Path, files: dict[str, Path]) -> None:
    (tmp_path / "open.vtl").write_text("first line\n#if(true)\nnever closed")
    done = run("evaluate", tmp_path / "open.vtl", files["r.json"])
    assert done.stdout.startswith(b"500 Internal Server Error")
    assert done.stderr.startswith(b"2:1: error: ")
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Give SCENARIO.json"),
        (["missing.json"], "missing.json: No such file"),
        (["bad.json"], "bad.json"),
        (["list.json"], "is no Scenario"),
        (["unknown.json"], "/colour: "),
        (["latin.vtl", "list.json"], "latin.vtl: line 1: This is not UTF-8 (byte 3 of the file)"),
    ],
)
def test_unreadable_input_ends_with_2_and_a_sentence(tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "bad.json").write_bytes(b"{")
    (tmp_path / "list.json").write_bytes(b"[]")
    (tmp_path / "unknown.json").write_bytes(b'{"template": "", "colour": 1}')
    (tmp_path / "latin.vtl").write_bytes(b"caf\xe9")
    done = run("evaluate", *(tmp_path / name for name in arguments))
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_wrong_shapes_are_said_with_their_paths(tmp_path: Path) -> None:
    wrong = {
        "template": "x",
        "tables": {},
        "api": {"models": {"M": {"schema": 5}}},
        "failure": "X",
        "cases": [{"name": "a", "after": 1, "expect": {"header": {"X": 1}}}],
    }
    for command in ("evaluate", "cases"):
        done = run(command, *write(tmp_path, s=wrong))
        assert done.returncode == 2
        said = [line.strip().partition(" 'ACCESS")[0] for line in done.stderr.decode().splitlines()[1:]]
        assert sorted(said) == [
            "/api/models/M/schema: must be text or an object",
            "/cases/0/after: must be text",
            "/cases/0/expect/header/X: must be text",
            "/failure: must be one of",
            "/tables: must be a list",
        ]


YAML = 'template: {file: a.vtl}\nbackend: {body: \'{"a": "x"}\'}\ncases: [{name: one, expect: {status: 200}}]\n'


def test_a_scenario_may_be_yaml_and_name_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(YAML)
    (tmp_path / "a.vtl").write_text("$input.path('$.a')")
    done = run("evaluate", tmp_path / "a.yaml")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, b"x")
    (tmp_path / "a.json").write_text('{"template": {"file": "a.vtl"}, "backend": {"body": "{}"}}')
    assert json.loads(run("evaluate", tmp_path / "a.json", "--json").stdout)["status"] == 200
    table = run("cases", tmp_path / "a.yaml")
    assert [line.split()[0] for line in table.stdout.splitlines()[1:]] == [b"This", b"one"]


@pytest.mark.parametrize("command", ["evaluate", "cases"])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("template: {file: ../a.vtl}\n", "line 1: /template names the file ../a.vtl: it is outside of"),
        ("template: x\nbackend:\n\tstatus: 1\n", "line 3: This is not YAML: a tab stands where spaces indent"),
        ("template: x\n---\ntemplate: x\n", "line 2: A second YAML document begins here"),
        ("a: 1\n", "There is no method with an integration in this, and no Scenario"),
    ],
)
def test_a_scenario_in_yaml_that_cannot_be_used_says_where(tmp_path: Path, command: str, text: str, says: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    done = run(command, tmp_path / "a.yaml")
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr
