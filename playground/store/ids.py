"""Ids, edit keys and tokens: made at random, and what is kept of those that are secret."""

from __future__ import annotations

import hashlib
import secrets

from playground.store.models import ID_LENGTH

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without look-alikes (l and 1, o and 0). 32 characters, so an id of 16 has 80 bits; none is punctuation, which mail programs cut off."""


def new_id() -> str:
    """An id that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def new_secret() -> str:
    """An edit key or a token: 256 bits, as text for a header."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """What is kept of a secret: its SHA-512. One of 256 random bits needs no slow hash."""
    return hashlib.sha512(secret.encode("utf-8", "replace")).hexdigest()
