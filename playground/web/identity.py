"""Who asks, for each call: each view names the right that it needs, and is not reached without it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from flask import current_app, g, request

from playground.accounts.identity import Identity, nobody
from playground.web.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from playground.accounts.rights import Right
    from playground.settings import Settings
    from playground.store.asker import Asker

View = TypeVar("View", bound="Callable[..., Any]")
OPEN = "open"
"""In the place of a right: the view answers everybody."""
EDIT_KEY = "X-Edit-Key"


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
    """The right that a view names; None for one that names none, which nobody reaches where one signs in."""
    return getattr(view, "right", None)


def init_app(app: Flask, settings: Settings) -> None:
    """Ask before every view."""
    app.extensions["settings"] = settings
    app.before_request(check)


def settings() -> Settings:
    """The application's."""
    found: Settings = current_app.extensions["settings"]
    return found


def identity() -> Identity:
    """Whose call it is."""
    if "identity" not in g:
        g.identity = nobody(settings())
    found: Identity = g.identity
    return found


def asker() -> Asker:
    """The same, as the store needs to know it."""
    return identity().to_asker(request.headers.get(EDIT_KEY))


def check() -> None:
    """Refuse a call that has not the right which its view names. What has no view is refused alike, so that nobody can tell."""
    view = current_app.view_functions.get(request.endpoint or "")
    right = right_of(view) if view else "read_site"
    if right != OPEN and right not in identity().rights:
        raise forbidden() if identity().key else unauthorized()


def unauthorized(detail: str = "This needs signing in.") -> Refused:
    """The refusal of who has not signed in."""
    return Refused(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"})


def forbidden(detail: str = "Who is signed in may not do this.") -> Refused:
    """The refusal of who may not."""
    return Refused(HTTPStatus.FORBIDDEN, detail)
