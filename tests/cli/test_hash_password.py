"""`playground hash-password`."""

from __future__ import annotations

from playground.accounts.passwords import is_right
from playground.settings import Settings
from tests.cli.running import run


def test_a_line_becomes_what_the_setting_takes() -> None:
    done = run("hash-password", text="pass word ü\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    given = {"PLAYGROUND_SIGN_IN": "password", "PLAYGROUND_PASSWORD_HASH": done.stdout.decode().strip()}
    settings = Settings.from_environment(given)
    assert is_right(settings, "pass word ü")
    assert not is_right(settings, "pass word")
    assert run("hash-password", text=b"pass word \xc3\xbc\n").stdout != done.stdout


def test_an_empty_password_is_none() -> None:
    done = run("hash-password", text=b"\n")
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"playground: The password is empty.\n")
