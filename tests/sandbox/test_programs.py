"""The programs of a pool: each for one call, and one ahead of the next."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from playground.evaluator.engine import AHEAD, program
from playground.limits import Limits
from playground.sandbox.errors import ChildKilled
from playground.sandbox.programs import Programs
from tests.engines import ENGINE, needs_engine
from tests.sandbox.test_program import is_there
from tests.serving import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.sandbox.program import StartedProgram

pytestmark = [pytest.mark.processes, needs_engine]


@pytest.fixture
def programs() -> Iterator[Programs]:
    """Engines that may wait long for their call."""
    with closing(Programs(replace(program(ENGINE), ahead=60.0), Limits(), 1.0)) as made:
        yield made


def start(programs: Programs) -> StartedProgram:
    return programs.start(time.monotonic() + 20)


def ahead(programs: Programs) -> StartedProgram:
    """The one that waits for its call."""
    assert wait_for(lambda: programs._ahead is not None, 20)
    assert programs._ahead is not None
    return programs._ahead


def test_the_next_call_has_one_that_was_started_ahead(programs: Programs) -> None:
    first = start(programs)
    programs.stop(first)
    waiting = ahead(programs)
    assert waiting.pid != first.pid
    assert is_there(waiting.pid)
    second = start(programs)
    assert second is waiting
    programs.stop(second)
    assert wait_for(lambda: not is_there(first.pid))


def test_each_call_has_one_of_its_own(programs: Programs) -> None:
    programs.stop(start(programs))
    waiting = ahead(programs)
    first, second = start(programs), start(programs)
    assert first is waiting
    assert second.pid != first.pid
    programs.stop(first)
    programs.stop(second)


def test_one_waits_and_no_more(programs: Programs) -> None:
    one, other = start(programs), start(programs)
    programs.stop(one)
    waiting = ahead(programs)
    programs.stop(other)
    assert programs._ahead is waiting
    assert not programs._is_making


def test_one_that_has_waited_long_is_not_taken() -> None:
    with closing(Programs(replace(program(ENGINE), ahead=0.0), Limits(), 1.0)) as programs:
        programs.stop(start(programs))
        old = ahead(programs)
        new = start(programs)
        assert new.pid != old.pid
        assert wait_for(lambda: not is_there(old.pid), 10)
        programs.stop(new)


def test_what_waits_ends_with_the_pool(programs: Programs) -> None:
    programs.stop(start(programs))
    waiting = ahead(programs)
    programs.close()
    assert wait_for(lambda: not is_there(waiting.pid), 10)
    with pytest.raises(ChildKilled):
        start(programs)


def test_what_waits_ends_by_itself() -> None:
    assert AHEAD <= 10
    with closing(Programs(replace(program(ENGINE), ahead=0.1, seconds=0.2), Limits(), 1.0)) as programs:
        programs.stop(start(programs))
        waiting = ahead(programs)
        assert wait_for(lambda: not is_there(waiting.pid), 20)
