"""What every way to sign in that has sessions shares: how one begins, and signing out."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, g, redirect, render_template, request, session

from playground.accounts import sessions
from playground.store import people
from playground.web import attempts, cookies
from playground.web.headers import allow_form
from playground.web.identity import identity, open_to_all, settings
from playground.web.stored import store

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from playground.accounts.identity import Identity
    from playground.settings import Settings

blueprint = Blueprint("sign_in", __name__)
HOME = "/"
LONGEST = 500
"""Characters of an address to which one is led on: a browser drops a cookie of more than 4,096 bytes, and some sign-ins may have begun."""
_HERE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
"""An address within the site."""


def init_app(app: Flask, settings: Settings, way: Blueprint) -> None:
    """Serve one way to sign in, and keep sessions."""
    cookies.init_app(app, settings)
    app.extensions["attempts"] = attempts.Attempts()
    app.register_blueprint(way)
    app.register_blueprint(blueprint)


@blueprint.get("/sign-out")
@open_to_all
def ask_whether() -> Response:
    """What signing out has led to; who is still signed in may sign out here, without the editor."""
    return _page()


@blueprint.post("/sign-out")
@open_to_all
def leave() -> AnyResponse:
    """Sign out, here or (`everywhere=1`) wherever one has signed in. A provider would sign one in again at once: its users get a page."""
    key = identity().key
    if key is not None and request.form.get("everywhere") == "1" and settings().store:
        with store().writing() as transaction:
            people.sign_out(transaction, key)
    session.clear()
    if settings().sign_in == "oidc":
        g.pop("identity", None)  # who asks is nobody from here on
        return _page()
    return redirect(HOME, HTTPStatus.SEE_OTHER)


def _page() -> Response:
    """The page about signing out, with a form for who is signed in."""
    name = identity().name
    if name is not None:
        allow_form()
    page = render_template("sign-out.html", name=name, everywhere=settings().store, is_shared=settings().sign_in == "password")
    return Response(page, headers={"Cache-Control": "no-store"})


def begin_session(who: Identity, *, administers: bool) -> None:
    """Let a new session be somebody's; `administers`: whether the provider says so."""
    if who.key is not None and who.name is not None and settings().store:
        with store().writing() as transaction:
            people.signed_in(transaction, who.key, who.name, administers=administers)
    session.clear()
    session.update(sessions.to_session(settings(), who, administers=administers))
    session.permanent = True


def within_site(address: str | None) -> str:
    """The address, if it is one of this site, and not longer than what a cookie can remember; else the page."""
    return address if address is not None and len(address) <= LONGEST and _HERE.fullmatch(address) else HOME
