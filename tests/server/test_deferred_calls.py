"""Calls that threads leave to the loop: none is lost, and none waits for the loop to wake by itself."""

from __future__ import annotations

import select
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

from playground.server.deferred_calls import DeferredCalls

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = 10.0
"""Seconds that the loop would sleep if nobody woke it."""


def turn(calls: DeferredCalls) -> float:
    """One turn of a loop, as the worker's; gives how many seconds it waited."""
    start = time.monotonic()
    woken, _, _ = select.select([calls.fileno()], [], [], 0.0 if calls.are_there() else LONG)
    waited = time.monotonic() - start
    calls.run()
    for _ in woken:
        calls.run_callbacks(None)
    return waited


def opened() -> DeferredCalls:
    calls = DeferredCalls()
    calls.init()
    return calls


def test_a_call_wakes_a_loop_that_waits() -> None:
    with closing(opened()) as calls:
        made: list[int] = []
        threading.Timer(0.1, calls.defer, [made.append, 1]).start()
        assert turn(calls) < LONG / 2
        assert made == [1]


def test_a_loop_that_has_calls_does_not_wait() -> None:
    with closing(opened()) as calls:
        made: list[int] = []
        for number in range(3):
            calls.defer(made.append, number)
        assert turn(calls) < LONG / 2
        assert made == [0, 1, 2]


def test_what_a_call_defers_is_called_at_the_next_turn() -> None:
    with closing(opened()) as calls:
        made: list[int] = []
        calls.defer(lambda: calls.defer(made.append, 1))
        turn(calls)
        assert made == []
        assert turn(calls) < LONG / 2
        assert made == [1]


def test_no_call_is_lost_or_late_among_many_threads() -> None:
    threads, each = 8, 2_000
    late: list[float] = []

    def note(asked: float) -> None:
        late.append(time.monotonic() - asked)

    def leave(calls: DeferredCalls, made: Callable[[float], None]) -> None:
        for number in range(each):
            calls.defer(made, time.monotonic())
            if number % 50 == 0:
                time.sleep(0.001)  # so that the loop waits again and again

    with closing(opened()) as calls:
        running = [threading.Thread(target=leave, args=[calls, note]) for _ in range(threads)]
        for thread in running:
            thread.start()
        end = time.monotonic() + 3 * LONG
        while len(late) < threads * each and time.monotonic() < end:
            turn(calls)
        for thread in running:
            thread.join()
    assert len(late) == threads * each
    assert max(late) < LONG / 2
