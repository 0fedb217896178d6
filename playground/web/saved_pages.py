"""The pages of saved scenarios: the editor with one opened, and one revision to be read in another site's frame."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, current_app, render_template

from playground.jsontext.strict import load_json, well_formed
from playground.model.scenario import Scenario
from playground.store import scenarios
from playground.store.asker import Asker
from playground.store.errors import NotFound
from playground.web.api.answers import to_time
from playground.web.headers import allow_frames
from playground.web.identity import asker, needs, settings
from playground.web.pages import first_example, page_of, result_of
from playground.web.stored import store

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    page = render_template("embed.html", title=row.title, url=f"/s/{id_}/{number}", **_parts(document))
    return Response(page, headers={"Cache-Control": "no-cache"})


def _editor(id_: str, number: int | None) -> Response:
    """The editor. What its asker may not see is 404, with the page all the same: it asks again with the edit key that the browser holds."""
    try:
        row, found, document = _found(id_, number, asker())
    except NotFound:
        return page_of(first_example(), HTTPStatus.NOT_FOUND)
    saved = {
        "id": row.id,
        "title": row.title,
        "revision": row.revision,
        "shown": found.number,
        "author": found.author_name,
        "time": to_time(found.time),
    }
    first = f'{{"scenario": {document.decode()}, "result": {result_of(document)}, "saved": {json.dumps(saved)}}}'
    answered = "Its template does not end." if found.status is None else f"Answers {found.status}."
    return page_of(first, preview=(row.title, answered))


def _found(id_: str, number: int | None, asking: Asker) -> tuple[ScenarioRow, RevisionRow, bytes]:
    with store().reading() as session:
        row = scenarios.get(session, id_, asking)
        return row, *scenarios.get_revision(session, row, number)


def _parts(document: bytes) -> dict[str, object]:
    """What the page for frames shows of a Scenario, and of its Result."""
    scenario = Scenario.from_document(load_json(document))
    backend = scenario.backend
    texts = [(name, text) for name, text in _templates(scenario) if text]
    if backend is not None and backend.body:
        texts.append((f"The backend's answer, {backend.status}", backend.body))
    result = json.loads(current_app.extensions["evaluator"].evaluate(document))
    readable = [(name, well_formed(text)) for name, text in texts]
    return {"texts": readable, "status": result["status"], "body": well_formed(result["body"] or "")}


def _templates(scenario: Scenario) -> Iterator[tuple[str, str | None]]:
    yield "Response template", scenario.template
    if scenario.method is not None:
        integration = scenario.method.methodIntegration
        for content_type, text in integration.requestTemplates.items():
            yield f"Request template, {content_type}", text
        for key, response in integration.integrationResponses.items():
            for content_type, text in response.responseTemplates.items():
                yield f"Response template, {response.statusCode or key}, {content_type}", text
