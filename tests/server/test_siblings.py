"""Which web process takes a new connection."""

from __future__ import annotations

from playground.server.siblings import Siblings

NOW = 100.0


def test_the_one_with_fewest_takes_the_next() -> None:
    siblings = Siblings()
    assert not siblings.has_fewer(1, 5, NOW)  # there is no other
    siblings.tell(1, 5, NOW)
    assert not siblings.has_fewer(1, 5, NOW)
    siblings.tell(2, 5, NOW)
    assert not siblings.has_fewer(1, 5, NOW)
    assert siblings.has_fewer(1, 6, NOW)
    assert not siblings.has_fewer(2, 5, NOW)


def test_what_a_process_said_long_ago_does_not_count_nor_one_that_leaves() -> None:
    siblings = Siblings()
    siblings.tell(2, 0, NOW)
    assert siblings.has_fewer(1, 1, NOW + 1.5)
    assert not siblings.has_fewer(1, 1, NOW + 2.5)  # it hangs, or has ended
    siblings.tell(2, 0, NOW + 3)
    assert siblings.has_fewer(1, 1, NOW + 3)
    siblings.leave(2)
    assert not siblings.has_fewer(1, 1, NOW + 3)


def test_numbers_may_grow() -> None:
    siblings = Siblings()
    siblings.tell(100_000, 0, NOW)
    assert siblings.has_fewer(100_001, 1, NOW)
    assert not siblings.has_fewer(100_000, 1, NOW)
