"""`playground completion`: the script with which a shell completes commands, options and files."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from playground.cli.outcome import DONE
from playground.cli.usage import Command

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
"""Whose script Click writes for each shell."""


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script that completes commands, options and files in a shell.

    \b
    bash:  eval "$(playground completion bash)"      in ~/.bashrc
    zsh:   eval "$(playground completion zsh)"       in ~/.zshrc, after compinit
    fish:  playground completion fish | source       in ~/.config/fish/config.fish
    """
    print(SHELLS[shell](ctx.find_root().command, {}, "playground", "_PLAYGROUND_COMPLETE").source(), end="")
    return DONE
