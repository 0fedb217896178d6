"""Reading a file that a user names, within a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 10 * 1024 * 1024
"""The bytes that a document of an API may have, and so may all the files together that it names."""


class Unreadable(Exception):
    """What was given is no text, or not what is taken: a sentence."""


def read_text(path: Path, most: int | None = None) -> str:
    """The text of a file, byte for byte: its line ends stay; a byte order mark is none of it. A file of more than `most` bytes is none.

    OSError, Unreadable.
    """
    data = _at_most(path, most)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{path}: line {line}: This is not UTF-8 (byte {error.start} of the file).") from error


def _at_most(path: Path, most: int | None) -> bytes:
    """The bytes of a file, of which no more than `most` are ever in memory. OSError, Unreadable."""
    if most is None:
        return path.read_bytes()
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Unreadable(f"{path}: This is more than {most / 1024**2:.3g} MB, which is all that a document and its files may have.")
    return data
