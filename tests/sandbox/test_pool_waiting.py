"""Who waits for a child, and how long."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from playground.errors import Busy
from playground.sandbox.caller import Caller
from playground.sandbox.errors import ChildKilled
from playground.sandbox.pool import GRACE
from tests.sandbox.pools import LIMITS, loop_in, served_at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.sandbox.pool import Pool

pytestmark = pytest.mark.alone


def test_waiting_for_a_child_is_part_of_the_time_until_the_answer(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=1)
    answers_within = LIMITS.seconds + 2 * GRACE

    def outcome(request: bytes) -> tuple[str, float]:
        start = time.perf_counter()
        try:
            return pool.call(request).decode(), time.perf_counter() - start
        except (Busy, ChildKilled) as error:
            return str(error), time.perf_counter() - start

    with ThreadPoolExecutor(4) as threads:
        outcomes = []
        for request in (b"loop", b"echo short", b"loop", b"echo late"):
            outcomes.append(threads.submit(outcome, request))
            time.sleep(0.05)
        (first, _), (short, _), (cut, _), (late, _) = results = [one.result() for one in outcomes]
    assert (first, short) == ("seconds", "short")  # who waited is answered where the time left is enough
    assert "cut short" in cut  # and told to come back where it is not, which is no fault of the template's
    assert late in {"late", "no child came free in time", cut}
    assert max(seconds for _, seconds in results) < answers_within + 0.2
    assert pool.call(b"echo back") == b"back"


def test_what_a_caller_has_waited_before_is_part_of_it_as_well(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=1)
    pool.call(b"echo all is there")
    caller = Caller()
    caller.since -= LIMITS.seconds
    start = time.perf_counter()
    with pytest.raises(Busy, match="cut short"):
        pool.call(b"loop", caller)
    assert time.perf_counter() - start < 2 * GRACE + 0.2
    caller.since -= 10
    with pytest.raises(Busy):
        pool.call(b"echo late", caller)
    assert pool.call(b"echo back", Caller()) == b"back"


def test_callers_are_served_in_the_order_of_asking(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=1)
    served: list[int] = []

    def call(number: int) -> None:
        pool.call(b"sleep 0.05")
        served.append(number)

    threads = [threading.Thread(target=call, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
        time.sleep(0.005)
    for thread in threads:
        thread.join()
    assert served == list(range(8))


def test_a_hostile_caller_does_not_hold_up_the_others(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=3)
    hostile = loop_in(pool)
    assert all(served_at_once(pool) for _ in range(100))
    hostile.join()


def test_short_calls_share_a_child_and_a_long_one_does_not_hold_them_up(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=4, usual=1)
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(pool.call, [b"pid"] * 40))) == 1
        slow = threads.submit(pool.call, b"sleep 0.4")
        time.sleep(0.05)
        assert served_at_once(pool)
        assert not slow.done()
