"""The session's cookie: signed, for this site alone, and for https alone where the site has it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface

from playground import instance

if TYPE_CHECKING:
    from playground.settings import Settings

NAME = "playground"


class Cookies(SecureCookieSessionInterface):
    """Flask's, `Secure` wherever users come by https."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """By PLAYGROUND_URL, or by the request."""
        return bool(app.config["SESSION_COOKIE_SECURE"]) or request.is_secure


def init_app(app: Flask, settings: Settings) -> None:
    """Sign sessions with the key that all processes have."""
    app.secret_key = instance.session_key(settings)
    app.session_interface = Cookies()
    app.config.update(
        SESSION_COOKIE_NAME=NAME,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.url.startswith("https:"),
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
    )
