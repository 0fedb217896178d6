"""What a session holds, and how long."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from playground.accounts.identity import member
from playground.accounts.rights import ALL, WRITE
from playground.accounts.sessions import MEMBERS, began, from_session, to_session
from playground.settings import Settings

OIDC = {"sign_in": "oidc", "oidc_discovery": "https://one.example/x", "oidc_client_id": "site"}
SETTINGS = Settings(**OIDC)  # type: ignore[arg-type] # no limits among them


def held(*, administers: bool = False) -> dict[str, Any]:
    return to_session(SETTINGS, member(SETTINGS, "oidc|i|1", "Ana"), administers=administers)


def test_it_holds_who_it_is_and_whether_the_provider_lets_them_administer() -> None:
    assert tuple(held()) == MEMBERS
    for administers, rights in ((False, WRITE), (True, ALL)):
        found = from_session(SETTINGS, held(administers=administers))
        assert found is not None
        assert (found.key, found.name, found.rights) == ("oidc|i|1", "Ana", rights)
    assert abs(began(held()) - datetime.now(UTC)).total_seconds() < 5


@pytest.mark.parametrize(("hours", "holds"), [(0.0, True), (11.99, True), (12.0, False), (12.01, False), (-0.1, False)])
def test_it_ends_after_its_hours_and_is_none_of_the_future(hours: float, *, holds: bool) -> None:
    session = held() | {"began": time.time() - hours * 3600}
    assert (from_session(SETTINGS, session) is not None) == holds


@pytest.mark.parametrize(
    "changed",
    [
        {"oidc_discovery": "https://two.example/x"},
        {"oidc_client_id": "another"},
        {"sign_in": "password", "password_hash": "x"},
    ],
)
def test_it_ends_with_the_way_to_sign_in(changed: dict[str, Any]) -> None:
    assert from_session(Settings(**{**OIDC, **changed}), held()) is None


@pytest.mark.parametrize("odd", [{}, {"began": None}, {"began": "now"}, {"began": 5}, {"by": None}])
def test_what_is_no_session_is_nobodys(odd: dict[str, Any]) -> None:
    assert from_session(SETTINGS, {**held(), **odd} if odd else {}) is None
