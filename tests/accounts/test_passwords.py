"""The site's one password."""

from __future__ import annotations

import pytest

from playground.accounts.passwords import hash_password, is_right, team
from playground.accounts.rights import ALL, WRITE
from playground.settings import Settings


@pytest.mark.slow
def test_the_right_password_is_told_by_its_hash_which_differs_each_time() -> None:
    one, other = hash_password("p\u00e4ss word"), hash_password("p\u00e4ss word")
    assert one != other
    assert "word" not in one
    assert is_right(Settings(password_hash=one), "p\u00e4ss word")
    for wrong in ("", "p\u00e4ss word ", "P\u00e4ss word"):
        assert not is_right(Settings(password_hash=one), wrong)


def test_all_who_know_it_are_one_owner_who_administers_where_that_is_set() -> None:
    assert team(Settings()) == team(Settings())
    assert team(Settings()).rights == WRITE
    assert team(Settings(admins=("team",))).rights == ALL
