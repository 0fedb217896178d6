"""HTTP with a program at its port: all requests are sent at once, and answered in their order (RFC 9112, 9.3.2).

One after the other, each would wait until the program, and then this process, is given a processor.
"""

from __future__ import annotations

import select
import socket
import sys
import time
from http.client import HTTPException
from typing import TYPE_CHECKING

from playground.sandbox.program import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_ANSWERED = 16 * 1024 * 1024
"""Bytes of one answer: DynamoDB's own are at most that, of a batch."""
MOST_HEAD = 16 * 1024
"""Bytes of the status line and the headers of an answer."""
AT_ONCE = 256 * 1024
"""Bytes that one call takes from the socket."""
_END_OF_HEAD = b"\r\n\r\n"


class TooLarge(Exception):
    """An answer that is too large."""


class ProgramLink:
    """The connection. Its errors: OSError, HTTPException (no HTTP, or the program has gone), TimeoutError, TooLarge."""

    def __init__(self, port: int, end: float) -> None:
        """Connect by `end` (of time.monotonic)."""
        self._socket = socket.create_connection((LOOPBACK, port), timeout=_left(end))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setblocking(False)
        self._host = f"{LOOPBACK}:{port}"
        self._come = bytearray()
        self.server = ""

    def ask(self, requests: Sequence[tuple[Mapping[str, str], bytes]], end: float) -> list[tuple[int, bytes]]:
        """The answers (status, body) to requests (headers, body), by `end` (of time.monotonic); notes the `server`'s name."""
        unsent = memoryview(b"".join(self._request(headers, body) for headers, body in requests))
        answers: list[tuple[int, bytes]] = []
        poll = select.poll()
        poll.register(self._socket, select.POLLIN | select.POLLOUT)
        while len(answers) < len(requests):
            ready = poll.poll(_left(end) * 1_000)
            if unsent and ready and ready[0][1] & select.POLLOUT:
                unsent = unsent[self._socket.send(unsent) :]
                if not unsent:
                    poll.modify(self._socket, select.POLLIN)
            if ready and ready[0][1] & ~select.POLLOUT:
                self._receive()
                while (answer := self._next()) is not None:
                    answers.append(answer)
        return answers

    def close(self) -> None:
        """Close it."""
        self._socket.close()

    def _request(self, headers: Mapping[str, str], body: bytes) -> bytes:
        lines = [f"{name}: {value}\r\n" for name, value in {"Host": self._host, **headers, "Content-Length": str(len(body))}.items()]
        return f"POST / HTTP/1.1\r\n{''.join(lines)}\r\n".encode("ascii") + body

    def _receive(self) -> None:
        data = self._socket.recv(AT_ONCE)
        if not data:
            raise HTTPException("the program has closed the connection")
        self._come += data
        if sys.platform == "linux":  # else the program waits for an acknowledgement that the kernel holds back for 40 ms (tcp(7))
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def _next(self) -> tuple[int, bytes] | None:
        """The next answer that has come whole."""
        head_end = self._come.find(_END_OF_HEAD, 0, MOST_HEAD)
        if head_end < 0:
            if len(self._come) >= MOST_HEAD:
                raise HTTPException("an answer's head is too long")
            return None
        status, headers = _head(self._come[:head_end].decode("latin-1"))
        length = _length(headers)
        begin = head_end + len(_END_OF_HEAD)
        if len(self._come) < begin + length:
            return None
        body = bytes(self._come[begin : begin + length])
        del self._come[: begin + length]
        self.server = headers.get("server", "")
        return status, body


def _left(end: float) -> float:
    """Seconds until `end`. TimeoutError where it is over."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _head(text: str) -> tuple[int, dict[str, str]]:
    """The status and the headers, by their names in lower case."""
    first, *lines = text.split("\r\n")
    version, _, status = first.partition(" ")
    if version != "HTTP/1.1" or not status[:3].isdecimal():
        raise HTTPException("what answers speaks no HTTP/1.1")
    pairs = (line.partition(":") for line in lines)
    return int(status[:3]), {name.strip().lower(): value.strip() for name, _, value in pairs}


def _length(headers: Mapping[str, str]) -> int:
    text = headers.get("content-length", "")
    if not (text.isascii() and text.isdecimal()):
        raise HTTPException("an answer does not say its length")
    if len(text) > len(str(MOST_ANSWERED)) or int(text) > MOST_ANSWERED:
        raise TooLarge
    return int(text)
