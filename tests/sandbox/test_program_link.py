"""HTTP with a program: many requests at once, answers in order, and what is no answer."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPException
from typing import TYPE_CHECKING

import pytest

from playground.sandbox.program_link import MOST_ANSWERED, MOST_HEAD, ProgramLink, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def answering(*pieces: bytes) -> Iterator[tuple[ProgramLink, bytearray]]:
    """A link to what writes these pieces, whatever it is asked, and what it was sent."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked = bytearray()

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                asked.extend(connection.recv(65536))
                for piece in pieces:
                    connection.sendall(piece)
                if pieces[-1:] != (b"",):  # stay, until the other side has gone
                    connection.recv(65536)

        thread = threading.Thread(target=serve)
        thread.start()
        with closing(ProgramLink(server.getsockname()[1], time.monotonic() + 10)) as link:
            yield link, asked
        thread.join(10)


def ask(link: ProgramLink, count: int, seconds: float = 10) -> list[tuple[int, bytes]]:
    return link.ask([({"X-Number": str(number)}, b"{}") for number in range(count)], time.monotonic() + seconds)


def answer(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %b\r\ncontent-length: %d\r\nserver: Engine/1\r\n\r\n%b" % (status, len(body), body)


def test_all_are_sent_at_once_and_answered_in_order() -> None:
    with answering(answer(b"one"), answer(b"", b"400 Bad Request"), answer(b"three")) as (link, asked):
        assert ask(link, 3) == [(200, b"one"), (400, b""), (200, b"three")]
    assert link.server == "Engine/1"
    assert [line for line in asked.split(b"\r\n") if line.startswith(b"X-Number")] == [b"X-Number: 0", b"X-Number: 1", b"X-Number: 2"]
    assert asked.startswith(b"POST / HTTP/1.1\r\nHost: 127.0.0.1:")


def test_answers_come_in_any_pieces() -> None:
    whole = answer(b"one") + answer(b"two")
    with answering(*(whole[at : at + 1] for at in range(len(whole)))) as (link, _):
        assert ask(link, 2) == [(200, b"one"), (200, b"two")]


def test_requests_and_answers_that_fill_the_buffers() -> None:
    large = b"x" * 4_000_000
    with answering(answer(large), answer(large)) as (link, _):
        assert [len(body) for _, body in link.ask([({}, b"a"), ({}, b"b")], time.monotonic() + 20)] == [len(large)] * 2


@pytest.mark.parametrize(
    "wrong",
    [
        b"HTTP/1.0 200 OK\r\n\r\n",
        b"hello\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"x" * MOST_HEAD,
        b"",
    ],
)
def test_what_is_no_answer_is_an_error(wrong: bytes) -> None:
    with answering(wrong) as (link, _), pytest.raises(HTTPException):
        ask(link, 1)


def test_an_answer_has_a_size() -> None:
    for length in (MOST_ANSWERED + 1, 10**30):
        with answering(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % length) as (link, _), pytest.raises(TooLarge):
            ask(link, 1)


def test_it_waits_no_longer_than_it_may() -> None:
    with answering(answer(b"one")) as (link, _), pytest.raises(TimeoutError):
        ask(link, 2, 0.2)
    with answering(b"HTTP") as (link, _), pytest.raises(TimeoutError):
        ask(link, 1, 0.1)
