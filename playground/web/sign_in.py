"""Signing in with the site's password, and signing out."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, redirect, render_template, request, session

from playground.accounts import passwords, sessions
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
_HERE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
"""An address within the site."""
LONGEST_PASSWORD = 1_000


def init_app(app: Flask, settings: Settings) -> None:
    """Serve the form, and keep sessions."""
    cookies.init_app(app, settings)
    app.extensions["attempts"] = attempts.Attempts()
    app.register_blueprint(blueprint)


@blueprint.get("/sign-in")
@open_to_all
def ask() -> AnyResponse:
    """The form."""
    onward = within_site(request.args.get("next"))
    return redirect(onward, HTTPStatus.SEE_OTHER) if identity().key else form(onward)


@blueprint.post("/sign-in")
@open_to_all
def enter() -> AnyResponse:
    """Sign in, and go on to where one wanted to."""
    onward, address = within_site(request.form.get("next") or request.args.get("next")), request.remote_addr or ""
    attempts.check(address)
    password = request.form.get("password", "")
    if len(password) > LONGEST_PASSWORD or not passwords.is_right(settings(), password):
        attempts.add(address)
        return form(onward, "This is not the password.", HTTPStatus.UNAUTHORIZED)
    begin_session(passwords.team(settings()), administers=False)
    return redirect(onward, HTTPStatus.SEE_OTHER)


@blueprint.post("/sign-out")
@open_to_all
def leave() -> AnyResponse:
    """Sign out, here or (`everywhere=1`) wherever one has signed in."""
    key = identity().key
    if key is not None and request.form.get("everywhere") == "1" and settings().store:
        with store().writing() as transaction:
            people.sign_out(transaction, key)
    session.clear()
    return redirect(HOME, HTTPStatus.SEE_OTHER)


def begin_session(who: Identity, *, administers: bool) -> None:
    """Let a new session be somebody's; `administers`: whether the provider says so."""
    if who.key is not None and who.name is not None and settings().store:
        with store().writing() as transaction:
            people.signed_in(transaction, who.key, who.name, administers=administers)
    session.clear()
    session.update(sessions.to_session(settings(), who, administers=administers))
    session.permanent = True


def within_site(address: str | None) -> str:
    """The address, if it is one of this site; else the page."""
    return address if address is not None and _HERE.fullmatch(address) else HOME


def form(onward: str, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    """The page with the form; it alone may send one."""
    allow_form()
    page = render_template("sign-in.html", onward=onward, problem=problem)
    return Response(page, status, headers={"Cache-Control": "no-store"})
