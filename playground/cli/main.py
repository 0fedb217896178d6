"""The program `playground`: its commands by name, and how a run of it ends."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

import click
from click.shell_completion import CompletionItem

from playground.cli import usage
from playground.cli.outcome import DONE, complain
from playground.settings import InvalidSetting
from playground.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "evaluate": "Evaluate a template or a Scenario.",
    "check": "Check APIs and Scenarios, as in a team's CI.",
    "cases": "Evaluate all cases of Scenarios.",
    "new": "Write a whole method from an action of DynamoDB and a sample item.",
    "import": "List the operations of an API's document.",
    "export": "Put changed templates back into an API's document, or write a Scenario in another form.",
    "tables": "Get the tables of a Scenario out of a real DynamoDB.",
    "freeze": "Write what the engine answers over tables into a Scenario.",
    "serve": "Serve the site.",
    "doctor": "Check an installation, and say what to mend.",
    "db": "Look after the database of saved scenarios.",
    "hash-password": "Print what PLAYGROUND_PASSWORD_HASH takes.",
    "completion": "Print the script that completes commands in a shell.",
}
"""Each command's name, which is also its module's (with `_` for `-`), and what it does in a line: help and completion load none of them."""
_MODULES = {"import": "import_"}
"""The modules of commands whose names are words of Python's."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""How a disk refuses the output."""


class Commands(usage.Group):
    """The commands of COMMANDS; one is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """The names, in the order in which help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - Click's signature
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"playground.cli.{_MODULES.get(cmd_name, cmd_name.replace('-', '_'))}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - Click's signature
        """Write the commands into the help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What may stand where a command or an option of the program is written."""
        names = [CompletionItem(name, help=summary) for name, summary in COMMANDS.items() if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> int:
        """Run the command that was called; gives its exit status."""
        try:
            status: int = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except (InvalidSetting, StoreError) as error:
            return complain(str(error))
        except KeyboardInterrupt:
            return interrupted()
        except BrokenPipeError:
            silence(sys.stdout, sys.stderr)
            return DONE
        except OSError as error:
            if error.errno not in FULL:
                raise
            silence(sys.stdout)
            return complain(f"The output cannot be written: {error.strerror}.")
        return status


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="playground", message="%(prog)s %(version)s", help="Show the version and exit.")
def commands() -> None:
    """Amazon API Gateway mapping templates, evaluated here.

    Exit status: 0 done, 1 a case is not as expected, 2 what was given cannot be used.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    try:
        status: int = commands.main(arguments, prog_name="playground", standalone_mode=False)
    except click.UsageError as error:
        return usage.complain_of(error)
    except click.Abort:
        return interrupted()
    return status


def silence(*streams: TextIO) -> None:
    """Send what is still to be flushed to nowhere, for its reader is gone or the disk is full: the last flush is not to fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


def interrupted() -> int:
    """Ctrl-C: end by its signal, as any program does, so that a shell's loop around this one ends as well; without words."""
    with suppress(OSError):
        sys.stdout.flush()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGINT)
    return 128 + signal.SIGINT
