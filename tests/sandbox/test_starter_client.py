"""The starter when it hangs, dies, or is refused a process: each costs the calls of that moment, and none waits longer than it may."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from playground.errors import Busy
from playground.sandbox.errors import ChildKilled
from playground.sandbox.pool import GRACE, Pool
from tests.sandbox.pools import LIMITS
from tests.serving import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.alone

PATIENCE = LIMITS.seconds + 2 * GRACE


@pytest.fixture
def pool(make_pool: Callable[..., Pool]) -> Pool:
    return make_pool()


@pytest.fixture
def stopped(pool: Pool) -> Iterator[int]:
    """The pid of the pool's starter, which is stopped, and so takes orders and never answers."""
    pid = pool._starter._process.pid
    os.kill(pid, signal.SIGSTOP)
    yield pid
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


def outcome(pool: Pool, request: bytes) -> tuple[str, float]:
    """The answer, or the error's name, and the seconds until it was there."""
    start = time.perf_counter()
    try:
        answer = pool.call(request).decode()
    except (Busy, ChildKilled) as error:
        answer = type(error).__name__
    return answer, time.perf_counter() - start


def answers(pool: Pool) -> bool:
    return outcome(pool, b"echo again")[0] == "again"


def test_a_child_that_rests_answers_without_the_starter(pool: Pool, stopped: int) -> None:
    assert pool.call(b"echo this") == b"this"
    assert pool._starter._process.pid == stopped


def test_a_starter_that_hangs_is_replaced_and_every_call_ends_in_time(pool: Pool, stopped: int) -> None:
    pool._end(pool._resting.pop())  # so that each call needs a new child
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda _: outcome(pool, b"echo"), range(8)))
    assert {answer for answer, _ in outcomes} <= {"Busy", ""}
    assert max(seconds for _, seconds in outcomes) < PATIENCE + 0.5
    assert wait_for(lambda: answers(pool))
    assert pool._starter._process.pid != stopped


def test_a_starter_that_hangs_does_not_hold_up_the_end(pool: Pool, stopped: int) -> None:  # noqa: ARG001 - stopped by its fixture
    start = time.perf_counter()
    pool.close()
    assert time.perf_counter() - start < 4


def test_a_late_answer_of_the_starter_goes_to_nobody_else(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=3)
    starter = pool._starter
    pid = starter._process.pid
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(Busy):
        starter.start(time.monotonic() + 0.05)
    os.kill(pid, signal.SIGCONT)
    children = [starter.start(time.monotonic() + 5) for _ in range(2)]
    assert starter._process.pid == pid
    assert len({child.pid for child in children}) == 2
    pool._resting += children
    assert {pool.call(b"echo one"), pool.call(b"echo one")} == {b"one"}


def test_a_killed_starter_is_replaced(pool: Pool) -> None:
    pool._starter._process.kill()
    assert outcome(pool, b"exit")[0] in {"ChildKilled", "Busy"}
    assert wait_for(lambda: answers(pool))


def test_what_the_system_refuses_costs_one_call() -> None:
    pool = Pool("tests.sandbox.refusals:answer", LIMITS)
    try:
        with pytest.raises(Busy, match="gives no process"):
            pool.call(b"no process")
        with pytest.raises(Busy, match="gives a child no thread"):
            pool.call(b"no thread")
        pid = pool._starter._process.pid
        assert pool.call(b"all is well") == b"all is well"
        assert pool._starter._process.pid == pid
    finally:
        pool.close()
