"""Help, the version, and what is said of a command line that cannot be used."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING

import click
import pytest

from playground.cli.main import COMMANDS, commands
from tests.cli.running import run, start

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(("option", "run_first"), [("-h", run), ("--help", start)])
def test_help_names_every_command_and_each_has_its_own(option: str, run_first: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    told = run_first(option)
    assert (told.returncode, told.stderr) == (0, b"")
    for name, does in COMMANDS.items():
        assert f"  {name}" in told.stdout.decode()
        assert does in " ".join(told.stdout.decode().split())
        own = run(name, option)
        assert (own.returncode, own.stderr) == (0, b"")
        assert own.stdout.startswith(f"Usage: playground {name} ".encode())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_the_one_of_its_name_and_every_option_is_explained(name: str) -> None:
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    assert command.name == name
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


def test_the_version_is_the_installed_one() -> None:
    assert run("--version").stdout.decode() == f"playground {metadata.version('playground')}\n"


@pytest.mark.parametrize(
    ("arguments", "says", "of"),
    [
        ("evaluat x", "There is no command 'evaluat'. Is evaluate meant?", ""),
        (
            "zzz",
            (
                "There is no command 'zzz'. "
                "There are evaluate, check, cases, new, import, export, tables, freeze, serve, doctor, db, hash-password and completion."
            ),
            "",
        ),
        ("--jsn", "playground has no option '--jsn'. There are --version and --help.", ""),
        ("--version=1", "--version takes no value.", ""),
        ("evaluate --jsno x", "evaluate has no option '--jsno'. Is --json meant?", "evaluate"),
        ("cases -q x", "cases has no option '-q'. There are --json and --help.", "cases"),
        ("evaluate x --status", "--status needs a value.", "evaluate"),
        ("evaluate x --json=yes", "--json takes no value.", "evaluate"),
        ("evaluate x --status soon", "--status is 'soon', but must be a whole number.", "evaluate"),
        ("evaluate x --status=", "--status is '', but must be a whole number.", "evaluate"),
        ("cases", "FILE is missing.", "cases"),
        ("cases --json", "FILE is missing.", "cases"),
        ("serve x y", "'x' 'y': serve takes no such argument.", "serve"),
        ("db upgrad", "There is no command 'upgrad'. Is upgrade meant?", "db"),
        ("db backup", "FILE is missing.", "db backup"),
        ("db check x", "'x': check takes no such argument.", "db check"),
        ("completion", "SHELL is missing.", "completion"),
        ("completion tcsh", "SHELL 'tcsh' is not one of 'bash', 'zsh', 'fish'.", "completion"),
        ("completion bash zsh", "'zsh': completion takes no such argument.", "completion"),
    ],
)
def test_a_command_line_that_cannot_be_used_is_named_and_how_it_is_written(arguments: str, says: str, of: str) -> None:
    done = run(*arguments.split(" "))
    assert (done.returncode, done.stdout) == (2, b"")
    said, usage, more = done.stderr.decode().splitlines()
    assert said == f"playground: {says}"
    assert usage.startswith(f"  Usage: playground {of}".rstrip())
    assert more == f"  playground {of} --help tells more.".replace("  --", " --")


def test_no_command_shows_the_help() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == run("--help").stdout


@pytest.mark.parametrize(
    "arguments", [["ev\x1b[2Jil\n"], ["evaluate", "--ev\x1b[2Jil\n"], ["serve", "\x1b[2J\n"], ["evaluate", "--status", "\x1b\n"]]
)
def test_a_wrong_word_cannot_move_the_terminals_cursor(arguments: list[str]) -> None:
    said = run(*arguments).stderr.decode()
    assert len(said.splitlines()) == 3
    assert [char for char in said if not char.isprintable() and char != "\n"] == []


def test_a_wrong_setting_stops_no_help() -> None:
    for arguments in (["--help"], ["--version"], ["evaluate", "--help"], ["completion", "fish"]):
        assert run(*arguments, PLAYGROUND_PORT="soon").returncode == 0
    for command in (["evaluate", "x"], ["cases", "x"], ["serve"]):
        done = run(*command, PLAYGROUND_PORT="soon")
        assert done.returncode == 2
        assert done.stderr.startswith(b"playground: PLAYGROUND_PORT is 'soon'")


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["--help"], {"importlib.metadata", "pydantic", "airspeed", "flask", "playground.gateway", "playground.evaluator"}),
        (["--version"], {"pydantic", "airspeed", "flask", "playground.gateway", "playground.evaluator"}),
        (["completion", "zsh"], {"pydantic", "airspeed", "flask", "playground.gateway", "playground.evaluator"}),
        (["serve", "--port", "soon"], {"pydantic", "airspeed", "flask", "playground.gateway", "playground.evaluator"}),
        (["evaluate", "missing.json"], {"flask", "werkzeug", "jinja2", "whitenoise", "gunicorn"}),
        (["cases", "missing.json"], {"flask", "werkzeug", "jinja2", "whitenoise", "gunicorn"}),
    ],
)
def test_a_command_loads_what_it_needs_and_no_more(arguments: list[str], never: set[str]) -> None:
    program = f"import sys; from playground.cli.main import main\ntry: main({arguments!r})\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "playground.cli.main" in loaded
    assert loaded & never == set()
