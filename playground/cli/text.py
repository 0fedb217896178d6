"""Text on a terminal: what comes from files and templates is shown so that it cannot move the cursor or hide itself.

Control characters and the like are written as escapes.
"""

from __future__ import annotations

import sys

_JOINERS = frozenset("\u00a0\u200c\u200d\u3000")
"""Blanks and joiners of ordinary text that Python calls unprintable."""


def line(text: str) -> str:
    """`text` in one line: control characters, line ends and marks that turn the direction of text are written as escapes."""
    return _encodable("".join(map(_escaped, text)))


def block(text: str) -> str:
    """`text` as it is for a file or a program; for a terminal with escapes, but for its line ends and tabs."""
    if not sys.stdout.isatty():
        return _encodable(text)
    return _encodable("".join(char if char in "\n\t" else _escaped(char) for char in text.replace("\r\n", "\n")))


def _escaped(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    return repr(char)[1:-1]


def _encodable(text: str) -> str:
    """`text` as standard output can show it: what its encoding lacks, and half a surrogate pair, is `?`."""
    encoding = sys.stdout.encoding or "ascii"
    return text.encode(encoding, "replace").decode(encoding)


def say(*lines: str) -> None:
    """Print to standard error."""
    for text in lines:
        print(text, file=sys.stderr)
