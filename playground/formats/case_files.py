"""Case files, as `export` writes them for what AWS answered otherwise: {"id", "rule", "evidence", "scenario", "expect"}, one a line."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any, TypeGuard

from playground.errors import InvalidDocument, Problem
from playground.model import MalformedJson, Scenario, parse_json

if TYPE_CHECKING:
    from playground.model import Case

_MEMBERS = ("id", "rule", "evidence", "scenario", "expect")
_DETAIL = "This was read as a case, which it is not in every part."


def is_case(document: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON document is a case, as opposed to a Scenario."""
    return isinstance(document, dict) and "scenario" in document and not document.keys() & {"template", "method"}


def to_scenario(document: dict[str, Any]) -> dict[str, Any]:
    """The document of the case's Scenario, with what is expected of it as its one case. InvalidDocument."""
    problems = [Problem(f"/{name}", "is no member of a case") for name in document if name not in _MEMBERS]
    problems += [Problem(f"/{name}", "is missing") for name in ("scenario", "expect") if name not in document]
    problems += [Problem("/id", "must be text") for name in ("id",) if not isinstance(document.get(name, ""), str)]
    scenario = document.get("scenario", {})
    if not isinstance(scenario, dict):
        problems.append(Problem("/scenario", "must be an object"))
    if problems:
        raise InvalidDocument(problems, _DETAIL)
    return {**scenario, "cases": [{"name": document.get("id") or "case", "expect": document["expect"]}]}


def read(document: dict[str, Any]) -> tuple[Scenario, Case]:
    """The Scenario of a case, and what is asked of it. InvalidDocument, with the places in the case."""
    try:
        scenario = Scenario.from_document(to_scenario(document))
    except InvalidDocument as error:
        if error.detail == _DETAIL:
            raise
        raise InvalidDocument([Problem(_place(one.path), one.message) for one in error.problems], _DETAIL) from None
    return scenario, scenario.cases[0]


def split(text: bytes) -> list[tuple[int, bytes]]:
    """The JSON documents in a file, each with the number of its line: one document (line 0), or one a line."""
    try:
        parse_json(text)
    except MalformedJson:
        text = text.removeprefix(codecs.BOM_UTF8)
        lines = [(number, one) for number, one in enumerate(text.splitlines(), 1) if one.strip()]
        if len(lines) > 1 and all(one.lstrip().startswith(b"{") and one.rstrip().endswith(b"}") for _, one in lines):
            return lines
    return [(0, text)]


def scenario_in(text: bytes) -> bytes:
    """The JSON of the Scenario in a case file; what is no case stays as it is. InvalidDocument."""
    try:
        document = parse_json(text)
    except MalformedJson:
        return text  # whoever evaluates it says so
    if not is_case(document):
        return text
    read(document)
    return json.dumps(document["scenario"]).encode()


def _place(path: str) -> str:
    """Where in a case a problem is that was found in its Scenario."""
    return path.removeprefix("/cases/0") if path.startswith("/cases/0/expect") else f"/scenario{path}"
