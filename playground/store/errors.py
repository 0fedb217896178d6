"""What the store raises, for whoever asked.

StoreError
├── StoreAway       the database does not answer, or cannot be written: come back later
├── SchemaMismatch  the tables are of another version of the playground
├── NotFound        there is no such thing, or the asker may not know of it
└── Conflict        somebody saved meanwhile: the revision that is there now
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.errors import PlaygroundError

if TYPE_CHECKING:
    from datetime import datetime


class StoreError(PlaygroundError):
    """The base of what the store raises."""


class StoreAway(StoreError):
    """The database does not answer, is locked for long, full, or cannot be written. Nothing was saved."""


class SchemaMismatch(StoreError):
    """The database was made by a newer playground, or has not been brought up to date."""


class NotFound(StoreError):
    """There is no such scenario, revision or token; one that may not be seen is not there either."""


class Conflict(StoreError):
    """A revision was saved since: its number, who saved it and when."""

    def __init__(self, revision: int, author: str | None, time: datetime) -> None:
        super().__init__(f"Revision {revision} was saved meanwhile.")
        self.revision = revision
        self.author = author
        self.time = time
