"""Who may ask: by which of the site's names, and from whose pages."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import request

from playground.evaluator.problem_details import problem_details
from playground.server.names import answered
from playground.web.errors import respond
from playground.web.health import PROBES

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

    from flask import Flask, Response

    from playground.settings import Settings

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PAGES = frozenset({"same-origin", "none"})
"""`Sec-Fetch-Site` of a request that a page of the site makes, or the user by himself."""
FORMS = frozenset({"password.enter", "sign_in.leave"})
"""Where the site's own forms go. Its pages name no referrer, so that a browser on plain HTTP sends `Origin: null` with them; another
site's page sends no cookie along (`SameSite`), and knows no password."""
NAME = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::[0-9]*)?")


STRANGE_NAME = (
    "This site does not answer to the name by which it was asked. If it is one of the site's, whoever runs it adds it to PLAYGROUND_HOSTS."
)
STRANGE_PAGE = (
    "This was sent by a page of another site. If that page is this site's, at the address of a proxy, whoever runs it sets PLAYGROUND_URL."
)


def init_app(app: Flask, settings: Settings) -> None:
    """Refuse what asks by another name, and what another site's page sends."""
    names, own = answered(settings), urlsplit(settings.url).netloc

    def refuse() -> Response | None:
        environ = request.environ  # once: Flask looks for the current request at each use
        host = environ.get("HTTP_HOST", "")
        if names is not None and not is_one_of(name_of(host), names) and request.endpoint not in PROBES:
            return respond(problem_details(HTTPStatus.BAD_REQUEST, STRANGE_NAME))
        if environ["REQUEST_METHOD"] not in READING and not has_token(environ) and is_foreign(environ, {host.lower(), own.lower()}):
            return respond(problem_details(HTTPStatus.FORBIDDEN, STRANGE_PAGE))
        return None

    app.before_request(refuse)


def name_of(host: str) -> str:
    """The name in a `Host` header, without its port; empty where there is none."""
    found = NAME.fullmatch(host.lower())
    return (found[1] or found[2].rstrip(".")) if found else ""


def is_one_of(name: str, names: frozenset[str]) -> bool:
    """Is it one of them, or below one that begins with a dot?"""
    return name in names or any(one.startswith(".") and name.endswith(one) for one in names)


def has_token(environ: WSGIEnvironment) -> bool:
    """Does it bring a token? No page of another site can send one, and one that does not hold is refused."""
    authorization: str = environ.get("HTTP_AUTHORIZATION", "")
    return authorization[:7].lower() == "bearer "


def is_foreign(environ: WSGIEnvironment, own: set[str]) -> bool:
    """Was it sent by a page of another site than `own`, hosts with their ports?

    A browser says so: by `Sec-Fetch-Site`, and where it speaks plain HTTP by `Origin` alone. What is no browser says neither.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site not in OWN_PAGES
    origin: str | None = environ.get("HTTP_ORIGIN")
    if origin == "null" and request.endpoint in FORMS:
        return False
    return origin is not None and origin.partition("://")[2].lower() not in own - {""}
