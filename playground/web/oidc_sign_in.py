"""Signing in at an OpenID provider: there, and back."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, session

from playground.accounts.oidc import Begun, NotAllowed, NotSignedIn, Provider, ProviderAway
from playground.store import tokens
from playground.web import attempts
from playground.web.identity import identity, open_to_all, settings
from playground.web.proxies import caller_address
from playground.web.sign_in import begin_session, within_site
from playground.web.stored import store

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState
    from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("oidc", __name__)
log = logging.getLogger(__name__)
BEGUN = "begun"
MOST_BEGUN = 4
"""Sign-ins that a browser may have begun, in so many tabs."""
PATIENCE = 600.0
"""Seconds until a sign-in that has begun is too old."""


@blueprint.record
def set_up(state: BlueprintSetupState) -> None:
    """Know the provider, which is not asked yet."""
    state.app.extensions["oidc"] = Provider(state.app.extensions["settings"])


@blueprint.get("/sign-in")
@open_to_all
def begin() -> AnyResponse:
    """On to the provider."""
    onward = within_site(request.args.get("next"))
    if identity().key:
        return redirect(onward, HTTPStatus.SEE_OTHER)
    try:
        address, begun = _provider().begin(_callback())
    except ProviderAway as error:
        return _away(error)
    now = time.time()
    others = [one for one in session.get(BEGUN, []) if now - one["at"] < PATIENCE]
    session[BEGUN] = [*others[1 - MOST_BEGUN :], {**asdict(begun), "at": now, "onward": onward}]
    return redirect(address, HTTPStatus.SEE_OTHER)


@blueprint.get("/sign-in/callback")
@open_to_all
def finish() -> AnyResponse:
    """Back from the provider, with a code that says who it was."""
    address = caller_address(request.environ)
    attempts.check(address)
    found = _take_begun(request.args.get("state", ""))
    try:
        if found is None:
            raise NotSignedIn("This sign-in was begun too long ago, in another browser, or not here.")  # noqa: TRY301 - told like the others
        if "code" not in request.args:
            raise NotSignedIn("The provider did not sign you in.")  # noqa: TRY301 - told like the others
        begun = Begun(found["state"], found["nonce"], found["verifier"])
        signed_in = _provider().finish(_callback(), request.args["code"], begun)
    except ProviderAway as error:
        return _away(error)
    except NotSignedIn as error:
        log.warning("A sign-in did not hold: %s (%s)", error, type(error.__cause__).__name__)
        attempts.add(address)
        return _failed(str(error), HTTPStatus.BAD_REQUEST)
    except NotAllowed as error:
        _end_tokens(error.key)
        return _failed(str(error), HTTPStatus.FORBIDDEN)
    begin_session(signed_in.identity, administers=signed_in.administers)
    return redirect(found["onward"], HTTPStatus.SEE_OTHER)


def _take_begun(state: str) -> dict[str, Any] | None:
    """The sign-in that was begun with this state, which is used up by that."""
    begun: list[dict[str, Any]] = session.pop(BEGUN, [])
    found = next((one for one in begun if one["state"] == state and time.time() - one["at"] < PATIENCE), None)
    if rest := [one for one in begun if one is not found]:
        session[BEGUN] = rest
    return found


def _provider() -> Provider:
    found: Provider = current_app.extensions["oidc"]
    return found


def _callback() -> str:
    return f"{settings().url or request.host_url.rstrip('/')}/sign-in/callback"


def _end_tokens(key: str) -> None:
    """Who may not use the site any more has no tokens for it."""
    if settings().store:
        with store().writing() as transaction:
            tokens.revoke_all(transaction, key)


def _away(error: ProviderAway) -> Response:
    log.error("Nobody can sign in: %s", error)
    answer = _failed("The place where one signs in does not answer. Try again in a moment.", HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers["Retry-After"] = "5"
    return answer


def _failed(why: str, status: HTTPStatus) -> Response:
    return Response(render_template("sign-in-failed.html", why=why), status, headers={"Cache-Control": "no-store"})
