"""Who a token stands for."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from playground.accounts.bearer import identity
from playground.accounts.rights import ALL, READ, WRITE
from playground.settings import Settings
from playground.store import migrate, people, tokens
from playground.store.asker import Asker
from playground.store.database import Database, open_database
from playground.store.ids import new_secret

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playground.accounts.identity import Identity
    from playground.store.tokens import Scope

ANA = Asker("proxy|Ana", "Ana")
PROXY = Settings(sign_in="proxy")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(None, tmp_path)) as found:
        migrate.upgrade(found)
        yield found


def token(database: Database, scope: Scope = "write", expires: datetime | None = None, owner: Asker = ANA) -> str:
    secret = new_secret()
    with database.writing() as session:
        tokens.create(session, secret, "ci", scope, expires, owner)
    return secret


def found(database: Database, secret: str, settings: Settings = PROXY) -> Identity | None:
    with database.reading() as session:
        return identity(settings, session, secret)


def test_it_is_its_maker_as_far_as_its_scope_goes(database: Database) -> None:
    for scope, rights in (("write", WRITE), ("read", READ)):
        who = found(database, token(database, scope))  # type: ignore[arg-type] # one of the two
        assert who is not None
        assert (who.key, who.name, who.rights, who.by_token) == (ANA.key, "Ana", rights, True)


def test_one_that_is_over_another_or_none_is_nobodys(database: Database) -> None:
    assert found(database, token(database, expires=datetime.now(UTC) - timedelta(seconds=1))) is None
    assert found(database, token(database, expires=datetime.now(UTC) + timedelta(hours=1))) is not None
    for secret in ("", "another", token(database)[:-1]):
        assert found(database, secret) is None


def test_it_ends_with_the_way_in_which_its_maker_signs_in(database: Database) -> None:
    secret = token(database)
    for way in ("none", "password", "oidc"):
        assert found(database, secret, Settings(sign_in=way)) is None


def test_it_administers_only_as_its_maker_does_now(database: Database) -> None:
    chief = Asker("oidc|i|1", "Chief", administers=True)
    secret, reader = token(database, owner=chief), token(database, "read", owner=chief)
    settings = Settings(sign_in="oidc")
    for administers, rights in ((True, ALL), (False, WRITE)):
        with database.writing() as session:
            people.signed_in(session, "oidc|i|1", "Chief", administers=administers)
        for one, expected in ((secret, rights), (reader, READ)):
            who = found(database, one, settings)
            assert who is not None
            assert who.rights == expected
    named = found(database, token(database), Settings(sign_in="proxy", admins=("Ana",)))
    assert named is not None
    assert named.rights == ALL
