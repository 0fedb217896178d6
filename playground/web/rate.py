"""How many calls of the API one caller may make: whoever makes more is asked to wait, and told how long."""

from __future__ import annotations

import math
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import request
from flask_limiter import Limiter, RateLimitExceeded

from playground.evaluator.problem_details import problem_details
from playground.web.errors import respond
from playground.web.proxies import caller_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response

    from playground.metrics import Metrics
    from playground.settings import Settings

API = "/api/"
IN_MEMORY = "memory://"
PATIENCE = 0.25
"""Seconds that Redis may take to connect, and to answer. Then each process counts for itself, and looks again every few seconds."""


def init_app(app: Flask, settings: Settings, metrics: Metrics | None, user: Callable[[], str | None] = lambda: None) -> None:
    """Count the calls of each caller: of a `user` who is signed in, else of the client's address."""

    def caller() -> str:
        signed_in = user()
        return f"user:{signed_in}" if signed_in else f"peer:{caller_address(request.environ)}"

    limiter = Limiter(
        caller,
        app=app,
        application_limits=[settings.rate],
        storage_uri=settings.redis or IN_MEMORY,
        storage_options=redis_options() if settings.redis else {},
        in_memory_fallback_enabled=bool(settings.redis),
        strategy="fixed-window",
        key_prefix="playground",
    )
    limiter.request_filter(lambda: not request.path.startswith(API))

    def refuse(error: RateLimitExceeded) -> Response:
        if metrics is not None:
            metrics.rate_limited()
        seconds = seconds_left(limiter, error)
        calls, _, unit = settings.rate.partition("/")
        again = f"Try again in {seconds:,} second{'s' if seconds > 1 else ''}."
        detail = f"This site takes {int(calls):,} calls in a {unit} from one caller, and these were more. {again}"
        answer = respond(problem_details(HTTPStatus.TOO_MANY_REQUESTS, detail))
        answer.headers["Retry-After"] = str(seconds)
        return answer

    app.register_error_handler(RateLimitExceeded, refuse)


def seconds_left(limiter: Limiter, error: RateLimitExceeded) -> int:
    """Seconds until the caller may call again; at most those of the whole window, also where Redis has left just now."""
    window = error.limit.limit.get_expiry()
    try:
        now = limiter.current_limit
        left = math.ceil(now.reset_at - time.time()) if now else window
    except Exception:  # noqa: BLE001 - whatever a storage raises: the refusal stands
        left = window
    return min(max(1, left), window)


def redis_options() -> dict[str, str | int]:
    """How Redis is asked: once, and not for long."""
    options: dict[str, object] = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, "retry": None}
    return options  # type: ignore[return-value] # what redis-py takes is more than Flask-Limiter's types say
