"""The command line, run as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.serving import Site

COMMAND = [sys.executable, "-m", "playground.cli"]
TEMPLATE = "#set($inputRoot = $input.path('$'))\n#if($inputRoot.Count == 0)\n#set($context.responseOverride.status = 404)\n#end\n{}"
RESPONSE = '{"Count": 0, "Items": [], "ScannedCount": 0}'
SCENARIO = {"template": TEMPLATE, "backend": {"body": RESPONSE}}


def run(*arguments: object, text: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **variables}
    return subprocess.run([*COMMAND, *map(str, arguments)], input=text, env=environment, capture_output=True, check=False, timeout=60)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    texts = {"t.vtl": TEMPLATE, "r.json": RESPONSE, "s.json": json.dumps(SCENARIO)}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    return {name: tmp_path / name for name in texts}


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
        (["latin.vtl", "list.json"], "latin.vtl is not UTF-8 (byte 3)"),
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


def write(folder: Path, **documents: object) -> list[Path]:
    """Files of JSON, by their names without the suffix."""
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(document if isinstance(document, str) else json.dumps(document))
    return [folder / f"{name}.json" for name in documents]


BROKEN = {"template": "{", "backend": {"body": "{}"}}
FINE = {"template": "{}", "backend": {"body": "{}"}}


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
    assert done.stdout.decode().splitlines()[-1].startswith("\\x1b[2J\\x1b]0;owned\\x07\\r\\n\\x7f\\x9b1m\\u202e\\u2028? ")


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


@pytest.mark.parametrize(("text", "says"), [(b"{", b"not JSON"), (b"[]", b"is no Scenario"), (None, b"No such file")])
def test_cases_of_no_scenario_end_with_2_and_a_sentence(tmp_path: Path, text: bytes | None, says: bytes) -> None:
    path = tmp_path / "s.json"
    if text is not None:
        path.write_bytes(text)
    done = run("cases", path)
    assert done.returncode == 2
    assert says in done.stderr
    assert b"Traceback" not in done.stderr


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


def test_text_for_people_survives_a_terminal_without_unicode(tmp_path: Path, files: dict[str, Path]) -> None:
    (tmp_path / "snow.vtl").write_text("snow ☃", encoding="utf-8")
    done = run("evaluate", tmp_path / "snow.vtl", files["r.json"], LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.stdout.endswith(b"snow ?\n")
    assert done.returncode == 0


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


def test_serve_prints_its_address_and_leaves_nothing_behind() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    body = json.dumps(SCENARIO)
    head = f"POST /api/v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with subprocess.Popen([*COMMAND, "serve", "--port", str(port)], stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            assert process.stdout
            assert f"http://127.0.0.1:{port}/".encode() in process.stdout.readline()
            with connected(port) as link:
                link.sendall((head + body).encode())
                assert link.recv(12) == b"HTTP/1.1 200"
            family = whole_family(process.pid)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()
    end = time.monotonic() + 3
    while any(Path(f"/proc/{pid}").exists() for pid in family) and time.monotonic() < end:
        time.sleep(0.02)
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []
    with socket.create_server(("127.0.0.1", port)):
        pass


def connected(port: int) -> socket.socket:
    end = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def whole_family(pid: int) -> list[int]:
    """Two web processes, a starter each, and a child: wait until all are there."""
    end = time.monotonic() + 10
    while len(family := descendants(pid)) < 5:
        assert time.monotonic() < end, family
        time.sleep(0.05)
    return family


def descendants(pid: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return children + [below for child in children for below in descendants(child)]
