"""What a stranger's text can do to a terminal: nothing."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

from tests.cli.running import COMMAND, run, write

if TYPE_CHECKING:
    from pathlib import Path


def test_names_and_messages_cannot_move_the_terminals_cursor(tmp_path: Path) -> None:
    bad = "\x1b[2J\x1b]0;owned\x07\r\n\x7f\x9b1m\u202e\u2028\ud800"
    expect = {"header": {f"X{bad}": bad}, "body": {bad: [bad]}, "status": 404}
    scenario = {"template": bad, "backend": {"body": bad}, "cases": [{"name": bad, "expect": expect}]}
    other = {"template": "x", bad: 1, "cases": [{"name": "n", "expect": {bad: 1}}]}
    (tmp_path / f"{bad[:-1]}.json").write_text(json.dumps(scenario))
    files = [tmp_path / f"{bad[:-1]}.json", *write(tmp_path, other=other)]
    for done in (run("cases", *files), run("evaluate", files[1]), run("cases", files[0])):
        for text in (done.stdout.decode(), done.stderr.decode()):
            assert not [char for char in text if not char.isprintable() and char != "\n"]
    assert done.stdout.decode().splitlines()[-1].startswith("\\x1b[2J\\x1b]0;owned\\x07\\r\\n\\x7f\\x9b1m\\u202e\\u2028\\ud800 ")


def test_what_a_template_writes_is_escaped_for_a_terminal_and_whole_for_a_file(tmp_path: Path) -> None:
    (scenario,) = write(tmp_path, s={"template": "a\x1b[31m\tb\r\nc\x9b", "backend": {"body": "{}"}})
    assert run("evaluate", scenario).stdout.decode().endswith("\n\na\x1b[31m\tb\r\nc\x9b\n")
    leader, follower = os.openpty()
    with subprocess.Popen([*COMMAND, "evaluate", str(scenario)], stdout=follower, stderr=subprocess.DEVNULL) as process:
        assert process.wait(timeout=60) == 0
    os.close(follower)
    shown = os.read(leader, 10_000).decode()
    os.close(leader)
    assert shown.endswith("\r\n\r\na\\x1b[31m\tb\r\nc\\x9b\r\n")


def test_text_for_people_survives_a_terminal_without_unicode(tmp_path: Path, files: dict[str, Path]) -> None:
    (tmp_path / "snow.vtl").write_text("snow ☃", encoding="utf-8")
    done = run("evaluate", tmp_path / "snow.vtl", files["r.json"], LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.stdout.endswith(b"snow ?\n")
    assert done.returncode == 0
