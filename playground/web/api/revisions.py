"""The revisions of saved scenarios: the history, each one's document, and Results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from playground.model.saved import History, RevisionEntry
from playground.store import scenarios
from playground.web.api.answers import answer, json_of, number_in_query, to_time
from playground.web.api.evaluate import result_of
from playground.web.identity import asker, needs
from playground.web.stored import store

if TYPE_CHECKING:
    from playground.store.models import RevisionRow

blueprint = Blueprint("revisions", __name__, url_prefix="/api/v1/scenarios/<scenario_id:id_>")
MOST_NUMBER = 999_999_999
"""A revision's, as addresses have it."""


@blueprint.get("/revisions")
@needs("read_site")
def history(id_: str) -> Response:
    """The history, newest first."""
    before, limit = number_in_query("before", MOST_NUMBER, None), number_in_query("limit", scenarios.MOST_LISTED, scenarios.MOST_LISTED)
    with store().reading() as session:
        found, cursor = scenarios.history(
            session, scenarios.get(session, id_, asker()), asker(), before=before, limit=limit or scenarios.MOST_LISTED
        )
    listed = [
        RevisionEntry(revision=row.number, author=row.author_name, time=to_time(row.time), note=row.note, forks=forks)
        for row, forks in found
    ]
    return answer(History(revisions=listed, next=cursor))


@blueprint.get("/revisions/<revision:number>")
@needs("read_site")
def read(id_: str, number: int) -> Response:
    """A revision's document."""
    revision, document = _revision(id_, number)
    return json_of(document, revision.number)


@blueprint.get("/result")
@needs("read_site")
def newest_result(id_: str) -> Response:
    """The newest revision's Result."""
    return _result(id_, None)


@blueprint.get("/revisions/<revision:number>/result")
@needs("read_site")
def result(id_: str, number: int) -> Response:
    """A revision's Result."""
    return _result(id_, number)


def _revision(id_: str, number: int | None) -> tuple[RevisionRow, bytes]:
    with store().reading() as session:
        return scenarios.get_revision(session, scenarios.get(session, id_, asker()), number)


def _result(id_: str, number: int | None) -> Response:
    """What this version of the playground makes of it; `?trace=1` as of `/evaluate`."""
    _, document = _revision(id_, number)
    return result_of(document)
