"""A caller that leaves ends its call at once, wherever that is; and no peer keeps all children from another."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from playground.errors import Busy
from playground.sandbox.caller import Caller
from playground.sandbox.errors import ChildKilled
from playground.sandbox.pool import Pool
from playground.sandbox.turns import Turns
from tests.sandbox.pools import FUNCTION, LIMITS, served_at_once
from tests.serving import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.alone


def ask_in_thread(pool: Pool, request: bytes, caller: Caller, answers: list[str]) -> threading.Thread:
    """Call in a thread of its own; the answer, or the error's name, is appended to `answers`."""

    def ask() -> None:
        try:
            answers.append(pool.call(request, caller).decode())
        except (Busy, ChildKilled) as error:
            answers.append(type(error).__name__)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def test_a_call_ends_when_its_caller_leaves(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=1)
    caller, answers = Caller(), list[str]()
    thread = ask_in_thread(pool, b"loop", caller, answers)
    assert wait_for(lambda: caller._link is not None)
    start = time.monotonic()
    caller.leave()
    thread.join()
    assert answers == ["Busy"]
    assert time.monotonic() - start < LIMITS.seconds
    assert served_at_once(pool)


def test_one_that_waits_for_a_turn_and_leaves_waits_no_more(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=1)
    answers = list[str]()
    working, waiting = Caller(), Caller()
    first = ask_in_thread(pool, b"loop", working, answers)
    assert wait_for(lambda: working._link is not None)
    second = ask_in_thread(pool, b"echo", waiting, answers)
    assert wait_for(lambda: len(pool._turns._waiting) == 1)
    waiting.leave()
    second.join()
    assert answers == ["Busy"]
    assert first.is_alive()
    working.leave()
    first.join()


def test_one_that_has_left_before_its_turn_asks_no_child(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=1)
    pid = pool.call(b"pid")
    caller = Caller()
    caller.leave()
    with pytest.raises(Busy):
        pool.call(b"loop", caller)
    assert pool.call(b"pid") == pid


def test_a_peer_that_fills_all_its_share_leaves_children_for_another() -> None:
    pool = Pool(FUNCTION, LIMITS, 4, share=0.5)
    hostile = [Caller("hostile") for _ in range(6)]
    with ExitStack() as stack:
        stack.callback(pool.close)
        pool.call(b"echo", Caller("good"))
        threads = [ask_in_thread(pool, b"loop", caller, []) for caller in hostile]
        for thread in threads:
            stack.callback(thread.join)
        for caller in hostile:
            stack.callback(caller.leave)
        assert wait_for(lambda: sum(caller._link is not None for caller in hostile) == 2)
        for _ in range(5):
            start = time.monotonic()
            assert pool.call(b"echo good", Caller("good")) == b"good"
            assert time.monotonic() - start < 0.4
        assert sum(caller._link is not None for caller in hostile) <= 2


def test_the_next_turn_is_whose_peer_has_the_fewest() -> None:
    turns = Turns(2, 2)
    many, one = Caller("many"), Caller("one")
    taken = [turns.take(1, many) for _ in range(2)]
    order: list[str] = []

    def wait(caller: Caller) -> None:
        assert turns.take(5, caller)
        order.append(caller.peer)

    def give_back() -> None:
        turn = taken.pop()
        assert turn is not None
        turns.give_back(turn)

    threads = [threading.Thread(target=wait, args=[caller]) for caller in (many, one)]
    for count, thread in enumerate(threads, 1):
        thread.start()
        assert wait_for(lambda count=count: len(turns._waiting) == count)  # type: ignore[misc] # mypy takes the default for none
    give_back()
    threads[1].join()
    assert order == ["one"]
    give_back()
    threads[0].join()
    assert order == ["one", "many"]
