"""Case files, as `export` writes them for what AWS answered otherwise: {"id", "rule", "evidence", "scenario", "expect"}, one a line."""

from __future__ import annotations

import codecs
import json
from typing import Any, TypeGuard

from playground.model import MalformedJson, Scenario, load_json
from playground.model.case_file import CaseFile


def is_case(document: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON document is a case, as opposed to a Scenario."""
    return isinstance(document, dict) and "scenario" in document and not document.keys() & {"template", "method"}


def read(document: object) -> Scenario | CaseFile:
    """The case or the Scenario that a JSON document is. InvalidDocument with every problem."""
    return CaseFile.from_document(document) if is_case(document) else Scenario.from_document(document)


def to_scenario(document: dict[str, Any]) -> dict[str, Any]:
    """The document of a case's Scenario, with what is expected of it as its one case. InvalidDocument with every problem of the case."""
    case = CaseFile.from_document(document)
    return {**case.scenario.document, "cases": [{"name": case.name, "expect": document["expect"]}]}


def split(text: bytes) -> list[tuple[int, bytes]]:
    """The JSON documents in a file, each with the number of its line: one document (line 0), or one a line."""
    try:
        load_json(text)
    except MalformedJson:
        text = text.removeprefix(codecs.BOM_UTF8)
        lines = [(number, one) for number, one in enumerate(text.splitlines(), 1) if one.strip()]
        if len(lines) > 1 and all(one.lstrip().startswith(b"{") and one.rstrip().endswith(b"}") for _, one in lines):
            return lines
    return [(0, text)]


def scenario_in(text: bytes) -> bytes:
    """The JSON of the Scenario in a case file; what is no case stays as it is. InvalidDocument."""
    try:
        document = load_json(text)
    except MalformedJson:
        return text  # whoever evaluates it says so
    if not is_case(document):
        return text
    return json.dumps(CaseFile.from_document(document).scenario.document).encode()
