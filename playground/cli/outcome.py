"""How a command ends: its exit status, and what is said where what was given cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.cli.text import line, say
from playground.errors import InvalidDocument, PlaygroundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DONE, OTHERWISE, UNREADABLE = 0, 1, 2
"""Exit status: a Result was written; a case came out otherwise than it expects; or what was given cannot be read."""


def complain(*lines: str) -> int:
    """Say what is wrong with the input, in lines of which none can be more than one; gives the exit status."""
    first, *others = map(line, lines)
    say(f"playground: {first}", *others)
    return UNREADABLE


def sentences(error: Exception, files: Sequence[Path], number: int = 0) -> list[str]:
    """What is wrong with what was given, in lines: the file, the `number` of the line where it is one of many, and every problem."""
    if isinstance(error, OSError):
        return [f"{error.filename}: {error.strerror}"]
    if not isinstance(error, PlaygroundError):
        return [str(error)]
    place = f"{files[0]}: line {number}" if number else f"{files[0]}"
    if isinstance(error, InvalidDocument):
        return [f"{place}: {error.detail}", *(f"  {one.path or '/'}: {one.message}" for one in error.problems)]
    return [f"{place}: {error}"]
