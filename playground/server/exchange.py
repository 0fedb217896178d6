"""What a thread does: the application's answer to one whole request, collected, so that no client keeps a thread by not reading."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from gunicorn.http import wsgi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playground.server.connection import Connection


class Collected:
    """Stands where gunicorn's response wants a socket: keeps what is written."""

    def __init__(self) -> None:
        self.pieces: list[memoryview] = []

    def sendall(self, data: bytes) -> None:
        """Append bytes to what was written."""
        self.pieces.append(memoryview(data))


def answer(application: Callable[..., Iterable[bytes]], connection: Connection, worker: Any) -> tuple[list[memoryview], bool]:
    """The pieces of the answer to the connection's request, and whether the connection stays open. Raises what the application raises."""
    request = connection.request
    begun = datetime.now()  # noqa: DTZ005 - for gunicorn's access log, which takes the difference
    collected = Collected()
    response, environ = wsgi.create(request, collected, connection.client, connection.server, worker.cfg)
    environ["wsgi.multithread"] = True
    environ["playground.caller"] = connection.caller
    environ["playground.leaving"] = worker.is_leaving and not worker.has_successor
    if worker.is_leaving:
        response.force_close()
    parts = application(environ, response.start_response)
    try:
        for part in parts:
            response.write(part)
        response.close()
    finally:
        worker.log.access(response, request, environ, datetime.now() - begun)  # noqa: DTZ005
        if hasattr(parts, "close"):
            parts.close()
    return collected.pieces, not response.should_close()
