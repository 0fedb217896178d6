"""What a Scenario has many of costs in proportion: eight times as many take no more than three times eight times as long."""

from __future__ import annotations

import time

import pytest

from playground import Limits, Scenario, evaluate
from tests.bench.growing import GROWING

FEW, TIMES, ALLOWED = 500, 8, 3
"""Quadratic work takes 64 times as long for 8 times as many; 24 are allowed, since the machine may be busy."""
TRIES = 3


@pytest.mark.slow
@pytest.mark.parametrize("name", GROWING)
def test_many_of_a_kind_take_time_in_proportion(name: str) -> None:
    few, many = (Scenario.from_document(GROWING[name](count)) for count in (FEW, FEW * TIMES))
    limits = Limits(seconds=60)
    assert evaluate(many, limits).status in {200, 415}
    assert min(seconds(many, limits) for _ in range(TRIES)) < TIMES * ALLOWED * min(seconds(few, limits) for _ in range(TRIES))


def seconds(scenario: Scenario, limits: Limits) -> float:
    """Of the processor, for one evaluation."""
    start = time.process_time()
    evaluate(scenario, limits)
    return time.process_time() - start
