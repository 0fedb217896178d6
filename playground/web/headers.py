"""The security headers of every answer, pages, JSON and files alike."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import g

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask, Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{nonce}; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing inline and nothing from elsewhere; a page's nonce is for the one style tag that CodeMirror makes."""
FORMS = ("form-action 'none'", "form-action 'self'")
"""What a page without forms says, and one with them."""
FIXED = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]
WITHOUT_NONCE = [*FIXED, ("Content-Security-Policy", POLICY.format(nonce=""))]
"""The policy of answers that are no pages."""


def init_app(app: Flask) -> None:
    """Add the headers to every answer, and `nonce` to every template. After whatever else wraps the application."""
    app.context_processor(lambda: {"nonce": nonce()})
    app.after_request(allow_nonce)
    app.wsgi_app = with_headers(app.wsgi_app)  # type: ignore[method-assign,assignment] # Flask's own way to add a WSGI middleware


def nonce() -> str:
    """The nonce of the request that is being answered."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    value: str = g.nonce
    return value


def allow_form() -> None:
    """Let the page that is being answered send forms, to this site."""
    g.has_form = True


def allow_nonce(response: Response) -> Response:
    """A page that has a nonce has a policy that allows it."""
    if "nonce" in g:
        policy = POLICY.format(nonce=f" 'nonce-{nonce()}'")
        response.headers["Content-Security-Policy"] = policy.replace(*FORMS) if "has_form" in g else policy
    return response


def with_headers(app: WSGIApplication) -> WSGIApplication:
    """The application with the headers on every answer. Put on here they are not checked one by one, which took a tenth of an answer."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(
            status: str,
            headers: list[tuple[str, str]],
            failure: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None = None,
        ) -> Callable[[bytes], object]:
            has_policy = any(name == "Content-Security-Policy" for name, _ in headers)
            return start_response(status, [*headers, *(FIXED if has_policy else WITHOUT_NONCE)], failure)

        return app(environ, start)

    return application
