"""What somebody may do, by the way to sign in and the settings."""

from __future__ import annotations

from typing import Any

import pytest

from playground.accounts.identity import Identity, member, nobody
from playground.accounts.rights import ALL, NOTHING, READ, WRITE, Right
from playground.settings import Settings


@pytest.mark.parametrize(
    ("settings", "rights"),
    [
        ({}, WRITE),
        ({"anonymous": "read"}, WRITE),
        *(({"sign_in": way}, NOTHING) for way in ("password", "proxy", "oidc")),
        *(({"sign_in": way, "anonymous": "read"}, READ) for way in ("password", "proxy", "oidc")),
    ],
)
def test_what_one_may_who_has_not_signed_in(settings: dict[str, Any], rights: frozenset[Right]) -> None:
    assert nobody(Settings(**settings)) == Identity(None, None, rights)


def test_one_administers_by_the_provider_or_by_name() -> None:
    settings = Settings(sign_in="proxy", admins=("Chief",))
    assert member(settings, "proxy|Ana", "Ana").rights == WRITE
    assert member(settings, "proxy|chief", "chief").rights == WRITE, "another name"
    assert member(settings, "proxy|Chief", "Chief").rights == ALL
    assert member(settings, "proxy|Ana", "Ana", administers=True).rights == ALL


def test_who_only_reads_is_the_same_person_and_administers_nothing() -> None:
    chief = Identity("k", "Chief", ALL)
    reading = chief.only_reading()
    assert (reading.key, reading.name, reading.rights) == ("k", "Chief", READ)
    assert chief.to_asker().administers
    assert not reading.to_asker().administers
    assert chief.to_asker("secret").edit_key == "secret"
