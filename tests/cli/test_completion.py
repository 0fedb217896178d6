"""Completion in bash, zsh and fish: the script of each, and what it is given to offer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run

SHELLS = ("bash", "zsh", "fish")


def offered(words: str, shell: str = "zsh") -> list[str]:
    """The names that are offered in the place of the last of the words."""
    *_, incomplete = typed = words.split(" ")
    position = incomplete if shell == "fish" else str(len(typed) - 1)
    done = run(_PLAYGROUND_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=position)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    if shell == "zsh":
        return [f"{kind}:{name}" if kind != "plain" else name for kind, name in zip(lines[::3], lines[1::3], strict=False)]
    return [line.split(",", 1)[1].split("\t")[0] for line in lines if line]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_its_script(shell: str) -> None:
    done = run("completion", shell)
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"_PLAYGROUND_COMPLETE={shell}_complete".encode() in done.stdout
    assert run(_PLAYGROUND_COMPLETE=f"{shell}_source").stdout.strip() == done.stdout.strip()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_that_the_shell_reads(tmp_path: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_bytes(run("completion", shell).stdout)
    done = subprocess.run([program, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "playground ",
            [
                "evaluate",
                "check",
                "cases",
                "new",
                "import",
                "export",
                "tables",
                "freeze",
                "serve",
                "doctor",
                "db",
                "hash-password",
                "completion",
            ],
        ),
        ("playground c", ["check", "cases", "completion"]),
        ("playground --v", ["--version"]),
        ("playground evaluate --js", ["--json", "--jsonl"]),
        ("playground completion ", ["bash", "zsh", "fish"]),
        ("playground serve --", ["--host", "--port", "--workers", "--help"]),
        ("playground nothing ", []),
    ],
)
def test_commands_options_and_values_are_offered(shell: str, words: str, names: list[str]) -> None:
    assert [name for name in offered(words, shell) if name] == (names or offered("playground ", shell))


def test_files_are_the_shells_to_complete() -> None:
    assert offered("playground cases --json so") == ["file:so"]
    assert offered("playground evaluate ") == ["file:"]


def test_completing_takes_neither_the_engine_nor_right_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "playground.cli"],
        env={
            **os.environ,
            "_PLAYGROUND_COMPLETE": "bash_complete",
            "COMP_WORDS": "playground ",
            "COMP_CWORD": "1",
            "PLAYGROUND_PORT": "soon",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == [
        "plain,evaluate",
        "plain,check",
        "plain,cases",
        "plain,new",
        "plain,import",
        "plain,export",
        "plain,tables",
        "plain,freeze",
        "plain,serve",
        "plain,doctor",
        "plain,db",
        "plain,hash-password",
        "plain,completion",
    ]
    assert "pydantic" not in done.stderr


@pytest.mark.parametrize(("typed", "reply"), [("playground ev", "evaluate"), ("playground evaluate --tr", "--trace")])
def test_bash_itself_completes(typed: str, reply: str) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    words = typed.split()
    program = f"""
        eval "$(playground completion bash)"
        COMP_WORDS=({typed}) COMP_CWORD={len(words) - 1}
        _playground_completion playground
        echo "${{COMPREPLY[@]}}"; complete -p playground
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([bash, "--norc", "-c", program], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [reply, "complete -o nosort -F _playground_completion playground"]
