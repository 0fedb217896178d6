"""Who a token stands for: its maker, as far as its scope and its maker's rights go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.accounts.identity import Identity, member
from playground.store import people, tokens

if TYPE_CHECKING:
    from playground.settings import Settings
    from playground.store.database import Session


def identity(settings: Settings, session: Session, secret: str) -> Identity | None:
    """The identity of a call that brings this token; None where it is none, has expired, or its maker cannot sign in here any more."""
    row = tokens.find(session, secret)
    if row is None or row.owner.partition("|")[0] != settings.sign_in:
        return None
    person = people.find(session, row.owner)
    maker = member(settings, row.owner, row.owner_name, administers=person is not None and person.administers)
    return replace(maker if row.scope == "write" else maker.only_reading(), by_token=True)
