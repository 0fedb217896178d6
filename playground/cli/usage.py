"""What is wrong with the words of a command line, in the house's words rather than Click's."""

from __future__ import annotations

from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from playground.cli.outcome import UNREADABLE, complain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Command(click.Command):
    """A command that names the arguments that are too many."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options and arguments into `ctx`. UsageError where one is left over."""
        with in_context(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(f"{' '.join(map(repr, rest))}: {ctx.info_name} takes no such argument.", ctx)
        return rest


class Group(click.Group):
    """Commands under one name, in the order in which they are written."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """The names, in the order in which help shows them."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options that stand before the command. UsageError."""
        with in_context(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, and the arguments that are its own. UsageError where there is none of that name."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(unknown("There is no command", args[0], known), ctx)
        return super().resolve_command(ctx, args)


class WholeNumber(click.ParamType):  # type: ignore[type-arg] # generic in newer Clicks only
    """A whole number, as Python writes them."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that a text is. BadParameter where it is none."""
        try:
            return int(value)
        except ValueError:
            self.fail(f"is {value!r}, but must be a whole number.", param, ctx)


@contextmanager
def in_context(ctx: click.Context) -> Iterator[None]:
    """Errors of the parser, which does not say of which command's arguments it tells, say it."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def complain_of(error: click.UsageError) -> int:
    """Say what is wrong, how the command is written, and where to read on; gives the exit status."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return UNREADABLE
    if error.ctx is None:
        return complain(_sentence(error))
    how = " ".join(error.ctx.get_usage().split())
    return complain(_sentence(error), f"  {how}", f"  {error.ctx.command_path} --help tells more.")


def unknown(words: str, name: str, known: Sequence[str]) -> str:
    """A sentence about a name that is none, with the one that was probably meant, or else all that there are."""
    near = get_close_matches(name, known, 1)
    hint = f"Is {near[0]} meant?" if near else f"There are {', '.join(known[:-1])} and {known[-1]}."
    return f"{words} {name!r}. {hint}"


def _sentence(error: click.UsageError) -> str:
    ctx, parameters = error.ctx, error.ctx.command.get_params(error.ctx) if error.ctx else []
    if isinstance(error, click.NoSuchOption):
        known = [name for one in parameters if isinstance(one, click.Option) for name in one.opts if name.startswith("--")]
        return unknown(f"{ctx.info_name if ctx else 'playground'} has no option", error.option_name, known)
    if isinstance(error, click.BadOptionUsage):
        flag = any(one.is_flag for one in parameters if isinstance(one, click.Option) and error.option_name in one.opts)
        return f"{error.option_name} {'takes no value' if flag else 'needs a value'}."
    if isinstance(error, click.MissingParameter):
        return f"{_name(error.param)} is missing."
    if isinstance(error, click.BadParameter):
        return f"{_name(error.param)} {error.message}"
    return error.message


def _name(parameter: click.Parameter | None) -> str:
    """An option as it is written, an argument as help names it."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name.strip("[].") if parameter else "Something"
