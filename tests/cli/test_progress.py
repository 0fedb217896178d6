"""The bar of a long run: on a terminal, after a second; never in pipes, and gone when something else is shown."""

from __future__ import annotations

import io
import json
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from playground.cli import progress
from playground.cli.progress import ERASE, Progress
from tests.cli.running import FINE, ONE_SECOND, SLOW, at_terminal, run, write

if TYPE_CHECKING:
    from pathlib import Path

LINES = "".join(json.dumps(one) + "\n" for one in (SLOW, SLOW, FINE)).encode()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error, and a clock that stands at 100 until it is set."""
    made = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made))  # pytest sets the real one before each step of its own
    monkeypatch.setenv("TERM", "xterm")
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_there_is_no_bar_before_its_time(terminal: Terminal, clock: list[float]) -> None:
    bar = Progress(10, "files")
    for clock[0] in (100.2, 100.5, 100.99):
        bar.step(1)
    bar.hide()
    bar.close()
    assert terminal.getvalue() == ""
    clock[0] = 101.0
    bar.step(1)
    assert "40%" in terminal.getvalue()
    assert "4 files" in terminal.getvalue()


def test_it_is_drawn_ten_times_a_second_at_most_and_counts_what_lies_between(terminal: Terminal, clock: list[float]) -> None:
    bar = Progress(1000, "lines")
    clock[0] = 102.0
    for _ in range(500):
        clock[0] += 0.001
        bar.step(1)
    assert terminal.getvalue().count("\r") <= 6
    clock[0] += 1
    bar.step(500)
    assert terminal.getvalue().rstrip().endswith("501 lines")
    assert "100%" in terminal.getvalue()


def test_it_makes_room_and_leaves_nothing(terminal: Terminal, clock: list[float]) -> None:
    bar = Progress(None, "lines")
    clock[0] = 101.5
    bar.step(7)
    assert "1 lines" in terminal.getvalue()
    bar.hide()
    assert terminal.getvalue().endswith(ERASE)
    clock[0] = 101.7
    bar.step(7)
    assert terminal.getvalue().rstrip().endswith("2 lines")
    bar.close()
    assert terminal.getvalue().endswith(ERASE)


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_without_a_terminal_there_is_none(
    monkeypatch: pytest.MonkeyPatch, clock: list[float], stream: io.StringIO | None, *, wanted: bool
) -> None:
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=stream))
    bar = Progress(2, "files", wanted=wanted)
    clock[0] = 200.0
    bar.step(1)
    bar.close()
    assert stream is None or stream.getvalue() == ""


def test_a_dumb_terminal_gets_none(monkeypatch: pytest.MonkeyPatch, terminal: Terminal, clock: list[float]) -> None:
    monkeypatch.setenv("TERM", "dumb")
    bar = Progress(2, "files")
    clock[0] += progress.PATIENCE + 1
    bar.step(1)
    assert terminal.getvalue() == ""


def test_a_stream_of_scenarios_shows_one_and_its_answers_are_whole() -> None:
    shown, printed = at_terminal(["evaluate", "--jsonl"], LINES)
    assert len([json.loads(line) for line in printed.splitlines()]) == 3
    assert " lines" in shown
    assert shown.endswith(ERASE)
    done = run("evaluate", "--jsonl", text=LINES, **ONE_SECOND)
    assert (len(done.stdout.splitlines()), done.stderr) == (3, b"")


def test_the_last_step_of_all_begins_none(terminal: Terminal, clock: list[float]) -> None:
    bar = Progress(10, "files")
    clock[0] = 105.0
    bar.step(10)
    bar.close()
    assert terminal.getvalue() == ""


def test_answers_on_the_same_terminal_stand_in_lines_of_their_own() -> None:
    shown, _ = at_terminal(["evaluate", "--jsonl"], LINES, output=True)
    assert " lines" in shown
    answers = [line.rpartition(ERASE)[2] for line in shown.split("\r\n") if line.rpartition(ERASE)[2]]
    assert [json.loads(answer)["status"] for answer in answers] == [None, None, 200]


def test_cases_of_several_files_show_one_between_their_tables(tmp_path: Path) -> None:
    files = write(tmp_path, a=SLOW, b=SLOW, c=SLOW, d=FINE)
    shown, _ = at_terminal(["cases", *files], b"", output=True)
    assert " Scenarios" in shown
    lines = [line.rpartition(ERASE)[2] for line in shown.split("\r\n")]
    assert [line for line in lines if line.endswith(".json:")] == [f"{path}:" for path in files]
    done = run("cases", *files, **ONE_SECOND)
    assert b"\r" not in done.stdout + done.stderr
    assert b"%" not in done.stderr
