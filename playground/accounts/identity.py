"""The identity of a call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playground.accounts.rights import ALL, NOTHING, READ, WRITE
from playground.store.asker import Asker

if TYPE_CHECKING:
    from playground.accounts.rights import Right
    from playground.settings import Settings


LONGEST_NAME = 300
"""Characters of a name, and of what tells people apart, as the store keeps them."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: `key` tells people apart (the issuer and the subject), `name` is shown; both are None where nobody has signed in."""

    key: str | None
    name: str | None
    rights: frozenset[Right]
    by_token: bool = False

    def to_asker(self, edit_key: str | None = None) -> Asker:
        """As much of it as the store needs to know, with the edit key that came with the call."""
        return Asker(self.key, self.name, administers="administer" in self.rights, edit_key=edit_key)

    def only_reading(self) -> Identity:
        """The same person, with a token that reads."""
        return replace(self, rights=self.rights & READ)


def nobody(settings: Settings) -> Identity:
    """Whoever has not signed in."""
    if settings.sign_in == "none":
        return Identity(None, None, WRITE)
    return Identity(None, None, READ if settings.anonymous == "read" else NOTHING)


def member(settings: Settings, key: str, name: str, *, administers: bool = False) -> Identity:
    """Somebody who has signed in, and administers because of the provider or of PLAYGROUND_ADMINS."""
    return Identity(key, name, ALL if administers or name in settings.admins else WRITE)
