"""API tokens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from playground.store import tokens
from playground.store.asker import Asker
from playground.store.errors import NotFound
from playground.store.ids import new_secret

if TYPE_CHECKING:
    from playground.store.database import Database

ANA, BEN, CHIEF = Asker("i|ana", "Ana"), Asker("i|ben", "Ben"), Asker("i|chief", "Chief", administers=True)


def test_a_token_is_found_by_its_secret_until_it_expires_or_is_revoked(database: Database) -> None:
    now, secrets = datetime.now(UTC), [new_secret() for _ in range(3)]
    with database.writing() as session:
        kept = tokens.create(session, secrets[0], "CI", "read", None, ANA)
        tokens.create(session, secrets[1], "soon", "write", now + timedelta(hours=1), ANA)
        tokens.create(session, secrets[2], "over", "write", now - timedelta(seconds=1), ANA)
    with database.writing() as session:
        found = [tokens.find(session, secret) for secret in (*secrets, "another", "")]
        assert [one and (one.name, one.scope, one.owner_name) for one in found] == [
            ("CI", "read", "Ana"),
            ("soon", "write", "Ana"),
            None,
            None,
            None,
        ]
        assert secrets[0] not in {kept.hash, kept.id}
        with pytest.raises(NotFound):
            tokens.revoke(session, kept.id, BEN)
        tokens.revoke(session, kept.id, ANA)
        assert tokens.find(session, secrets[0]) is None


def test_who_sees_which_tokens(database: Database) -> None:
    with database.writing() as session:
        mine = tokens.create(session, new_secret(), "mine", "read", None, ANA)
        tokens.create(session, new_secret(), "yours", "read", None, BEN)
        assert [one.name for one in tokens.of(session, ANA)] == ["mine"]
        assert {one.name for one in tokens.of(session, CHIEF)} == {"mine", "yours"}
        tokens.revoke(session, mine.id, CHIEF)
        with pytest.raises(NotFound):
            tokens.create(session, new_secret(), "nobody's", "read", None, Asker())
