"""`export`: documents with templates put back, printed or written; Scenarios in other forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.running import run, write
from tests.cli.test_import import DOCUMENT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes

MARK = b"\xef\xbb\xbf"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document with a byte order mark and line ends of Windows."""
    path = tmp_path / "api.yaml"
    path.write_bytes(MARK + DOCUMENT.replace("\n", "\r\n").encode())
    return path


def changed(document: Path, template: str) -> Path:
    """The Scenario of its operation, with another template."""
    scenario = json.loads(run("import", document, "--json").stdout)["scenario"]
    scenario["method"]["methodIntegration"]["requestTemplates"]["application/json"] = template
    return write(document.parent, changed=scenario)[0]


def export_into(document: Path, scenario: Path, *options: str, operation: str = "GET /a") -> Any:
    return run("export", "--into", document, "--operation", operation, "--scenario", scenario, *options)


def test_the_same_scenario_gives_the_document_byte_for_byte(document: Path) -> None:
    done = export_into(document, changed(document, '{"statusCode": 200}'))
    assert (done.returncode, done.stdout, done.stderr) == (0, document.read_bytes(), b"")


def test_a_changed_template_is_printed_in_its_place_or_written(document: Path) -> None:
    before = document.read_bytes()
    wanted = before.replace(b'{"statusCode": 200}\r\n', b'## \xc3\xa9\r\n            {"statusCode": 200}\r\n')
    scenario = changed(document, '## é\n{"statusCode": 200}')
    done = export_into(document, scenario)
    assert (done.returncode, done.stdout, document.read_bytes()) == (0, wanted, before)
    done = export_into(document, scenario, "--in-place")
    assert (done.returncode, done.stdout, document.read_bytes()) == (0, b"", wanted)


def test_another_style_is_said(document: Path) -> None:
    done = export_into(document, changed(document, "\x07"))
    assert b'"\\u0007"' in done.stdout
    assert done.stderr.decode() == "line 8: GET /a: it stands as double quotes now.\n"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--into", "api.yaml"], "--into FILE needs --operation NAME with --scenario"),
        (["--into", "api.yaml", "--operation", "GET /a"], "--into FILE needs --operation NAME with --scenario"),
        (["--into", "api.yaml", "--operation", "GET /b", "--scenario", "fine.json"], "There is no operation GET /b in this document"),
        (["--into", "api.yaml", "--operation", "GET /a", "--scenario", "broken.json"], "broken.json: line 1: This is not JSON"),
        (["--into", "api.yaml", "--operation", "GET /a", "--scenario", "none.json"], "No such file"),
        (["--into", "none.yaml", "--operation", "GET /a", "--scenario", "fine.json"], "No such file"),
        (["--into", "broken.json", "--operation", "GET /a", "--scenario", "fine.json"], "broken.json: line 1: "),
        (["fine.json"], "Give --as KIND SCENARIO.json"),
        (["--as", "curl"], "Give --as KIND SCENARIO.json"),
        (["--as", "curl", "broken.json"], "broken.json"),
    ],
)
def test_what_cannot_be_used_ends_with_2(document: Path, options: list[str], says: str) -> None:
    write(document.parent, fine={"template": "x"}, broken="{,")
    here = [str(document.parent / one) if one.endswith((".json", ".yaml")) else one for one in options]
    done = run("export", *here)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_scenario_is_written_in_another_form(tmp_path: Path) -> None:
    (path,) = write(tmp_path, scenario={"template": "é", "request": {"path": {"id": "7"}}})
    assert run("export", "--as", "curl", path).stdout.startswith(b"curl --include --request GET https://")
    assert "é" in run("export", "--as", "cloudformation", path).stdout.decode()


def test_a_template_in_another_file_is_written_there(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "api.yaml").write_text(DOCUMENT.replace('application/json: |-\n            {"statusCode": 200}', "$ref: parts/ask.yaml"))
    (tmp_path / "parts" / "ask.yaml").write_bytes(b"application/json: |-\r\n  {}\r\n")
    scenario = changed(tmp_path / "api.yaml", '{"statusCode": 404}')
    done = export_into(tmp_path / "api.yaml", scenario)
    assert (done.returncode, done.stdout) == (0, (tmp_path / "api.yaml").read_bytes())
    assert done.stderr.decode() == f"{tmp_path}/parts/ask.yaml changes; --in-place writes it.\n"
    assert export_into(tmp_path / "api.yaml", scenario, "--in-place").returncode == 0
    assert (tmp_path / "parts" / "ask.yaml").read_bytes() == b'application/json: |-\r\n  {"statusCode": 404}\r\n'
    assert export_into(tmp_path / "api.yaml", scenario).stderr == b""
