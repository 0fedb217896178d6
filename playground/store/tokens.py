"""API tokens: one function a question."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, select

from playground.store.errors import NotFound
from playground.store.ids import hash_secret, new_id
from playground.store.models import TokenRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from playground.store.asker import Asker

Scope = Literal["read", "write"]


def create(session: Session, secret: str, name: str, scope: Scope, expires: datetime | None, asker: Asker) -> TokenRow:
    """A token of the asker's, who must be signed in; `secret` is shown once and not kept."""
    if asker.key is None or asker.name is None:
        raise NotFound("nobody is signed in")
    row = TokenRow(
        id=new_id(),
        hash=hash_secret(secret),
        owner=asker.key,
        owner_name=asker.name,
        name=name,
        scope=scope,
        created=datetime.now(UTC),
        expires=expires,
    )
    session.add(row)
    session.flush()
    return row


def find(session: Session, secret: str) -> TokenRow | None:
    """The token with this secret, unless it has expired."""
    row = session.scalar(select(TokenRow).where(TokenRow.hash == hash_secret(secret)))
    return None if row is None or (row.expires is not None and row.expires <= datetime.now(UTC)) else row


def of(session: Session, asker: Asker) -> Sequence[TokenRow]:
    """The asker's tokens, newest first; everybody's for an administrator."""
    wanted = select(TokenRow).order_by(TokenRow.created.desc(), TokenRow.id)
    return session.scalars(wanted if asker.administers else wanted.where(TokenRow.owner == asker.key)).all()


def revoke_all(session: Session, key: str) -> None:
    """End every token of a person."""
    session.execute(delete(TokenRow).where(TokenRow.owner == key))


def revoke(session: Session, id_: str, asker: Asker) -> None:
    """End a token of the asker's, or anybody's by an administrator. NotFound."""
    wanted = delete(TokenRow).where(TokenRow.id == id_)
    found = session.execute(wanted if asker.administers else wanted.where(TokenRow.owner == asker.key))
    if found.rowcount == 0:  # type: ignore[attr-defined] # of a DELETE's CursorResult
        raise NotFound(id_)
