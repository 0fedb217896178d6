"""Texts by their UTF-16 units, as Java counts and indexes them."""

from __future__ import annotations

import re

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
LAST_CHARACTER = 0x10FFFF
"""The code of Unicode's last character."""


def to_units(text: str) -> str:
    """The text with each UTF-16 unit a character of its own."""
    if text.isascii() or _BEYOND.search(text) is None:
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(int.from_bytes(data[at : at + 2], "little")) for at in range(0, len(data), 2))


def from_units(text: str) -> str:
    """The reverse: pairs of surrogates become one character."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
