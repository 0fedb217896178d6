"""Who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from playground.accounts.rights import RIGHTS
from playground.model.saved import Me
from playground.web.api.answers import answer
from playground.web.identity import identity, needs, settings

if TYPE_CHECKING:
    from typing import Any

blueprint = Blueprint("me", __name__, url_prefix="/api/v1/me")


@blueprint.get("")
@needs("read_site")
def me() -> Response:
    """The name, how one signs in here, and the rights."""
    asking = identity()
    sign_in: Any = settings().sign_in
    return answer(Me(name=asking.name, signIn=sign_in, rights=[right for right in RIGHTS if right in asking.rights]))
