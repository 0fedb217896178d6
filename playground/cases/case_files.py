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
    """The document of the case's Scenario, with what is expected of it as its one case."""
    return {**document["scenario"], "cases": [_asked(document)]}


def read(document: dict[str, Any]) -> tuple[Scenario, Case]:
    """The Scenario of a case, and what is asked of it. InvalidDocument with every problem, by its place in the case."""
    problems = [Problem(f"/{name}", "is no member of a case") for name in document if name not in _MEMBERS]
    if not isinstance(document.get("id", ""), str):
        problems.append(Problem("/id", "must be text"))
    if document.get("expect") is None:
        problems.append(Problem("/expect", "must be an object" if "expect" in document else "is missing"))
    scenario = _loaded(document["scenario"], "", "/scenario", problems)
    asked = _loaded({"template": "", "cases": [_asked(document)]}, "/cases/0", "", problems)
    if problems or scenario is None or asked is None:
        raise InvalidDocument(problems, _DETAIL)
    return scenario, asked.cases[0]


def _asked(document: dict[str, Any]) -> dict[str, Any]:
    name = document.get("id")
    return {"name": name if isinstance(name, str) and name else "case", "expect": document.get("expect", {})}


def _loaded(document: object, prefix: str, pointer: str, problems: list[Problem]) -> Scenario | None:
    """The Scenario of a document; what is wrong with it is added to `problems`, with `pointer` instead of the `prefix` of its path."""
    try:
        return Scenario.from_document(document)
    except InvalidDocument as error:
        problems += [Problem(pointer + one.path.removeprefix(prefix), one.message) for one in error.problems]
    return None


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
