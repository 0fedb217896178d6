"""What the tools take, and what they refuse: every problem at once, with its path and in plain words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from playground.errors import InvalidDocument
from playground.model.case_file import CaseFile
from playground.model.documents import Conversion, Export, Imported, ImportedOperation, Pasted
from playground.model.given_scenario import GivenScenario

if TYPE_CHECKING:
    from playground.model.types import ToolInput

SCENARIO = {"template": "x"}


def refused(model: type[ToolInput], document: object) -> dict[str, str]:
    with pytest.raises(InvalidDocument) as refusal:
        model.from_document(document)
    assert refusal.value.detail == model.detail
    return {problem.path: problem.message for problem in refusal.value.problems}


@pytest.mark.parametrize(
    ("model", "document", "problems"),
    [
        (Pasted, [], {"": "must be an object"}),
        (Pasted, None, {"": "must be an object"}),
        (Pasted, {"more": 1}, {"/text": "is missing", "/more": "is no member here"}),
        (Pasted, {"text": None}, {"/text": "must be text"}),
        (Conversion, {"to": "xml", "text": 1}, {"/to": "must be one of 'plain' or 'dynamodb'", "/text": "must be text"}),
        (Conversion, {"to": [], "text": ""}, {"/to": "must be one of 'plain' or 'dynamodb'"}),
        (Conversion, {"to": "plain", "text": "", "a/b~": 1}, {"/a~1b~0": "is no member here"}),
        (Conversion, {"to": "plain", "text": "", "\ud800": 1}, {"": "has a name with half a character in it"}),
        (
            Export,
            {"as": "curl", "scenario": {"colour": 1, "backend": {"status": 1}}, "more": 1},
            {
                "/scenario": "needs `template` or `method`",
                "/scenario/colour": "is no member here",
                "/scenario/backend/status": "must be from 100 to 599",
                "/more": "is no member here",
            },
        ),
        (Export, {"as": "curl", "scenario": []}, {"/scenario": "must be an object"}),
        (Export, {"scenario": SCENARIO}, {"/as": "is missing"}),
        (Export, {"kind": "curl", "scenario": SCENARIO}, {"/as": "is missing", "/kind": "is no member here"}),
        (Export, {"as": "case", "scenario": SCENARIO}, {"/aws": "is missing"}),
        (Export, {"as": "curl", "scenario": SCENARIO, "aws": None}, {"/aws": "must not be null"}),
        (Export, {"as": "curl", "scenario": SCENARIO, "aws": []}, {"/aws": "must be an object"}),
        (
            Export,
            {"as": "case", "scenario": SCENARIO, "aws": {"status": True, "body": 1, "more": 1}},
            {"/aws/status": "must be a whole number", "/aws/body": "must be text", "/aws/more": "is no member here"},
        ),
        (Export, {"as": "case", "scenario": SCENARIO, "aws": {"status": 99, "body": ""}}, {"/aws/status": "must be from 100 to 599"}),
        (CaseFile, {"scenario": SCENARIO}, {"/expect": "is missing"}),
        (CaseFile, {"scenario": SCENARIO, "expect": None, "id": None}, {"/expect": "must be an object", "/id": "must be text"}),
        (
            CaseFile,
            {"scenario": {**SCENARIO, "method": {}}, "expect": {"status": 1}, "more": 1},
            {
                "/scenario/template": "has a `method` beside it: keep one of the two",
                "/expect/status": "must be from 100 to 599",
                "/more": "is no member here",
            },
        ),
    ],
)
def test_every_problem_is_said_at_once(model: type[ToolInput], document: object, problems: dict[str, str]) -> None:
    assert refused(model, document) == problems


def test_a_given_scenario_keeps_what_was_written() -> None:
    document: dict[str, Any] = {"title": "\ud800", "method": {"methodIntegration": {"uri": None, "type": "MOCK", "cacheNamespace": "x"}}}
    given = Export.from_document({"as": "cli", "scenario": document}).scenario
    assert given.document is document
    assert given.scenario.title == "\ud800"


def test_an_imported_document_may_be_nested_deeper_than_pydantic_writes() -> None:
    deep = json.loads("[" * 400 + "]" * 400)
    document = {"method": {"methodIntegration": {"type": "MOCK", "more": deep}}}
    given = GivenScenario.from_document(document)
    operation = ImportedOperation(name="GET /", scenario=given, templates=[], notes=[])
    made = Imported(scenario=given, what="a method", operations=[operation], parameters=[], leftOut=[]).to_document()
    assert made["scenario"] == made["operations"][0]["scenario"] == document


@pytest.mark.parametrize(("id_", "name"), [({}, "case"), ({"id": ""}, "case"), ({"id": "a/b"}, "a/b")])
def test_a_case_file_is_a_case_of_its_scenario(id_: dict[str, str], name: str) -> None:
    file = CaseFile.from_document({**id_, "rule": [1], "evidence": None, "scenario": SCENARIO, "expect": {"body": None}})
    assert (file.case.name, file.case.expect) == (name, file.expect)
    assert file.expect.model_dump(exclude_unset=True) == {"body": None}
