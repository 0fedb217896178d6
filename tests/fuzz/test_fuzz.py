"""A short turn of every fuzz target; `make fuzz MINUTES=30` is a long one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_is_sent_the_promise_holds(name: str) -> None:
    target = TARGETS[name]

    @settings(suppress_health_check=list(HealthCheck))
    @given(target.strategy())
    def run(sent: object) -> None:
        target.check(sent)

    run()
