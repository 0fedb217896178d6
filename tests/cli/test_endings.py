"""How a run ends that is not let end by itself: Ctrl-C, a reader that has gone, a full disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, FINE, SLOW, run, write


def test_ctrl_c_ends_a_stream_without_words_and_takes_its_children_along() -> None:
    with subprocess.Popen(
        [*COMMAND, "evaluate", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(json.dumps(FINE).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["status"] == 200
        family = children(process.pid)
        assert family
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == -signal.SIGINT
        assert process.stderr.read() == b""
    assert gone(family)


def test_ctrl_c_in_the_middle_of_an_evaluation(tmp_path: Path) -> None:
    limits = {"PLAYGROUND_LIMIT_ITERATIONS": "1000000000", "PLAYGROUND_LIMIT_STEPS": "1000000000", "PLAYGROUND_LIMIT_SECONDS": "30"}
    (path,) = write(tmp_path, slow=SLOW)
    with subprocess.Popen([*COMMAND, "cases", str(path)], stderr=subprocess.PIPE, env={**os.environ, **limits}) as process:
        assert process.stderr
        end = time.monotonic() + 20
        while len(family := children(process.pid)) < 2:
            assert time.monotonic() < end
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == -signal.SIGINT
        assert process.stderr.read() == b""
    assert gone(family)


@pytest.mark.parametrize("arguments", [["evaluate"], ["evaluate", "--json"], ["cases"], ["cases", "--json"]])
def test_a_reader_that_has_gone_before_anything_is_written(tmp_path: Path, arguments: list[str]) -> None:
    files = write(tmp_path, a=FINE)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, *arguments, *map(str, files)], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [["--help"], ["completion", "bash"]])
def test_help_for_a_reader_that_has_gone(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, *arguments], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert done.stderr == b""


@pytest.mark.parametrize("arguments", [["evaluate"], ["cases", "--json"], ["evaluate", "--jsonl"]])
def test_a_full_disk_is_said(tmp_path: Path, arguments: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    files = [] if "--jsonl" in arguments else write(tmp_path, a=FINE)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments, *map(str, files)],
            input=json.dumps(FINE).encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (2, b"playground: The output cannot be written: No space left on device.\n")


def test_what_is_no_mistake_of_the_users_is_not_hidden() -> None:
    done = run("evaluate", "--jsonl", text=json.dumps({"template": "#stop", "backend": {"body": "{}"}}).encode())
    assert done.returncode == 0


def children(pid: int) -> list[int]:
    own = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return own + [below for child in own for below in children(child)]


def gone(family: list[int]) -> bool:
    end = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in family) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(Path(f"/proc/{pid}").exists() for pid in family)
