"""Pools whose children do what a test tells them: what the tests of the sandbox share."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playground.limits import Limits
from playground.sandbox.errors import ChildKilled

if TYPE_CHECKING:
    from playground.sandbox.pool import Pool

FUNCTION = "tests.sandbox.stand_ins:answer"
LIMITS = Limits(seconds=0.5, memory=200 * 1024 * 1024)


def served_at_once(pool: Pool) -> bool:
    """Does the next call get its answer within 300 ms?"""
    start = time.perf_counter()
    assert pool.call(b"echo next") == b"next"
    return time.perf_counter() - start < 0.3


def children(pool: Pool) -> list[int]:
    starter = pool._starter._process.pid
    return [int(pid) for pid in Path(f"/proc/{starter}/task/{starter}/children").read_text().split()]


def loop_in(pool: Pool) -> threading.Thread:
    def call() -> None:
        with pytest.raises(ChildKilled):
            pool.call(b"loop")

    thread = threading.Thread(target=call)
    thread.start()
    return thread
