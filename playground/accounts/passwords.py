"""The one password that a site may have, as its hash: scrypt, by Werkzeug."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.security import check_password_hash, generate_password_hash

from playground.accounts.identity import Identity, member

if TYPE_CHECKING:
    from playground.settings import Settings

METHOD = "scrypt"
KEY, NAME = "password|team", "team"
"""All who know the password are one owner."""


def hash_password(password: str) -> str:
    """What PLAYGROUND_PASSWORD_HASH takes."""
    return generate_password_hash(password, METHOD)


def is_right(settings: Settings, password: str) -> bool:
    """Whether it is the site's password."""
    return check_password_hash(settings.password_hash, password)


def team(settings: Settings) -> Identity:
    """Who has given it."""
    return member(settings, KEY, NAME)
