"""An event that repeats is logged a few times, then only counted, then logged with the count."""

from __future__ import annotations

import time

from playground.repeats import KINDS, Repeats


def test_each_kind_is_told_so_often_and_then_no_more() -> None:
    repeats = Repeats(2)
    assert [repeats.note("a") for _ in range(4)] == ["", "", None, None]
    assert repeats.note("b") == ""


def test_after_the_time_the_next_one_says_how_many_were_not_told() -> None:
    repeats = Repeats(seconds=0.05)
    assert [repeats.note("a") for _ in range(3)] == ["", None, None]
    time.sleep(0.06)
    assert repeats.note("a") == " (2 more like it were not told.)"
    assert repeats.note("a") is None


def test_strangers_cannot_make_it_grow() -> None:
    repeats = Repeats()
    for kind in range(3 * KINDS):
        assert repeats.note(kind) == ""
    assert len(repeats._tallies) == KINDS
