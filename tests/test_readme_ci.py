"""The README's chapter "In your CI", run as it is printed: its files in a folder, and what it says to run there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.places import ROOT
from tests.test_pytest_plugin import WITHOUT

pytestmark = pytest.mark.processes
CHAPTER = (ROOT / "README.md").read_text("utf-8").partition("\n## In your CI\n")[2].partition("\n## What it does")[0]
BLOCKS = re.findall(r"```\w*\n(.*?)```", CHAPTER, re.DOTALL)
FILES = {first.group(1): block for block in BLOCKS if (first := re.match(r"##? ([\w./-]+\.\w+)\n", block))}
API = """\
openapi: 3.0.1
info: {title: shop, version: "1"}
paths:
  /items/{id}:
    get:
      responses: {'200': {description: ok}}
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem
        requestTemplates:
          application/json: |
            {"TableName": "shop", "Key": {"id": {"S": "$util.escapeJavaScript($input.params('id')).replaceAll("\\\\'", "'")"}}}
        responses:
          default:
            statusCode: '200'
            responseTemplates:
              application/json: |-
                #set($item = $input.path('$.Item'))
                {
                  "name": "$item.name.S"
                }
"""
MENDED = API.replace('"$item.name.S"', """"$util.escapeJavaScript($item.name.S).replaceAll("\\\\'", "'")\"""")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the README's files, and a document whose template is right."""
    for name, text in {**FILES, "api.yaml": MENDED}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / ".git").mkdir()
    return tmp_path


def run(folder: Path, command: str) -> tuple[int, str]:
    """The exit status of a shell's command in a folder, and what it prints."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-ec", command], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout + done.stderr


def loaded(name: str) -> Any:
    return yaml.safe_load(FILES[name])


def test_the_chapter_has_the_files_that_are_run_here() -> None:
    assert FILES.keys() == {
        "tests/item.scenario.yaml",
        "templates/item.vtl",
        ".github/workflows/templates.yaml",
        ".pre-commit-config.yaml",
        "pytest.ini",
    }


def test_what_is_shown_first_is_what_is_printed(project: Path) -> None:
    (project / "api.yaml").write_text(API)
    command, _, shown = BLOCKS[0].partition("\n")
    status, printed = run(project, command.removeprefix("$ "))
    assert status == 1
    assert shown.strip() in printed


def test_the_job_of_github_actions_passes_and_marks_what_breaks(project: Path) -> None:
    steps = loaded(".github/workflows/templates.yaml")["jobs"]["templates"]["steps"]
    install, *commands = [step["run"] for step in steps if "run" in step]
    assert install.startswith("pip install ")
    (command,) = commands
    status, printed = run(project, command)
    assert (status, "::error" in printed) == (0, False), printed
    (project / "api.yaml").write_text(API)
    status, printed = run(project, command)
    assert status == 1
    assert "::error file=api.yaml,line=21,col=28,title=GET /items/{id} [body.json]::" in printed


def test_the_hook_of_pre_commit_passes_and_fails(project: Path) -> None:
    """As pre-commit does: the hook's own settings, those of the project over them, and the files that match behind the entry."""
    (offered,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (wanted,) = loaded(".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert wanted["id"] == offered["id"]
    hook = {**offered, **wanted}
    names = sorted(path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file())
    matching = [name for name in names if re.search(hook["files"], name)]
    assert matching == ["api.yaml", "tests/item.scenario.yaml"]
    assert [name for name in names if re.search(offered["files"], name)] == ["tests/item.scenario.yaml"]
    command = f"{hook['entry']} {shlex.join(matching)}"
    assert run(project, command)[0] == 0
    (project / "templates/item.vtl").write_text("{")
    assert run(project, command)[0] == 1


def test_pytest_runs_each_case(project: Path) -> None:
    is_installed = any(one.value == "playground.pytest_plugin" for one in entry_points(group="pytest11"))
    command = f"{sys.executable} -m pytest {' '.join(WITHOUT)}" + ("" if is_installed else " -p playground.pytest_plugin")
    status, printed = run(project, command)
    assert status == 0, printed
    (project / "api.yaml").write_text(API)
    status, printed = run(project, command)
    assert status == 1
    assert 'FAILED api.yaml::GET /items/{id}::A quote (") in name' in printed


def test_every_option_is_in_the_table() -> None:
    _, printed = run(ROOT, "playground check --help")
    options = set(re.findall(r"^  (--[a-z-]+)", printed, re.MULTILINE))
    assert options - {"--update"} == set(re.findall(r"^\| `(--[a-z-]+)", CHAPTER, re.MULTILINE))
