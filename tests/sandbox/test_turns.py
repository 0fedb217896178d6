from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from playground.sandbox.turns import LONG, Turn, Turns
from tests.serving import wait_for

pytestmark = pytest.mark.alone


def given(turns: Turns, seconds: float = 1) -> Turn:
    """A turn, which is there in time."""
    turn = turns.take(seconds)
    assert turn is not None
    return turn


def waited(turns: Turns, seconds: float = 1) -> tuple[Turn | None, float]:
    """A turn, if it was to be had, and after how long."""
    start = time.perf_counter()
    return turns.take(seconds), time.perf_counter() - start


def test_short_turns_are_taken_one_after_the_other_however_long_that_takes() -> None:
    turns = Turns(4, usual=1)
    at_once: list[int] = []
    most = 0

    def work(number: int) -> None:
        nonlocal most
        turn = given(turns, 5)
        at_once.append(number)
        most = max(most, len(at_once))
        time.sleep(LONG / 10)
        at_once.remove(number)
        turns.give_back(turn)

    with ThreadPoolExecutor(25) as threads:
        list(threads.map(work, range(100)))  # the last ones wait for several times LONG
    assert most == 1


def test_one_more_is_given_once_the_last_is_long_up_to_the_most() -> None:
    turns = Turns(3, usual=1)
    start = time.perf_counter()
    given(turns)
    for count in (1, 2):
        given(turns)
        assert count * LONG <= time.perf_counter() - start < count * LONG + 0.2
    turn, seconds = waited(turns, 0.1)
    assert turn is None
    assert seconds >= 0.1


def test_after_a_long_turn_the_usual_number_returns() -> None:
    turns = Turns(2, usual=1)
    both = [given(turns), given(turns)]  # the first is long
    for turn in both:
        turns.give_back(turn)
    given(turns)
    second, seconds = waited(turns)
    assert second is not None
    assert seconds >= LONG * 0.9


def test_a_turn_goes_to_who_has_waited_longest() -> None:
    turns = Turns(1, usual=1)
    first = given(turns)
    served: list[int] = []

    def wait(number: int) -> None:
        turn = given(turns, 2)
        served.append(number)
        turns.give_back(turn)

    threads = [threading.Thread(target=wait, args=[number]) for number in range(5)]
    for thread in threads:
        thread.start()
        time.sleep(LONG * 2)
    turns.give_back(first)
    for thread in threads:
        thread.join()
    assert served == list(range(5))


def test_a_newcomer_does_not_overtake_who_waits() -> None:
    turns = Turns(2, usual=1)
    first = given(turns)
    waiting = threading.Thread(target=given, args=[turns])
    waiting.start()
    assert wait_for(lambda: len(turns._waiting) == 1)
    assert first.since is not None
    first.since -= LONG  # it is long now, and the one that waits will only look a while later
    assert turns.take(0) is None
    waiting.join(1)
    assert not waiting.is_alive()


def test_one_who_gives_up_is_forgotten() -> None:
    turns = Turns(1, usual=1)
    turn = given(turns)
    assert turns.take(0.01) is None
    assert turns.take(LONG * 2) is None
    turns.give_back(turn)
    given(turns, 0)


def test_no_turn_is_lost_or_given_twice_under_many_hands() -> None:
    """Waits that end just when a turn is given are the hard part: many short waits, and turns about as long."""
    turns = Turns(3, usual=2)
    lock = threading.Lock()
    running = most = done = 0

    def work(number: int) -> None:
        nonlocal running, most, done
        for step in range(60):
            turn = turns.take(0.001 * ((number + step) % 50))
            if turn is None:
                continue
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.005 * ((number * step) % 7))
            with lock:
                running -= 1
                done += 1
            turns.give_back(turn)

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(work, range(12)))
    assert done
    assert 2 <= most <= 3
    for _ in range(3):  # all are there again, and no more
        given(turns, LONG * 2)
    assert turns.take(LONG * 2) is None
