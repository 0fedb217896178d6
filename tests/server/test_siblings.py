"""Which web process takes a new connection."""

from __future__ import annotations

import math
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from playground.server.siblings import Siblings
from playground.server.worker import GIVES_WAY, INSISTS, Worker

if TYPE_CHECKING:
    import pytest

NOW = 100.0
OTHER = 2


class Process(Worker):
    """A web process's worker as far as it takes connections, of which there are as many as wanted."""

    def __init__(self, siblings: Siblings, connections: int) -> None:
        self.__dict__.update(
            siblings=siblings,
            age=1,
            _clients=range(connections),
            _accepting=True,
            _leaves=None,
            alive=True,
            _gives_way_until=None,
            _has_given_way=False,
            _insists=0,
            _tells_from=math.inf,
            _looked=math.inf,
            method_queue=SimpleNamespace(are_there=lambda: False),
        )
        self.waits: list[float] = []
        self.taken = 0

    def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001 - gunicorn's
        self._accepting = enabled

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """A turn in which somebody wants to connect."""
        self.waits.append(timeout)
        if self._accepting:
            self.accept(None)  # type: ignore[arg-type] # what is taken is counted

    def _take(self, _listener: Any) -> bool:
        self.taken += 1
        return True


def test_the_one_with_fewest_takes_the_next() -> None:
    siblings = Siblings()
    assert not siblings.has_fewer(1, 5, NOW)  # there is no other
    siblings.tell(1, 5, NOW)
    assert not siblings.has_fewer(1, 5, NOW)
    siblings.tell(2, 5, NOW)
    assert not siblings.has_fewer(1, 5, NOW)
    assert siblings.has_fewer(1, 6, NOW)
    assert not siblings.has_fewer(2, 5, NOW)


def test_what_a_process_said_long_ago_does_not_count_nor_one_that_leaves() -> None:
    siblings = Siblings()
    siblings.tell(2, 0, NOW)
    assert siblings.has_fewer(1, 1, NOW + 1.5)
    assert not siblings.has_fewer(1, 1, NOW + 2.5)  # it hangs, or has ended
    siblings.tell(2, 0, NOW + 3)
    assert siblings.has_fewer(1, 1, NOW + 3)
    siblings.leave(2)
    assert not siblings.has_fewer(1, 1, NOW + 3)


def test_numbers_may_grow() -> None:
    siblings = Siblings()
    siblings.tell(100_000, 0, NOW)
    assert siblings.has_fewer(100_001, 1, NOW)
    assert not siblings.has_fewer(100_000, 1, NOW)


def test_a_process_with_more_gives_way_and_then_takes_some() -> None:
    siblings = Siblings()
    process = Process(siblings, connections=5)
    siblings.tell(OTHER, 1, time.monotonic())
    process._turn()
    assert (process.taken, process._accepting) == (0, False)
    time.sleep(GIVES_WAY)
    process._turn()
    assert process.waits[-1] == GIVES_WAY
    assert process._accepting
    for _ in range(INSISTS + 1):  # the other has not come
        process._turn()
    assert (process.taken, process._accepting) == (INSISTS, False)


def test_a_process_that_has_begun_to_serve_counts_once_it_has_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    siblings = Siblings()
    monkeypatch.setattr(time, "monotonic", lambda: NOW)
    process = Process(siblings, connections=0)
    process._tells_from = NOW + 1
    process._turn()
    assert not siblings.has_fewer(OTHER, 1, NOW)
    process._tells_from = NOW
    process._turn()
    assert siblings.has_fewer(OTHER, 1, NOW)
