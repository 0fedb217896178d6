"""Those who have signed in: one function a question."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from playground.store.models import PersonRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def signed_in(session: Session, key: str, name: str, *, administers: bool) -> None:
    """Keep what the provider says of a person."""
    row = session.get(PersonRow, key)
    if row is None:
        with suppress(IntegrityError), session.begin_nested():  # who signs in twice in the same moment is one person
            session.add(PersonRow(key=key, name=name, administers=administers, signed_out=None))
        row = session.get_one(PersonRow, key)
    row.name, row.administers = name, administers


def find(session: Session, key: str) -> PersonRow | None:
    """What is known of a person."""
    return session.get(PersonRow, key)


def sign_out(session: Session, key: str) -> None:
    """End all sessions of a person that have begun until now."""
    row = session.get(PersonRow, key)
    if row is not None:
        row.signed_out = datetime.now(UTC)


def holds(session: Session, key: str, began: datetime) -> bool:
    """Whether a session of a person that began then still holds: of one who was forgotten, none does."""
    row = session.get(PersonRow, key)
    return row is not None and (row.signed_out is None or began > row.signed_out)
