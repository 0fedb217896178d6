"""Which connections end where there are too many, or too much is kept."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from playground.server.connection import Connection, Pace, State
from playground.server.crowd import Crowd

if TYPE_CHECKING:
    from collections.abc import Iterator

PACE = Pace(10.0, 100)


@pytest.fixture
def connections() -> Iterator[list[Connection]]:
    """Three, each of which has a little more time than the one before."""
    pairs = [socket.socketpair() for _ in range(3)]
    made = [Connection(ours, "", PACE) for ours, _ in pairs]
    for number, connection in enumerate(made):
        connection.deadline += number
    yield made
    for connection, (_, theirs) in zip(made, pairs, strict=True):
        connection.close()
        theirs.close()


def test_it_is_full_at_so_many_places(connections: list[Connection]) -> None:
    crowd = Crowd(2, 100)
    for connection, full in zip(connections, (False, True, True), strict=True):
        crowd.add(connection)
        assert crowd.is_full == full
    crowd.remove(connections[0])
    crowd.remove(connections[1])
    assert not crowd.is_full
    assert list(crowd) == [connections[2]]


def test_it_holds_too_much_at_one_byte_more_than_is_allowed(connections: list[Connection]) -> None:
    crowd = Crowd(9, 100)
    crowd.add(connections[0])
    said = []
    for number, count in ((0, 60), (1, 40), (1, 41), (0, 59), (1, 42)):
        crowd.hold(connections[number], count)
        said.append(crowd.holds_too_much)
    crowd.remove(connections[0])
    assert [*said, crowd.holds_too_much] == [False, False, True, False, True, False]


def test_the_slowest_is_whose_client_has_the_least_time_left(connections: list[Connection]) -> None:
    crowd = Crowd(9, 100)
    assert crowd.slowest() is None
    for connection in connections:
        crowd.add(connection)
    assert crowd.slowest() is connections[0]
    connections[0].answer()  # it waits for us
    assert crowd.slowest() is connections[1]
    crowd.hold(connections[2], 1)
    assert crowd.slowest(holding=True) is connections[2]
    connections[1].answer()
    assert crowd.slowest() is connections[2]


def test_with_each_step_the_time_begins_anew(connections: list[Connection]) -> None:
    one = connections[0]
    one.wait(State.BODY)
    before = one.deadline
    time.sleep(0.01)
    one.moved(999)
    assert one.deadline == before
    one.moved(1)
    assert before < one.deadline <= time.monotonic() + PACE.seconds
    one.moved(999)
    assert one.deadline <= time.monotonic() + PACE.seconds


def test_what_is_not_taken_at_once_is_sent_later_in_order() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        ours.setblocking(False)
        one = Connection(ours, "", PACE)
        pieces = [bytes([number % 256]) * (number * 37 % 5000) for number in range(700)]
        one.unsent = [memoryview(piece) for piece in pieces]
        got = bytearray()
        sent = one.send()
        assert 0 < sent < sum(map(len, pieces))
        while one.unsent:
            got += theirs.recv(10_000)
            sent += one.send()
        while len(got) < sent:
            got += theirs.recv(10_000)
        assert bytes(got) == b"".join(pieces)
        one.close()


def test_one_that_waits_for_a_thread_ends_where_there_is_no_other(connections: list[Connection]) -> None:
    crowd = Crowd(3, 1000)
    for one in connections:
        crowd.add(one)
        one.wait(State.READY, 1.5)
    assert crowd.slowest() is connections[0]
    connections[0].answer()
    assert crowd.slowest() is connections[1]
    connections[2].wait(State.IDLE, 10)
    assert crowd.slowest() is connections[2]
    assert crowd.slowest(holding=True) is None
