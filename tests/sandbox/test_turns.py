from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from playground.sandbox.turns import PATIENCE, Turns

pytestmark = pytest.mark.alone


def waited(turns: Turns, seconds: float = 1) -> tuple[bool, float]:
    """Whether a turn was to be had, and after how long."""
    start = time.perf_counter()
    return turns.take(seconds), time.perf_counter() - start


def test_short_turns_are_taken_one_after_the_other() -> None:
    turns = Turns(4, usual=1)
    at_once: list[int] = []
    most = 0

    def work(number: int) -> None:
        nonlocal most
        assert turns.take(1)
        at_once.append(number)
        most = max(most, len(at_once))
        time.sleep(0.001)
        at_once.remove(number)
        turns.give_back()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(100)))
    assert most == 1


def test_who_waits_long_takes_one_more_up_to_the_most() -> None:
    turns = Turns(3, usual=1)
    assert turns.take(1)
    for _ in range(2):
        taken, seconds = waited(turns)
        assert taken
        assert PATIENCE <= seconds < PATIENCE + 0.2
    taken, seconds = waited(turns, 0.1)
    assert not taken
    assert seconds >= 0.1


def test_after_a_long_turn_the_usual_number_returns() -> None:
    turns = Turns(2, usual=1)
    assert turns.take(1)
    assert turns.take(1)  # the first is long
    turns.give_back()
    turns.give_back()
    assert turns.take(1)
    taken, seconds = waited(turns)
    assert taken
    assert seconds >= PATIENCE


def test_a_turn_goes_to_who_has_waited_longest() -> None:
    turns = Turns(1, usual=1)
    assert turns.take(1)
    served: list[int] = []

    def wait(number: int) -> None:
        assert turns.take(2)
        served.append(number)
        turns.give_back()

    threads = [threading.Thread(target=wait, args=[number]) for number in range(5)]
    for thread in threads:
        thread.start()
        time.sleep(PATIENCE * 2)  # all of them are beyond their patience
    turns.give_back()
    for thread in threads:
        thread.join()
    assert served == list(range(5))


def test_one_who_gives_up_is_forgotten() -> None:
    turns = Turns(1, usual=1)
    assert turns.take(1)
    assert not turns.take(0.01)
    assert not turns.take(PATIENCE * 2)
    turns.give_back()
    assert turns.take(0)


def test_no_turn_is_lost_or_given_twice_under_many_hands() -> None:
    """Waits that end just when a turn is given are the hard part: many short waits, and turns about as long."""
    turns = Turns(3, usual=2)
    lock = threading.Lock()
    running = most = done = 0

    def work(number: int) -> None:
        nonlocal running, most, done
        for step in range(60):
            if not turns.take(0.001 * ((number + step) % 50)):
                continue
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.0005 * ((number * step) % 7))
            with lock:
                running -= 1
                done += 1
            turns.give_back()

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(work, range(12)))
    assert done
    assert 2 <= most <= 3
    assert all(waited(turns, PATIENCE)[0] for _ in range(3))  # all are there again, and no more
    assert not turns.take(PATIENCE)
