"""The length limit for texts that are made outside of a template's own run: toString() and most methods take no limit of their own.

An evaluation says it once, with `longest`; it holds for what runs inside, in this thread alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from playground.errors import LimitReached
from playground.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST: ContextVar[int] = ContextVar("longest", default=Limits().string)


@contextmanager
def longest(characters: int) -> Iterator[None]:
    """Texts made in here may have so many characters: `Limits.string`."""
    token = _LONGEST.set(characters)
    try:
        yield
    finally:
        _LONGEST.reset(token)


def most() -> int:
    """How many characters a text may have."""
    return _LONGEST.get()


def check_length(characters: int) -> None:
    """LimitReached where a text that is about to be made would be too long."""
    if characters > _LONGEST.get():
        raise too_long(_LONGEST.get())


def too_long(limit: int) -> LimitReached:
    """The LimitReached to raise."""
    return LimitReached("string", f"A value of the template grows beyond {limit:,} characters or members.")


def joined(parts: Iterable[str], between: str, around: int = 0) -> str:
    """The parts with a text between them; LimitReached as soon as they, and `around` characters more, are too long."""
    limit, size, texts = _LONGEST.get() - around + len(between), 0, []
    for part in parts:
        size += len(part) + len(between)
        if size > limit:
            raise too_long(_LONGEST.get())
        texts.append(part)
    return between.join(texts)
