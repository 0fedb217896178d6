"""`import`: what a document holds, as lines and as JSON; refusals with the file and the line."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import run
from tests.places import SHARED

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes

DOCUMENT = """\
swagger: "2.0"
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |-
            {"statusCode": 200}
    put: {}
"""


def imported(path: Path, text: str | bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return run("import", path, *options)


def test_a_document_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "api.yaml"
    done = imported(path, DOCUMENT)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == [
        f"{path}: an OpenAPI 2.0 document",
        "  GET /a  (templates: line 8)",
        "Left out:",
        "  line 10: PUT /a: it has no x-amazon-apigateway-integration",
    ]


def test_its_json_is_the_answer_of_the_tool_and_line_ends_and_a_mark_are_none_of_a_template(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + DOCUMENT.replace("\n", "\r\n").encode()
    answer = json.loads(imported(tmp_path / "api.yaml", text, "--json").stdout)
    assert [one["name"] for one in answer["operations"]] == ["GET /a"]
    template = answer["scenario"]["method"]["methodIntegration"]["requestTemplates"]["application/json"]
    assert template == '{"statusCode": 200}'
    assert answer["operations"][0]["templates"][0]["start"] == {"line": 8, "column": 29}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.yaml", "a: b: c", "a.yaml: line 1: This is not YAML"),
        ("a.json", '{"a": 1\n"b": 2}', "a.json: line 2: This is not JSON"),
        ("a.yaml", b"a: \xe9", "a.yaml: line 1: This is not UTF-8 (byte 3 of the file)"),
        ("a.yaml", "", "a.yaml: line 1: There is nothing in this"),
        ("a.yaml", "kind: Deployment\n", "a.yaml: There is nothing in this that can be imported."),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_its_place(tmp_path: Path, name: str, text: str | bytes, says: str) -> None:
    done = imported(tmp_path / name, text)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert run("import", tmp_path / "none.yaml").returncode == 2
    assert b"No such file" in run("import", tmp_path / "none.yaml").stderr


def test_of_several_documents_each_is_listed_and_what_is_unusable_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(DOCUMENT)
    (tmp_path / "b.yaml").write_text(DOCUMENT.replace("/a", "/b"))
    (tmp_path / "c.yaml").write_text("x-amazon-apigateway-integration: [")
    done = run("import", tmp_path)
    assert done.returncode == 2
    assert [one for one in done.stdout.decode().splitlines() if "  GET" in one] == [f"  GET /{name}  (templates: line 8)" for name in "ab"]
    assert done.stderr.decode().startswith(f"playground: {tmp_path}/c.yaml: line 1: This is not YAML")
    answer = json.loads(run("import", tmp_path, "--json").stdout)
    assert [(one["file"], len(one.get("operations", []))) for one in answer["files"]] == [
        (f"{tmp_path}/a.yaml", 1),
        (f"{tmp_path}/b.yaml", 1),
        (f"{tmp_path}/c.yaml", 0),
    ]
    assert "line 1" in answer["files"][2]["error"]


def test_a_document_may_have_ten_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "api.yaml"
    path.write_bytes(b"#" * (10 * 1024 * 1024 + 1))
    done = run("import", path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"playground: {path}: This is more than 10 MB")


@pytest.mark.parametrize("given", ["Stage", "=x"])
def test_a_parameter_is_a_name_and_a_value(tmp_path: Path, given: str) -> None:
    done = run("import", tmp_path, "--parameter", given)
    assert done.returncode == 2
    assert b"is not NAME=VALUE" in done.stderr


TOOL = SHARED / "tools" / "documents.py"
ONLY = ["[ns]*30", "library-*", "gym-*", "cyclic-*", "wrong-*", "laughs", "deep-*", "broken-[jy]*", "list-items", "[dekou][mnu][pbnk]*"]
"""Names of the documents that are read whole."""


@pytest.mark.slow
@pytest.mark.skipif(not TOOL.exists(), reason="the documents to compare with are not beside this checkout")
@pytest.mark.parametrize("only", ONLY)
def test_the_documents_beside_this_checkout_are_read_as_expected(only: str) -> None:
    program = f"{sys.executable} -m playground.cli"
    done = subprocess.run([sys.executable, str(TOOL), "--program", program, "--only", only], capture_output=True, check=False, timeout=200)
    lines = [line for line in done.stdout.decode().splitlines() if ": put back: " not in line]
    assert len(lines) == 1
    good, _, all_ = lines[0].split(" ")[0].partition("/")
    assert good == all_ != "0"
