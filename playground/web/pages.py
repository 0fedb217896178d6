"""The page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, render_template

from playground import examples
from playground.errors import Busy
from playground.web.identity import needs

if TYPE_CHECKING:
    from playground.examples import Example

blueprint = Blueprint("pages", __name__)

FIRST = "query-empty-404"
"""The Example that a first visit shows."""


@blueprint.get("/")
@needs("read_site")
def editor() -> Response:
    """The editor, with the first Example already evaluated."""
    choices = examples.load()
    first = next((one for one in choices if one.name == FIRST), choices[0])
    page = render_template("editor.html", examples=choices, first=first.document, first_result=result_of(first))
    return Response(page, headers={"Cache-Control": "no-cache"})


def result_of(example: Example) -> object:
    """The Example's Result, or None where nobody is free to evaluate it: the page then asks for itself."""
    try:
        return json.loads(current_app.extensions["evaluator"].evaluate(json.dumps(example.document).encode(), trace=True))
    except Busy:
        return None
