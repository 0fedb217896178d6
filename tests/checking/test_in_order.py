from __future__ import annotations

import threading
import time

import pytest

from playground.checking.in_order import AHEAD, in_order


def test_results_come_in_the_order_of_the_tasks() -> None:
    def work(number: int) -> int:
        time.sleep(0.002 * (number % 3))
        return number * 2

    assert list(in_order(iter(range(40)), work, 4)) == [number * 2 for number in range(40)]


def test_threads_work_side_by_side() -> None:
    together = threading.Barrier(3, timeout=20)
    assert len(list(in_order(iter(range(3)), lambda _: together.wait(), 3))) == 3


def test_what_goes_wrong_is_raised_where_the_result_would_come() -> None:
    results = in_order(iter([1, 0, 2]), lambda number: 10 // number, 2)
    assert next(results) == 10
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_no_more_tasks_are_taken_than_are_soon_needed() -> None:
    taken: list[int] = []

    def tasks() -> object:
        for number in range(1_000):
            taken.append(number)
            yield number

    results = in_order(iter(tasks()), lambda number: number, 2)  # type: ignore[call-overload]
    next(results)
    assert len(taken) <= 2 * AHEAD + 1
