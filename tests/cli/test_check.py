"""`playground check`, run as a user runs it."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.cli.checking import API, FINE, check, in_json
from tests.cli.running import SLOW, at_terminal

if TYPE_CHECKING:
    from pathlib import Path

MENDED = API.replace('"$item.name.S"', '"$util.escapeJavaScript($item.name.S).replaceAll("\\\\\'", "\'")"')
UNEXPECTED = "template: '{}'\nbackend: {body: '{}'}\ncases:\n- name: teapot\n  expect:\n    status: 418\n"


@pytest.fixture
def api(tmp_path: Path) -> Path:
    (tmp_path / "api.yaml").write_text(API)
    return tmp_path / "api.yaml"


def test_a_document_is_checked_and_places_are_its_own(api: Path) -> None:
    done = check(api)
    assert done.returncode == 1
    report = done.stdout.decode()
    assert f"FAILED GET /item/{{id}}  ({api}:5, 3 of " in report
    assert f"{api}:21:" in report
    assert '21 |                   "name": "$item.name.S"' in report
    assert 'in: A quote (") in name, A backslash in name, A line end in name' in report
    assert "/ping" not in report


def test_a_call_that_breaks_the_request_is_told(api: Path) -> None:
    escaped = "$util.escapeJavaScript($input.params('id')).replaceAll(\"\\\\'\", \"'\")"
    assert escaped in MENDED
    api.write_text(MENDED.replace(escaped, "$input.params('id')"))
    done = check(api)
    assert done.returncode == 1
    assert 'in: A quote (") in id, A backslash in id, A line end in id' in done.stdout.decode()


def test_what_is_mended_passes(api: Path) -> None:
    api.write_text(MENDED)
    done = check(api)
    assert (done.returncode, done.stderr) == (0, b"")


def test_programs_get_what_is_documented(api: Path) -> None:
    document = in_json(api)
    (file,) = document["files"]
    assert (file["file"], file["what"]) == (str(api), "an OpenAPI 3.0 document")
    assert [one["name"] for one in file["operations"]] == ["GET /item/{id}", "GET /ping"]
    cases = [case for one in file["operations"] for case in one["cases"]]
    assert all({"name", "status", "isJson", "matches", "diagnostics", "milliseconds"} <= case.keys() for case in cases)
    own = cases[0]
    assert (own["name"], own["status"], own["isJson"], own["fails"]) == ("This response", 200, True, None)
    severities = [one["severity"] for case in cases for one in case["diagnostics"]]
    summary = document["summary"]
    assert (summary["operations"], summary["cases"], summary["failed"]) == (2, len(cases), 3)
    assert (summary["errors"], summary["warnings"]) == (severities.count("error"), severities.count("warning"))


@pytest.mark.parametrize(
    ("options", "status", "cases"),
    [
        (["--no-variants"], 0, 2),
        (["--fail-on", "never"], 0, None),
        (["--fail-on", "warning"], 1, None),
        (["--select", "GET /ping"], 0, 1),
        (["--select", "GET /i*", "--no-variants"], 0, 1),
        (["--jobs", "3"], 1, None),
    ],
)
def test_options_say_what_runs_and_what_fails(api: Path, options: list[str], status: int, cases: int | None) -> None:
    done = check(api, "--format", "json", *options)
    assert done.returncode == status
    assert cases in {None, json.loads(done.stdout)["summary"]["cases"]}


def test_a_case_that_is_not_as_expected_stands_where_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.scenario.yaml").write_text(UNEXPECTED)
    done = check(tmp_path / "a.scenario.yaml", "--fail-on", "never")
    assert done.returncode == 1
    assert (
        f"{tmp_path}/a.scenario.yaml:6:13: teapot: not as expected (answered 200)\n    status\n      - 418\n      + 200\n"
        in done.stdout.decode()
    )


def test_every_format_names_the_file_and_the_line(api: Path) -> None:
    junit = ET.fromstring(check(api, "--format", "junit").stdout)  # noqa: S314 - our own program wrote it
    assert len(junit.findall(".//failure")) == 3
    sarif = json.loads(check(api, "--format", "sarif").stdout)
    places = [one["locations"][0]["physicalLocation"] for one in sarif["runs"][0]["results"] if one["level"] == "error"]
    assert [(one["artifactLocation"]["uri"], one["region"]["startLine"]) for one in places] == [(f"file://{api}", 21)]
    github = check(api, "--format", "github").stdout.decode()
    assert f"::error file={api},line=21,col=" in github


def test_a_baseline_accepts_what_there_is_and_nothing_new(api: Path) -> None:
    baseline = api.parent / "baseline.json"
    assert check(api, "--baseline", baseline).returncode == 2
    assert check(api, "--baseline", baseline, "--update").returncode == 0
    written = baseline.read_text()
    done = check(api, "--baseline", baseline)
    assert done.returncode == 0
    assert b"accepted" in done.stdout
    api.write_text("# a line more\n" + API)
    assert check(api, "--baseline", baseline).returncode == 0
    api.write_text(API.replace("}\n  /ping", ', "b": $nothing}\n  /ping'))
    assert check(api, "--baseline", baseline).returncode == 1
    api.write_text(MENDED)
    assert b"not found any more" in check(api, "--baseline", baseline).stdout
    api.write_text(API)
    check(api, "--baseline", baseline, "--update")
    assert baseline.read_text() == written


def test_a_baseline_is_not_written_of_a_part(api: Path) -> None:
    baseline = api.parent / "baseline.json"
    assert check(api, "--baseline", baseline, "--update", "--select", "GET /ping").returncode == 2
    (api.parent / "bad.scenario.json").write_text("{")
    assert check(api.parent, "--baseline", baseline, "--update").returncode == 2
    assert not baseline.exists()


def test_folders_are_looked_through(tmp_path: Path) -> None:
    for name, text in (
        ("a/api.yaml", API),
        ("b.scenario.yaml", FINE),
        ("package.json", '{"name": "x"}'),
        ("k8s.yaml", "a: 1\n---\nb: 2\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/api.yaml").write_text(API)
    document = in_json(tmp_path)
    assert sorted(one["file"] for one in document["files"]) == [f"{tmp_path}/a/api.yaml", f"{tmp_path}/b.scenario.yaml"]
    assert {os.path.basename(one["file"]) for one in document["passedOver"]} == {"node_modules", "package.json", "k8s.yaml"}  # noqa: PTH119


def test_a_file_that_another_document_names_is_no_document_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "api.json").write_text(json.dumps(yaml.safe_load(API)))
    (tmp_path / "z.tf").write_text(
        'resource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n  body = file("${path.module}/api.json")\n}\n'
    )
    document = in_json(tmp_path)
    assert [one["file"] for one in document["files"]] == [f"{tmp_path}/z.tf"]
    assert document["passedOver"] == [{"file": f"{tmp_path}/api.json", "why": "read with the document that names it"}]
    findings = [one for case in document["files"][0]["operations"][0]["cases"] for one in case["diagnostics"] if one["code"] == "body.json"]
    assert {one["file"] for one in findings} == {f"{tmp_path}/api.json"}


def test_what_only_looks_like_a_scenario_is_passed_over_in_a_folder_and_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"cases": ["$input.path"]}')
    (tmp_path / "a.scenario.yaml").write_text(FINE)
    assert check(tmp_path).returncode == 0
    assert check(tmp_path / "other.json").returncode == 2


def test_files_that_a_scenario_names_are_read_and_named(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t/a.vtl").write_text('{\n"a": $b}')
    (tmp_path / "a.yaml").write_text("template: {file: t/a.vtl}\nbackend: {body: {file: a.json}}\n")
    (tmp_path / "a.json").write_text("{}")
    done = check(tmp_path / "a.yaml", "--no-variants")
    assert done.returncode == 1
    assert f"{tmp_path}/t/a.vtl:2:6: error: " in done.stdout.decode()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--format", "xml"], b"--format 'xml' is not one of"),
        (["--jobs", "0"], b"--jobs must be 1 to 64"),
        (["--update"], b"--update needs --baseline FILE"),
        (["--parameter", "x"], b"must be NAME=VALUE"),
        (["--select", "DELETE *"], b"No operation is named DELETE *; there are 2"),
    ],
)
def test_options_that_say_nothing_are_refused(api: Path, options: list[str], says: bytes) -> None:
    done = check(api, *options)
    assert done.returncode == 2
    assert says in done.stderr


def test_a_case_file_has_its_lines(tmp_path: Path) -> None:
    case = {"id": "a/b", "rule": "r", "evidence": "e", "scenario": {"template": "x", "backend": {}}, "expect": {"status": 200}}
    other = {**case, "id": "a/c", "expect": {"status": 404}}
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(case)}\n\n{json.dumps(other)}\n")
    done = check(tmp_path / "a.jsonl", "--no-variants")
    assert done.returncode == 1
    assert f"{tmp_path}/a.jsonl:3:" in done.stdout.decode()


def test_a_template_alone_is_checked_in_its_own_lines(tmp_path: Path) -> None:
    (tmp_path / "a.vtl").write_text("{\r\n  \"a\": $input.path('$.Item.a.S')\r\n}")
    done = check(tmp_path / "a.vtl")
    assert done.returncode == 1
    assert f"{tmp_path}/a.vtl:2:8: error: " in done.stdout.decode()


def test_how_far_a_long_check_is_shows_on_a_terminal_alone(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.scenario.json").write_text(json.dumps(SLOW))
    shown, printed = at_terminal(["check", tmp_path, "--no-variants", "--jobs", "1"], b"")
    assert "operations" in shown
    assert b"4 of 4 cases failed" in printed
    assert b"\x1b" not in printed


def test_a_parameter_that_nothing_leaves_open_is_told(api: Path) -> None:
    assert b"No document leaves Stage open: --parameter gives nothing to it." in check(api, "--parameter", "Stage=prod").stdout


def test_one_bad_file_keeps_none_of_the_others_from_being_checked(api: Path) -> None:
    done = check(api.parent / "absent.yaml", api, "--format", "json")
    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert [("error" in one) for one in document["files"]] == [True, False]
    assert document["summary"]["failed"] == 3
