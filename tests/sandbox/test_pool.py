from __future__ import annotations

import os
import resource
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playground.sandbox.child import GROWN
from playground.sandbox.errors import ChildKilled
from playground.sandbox.pool import GRACE, Pool
from tests.sandbox.pools import LIMITS, children, loop_in, served_at_once
from tests.serving import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.alone

LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux's /proc")


@pytest.fixture
def pool(make_pool: Callable[..., Pool]) -> Pool:
    return make_pool()


def test_bytes_come_back_as_they_went(pool: Pool) -> None:
    text = bytes(range(256)) * 40_000
    assert pool.call(b"echo " + text) == text


def test_a_child_is_used_again(pool: Pool) -> None:
    assert pool.call(b"pid") == pool.call(b"pid")


def test_an_endless_call_is_killed_at_its_deadline_and_the_next_is_served_at_once(pool: Pool) -> None:
    start = time.perf_counter()
    with pytest.raises(ChildKilled) as caught:
        pool.call(b"loop")
    assert caught.value.reason == "seconds"
    assert LIMITS.seconds <= time.perf_counter() - start < LIMITS.seconds + GRACE + 0.3
    assert served_at_once(pool)


@LINUX
def test_a_stopped_child_is_killed_too(pool: Pool) -> None:
    pid = int(pool.call(b"pid"))
    os.kill(pid, signal.SIGSTOP)
    assert wait_for(lambda: all(" T " in (task / "stat").read_text() for task in Path(f"/proc/{pid}/task").iterdir()))
    with pytest.raises(ChildKilled, match="seconds"):
        pool.call(b"echo")
    assert served_at_once(pool)


@LINUX
def test_memory_is_bounded(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(limits=replace(LIMITS, seconds=10))
    assert pool.call(b"take %d" % (LIMITS.memory * 3 // 4)) == b"took %d" % (LIMITS.memory * 3 // 4)
    with pytest.raises(ChildKilled, match="memory"):
        pool.call(b"take %d" % LIMITS.memory)
    with pytest.raises(ChildKilled, match="memory"):
        pool.call(b"memory")
    assert pool.call(b"echo next") == b"next"


@LINUX
@pytest.mark.parametrize(("part", "reason"), [(0.75, "memory"), (0.05, "crash")])
def test_a_child_that_a_library_ends_for_lack_of_memory_is_told_from_a_crash(pool: Pool, part: float, reason: str) -> None:
    with pytest.raises(ChildKilled, match=reason):
        pool.call(b"crash %d" % (LIMITS.memory * part))
    assert served_at_once(pool)


@LINUX
def test_a_child_that_grew_makes_way_for_a_fresh_one(pool: Pool) -> None:
    before = pool.call(b"pid")
    pool.call(b"take %d" % GROWN)
    assert pool.call(b"pid") != before


@pytest.mark.parametrize(("request_", "detail"), [(b"fail", "ValueError"), (b"exit", "ended without an answer")])
def test_a_crash_costs_one_answer(pool: Pool, request_: bytes, detail: str) -> None:
    with pytest.raises(ChildKilled) as caught:
        pool.call(request_)
    assert caught.value.reason == "crash"
    assert detail in caught.value.detail
    assert "a defect" not in caught.value.detail  # the log is told the place, and never what may quote a document
    assert served_at_once(pool)


@LINUX
def test_a_server_with_many_descriptors_has_a_sandbox(make_pool: Callable[..., Pool]) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 1300)), hard))
    taken = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        pool = make_pool()
        assert pool.call(b"echo this") == b"this"
        child = pool.call(b"pid").decode()
        assert all(int(one.name) < 1024 for pid in (child, str(pool._starter._process.pid)) for one in Path(f"/proc/{pid}/fd").iterdir())
    finally:
        for descriptor in taken:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_the_stack_holds_deep_recursion(pool: Pool) -> None:
    assert pool.call(b"recurse 2000") == b"2000"
    with pytest.raises(ChildKilled, match="RecursionError"):
        pool.call(b"recurse 50000")


@LINUX
def test_children_start_on_demand_and_idle_ones_end(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=4, idle=0.3)
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(pool.call, [b"sleep 0.1"] * 4))) == 1
    assert len(children(pool)) == 4
    assert wait_for(lambda: not children(pool))  # reaped as well: a zombie is a child
    assert pool.call(b"echo woken") == b"woken"


@LINUX
def test_children_killed_from_outside_are_replaced_without_a_lost_answer(pool: Pool) -> None:
    at_once = 0
    for _ in range(20):
        pid = int(pool.call(b"pid"))
        os.kill(pid, signal.SIGKILL)
        at_once += served_at_once(pool)
    assert at_once >= 18  # the rest is the machine's
    assert wait_for(lambda: len(children(pool)) == 1)


KILLS = int(os.environ.get("PLAYGROUND_KILLS", "200"))
"""How many children the next test kills; 10,000 take two minutes and a half."""


@LINUX
def test_kills_leave_no_process_and_no_descriptor_behind(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(limits=replace(LIMITS, seconds=5))

    def kill(number: int) -> None:
        if number % 2:
            os.kill(int(pool.call(b"pid")), signal.SIGKILL)
            return
        with pytest.raises(ChildKilled):
            pool.call(b"exit" if number % 4 else b"fail")

    def held() -> dict[str, int]:
        return {who: len(list(Path(f"/proc/{who}/fd").iterdir())) for who in ("self", str(pool._starter._process.pid))}

    kill(0)
    before = held()
    taken = []
    for number in range(KILLS):
        kill(number)
        start = time.perf_counter()
        assert pool.call(b"echo next") == b"next"
        taken.append(time.perf_counter() - start)
    kill(0)
    assert held() == before
    assert wait_for(lambda: len(children(pool)) == 0)  # reaped as well: a zombie is a child
    taken.sort()
    print(f"{KILLS} kills; the next answer after {taken[KILLS // 2]:.3f} s in the middle, at the longest {taken[-1]:.3f} s")  # noqa: T201
    assert taken[int(KILLS * 0.99)] < 0.3  # the rest is the machine's


@LINUX
def test_closing_ends_every_process(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=2)
    busy = loop_in(pool)
    assert wait_for(lambda: len(children(pool)) >= 1)
    processes = [pool._starter._process.pid, *children(pool)]
    pool.close()
    busy.join()
    assert wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes))
    with pytest.raises(ChildKilled, match="closed"):
        pool.call(b"echo")
