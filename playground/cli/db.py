"""`playground db`: the database of saved scenarios, from the command line."""

from __future__ import annotations

import io
import os
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playground import instance
from playground.cli.outcome import DONE, OTHERWISE, complain
from playground.cli.text import say
from playground.cli.usage import Command, Group
from playground.settings import InvalidSetting, Settings
from playground.store import backup, migrate, scenarios, transfer
from playground.store.database import open_database
from playground.store.errors import SchemaMismatch, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.store.database import Database


@click.group("db", cls=Group)
def command() -> None:
    """The database of saved scenarios: the one that PLAYGROUND_DATABASE names, or SQLite in the instance folder."""


@command.command("upgrade", cls=Command)
def upgrade() -> int:
    """Bring the tables up to date, as `serve` does when it starts. SQLite is backed up beside it first."""
    with opened() as database:
        done = migrate.upgrade(database)
    print("The tables were brought up to date." if done else "The tables are up to date.")
    return DONE


@command.command("check", cls=Command)
def check() -> int:
    """Say whether the tables are those of this version: exit status 0, or 1 where they are not."""
    with opened() as database:
        try:
            migrate.check(database)
        except SchemaMismatch as error:
            print(error)
            return OTHERWISE
    print("The tables are up to date.")
    return DONE


@command.command("backup", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def back_up(file: Path) -> int:
    """Write a copy of a SQLite database to FILE, also while it is in use."""
    if file.exists():
        return complain(f"{file} is there already.")
    with opened() as database:
        backup.back_up(database, file)
    return DONE


@command.command("restore", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> int:
    """Put the backup FILE in the place of a SQLite database, and bring its tables up to date. End the site first."""
    with opened() as database:
        backup.restore(database, file)
        migrate.upgrade(database)
    return DONE


@command.command("export", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
def export(file: Path) -> int:
    """Write all that is saved to FILE, or standard output, as lines of JSON."""
    with opened() as database:
        migrate.check(database)
        if str(file) == "-":
            for line in transfer.export_lines(database):
                print(line)
            return DONE
        with file.open("x", encoding="utf-8") as written:
            written.writelines(f"{line}\n" for line in transfer.export_lines(database))
    return DONE


@command.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
def import_(file: Path) -> int:
    """Read what `export` wrote from FILE, or standard input, into an empty database."""
    with opened() as database:
        migrate.upgrade(database)
        if str(file) == "-":
            count = transfer.import_lines(database, io.TextIOWrapper(sys.stdin.buffer, "utf-8"))
        else:
            with file.open(encoding="utf-8") as lines:
                count = transfer.import_lines(database, lines)
    say(f"{count:,} rows were read.")
    return DONE


@command.command("forget", cls=Command)
@click.argument("name")
def forget(name: str) -> int:
    """Take the person NAME out of all that is saved, and end their tokens. What they saved stays, without a name."""
    with opened() as database:
        migrate.check(database)
        with database.writing() as session:
            saved, revisions = scenarios.forget(session, name)
    print(f"{name} was taken from {saved:,} scenarios and {revisions:,} revisions.")
    return DONE


@contextmanager
def opened() -> Iterator[Database]:
    """The database that the settings name. InvalidSetting, StoreError."""
    settings = Settings.from_environment(os.environ)
    if not settings.store:
        raise InvalidSetting("PLAYGROUND_STORE is off: there is no database.")
    instance.prepare(settings)
    with closing(open_database(settings.database or None, settings.instance_folder)) as database:
        try:
            yield database
        except OSError as error:
            if error.filename is None:
                raise  # the output, of which the program tells
            raise StoreError(f"{error.filename}: {error.strerror}.") from None
        except UnicodeDecodeError as error:
            raise StoreError(f"What is to be imported is not UTF-8: byte {error.start + 1}.") from None
