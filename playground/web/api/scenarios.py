"""Saved scenarios: save, list, read, change, delete, restore."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from playground.accounts import ownership
from playground.errors import InvalidDocument, Problem
from playground.model.saved import Changes, Deleted, NewScenario, ScenarioList, keepable
from playground.store import scenarios
from playground.store.errors import Conflict, NotFound
from playground.store.ids import new_secret
from playground.web.api.answers import answer, entry, json_of, number_in_query, saved, sent, to_time
from playground.web.api.drafts import new_revision, new_scenario, scenario_body
from playground.web.errors import Refused
from playground.web.identity import asker, forbidden, identity, needs, settings
from playground.web.stored import store

if TYPE_CHECKING:
    from playground.store.database import Session
    from playground.store.models import ScenarioRow

blueprint = Blueprint("scenarios", __name__, url_prefix="/api/v1/scenarios")


@blueprint.post("")
@needs("create")
def create() -> Response:
    """Save a Scenario."""
    given, draft = new_scenario(scenario_body())
    edit_key = new_secret() if identity().key is None else None
    with store().writing() as session:
        _check_parent(session, given.parent_revision)
        row = scenarios.create(session, draft, asker(), given.visibility, given.parent_revision, edit_key)
    made = saved(row, 1, HTTPStatus.CREATED, edit_key)
    made.headers["Location"] = f"/api/v1/scenarios/{row.id}"
    return made


@blueprint.get("")
@needs("list")
def find() -> Response:
    """The list, newest first."""
    query = scenarios.Query(
        **{name: keepable(request.args.get(name, "")) for name in ("q", "tag", "owner", "before")},
        limit=number_in_query("limit", scenarios.MOST_LISTED, None) or scenarios.Query().limit,
    )
    with store().reading() as session:
        try:
            rows, cursor = scenarios.find(session, query, asker())
        except NotFound:
            raise InvalidDocument([Problem("/before", "is no `next` of a list")], "The list cannot be asked for so.") from None
        return answer(ScenarioList(scenarios=[entry(row) for row in rows], next=cursor))


@blueprint.get("/<scenario_id:id_>")
@needs("read_site")
def read(id_: str) -> Response:
    """The newest revision's document."""
    with store().reading() as session:
        revision, document = scenarios.get_revision(session, scenarios.get(session, id_, asker()))
    return json_of(document, revision.number)


@blueprint.put("/<scenario_id:id_>")
@needs("change")
def save(id_: str) -> Response:
    """A new revision over the one that `If-Match` names."""
    data = scenario_body()
    with store().reading() as session:
        expected = _expected(session, _savable(session, id_))
    given, draft = new_revision(data)
    with store().writing() as session:
        row = _savable(session, id_, to_change=True)
        try:
            revision = scenarios.save(session, row, expected, draft, asker(), given.note)
        except Conflict as conflict:
            raise _saved_meanwhile(conflict) from None
    return saved(row, revision.number)


@blueprint.patch("/<scenario_id:id_>")
@needs("change")
def change(id_: str) -> Response:
    """Another title, other tags, another visibility."""
    given = Changes.from_document(sent())
    with store().writing() as session:
        row = _own(session, id_)
        tags = None if given.tags is None else tuple(given.tags)
        scenarios.change(session, row, title=given.title, tags=tags, visibility=given.visibility)
        return answer(entry(row))


@blueprint.delete("/<scenario_id:id_>")
@needs("delete")
def delete(id_: str) -> Response:
    """Delete all revisions; for 30 days they can be restored."""
    with store().writing() as session:
        count, forks, until = scenarios.remove(session, _own(session, id_), asker())
    return answer(Deleted(revisions=count, forks=forks, until=to_time(until)))


@blueprint.post("/<scenario_id:id_>/restore")
@needs("delete")
def restore(id_: str) -> Response:
    """Take a deletion back."""
    with store().writing() as session:
        return answer(entry(scenarios.restore(session, id_, asker())))


def _check_parent(session: Session, parent: tuple[str, int] | None) -> None:
    """InvalidDocument where a fork is one of nothing that the asker may see."""
    if parent is not None:
        try:
            scenarios.get_revision(session, scenarios.get(session, parent[0], asker()), parent[1])
        except NotFound:
            raise InvalidDocument([Problem("/parent", "is no revision that is there")], NewScenario.detail) from None


def _savable(session: Session, id_: str, *, to_change: bool = False) -> ScenarioRow:
    """A scenario of which the asker may save a revision. NotFound, Refused."""
    row = scenarios.get(session, id_, asker(), to_change=to_change)
    if not ownership.may_save(settings(), asker(), row):
        raise forbidden("Its owner has not shared it with the team: save it as a fork.")
    return row


def _own(session: Session, id_: str) -> ScenarioRow:
    """A scenario that the asker may change and delete, to be changed. NotFound, Refused."""
    row = scenarios.get(session, id_, asker(), to_change=True)
    if not ownership.may_change(asker(), row):
        raise forbidden("This is its owner's to do.")
    return row


def _expected(session: Session, row: ScenarioRow) -> int:
    """The revision over which the caller saves. Refused where `If-Match` names none, or one that is not the newest."""
    if "If-Match" not in request.headers:
        raise Refused(HTTPStatus.PRECONDITION_REQUIRED, 'Say over which revision this is saved: If-Match: "1", the ETag of what was read.')
    if not request.if_match.contains(str(row.revision)):
        newest, _ = scenarios.get_revision(session, row)
        raise _saved_meanwhile(Conflict(newest.number, newest.author_name, newest.time))
    return row.revision


def _saved_meanwhile(conflict: Conflict) -> Refused:
    return Refused(
        HTTPStatus.PRECONDITION_FAILED,
        f"Revision {conflict.revision} was saved meanwhile. Nothing was overwritten.",
        revision=conflict.revision,
        author=conflict.author,
        time=to_time(conflict.time),
    )
