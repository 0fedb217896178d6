"""Of whose scenario a right holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from playground.accounts.ownership import may_change, may_save
from playground.settings import Settings
from playground.store.asker import Asker
from playground.store.ids import hash_secret
from playground.store.models import ScenarioRow

OWNER = Asker("proxy|Ana", "Ana")


def row(**members: Any) -> ScenarioRow:
    return ScenarioRow(**{"owner": OWNER.key, "owner_name": OWNER.name, "edit_key": None, "visibility": "link", **members})


@pytest.mark.parametrize(
    ("asker", "visibility", "saves", "changes"),
    [
        (OWNER, "link", True, True),
        (replace(OWNER, name="Renamed"), "link", True, True),
        (Asker("proxy|Ben", "Ana"), "link", False, False),
        (Asker("proxy|Ben", "Ben"), "team", True, False),
        (Asker("proxy|Chief", "Chief", administers=True), "private", True, True),
        (Asker(), "link", False, False),
        (Asker(), "team", True, False),
    ],
)
def test_where_people_sign_in(asker: Asker, visibility: str, *, saves: bool, changes: bool) -> None:
    found = row(visibility=visibility)
    assert may_save(Settings(sign_in="proxy"), asker, found) == saves
    assert may_change(asker, found) == changes


def test_where_nobody_does_all_may_save_and_the_edit_key_stands_for_the_owner() -> None:
    found = row(owner=None, owner_name=None, edit_key=hash_secret("the key"))
    assert may_save(Settings(), Asker(), found)
    assert may_change(Asker(edit_key="the key"), found)
    for wrong in (None, "", "another"):
        assert not may_change(Asker(edit_key=wrong), found)
    assert not may_change(Asker(), row(owner=None, owner_name=None)), "nobody is not nobody's owner"


def test_no_edit_key_opens_what_somebody_owns() -> None:
    found = row(visibility="private", edit_key=hash_secret("the key"))
    assert not may_change(Asker("proxy|Ben", "Ben", edit_key="the key"), found)
    assert may_change(OWNER, found)
