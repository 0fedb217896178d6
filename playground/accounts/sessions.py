"""What a signed session holds of an identity, and whether it still holds."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from playground.accounts.identity import Identity, member

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.settings import Settings

MEMBERS = ("by", "key", "name", "administers", "began")


def to_session(settings: Settings, identity: Identity, *, administers: bool) -> dict[str, Any]:
    """As members of a session that begins now; `administers`: whether the provider says so."""
    return {"by": _way(settings), "key": identity.key, "name": identity.name, "administers": administers, "began": time.time()}


def from_session(settings: Settings, held: Mapping[str, Any]) -> Identity | None:
    """Whose session it is; None where it has ended, or was made by another way to sign in, or with another password."""
    began = held.get("began")
    if held.get("by") != _way(settings) or not isinstance(began, float):
        return None
    if not 0 <= time.time() - began < settings.session_hours * 3600:
        return None
    return member(settings, held["key"], held["name"], administers=held["administers"])


def began(held: Mapping[str, Any]) -> datetime:
    """When the session began."""
    return datetime.fromtimestamp(held["began"], UTC)


def _way(settings: Settings) -> str:
    """What a session is worth nothing without: the way to sign in, and its password or provider."""
    of = {"password": settings.password_hash, "oidc": f"{settings.oidc_discovery} {settings.oidc_client_id}"}[settings.sign_in]
    return hashlib.sha256(f"{settings.sign_in} {of}".encode()).hexdigest()[:32]
