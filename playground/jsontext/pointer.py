"""JSON Pointers (RFC 6901): how places in a document are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def to_pointer(path: Iterable[str]) -> str:
    """The pointer of a path; the empty path is the whole document."""
    return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in path)


def from_pointer(pointer: str) -> list[str]:
    """The path of a pointer: names of members, and indexes as text."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
