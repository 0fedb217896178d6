"""The security headers of every answer."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import g

if TYPE_CHECKING:
    from flask import Flask, Response

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing inline and nothing from elsewhere; the nonce is for the one style tag that CodeMirror makes."""


def init_app(app: Flask) -> None:
    """Add the headers to every answer, and `nonce` to every template."""
    app.context_processor(lambda: {"nonce": nonce()})
    app.after_request(secure)


def nonce() -> str:
    """The nonce of the request that is being answered."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    value: str = g.nonce
    return value


def secure(response: Response) -> Response:
    """Put the headers on."""
    response.headers.update(FIXED)
    response.headers["Content-Security-Policy"] = POLICY.format(nonce=nonce())
    return response
