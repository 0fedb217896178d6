"""Signing in with the site's password."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, render_template, request

from playground.accounts import passwords
from playground.web import attempts
from playground.web.headers import allow_form
from playground.web.identity import identity, open_to_all, settings
from playground.web.proxies import caller_address
from playground.web.sign_in import begin_session, within_site

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("password", __name__)
LONGEST = 1_000
"""Characters of a password."""


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
    onward, address = within_site(request.form.get("next") or request.args.get("next")), caller_address(request.environ)
    attempts.check(address)
    password = request.form.get("password", "")
    if len(password) > LONGEST or not passwords.is_right(settings(), password):
        attempts.add(address)
        return form(onward, "This is not the password.", HTTPStatus.UNAUTHORIZED)
    begin_session(passwords.team(settings()), administers=False)
    return redirect(onward, HTTPStatus.SEE_OTHER)


def form(onward: str, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    """The page with the form; it alone may send one."""
    allow_form()
    page = render_template("sign-in.html", onward=onward, problem=problem)
    return Response(page, status, headers={"Cache-Control": "no-store"})
