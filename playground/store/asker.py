"""The person or token that a question to the store is asked for: what the store needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.store.ids import hash_secret

if TYPE_CHECKING:
    from playground.store.models import ScenarioRow


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: `key` tells people apart (None: nobody is signed in), `name` is shown; `edit_key` comes with the call."""

    key: str | None = None
    name: str | None = None
    administers: bool = False
    edit_key: str | None = None

    def owns(self, row: ScenarioRow) -> bool:
        """Whether a scenario is the asker's: by signing in, or by the edit key of one that nobody who is signed in owns."""
        if row.owner is not None:
            return row.owner == self.key
        return row.edit_key is not None and self.edit_key is not None and row.edit_key == hash_secret(self.edit_key)
