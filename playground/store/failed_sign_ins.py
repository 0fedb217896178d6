"""Sign-ins that failed, of all processes and machines together: kept for as long as they count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from playground.store.ids import new_id
from playground.store.models import FailedSignInRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COUNTED = timedelta(minutes=1)


def add(session: Session, address: str) -> None:
    """One more from an address."""
    erase(session)
    session.add(FailedSignInRow(id=new_id(), address=address, time=datetime.now(UTC)))


def count(session: Session, address: str) -> int:
    """How many there were from an address in the last minute."""
    since = datetime.now(UTC) - COUNTED
    wanted = select(func.count()).select_from(FailedSignInRow)
    return session.scalar(wanted.where(FailedSignInRow.address == address, FailedSignInRow.time > since)) or 0


def erase(session: Session) -> None:
    """Erase what counts no more."""
    session.execute(delete(FailedSignInRow).where(FailedSignInRow.time <= datetime.now(UTC) - COUNTED))
