"""pytest's plugin, in a pytest of its own, as a user's project runs it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes
SCENARIO = """\
title: Get
template: |
  {"a": "$input.path('$.a')"}
backend: {body: '{"a": "x"}'}
cases:
  - name: gone
    backend: {body: '{}'}
    expect:
      status: 404
  - name: there
    expect: {body: {a: x}}
"""
API = """\
openapi: 3.0.1
paths:
  /ping:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {application/json: '{"statusCode": 200}'}
        responses: {default: {statusCode: '200', responseTemplates: {application/json: '{}'}}}
"""


WITHOUT = [part for name in ("cacheprovider", "schemathesis", "hypothesispytest", "anyio") for part in ("-p", f"no:{name}")]
"""Plugins of our own tests, which take seconds to load."""


def run(folder: Path, *arguments: str, ini: str = "") -> tuple[int, str]:
    """The exit status of a pytest in a folder, and what it prints."""
    (folder / "pytest.ini").write_text(f"[pytest]\n{ini}")
    is_installed = any(one.value == "playground.pytest_plugin" for one in entry_points(group="pytest11"))
    plugin = [] if is_installed else ["-p", "playground.pytest_plugin"]
    command = [sys.executable, "-m", "pytest", "-q", *WITHOUT, *plugin, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert "INTERNALERROR" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


def test_the_package_says_that_it_is_a_plugin() -> None:
    assert 'playground = "playground.pytest_plugin"' in (ROOT / "pyproject.toml").read_text("utf-8").partition("pytest11]")[2]


def test_each_case_is_a_test_with_a_failure_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "get.scenario.yaml").write_text(SCENARIO)
    status, printed = run(tmp_path, ini="playground_variants = false\n")
    assert status == 1
    assert "1 failed, 2 passed" in printed
    assert "get.scenario.yaml:9:15: gone: not as expected (answered 200)\n  status\n    - 404\n    + 200\n" in printed
    assert "FAILED get.scenario.yaml::Get::gone - get.scenario.yaml:9:15: gone" in printed
    assert "Traceback" not in printed


def test_derived_cases_are_tests_too_and_one_can_be_run_alone(tmp_path: Path) -> None:
    (tmp_path / "get.scenario.yaml").write_text(SCENARIO)
    _, printed = run(tmp_path, "--collect-only")
    names = [line.rpartition("::")[2] for line in printed.splitlines() if "::" in line]
    assert names[:3] == ["This response", "gone", "there"]
    assert len(names) > 3
    status, printed = run(tmp_path, f"get.scenario.yaml::Get::{names[2]}")
    assert (status, "1 passed" in printed) == (0, True)


def test_documents_that_the_option_names_are_collected_and_no_others(tmp_path: Path) -> None:
    for name in ("api/one.yaml", "api/deep/two.yaml", "other.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(API)
    for pattern, files in (("api/one.yaml", 1), ("api/*.yaml", 2), ("**/*.yaml", 3), ("", 0)):
        status, printed = run(tmp_path, ini=f"playground_documents = {pattern}\n")
        assert (status, f"{files} passed" in printed) == ((0, True) if files else (5, False)), printed


def test_tests_run_in_several_processes(tmp_path: Path) -> None:
    (tmp_path / "get.scenario.yaml").write_text(SCENARIO)
    status, printed = run(tmp_path, "-n", "2", ini="playground_variants = false\n")
    assert status == 1
    assert "1 failed, 2 passed" in printed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("template: x\n\ta: 1\n", "bad.scenario.yaml:2: This is not YAML: a tab stands where spaces indent"),
        ("a: 1\n", "bad.scenario.yaml:1: There is no method with an integration in this, and no Scenario"),
        ("template: {file: ../x.vtl}\n", "it is outside of"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "bad.scenario.yaml").write_text(text)
    status, printed = run(tmp_path)
    assert status == 2
    assert says in printed


def test_options_that_mean_nothing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "get.scenario.yaml").write_text(SCENARIO)
    status, printed = run(tmp_path, ini="playground_fail_on = info\n")
    assert status != 0
    assert "playground_fail_on must be error, warning or never" in printed


def test_where_there_is_nothing_to_collect_nothing_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import sys\n\ndef test_it():\n    loaded = sorted(name for name in sys.modules if name.startswith('playground'))\n"
        "    assert loaded == ['playground', 'playground.pytest_plugin']\n    assert 'flask' not in sys.modules\n"
    )
    (tmp_path / "a.json").write_text("{}")
    assert run(tmp_path)[0] == 0
