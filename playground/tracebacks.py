"""How an exception is told where its message may quote what a client sent: by its type and its places."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from playground.errors import PlaygroundError

if TYPE_CHECKING:
    from collections.abc import Iterator


def exception_lines(error: BaseException, *, is_quiet: bool, limit: int | None = None) -> Iterator[str]:
    """The traceback of an exception and of what led to it. `is_quiet`: without messages that may quote what a client sent.

    `limit`: of very many frames the last -limit.
    """
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from exception_lines(before, is_quiet=is_quiet, limit=limit)
        yield "\nwhich led to:\n\n"
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__, limit)
    if is_quiet and not isinstance(error, OSError | PlaygroundError):
        yield f"{type(error).__qualname__} (its message is left out: it may quote what was sent)\n"
    else:
        yield from traceback.format_exception_only(error)
