"""The security headers of every answer, pages, JSON and files alike."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import after_this_request, g

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask, Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{nonce}; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {frames}"
)
"""Nothing inline and nothing from elsewhere; a page's nonce is for the one style tag that CodeMirror makes."""
FORMS = ("form-action 'none'", "form-action 'self'")
"""What a page without forms says, and one with them."""
ANYWHERE = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
FIXED = [*ANYWHERE, ("X-Frame-Options", "DENY"), ("Cross-Origin-Resource-Policy", "same-origin")]
IN_FRAMES = [*ANYWHERE, ("Cross-Origin-Resource-Policy", "cross-origin")]
"""Of an answer that other sites may show in a frame."""
NO_FRAMES = "frame-ancestors 'none'"
WITHOUT_NONCE = [*FIXED, ("Content-Security-Policy", POLICY.format(nonce="", frames="'none'"))]
"""The policy of answers that are no pages."""


def init_app(app: Flask) -> None:
    """Add the headers to every answer, and `nonce` to every template. After whatever else wraps the application."""
    app.context_processor(lambda: {"nonce": nonce()})
    app.wsgi_app = with_headers(app.wsgi_app)  # type: ignore[method-assign,assignment] # Flask's own way to add a WSGI middleware


def nonce() -> str:
    """The nonce of the request that is being answered."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
        after_this_request(allow_nonce)
    value: str = g.nonce
    return value


def allow_form() -> None:
    """Let the page that is being answered send forms, to this site."""
    g.has_form = True


def allow_nonce(response: Response) -> Response:
    """The policy of a page that has a nonce allows it."""
    policy = POLICY.format(nonce=f" 'nonce-{nonce()}'", frames=g.get("frames", "'none'"))
    response.headers["Content-Security-Policy"] = policy.replace(*FORMS) if "has_form" in g else policy
    return response


def allow_frames(ancestors: tuple[str, ...]) -> None:
    """The page that is being answered may be shown in frames of these sites (as `frame-ancestors` names them)."""
    g.frames = " ".join(ancestors)


def with_headers(app: WSGIApplication) -> WSGIApplication:
    """The application with the headers on every answer. Put on here they are not checked one by one, which took a tenth of an answer."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(
            status: str,
            headers: list[tuple[str, str]],
            failure: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None = None,
        ) -> Callable[[bytes], object]:
            policy = next((value for name, value in headers if name == "Content-Security-Policy"), None)
            added = WITHOUT_NONCE if policy is None else FIXED if NO_FRAMES in policy else IN_FRAMES
            return start_response(status, [*headers, *added], failure)

        return app(environ, start)

    return application
