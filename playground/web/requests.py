"""What is noted of each request around all of the application: its id, in and out, and a line in the log where that is asked for."""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import TYPE_CHECKING

from flask import request

from playground.logs import about_request, id_of_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import TracebackType
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask

    from playground.metrics import Metrics

    Tell = Callable[[WSGIEnvironment, float], None]
    """What is called at a request's end, with the seconds that it took."""

log = logging.getLogger(__name__)

LONGEST_PATH = 200
STATUS = "playground.status"
"""The key of the WSGI environment with the answer's status line."""
ROUTE = "playground.route"
"""The key of the WSGI environment with the rule that the address follows."""


def init_app(app: Flask, *, log_requests: bool, metrics: Metrics | None) -> None:
    """Give each request an id. After whatever else wraps the application but `proxies`, by which the client's address is right."""
    told: list[Tell] = []
    if metrics is not None:
        app.before_request(note_route)
        told.append(partial(count, metrics))
    if log_requests:
        told.append(write_line)
    app.wsgi_app = with_id(app.wsgi_app, told)  # type: ignore[method-assign,assignment] # Flask's own way


def note_route() -> None:
    """Note which of the site's rules a request's address follows, for the address itself may be anything."""
    if request.url_rule is not None:
        request.environ[ROUTE] = request.url_rule.rule


def with_id(app: WSGIApplication, told: Sequence[Tell]) -> WSGIApplication:
    """The application with `X-Request-Id` on every answer: the request's own where it is usable, else a new one. All of `told` are called
    at its end.
    """

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request_id = id_of_request(environ.get("HTTP_X_REQUEST_ID", ""))

        def start(
            status: str,
            headers: list[tuple[str, str]],
            failure: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None = None,
        ) -> Callable[[bytes], object]:
            environ[STATUS] = status
            return start_response(status, [*headers, ("X-Request-Id", request_id)], failure)

        begun = time.perf_counter()
        with about_request(request_id):
            try:
                return app(environ, start)
            finally:
                for tell in told:
                    tell(environ, time.perf_counter() - begun)

    return application


def status_of(environ: WSGIEnvironment) -> int:
    """The answer's status; 500 where there is none, since then the server answers for the application."""
    return int(environ.get(STATUS, "500")[:3])


def count(metrics: Metrics, environ: WSGIEnvironment, seconds: float) -> None:
    """Count a request."""
    route = environ.get(ROUTE) or ("/static/" if environ.get("PATH_INFO", "").startswith("/static/") else "")
    metrics.answered(route, environ.get("REQUEST_METHOD", ""), status_of(environ), seconds)


def write_line(environ: WSGIEnvironment, seconds: float) -> None:
    """One line for a request; without what stands behind the `?` of its address, for that may be anything."""
    path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")  # as WSGI has it (PEP 3333)
    log.info(
        "%s %s",
        environ.get("REQUEST_METHOD", ""),
        path if len(path) <= LONGEST_PATH else f"{path[:LONGEST_PATH]}…",
        extra={
            "status": status_of(environ),
            "milliseconds": round(seconds * 1000, 1),
            "client": environ.get("REMOTE_ADDR", ""),
        },
    )
