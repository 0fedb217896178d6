"""What the calls for saved scenarios have in common: bodies that are read, rows and times that are written."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response, jsonify, request

from playground.errors import InvalidDocument, Problem
from playground.jsontext.strict import load_json
from playground.model.saved import SavedRevision, ScenarioEntry
from playground.web.api.evaluate import body
from playground.web.errors import Refused
from playground.web.identity import settings

if TYPE_CHECKING:
    from datetime import datetime

    from playground.model.types import OutputDocument
    from playground.store.models import ScenarioRow


ENVELOPE = 64 * 1024
"""Bytes of a document's JSON beside the Scenario in it."""


def sent() -> object:
    """The request's parsed JSON, which is small, for this process parses it beside all others' work. MalformedJson, Refused."""
    return load_json(small_body(ENVELOPE))


def small_body(most: int) -> bytes:
    """The request's JSON. Refused beyond `most` bytes."""
    data = body()
    if len(data) > most:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The document is too large: at most {most:,} bytes are read.")
    return data


def number_in_query(name: str, most: int, otherwise: int | None) -> int | None:
    """A number from 1 to `most` in the address's query; `otherwise` where there is none. InvalidDocument."""
    text = request.args.get(name)
    if text is None:
        return otherwise
    number = int(text) if re.fullmatch("[0-9]{1,9}", text) else 0
    if not 1 <= number <= most:
        raise InvalidDocument([Problem(f"/{name}", f"must be from 1 to {most}")], "The list cannot be asked for so.")
    return number


def answer(document: OutputDocument, status: int = 200) -> Response:
    """An answer that nobody keeps."""
    made = jsonify(document.to_document())
    made.status_code = status
    made.headers["Cache-Control"] = "no-store"
    return made


def json_of(data: bytes, revision: int) -> Response:
    """A kept JSON document, with the revision as its ETag."""
    is_known = request.if_none_match.contains_weak(str(revision))
    status = HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK
    made = Response(b"" if is_known else data, status, content_type="application/json", headers={"Cache-Control": "private, no-cache"})
    made.set_etag(str(revision))
    return made


def saved(row: ScenarioRow, revision: int, status: int = 200, edit_key: str | None = None) -> Response:
    """The answer to whoever saved."""
    base = settings().url or request.host_url.rstrip("/")
    told = {} if edit_key is None else {"editKey": edit_key}
    made = answer(SavedRevision(id=row.id, revision=revision, url=f"{base}/s/{row.id}", **told), status)
    made.set_etag(str(revision))
    return made


def entry(row: ScenarioRow) -> ScenarioEntry:
    """A scenario as lists have it."""
    return ScenarioEntry(
        id=row.id,
        title=row.title,
        tags=[one.tag for one in row.tags],
        owner=row.owner_name,
        visibility=row.visibility,  # type: ignore[arg-type] # a text in the database
        revision=row.revision,
        updated=to_time(row.updated),
        status=row.status,
    )


def to_time(time: datetime) -> str:
    """RFC 3339, in UTC."""
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
