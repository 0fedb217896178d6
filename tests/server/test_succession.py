"""Who serves on until somebody else does."""

from __future__ import annotations

from playground.server.succession import Succession


def test_an_old_generation_is_needed_until_a_newer_one_serves() -> None:
    succession = Succession()
    first, second = object(), object()
    assert [succession.generation(first), succession.generation(first)] == [1, 1]
    assert not succession.is_served()
    succession.serves(1)
    assert succession.is_served()
    assert not succession.has_successor(1)
    assert not succession.is_awaited(1)
    assert succession.generation(first) == 1  # one that takes a dead one's place
    assert [succession.generation(second), succession.generation(second)] == [2, 2]
    assert succession.has_successor(1)
    assert succession.is_awaited(1)
    assert not succession.is_awaited(2)
    succession.serves(2)
    succession.serves(1)  # late
    assert succession.has_successor(1)
    assert not succession.has_successor(2)
    assert not succession.is_awaited(1)
