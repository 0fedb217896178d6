"""The library: the Scenario files of a folder, read-only. What changes there is seen at the next call."""

from __future__ import annotations

import json
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flask import Blueprint, Response, abort, current_app

from playground.errors import InvalidDocument
from playground.jsontext.strict import MalformedJson
from playground.model.saved import LibraryEntry, LibraryList, default_title
from playground.web.api.answers import answer
from playground.web.api.drafts import LARGEST
from playground.web.api.evaluate import caller
from playground.web.identity import needs, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

blueprint = Blueprint("library", __name__, url_prefix="/api/v1/library")
MOST_FILES = 2_000


class Found(NamedTuple):
    """A file of the library; `changed` differs once its content does."""

    name: str
    path: Path
    changed: tuple[int, int]


@blueprint.get("")
@needs("list")
def find() -> Response:
    """The Scenarios, by the names of their files."""
    titles = ((one.name, _title(one)) for one in _files())
    return answer(LibraryList(scenarios=[LibraryEntry(name=name, title=title) for name, title in titles if title is not None]))


@blueprint.get("/<path:name>")
@needs("read_site")
def read(name: str) -> Response:
    """A Scenario as its file has it. No name leads out of the folder: it is compared with those that are there."""
    found = next((one for one in _files() if one.name == name and _title(one) is not None), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return Response(found.path.read_bytes(), content_type="application/json", headers={"Cache-Control": "no-store"})


def _files() -> Iterator[Found]:
    """The JSON files below the folder, in the order of their names; hidden folders, and links that lead out of it, aside."""
    root = Path(settings().library).resolve()
    count = 0
    for path in sorted(root.rglob("*.json")):
        inside = path.relative_to(root)
        if any(part.startswith(".") for part in inside.parts) or not path.resolve().is_relative_to(root) or not path.is_file():
            continue
        stat = path.stat()
        if stat.st_size <= LARGEST and count < MOST_FILES:
            count += 1
            yield Found(inside.as_posix(), path, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=MOST_FILES)
def _title(file: Found) -> str | None:
    """The title of a file's Scenario, else its name; None where the file holds none."""
    try:
        found = json.loads(current_app.extensions["evaluator"].use("title", file.path.read_bytes(), caller()))["title"]
    except (InvalidDocument, MalformedJson, OSError):
        return None
    return None if found is None else found or default_title(file.path.stem)
