"""Refusals: the answers to what never becomes a request that the application sees."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from playground.logs import id_of_request

HEADERS = (
    "Content-Type: application/problem+json\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Cache-Control: no-store\r\n"
    "Connection: close\r\n"
)


class Refused(Exception):
    """A request that is refused: the status, and a sentence for its client."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def id_of(request: Any) -> str:
    """By what a request of gunicorn's is known; None: one whose head has not come whole."""
    given = [value for name, value in request.headers if name == "X-REQUEST-ID"] if request is not None else []
    return id_of_request(given[0] if len(given) == 1 else "")


def answer(refused: Refused, request_id: str) -> bytes:
    """The whole HTTP answer: problem details (RFC 9457), after which the connection ends."""
    title = HTTPStatus(refused.status).phrase
    body = json.dumps({"type": "about:blank", "title": title, "status": refused.status, "detail": refused.detail}).encode()
    later = "Retry-After: 1\r\n" if refused.status == HTTPStatus.SERVICE_UNAVAILABLE else ""
    return (
        f"HTTP/1.1 {refused.status} {title}\r\n{HEADERS}{later}X-Request-Id: {request_id}\r\nContent-Length: {len(body)}\r\n\r\n".encode(
            "ascii"
        )
        + body
    )
