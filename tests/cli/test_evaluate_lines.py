"""`evaluate --jsonl`: one Scenario a line in, one Result a line out."""

from __future__ import annotations

import json
import subprocess
import time

import pytest

from tests.cli.running import COMMAND, SCENARIO, run


def test_a_wrong_setting_is_named() -> None:
    done = run("evaluate", "--jsonl", PLAYGROUND_LIMIT_SECONDS="soon")
    assert done.returncode == 2
    assert b"PLAYGROUND_LIMIT_SECONDS is 'soon', but must be a positive number" in done.stderr
    assert b"PLAYGROUND_LIMIT_SECOND: no such setting" in run("evaluate", "--jsonl", PLAYGROUND_LIMIT_SECOND="1").stderr


def test_each_line_gets_one_line_in_order() -> None:
    lines = [json.dumps(SCENARIO), "", "not json", '{"template": "b", "backend": {"body": "{}"}}', "  ", "[]", json.dumps(SCENARIO)]
    done = run("evaluate", "--jsonl", text="\n".join(lines).encode())
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("status") or answer["error"]["status"] for answer in answers] == [404, 400, 200, 422, 404]
    assert answers[3]["error"]["problems"]
    assert done.returncode == 0


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_utf8_in_and_ascii_out_whatever_the_locale(locale: str) -> None:
    scenario = '{"template": "snow ☃ é \\ud83c\\udfbf half \\ud800 end", "backend": {"body": "{}"}}\n'
    done = run("evaluate", "--jsonl", text=scenario.encode(), LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["body"] == "snow ☃ é 🎿 half ? end"


def test_each_answer_is_written_before_the_next_line_is_read() -> None:
    with subprocess.Popen([*COMMAND, "evaluate", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(3):
            process.stdin.write(json.dumps(SCENARIO).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["status"] == 404
        process.stdin.close()
        assert process.wait(timeout=10) == 0


def test_a_reader_that_leaves_ends_the_run_quietly() -> None:
    lines = (json.dumps(SCENARIO) + "\n").encode() * 2000
    with subprocess.Popen(
        [*COMMAND, "evaluate", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(lines[:5000])
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(lines)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""


def test_a_thousand_lines_take_seconds() -> None:
    start = time.perf_counter()
    done = run("evaluate", "--jsonl", text=(json.dumps(SCENARIO) + "\n").encode() * 1000)
    assert len(done.stdout.splitlines()) == 1000
    assert time.perf_counter() - start < 10


def test_a_hostile_line_costs_one_answer() -> None:
    hostile = {"template": "#foreach($i in [1..1000])" * 4 + "#end" * 4, "backend": {"body": "{}"}}
    done = run("evaluate", "--jsonl", text="\n".join([json.dumps(hostile), json.dumps(SCENARIO)]).encode())
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["diagnostics"][-1]["code"].startswith("limit.")
    assert second["status"] == 404
