"""Who asks, for each call: each view names the right that it needs, and is not reached without it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from flask import current_app, g, redirect, request, session

from playground.accounts import bearer, proxy, sessions
from playground.accounts.identity import Identity, nobody
from playground.store import people
from playground.store.errors import StoreAway
from playground.web.errors import Refused
from playground.web.proxies import is_believed

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.wrappers import Response

    from playground.accounts.rights import Right
    from playground.settings import Settings
    from playground.store.asker import Asker
    from playground.store.opened import Store

View = TypeVar("View", bound="Callable[..., Any]")
OPEN = "open"
"""In the place of a right: the view answers everybody."""
EDIT_KEY = "X-Edit-Key"
BEARER = "Bearer "
log = logging.getLogger(__name__)


def needs(right: Right) -> Callable[[View], View]:
    """A view that is reached with this right alone."""

    def mark(view: View) -> View:
        view.right = right  # type: ignore[attr-defined] # read by `right_of`
        return view

    return mark


def open_to_all(view: View) -> View:
    """A view that answers everybody, signed in or not."""
    view.right = OPEN  # type: ignore[attr-defined] # read by `right_of`
    return view


def right_of(view: Callable[..., Any]) -> str | None:
    """The right that a view names; None for one that names none, which nobody reaches."""
    return getattr(view, "right", None)


def init_app(app: Flask, settings: Settings) -> None:
    """Ask before every view."""
    app.extensions["settings"] = settings
    app.before_request(check)


def settings() -> Settings:
    """The settings of the application that answers the current request."""
    found: Settings = current_app.extensions["settings"]
    return found


def identity() -> Identity:
    """Whose call it is. Refused where it brings a token that does not hold, StoreAway where that cannot be told."""
    found: Identity | None = g.get("identity")
    if found is None:
        found = g.identity = _identify()
    return found


def asker() -> Asker:
    """The caller's identity, as the store needs it."""
    return identity().to_asker(request.headers.get(EDIT_KEY))


def check() -> Response | None:
    """Refuse a call that has not the right which its view names. What has no view is refused alike, so that nobody can tell."""
    view = current_app.view_functions.get(request.endpoint or "")
    right = right_of(view) if view else "read_site"
    if right == OPEN or right in identity().rights:
        return None
    if identity().key:
        raise forbidden()
    if settings().sign_in in {"password", "oidc"} and request.method in {"GET", "HEAD"} and not request.path.startswith("/api/"):
        return redirect(f"/sign-in?next={quote(request.full_path.rstrip('?'), safe='/')}", HTTPStatus.SEE_OTHER)
    raise unauthorized()


def unauthorized(detail: str = "This needs signing in.") -> Refused:
    """The refusal of who has not signed in."""
    return Refused(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": BEARER.strip()})


def forbidden(detail: str = "Who is signed in may not do this.") -> Refused:
    """The refusal of who may not."""
    return Refused(HTTPStatus.FORBIDDEN, detail)


def _identify() -> Identity:
    """By the token that came, else by the one way to sign in that is set."""
    given, environ = settings(), request.environ
    header: str = environ.get("HTTP_AUTHORIZATION", "")
    if header[: len(BEARER)].lower() == BEARER.lower():
        return _by_token(header[len(BEARER) :].strip())
    if given.sign_in == "proxy":
        found = proxy.identity(given, request.headers.get(given.proxy_header), is_believed=is_believed(environ))
    elif given.sign_in == "none":
        found = None
    else:
        found = _by_session()
    return found or nobody(given)


def _by_token(secret: str) -> Identity:
    store: Store | None = current_app.extensions.get("store")
    found = None
    if store is not None:
        with store.reading() as transaction:
            found = bearer.identity(settings(), transaction, secret)
    if found is None:
        raise unauthorized("The token does not hold: it was revoked, has expired, or never was.")
    return found


def _by_session() -> Identity | None:
    """Whose session it is. A database that is away cannot say that it was ended: it holds, for work that needs no database."""
    found = sessions.from_session(settings(), session)
    store: Store | None = current_app.extensions.get("store")
    if found is None or found.key is None or store is None:
        return found
    try:
        with store.reading() as transaction:
            return found if people.holds(transaction, found.key, sessions.began(session)) else None
    except StoreAway as error:
        log.warning("Whether a session was ended cannot be told: %s", error)
        return found
