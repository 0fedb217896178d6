"""/metrics, for Prometheus: at a port of its own, and at the site's for callers in the listed networks."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from playground.metrics import CONTENT_TYPE
from playground.web.proxies import BELIEVED, FORWARDED, is_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask

    from playground.metrics import Metrics
    from playground.settings import Settings

PATH = "/metrics"


def init_app(app: Flask, settings: Settings, metrics: Metrics) -> None:
    """Serve it. Inside of `proxies`, by which the caller's address is right."""
    may_ask = is_in(settings.metrics_networks)
    app.wsgi_app = with_metrics(app.wsgi_app, metrics, str(settings.metrics_port), may_ask)  # type: ignore[method-assign,assignment] # Flask's own way


def with_metrics(app: WSGIApplication, metrics: Metrics, port: str, may_ask: Callable[[str], bool]) -> WSGIApplication:
    """The application with /metrics, and at `port` with nothing else."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        at_port, is_asked = environ.get("SERVER_PORT") == port, environ.get("PATH_INFO") == PATH
        if is_asked and (at_port or (may_ask(environ.get("REMOTE_ADDR", "")) and is_of_the_caller(environ))):
            body = metrics.text()
            headers = [("Content-Type", CONTENT_TYPE), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
            start_response(f"{HTTPStatus.OK} OK", headers)
            return [body]
        if at_port:
            start_response(f"{HTTPStatus.NOT_FOUND} Not Found", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return []
        return app(environ, start_response)

    return application


def is_of_the_caller(environ: WSGIEnvironment) -> bool:
    """Whether the address is the caller's: that of a proxy which is not believed would let everybody in."""
    return environ.get(BELIEVED, 0) > 0 or not any(name in environ for name in FORWARDED)
