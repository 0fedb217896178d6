"""`$ref` into other files: read as one document, with the places of each file; circles, and what multiplies."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Limits
from playground.documents.pasted import import_text
from playground.errors import InvalidDocument
from playground.evaluator import tools

MAIN = """\
openapi: 3.1.0
paths:
  /a: {$ref: paths/a.yaml}
  /b:
    get:
      parameters: [{$ref: "parts.json#/parameters/Page"}]
      responses: {"200": {$ref: "parts.json#/answers/Ok"}}
      x-amazon-apigateway-integration: {$ref: "#/components/x-integrations/b"}
components:
  x-integrations:
    b:
      type: mock
      requestTemplates: {$ref: "templates.yaml#/ask%20it"}
      responses: {default: {$ref: "parts.json#/mapped"}}
"""
FILES = {
    "paths/a.yaml": "get: {$ref: '../operations.yaml#/get~1a'}\n",
    "operations.yaml": "get/a: {x-amazon-apigateway-integration: {type: mock, responses: {default: {$ref: 'api.yaml#/components/x-a'}}}}\n",
    "templates.yaml": 'ask it:\n  application/json: |\n    {"statusCode": 200}\n',
    "parts.json": json.dumps(
        {
            "parameters": {"Page": {"name": "page", "in": "query", "required": True}},
            "answers": {"Ok": {"description": "ok", "headers": {"X": {"$ref": "#/headers/X"}}}},
            "headers": {"X": {"schema": {"type": "string"}}},
            "mapped": {"statusCode": "200", "responseTemplates": {"application/json": "one"}},
        }
    ),
}
WITH_A = MAIN + "  x-a: {statusCode: 201}\n"
ASK = "/method/methodIntegration/requestTemplates/application~1json"


def imported(main: str, files: dict[str, str]) -> dict[str, Any]:
    return import_text(main, "api.yaml", files).to_document()


def test_files_are_read_as_one_document() -> None:
    answer = imported(WITH_A, FILES)
    assert ([one["name"] for one in answer["operations"]], answer["leftOut"], answer["missingFiles"]) == (["GET /a", "GET /b"], [], [])
    a, b = (one["scenario"]["method"] for one in answer["operations"])
    assert list(a["methodIntegration"]["integrationResponses"]) == ["201"]
    assert b["requestParameters"] == {"method.request.querystring.page": True}
    assert list(b["methodResponses"]["200"]["responseParameters"]) == ["method.response.header.X"]
    assert b["methodIntegration"]["requestTemplates"] == {"application/json": '{"statusCode": 200}\n'}
    places = [(one["file"], one["start"]["line"]) for one in answer["operations"][1]["templates"]]
    assert places == [("templates.yaml", 2), ("parts.json", 1)]


def test_what_is_missing_costs_its_operation_and_is_named() -> None:
    answer = imported(WITH_A, {name: one for name, one in FILES.items() if name != "operations.yaml"})
    assert [one["name"] for one in answer["operations"]] == ["GET /b"]
    assert answer["missingFiles"] == ["operations.yaml"]
    assert [(one["name"], one["file"], one["start"]["line"]) for one in answer["leftOut"]] == [("GET /a", "paths/a.yaml", 1)]


@pytest.mark.parametrize(
    "files",
    [
        {"paths/a.yaml": "$ref: a.yaml\n"},
        {"paths/a.yaml": "$ref: b.yaml\n", "paths/b.yaml": "$ref: a.yaml\n"},
        {"paths/a.yaml": "get: {$ref: 'a.yaml#/get'}\n"},
        {"paths/a.yaml": "get: {$ref: '#/gone'}\n"},
    ],
)
def test_circles_and_what_leads_to_nothing_cost_their_operation(files: dict[str, str]) -> None:
    answer = imported(MAIN, {**FILES, **files})
    assert [one["name"] for one in answer["operations"]] == ["GET /b"]
    assert [one["name"].removeprefix("GET ") for one in answer["leftOut"]] == ["/a"]


def test_what_multiplies_is_refused_with_its_place() -> None:
    levels = "".join(f"l{at}: [{{$ref: '#/l{at + 1}'}}, {{$ref: '#/l{at + 1}'}}]\n" for at in range(30))
    with pytest.raises(InvalidDocument, match="more than 1,000,000 values"):
        tools.answer(
            "import", {"text": MAIN, "name": "api.yaml", "files": {**FILES, "paths/a.yaml": f"$ref: '#/l0'\n{levels}l30: x\n"}}, Limits()
        )


def test_a_changed_template_goes_back_into_its_file() -> None:
    scenario = next(one["scenario"] for one in imported(WITH_A, FILES)["operations"] if one["name"] == "GET /b")
    scenario["method"]["methodIntegration"]["requestTemplates"]["application/json"] = '{"statusCode": 404}\n'
    document = {
        "as": "document",
        "text": WITH_A,
        "name": "api.yaml",
        "files": FILES,
        "operations": [{"name": "GET /b", "scenario": scenario}],
    }
    answer = tools.answer("export", document, Limits())
    assert (answer["text"], answer["refused"]) == (WITH_A, [])
    assert answer["files"] == {"templates.yaml": FILES["templates.yaml"].replace("200", "404")}
    assert [(one["where"], one["file"]) for one in answer["changed"]] == [(ASK, "templates.yaml")]
