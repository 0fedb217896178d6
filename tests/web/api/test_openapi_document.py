"""The OpenAPI document: every schema is a model's, and what the tools answer has just the members that it names."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from playground import Limits, examples
from playground.evaluator import tools
from playground.evaluator.tool_signatures import SIGNATURES
from playground.model.schemas import PLACE
from playground.web.api.openapi import openapi

DOCUMENT = json.loads(json.dumps(openapi()))
SCENARIO = {"method": {"methodIntegration": {"integrationResponses": {"200": {"statusCode": "200"}}}}, "backend": {"body": '{"Items": []}'}}
CASES = [{"name": "as expected", "expect": {"status": 200}}, {"name": "otherwise", "expect": {"body": 1, "header": {"X": "y"}}}]
NULLS = {  # as AWS prints what is empty
    "method": {
        **dict.fromkeys(("apiKeyRequired", "requestValidatorId", "requestParameters", "requestModels")),
        "methodResponses": {"200": {"responseParameters": None, "responseModels": None}},
        "methodIntegration": {
            **dict.fromkeys(("requestParameters", "requestTemplates", "passthroughBehavior", "contentHandling")),
            "integrationResponses": {"200": dict.fromkeys(("selectionPattern", "responseParameters", "responseTemplates"))},
        },
    },
    "api": {"binaryMediaTypes": None},
    "gatewayResponses": {"DEFAULT_4XX": {"statusCode": 400, "responseParameters": None, "responseTemplates": None}},
    "backend": {"body": "{}"},
}
ASKED = [
    ("cases", NULLS),
    *(("cases", one.document) for one in examples.load()),
    *(("variants", one.document) for one in examples.load()),
    ("cases", {**SCENARIO, "cases": CASES}),
    ("cases", {"template": "#if(", "backend": {}, "cases": [{"name": "call refused", "failure": "INVALID_API_KEY"}]}),
    ("cases", {"scenario": SCENARIO, "expect": {"integrationRequest": {"body": None}}}),
    ("convert", {"to": "plain", "text": '{"Item": {"a": {"S": "x"}}}'}),
    ("generate", {"action": "GetItem", "table": "T", "key": {"name": "id"}, "sample": '{"id": {"S": "1"}}'}),
    ("import", {"text": json.dumps(SCENARIO)}),
    *(("export", {"as": name, "scenario": SCENARIO}) for name in ("curl", "cli", "openapi", "cloudformation", "terraform", "cdk", "check")),
    (
        "export",
        {"as": "document", "text": json.dumps({"title": "T", **SCENARIO}), "operations": [{"name": "T", "scenario": {"template": "new"}}]},
    ),
    ("export", {"as": "case", "scenario": SCENARIO, "aws": {"status": 200, "body": ""}}),
]


def schemas_in(value: Any) -> list[dict[str, Any]]:
    """What stands as `schema` anywhere in a part of the document."""
    if isinstance(value, list):
        return [found for one in value for found in schemas_in(one)]
    if not isinstance(value, dict):
        return []
    own = [value["schema"]] if isinstance(value.get("schema"), dict) else []
    return own + [found for name, one in value.items() if name != "schema" for found in schemas_in(one)]


def references_in(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for one in value for found in references_in(one)]
    if not isinstance(value, dict):
        return []
    return [value["$ref"]] if isinstance(value.get("$ref"), str) else [found for one in value.values() for found in references_in(one)]


def test_every_reference_leads_to_a_schema_and_every_schema_is_used() -> None:
    names = {reference.removeprefix(PLACE) for reference in references_in(DOCUMENT)}
    assert names == set(DOCUMENT["components"]["schemas"])


@pytest.mark.parametrize("path", [path for path in DOCUMENT["paths"] if path != "/api/v1/openapi.json"])
def test_what_a_route_takes_and_gives_is_a_model(path: str) -> None:
    operations = [one for method, one in DOCUMENT["paths"][path].items() if method != "parameters"]
    bodies = schemas_in([[one["responses"], one.get("requestBody")] for one in operations])
    assert bodies
    for schema in bodies:
        kinds = schema.get("anyOf", [schema.get("items", schema)])
        assert all(set(one) == {"$ref"} for one in kinds), schema


@pytest.mark.parametrize(("tool", "document"), ASKED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_tool_answers_as_its_schema_says(tool: str, document: object) -> None:
    answer = tools.answer(tool, document, Limits())
    operation = DOCUMENT["paths"][f"/api/v1/{tool}"]["post"]
    for said, schema in (
        (answer, operation["responses"]["200"]["content"]["application/json"]["schema"]),
        (document, operation["requestBody"]["content"]["application/json"]["schema"]),
    ):
        jsonschema.Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(said)
    name = SIGNATURES[tool].gives[int(document.get("as") == "document") if isinstance(document, dict) else 0].__name__
    assert list(answer) == list(DOCUMENT["components"]["schemas"][name]["properties"])
    for row in answer.get("cases", []):
        (holder,) = references_in(DOCUMENT["components"]["schemas"][name]["properties"]["cases"])
        assert list(row) == list(DOCUMENT["components"]["schemas"][holder.removeprefix(PLACE)]["properties"])
