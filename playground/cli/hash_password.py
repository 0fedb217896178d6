"""`playground hash-password`: what PLAYGROUND_PASSWORD_HASH takes."""

from __future__ import annotations

import sys
from getpass import getpass

import click

from playground.accounts.passwords import hash_password
from playground.cli.outcome import DONE, complain
from playground.cli.usage import Command


@click.command("hash-password", cls=Command)
def command() -> int:
    """Read a line, the password, and print what PLAYGROUND_PASSWORD_HASH takes.

    On a terminal what is typed is not shown.
    """
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not password:
        return complain("The password is empty.")
    print(hash_password(password))
    return DONE
