"""Clients below the level of HTTP libraries: they send half of things, or nothing, and need not read."""

from __future__ import annotations

import json
import socket
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.serving import Site

GOOD = {"template": "$input.path('$.a')", "backend": {"body": '{"a": 1}'}}
HEAD = b"POST /api/v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
HUGE = {"template": "#foreach($i in [1..1000])" + "x" * 5000 + "#end", "backend": {"body": "{}"}}
"""Is answered with 5 MB, more than what the kernel takes for a client that does not read."""


def request_for(document: object, head: bytes = HEAD) -> bytes:
    """The request that evaluates a Scenario."""
    body = json.dumps(document).encode()
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def connect(site: Site) -> socket.socket:
    """A connection with small buffers: what is not read soon weighs on the other side."""
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
    link.settimeout(20)
    link.connect(("127.0.0.1", site.port))
    return link


@contextmanager
def many(site: Site, count: int, sends: bytes) -> Iterator[list[socket.socket]]:
    """So many connections that have sent this."""
    with ExitStack() as stack:
        links = [stack.enter_context(connect(site)) for _ in range(count)]
        for link in links:
            link.sendall(sends)
        yield links


def receive(link: socket.socket) -> bytes:
    """What comes until the other side ends it, or breaks it off."""
    parts = []
    with suppress(ConnectionError):
        while part := link.recv(65536):
            parts.append(part)
    return b"".join(parts)


def status_of(answer: bytes) -> int:
    """The status of an HTTP answer; 0 where there is none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def seconds_of_good(site: Site) -> float:
    """How long a good client waits: for its Result and for the health check, each on a connection of its own."""
    start = time.monotonic()
    reply = site.evaluate(GOOD)
    assert (reply.status, reply.json["body"]) == (200, "1")
    assert site.ask("/healthz").body == b"ok\n"
    return time.monotonic() - start


def so_far(link: socket.socket) -> bytes:
    """What has come already."""
    link.setblocking(False)
    parts = []
    with suppress(OSError):
        while part := link.recv(65536):
            parts.append(part)
    return b"".join(parts)


def has_ended(link: socket.socket) -> bool:
    """Has the other side said its last word, or broken off?"""
    link.setblocking(False)
    try:
        while link.recv(65536):
            pass
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
    return True
