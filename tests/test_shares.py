"""Who has how many places."""

from __future__ import annotations

import time

import pytest

from playground import shares
from playground.shares import Shares


def test_alone_one_may_have_all_and_with_others_a_share() -> None:
    places = Shares(8, 0.75)
    places.ask("a")
    for _ in range(8):
        assert places.may_have("a")
        places.take("a")
    places.ask("b")
    assert not places.may_have("a")
    assert places.may_have("b")
    places.give_back("a")
    places.give_back("a")
    assert not places.may_have("a")
    places.give_back("a")
    assert places.taken("a") == 5
    assert places.may_have("a")


def test_who_has_not_asked_for_a_while_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    places = Shares(4, 0.5)
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    places.ask("b")
    places.ask("a")
    places.take("a")
    places.take("a")
    assert not places.may_have("a")
    now += shares.SECONDS + 1
    places.ask("a")
    assert places.may_have("a")


@pytest.mark.parametrize(("size", "share", "most"), [(8, 0.75, 6), (16, 0.75, 12), (1, 0.75, 1), (2, 0.1, 1), (8, 1.0, 8)])
def test_a_share_is_at_least_one_place(size: int, share: float, most: int) -> None:
    places = Shares(size, share)
    places.ask("b")
    places.ask("a")
    count = 0
    while places.may_have("a") and count < 100:
        places.take("a")
        count += 1
    assert count == most


def test_no_crowd_of_callers_fills_the_memory() -> None:
    places = Shares(8, 0.75)
    for number in range(3 * shares.REMEMBERED):
        places.ask(f"peer {number}")
        places.take(f"peer {number}")
        places.give_back(f"peer {number}")
    assert len(places._asked) == shares.REMEMBERED
    assert not places._taken
