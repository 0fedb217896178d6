"""The pages of saved scenarios: the editor with one opened, and one revision to be read in another site's frame."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, current_app, render_template

from playground.store import scenarios
from playground.store.asker import Asker
from playground.store.errors import NotFound
from playground.web.api.answers import to_time
from playground.web.api.evaluate import caller, caller_again
from playground.web.headers import allow_frames
from playground.web.identity import asker, needs, settings
from playground.web.pages import LONGEST_IN_PAGE, first_example, page_of, result_of
from playground.web.stored import store

if TYPE_CHECKING:
    from playground.store.models import RevisionRow, ScenarioRow

blueprint = Blueprint("saved_pages", __name__, url_prefix="/s/<scenario_id:id_>")


@blueprint.get("")
@needs("read_site")
def newest(id_: str) -> Response:
    """The newest revision in the editor."""
    return _editor(id_, None)


@blueprint.get("/<revision:number>")
@needs("read_site")
def revision(id_: str, number: int) -> Response:
    """One revision in the editor."""
    return _editor(id_, number)


@blueprint.get("/<revision:number>/embed")
@needs("read_site")
def embed(id_: str, number: int) -> Response:
    """One revision to be read: templates, the backend's answer, and what the client gets. It shows what everybody may see."""
    if not settings().frame_ancestors:
        abort(HTTPStatus.NOT_FOUND)
    row, _, document = _found(id_, number, Asker())
    allow_frames(settings().frame_ancestors)
    evaluator = current_app.extensions["evaluator"]
    texts = json.loads(evaluator.use("texts", document, caller()))["texts"]
    told = evaluator.told("answer", document, caller_again()) or {"status": None, "body": ""}
    page = render_template("embed.html", title=row.title, url=f"/s/{id_}/{number}", texts=texts, **told)
    return Response(page, headers={"Cache-Control": "no-cache"})


def _editor(id_: str, number: int | None) -> Response:
    """The editor. What its asker may not see is 404, with the page all the same: it asks again with the edit key that the browser holds,
    as it asks for what is too long for a page.
    """
    try:
        row, found, document = _found(id_, number, asker())
    except NotFound:
        return page_of(first_example(), HTTPStatus.NOT_FOUND)
    answered = "Its template does not end." if found.status is None else f"Answers {found.status}."
    preview = (row.title, answered)
    if len(document) > LONGEST_IN_PAGE:
        return page_of(first_example(), preview=preview)
    saved = {
        "id": row.id,
        "title": row.title,
        "revision": row.revision,
        "shown": found.number,
        "author": found.author_name,
        "time": to_time(found.time),
    }
    first = f'{{"scenario": {document.decode()}, "result": {result_of(document)}, "saved": {json.dumps(saved)}}}'
    return page_of(first, preview=preview)


def _found(id_: str, number: int | None, asking: Asker) -> tuple[ScenarioRow, RevisionRow, bytes]:
    with store().reading() as session:
        row = scenarios.get(session, id_, asking)
        return row, *scenarios.get_revision(session, row, number)
