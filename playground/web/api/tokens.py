"""API tokens: made, listed and revoked by who has signed in."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response

from playground.errors import InvalidDocument, Problem
from playground.model.saved import MadeToken, NewToken, TokenEntry, TokenList
from playground.store import tokens
from playground.store.ids import new_secret
from playground.web.api.answers import answer, sent, to_time
from playground.web.identity import asker, forbidden, identity, needs, unauthorized
from playground.web.stored import store

if TYPE_CHECKING:
    from playground.store.models import TokenRow

blueprint = Blueprint("tokens", __name__, url_prefix="/api/v1/tokens")


@blueprint.post("")
@needs("create")
def create() -> Response:
    """Make a token, which is shown this once. A token makes none: its copy would outlive it."""
    _check_signed_in()
    if identity().by_token:
        raise forbidden("A token makes no tokens: sign in.")
    given = NewToken.from_document(sent())
    if given.expires is not None and given.expires <= datetime.now(UTC):
        raise InvalidDocument([Problem("/expires", "is over")], NewToken.detail)
    secret = new_secret()
    with store().writing() as session:
        row = tokens.create(session, secret, given.name, given.scope, given.expires, asker())
    return answer(MadeToken(**_members(row), token=secret), HTTPStatus.CREATED)


@blueprint.get("")
@needs("read_site")
def find() -> Response:
    """One's own tokens; everybody's for an administrator."""
    _check_signed_in()
    with store().reading() as session:
        return answer(TokenList(tokens=[TokenEntry(**_members(row)) for row in tokens.of(session, asker())]))


@blueprint.delete("/<scenario_id:id_>")
@needs("change")
def revoke(id_: str) -> Response:
    """End a token."""
    _check_signed_in()
    with store().writing() as session:
        tokens.revoke(session, id_, asker())
    return Response(status=HTTPStatus.NO_CONTENT)


def _check_signed_in() -> None:
    if identity().key is None:
        raise unauthorized("A token is somebody's: this needs signing in.")


def _members(row: TokenRow) -> dict[str, Any]:
    expires = None if row.expires is None else to_time(row.expires)
    return {"id": row.id, "name": row.name, "scope": row.scope, "expires": expires, "owner": row.owner_name}
