"""Which known name somebody meant who wrote another one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST_PREFIX = 3
"""Letters that a name has at least, of which another one is the beginning: `Put` of `PutRequest`."""
_CLOSE = 0.75
_LONGEST = 100


def near_name(name: str, known: Iterable[str]) -> str:
    """The known name that is spelt otherwise only in case, is nearly the same, or goes on or ends before; "" where there is none."""
    names = list(known)
    if len(name) > _LONGEST:
        return ""
    lower = {one.lower(): one for one in names}
    if name.lower() in lower:
        return lower[name.lower()]
    close = get_close_matches(name.lower(), lower, 1, _CLOSE)
    if close:
        return lower[close[0]]
    return next((one for key, one in lower.items() if _begins(key, name.lower()) or _begins(name.lower(), key)), "")


def _begins(short: str, long: str) -> bool:
    return len(short) >= _LEAST_PREFIX and long.startswith(short)
