"""The page."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Blueprint, Response, current_app, render_template

from playground import examples
from playground.accounts.identity import nobody
from playground.errors import Busy
from playground.web.api.evaluate import caller
from playground.web.first_answer import first_answer
from playground.web.identity import needs, settings

blueprint = Blueprint("pages", __name__)

FIRST = "query-empty-404"
"""The Example that a first visit shows."""
LONGEST_IN_PAGE = 1024 * 1024
"""Bytes of a Scenario or a Result that a page holds, where they can take six times as much. It asks for what is longer."""


@blueprint.get("/")
@needs("read_site")
def editor() -> Response:
    """The editor, with the first Example already evaluated."""
    return page_of(first_example())


def page_of(first: str, status: HTTPStatus = HTTPStatus.OK, preview: tuple[str, str] | None = None) -> Response:
    """The editor. `first`: JSON of what it shows, {`scenario`, `result`, `saved`?}; `preview`: title and description of its link."""
    page = render_template("editor.html", first=first, preview=preview, tells=tells(), seen=first_answer(first))
    return Response(page, status, headers={"Cache-Control": "no-cache"})


def tells() -> dict[str, str]:
    """What the page is told of the site, "" for what there is not: a store, frames that show something, a library, a way to sign in."""
    given = settings()
    has_frames = bool(given.frame_ancestors) and "read_site" in nobody(given).rights
    return {
        "store": "on" if given.store else "",
        "embed": "on" if has_frames else "",
        "library": "on" if "library" in current_app.blueprints else "",
        "sign-in": "" if given.sign_in == "none" else given.sign_in,
    }


def first_example() -> str:
    """The first Example and its Result."""
    choices = examples.load()
    first = next((one for one in choices if one.name == FIRST), choices[0])
    document = json.dumps(first.document)
    return f'{{"scenario": {document}, "result": {result_of(document.encode())}}}'


def result_of(document: bytes) -> str:
    """The Result of a Scenario, as JSON; null where nobody is free to evaluate it, or it is too long: the page then asks for itself."""
    try:
        result: bytes = current_app.extensions["evaluator"].evaluate(document, trace=True, caller=caller())
    except Busy:
        return "null"
    return result.decode() if len(result) <= LONGEST_IN_PAGE else "null"
