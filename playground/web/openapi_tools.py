"""The tools in the OpenAPI document: what each takes and gives."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}
TEXT_OR_NULL = {"anyOf": [TEXT, {"type": "null"}]}
INTEGER = {"type": "integer"}
YES_NO_OR_NULL = {"anyOf": [{"type": "boolean"}, {"type": "null"}]}
SCENARIO = {"$ref": "#/components/schemas/Scenario"}


def obj(description: str, optional: tuple[str, ...] = (), /, **members: Any) -> dict[str, Any]:
    """The schema of an object; every member is required but the optional ones."""
    required = [name for name in members if name not in optional]
    return {"type": "object", "description": description, "required": required, "properties": members}


def rows(row: dict[str, Any]) -> dict[str, Any]:
    """The schema of `{"cases": [row, …]}`."""
    return obj("A list of cases.", cases={"type": "array", "items": row})


DIFFERENCE = obj(
    "One thing that is not as expected; `expected` and `got` are short texts, null where nothing is there.",
    of={"enum": ["status", "body", "header", "integrationRequest"]},
    at={**TEXT, "description": "the header's name; the JSON Pointer, or the line and column, in a body"},
    expected=TEXT_OR_NULL,
    got=TEXT_OR_NULL,
)
CASE_SUMMARY = obj(
    "What became of one case. The first is the Scenario's own backend.",
    name=TEXT,
    status={"anyOf": [INTEGER, {"type": "null"}]},
    statusFrom={"anyOf": [{"$ref": "#/components/schemas/Origin"}, {"type": "null"}]},
    why={**TEXT_OR_NULL, "description": "which selection pattern chose the integration response; null: none did"},
    bodyBytes=INTEGER,
    isJson={**YES_NO_OR_NULL, "description": "null: the body is empty, or its Content-Type is not JSON's"},
    warnings=INTEGER,
    errors=INTEGER,
    matches={**YES_NO_OR_NULL, "description": "as expected in everything; null: nothing is expected"},
    fails={
        "enum": ["no answer", "template fails", "body is not JSON", "not as expected", None],
        "description": "what is wrong, in what is expected or in what is not spoken of; null: nothing",
    },
    differences={"type": "array", "items": DIFFERENCE},
    expect={"anyOf": [{"$ref": "#/components/schemas/Expectation"}, {"type": "null"}]},
    diagnostics={"type": "array", "items": {"$ref": "#/components/schemas/Finding"}, "maxItems": 3},
    body={**TEXT_OR_NULL, "description": "its first 2,000 characters"},
)
VARIANT = obj(
    "An answer of DynamoDB's that breaks templates, made from the one at hand: it differs in what its name says.",
    name=TEXT,
    backend={"$ref": "#/components/schemas/Backend"},
    why=TEXT,
)

CONVERSION = obj(
    "JSON text, and the form that it should have. What cannot be converted is a 422 whose problem has `line` and `column`.",
    to={"enum": ["plain", "dynamodb"]},
    text=TEXT,
)
CASE_FILE = {
    "additionalProperties": False,
    **obj(
        "A case, as a case file holds it.",
        ("id", "rule", "evidence"),
        id=TEXT,
        rule={},
        evidence={},
        scenario=SCENARIO,
        expect={"$ref": "#/components/schemas/Expectation"},
    ),
}
IMPORT = obj("The Scenario, and what it was made from.", scenario=SCENARIO, what=TEXT)
AWS_ANSWER = obj("What API Gateway answered.", status=INTEGER, body=TEXT)
EXPORT = obj(
    "A Scenario, and what to make of it: the client's call for curl, commands for the AWS CLI, a string for CloudFormation, or a case for"
    " the conformance suite, which needs `aws`.",
    ("aws",),
    **{"as": {"enum": ["curl", "cli", "cloudformation", "case"]}, "scenario": SCENARIO, "aws": AWS_ANSWER},
)

OPERATIONS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "cases": ("Evaluate a Scenario and all its cases, or a case", {"anyOf": [SCENARIO, CASE_FILE]}, rows(CASE_SUMMARY)),
    "variants": ("Cases that break templates, made from the Scenario's backend", SCENARIO, rows(VARIANT)),
    "import": (
        "A Scenario from what is pasted: a method, its parts, OpenAPI, a Scenario, a case",
        obj("What was pasted.", text=TEXT),
        IMPORT,
    ),
    "export": ("A Scenario as a command, a string or a case file", EXPORT, obj("Text for a file.", text=TEXT, filename=TEXT)),
    "convert": ("DynamoDB JSON to plain JSON, or back, by boto3's type rules", CONVERSION, obj("Indented JSON.", text=TEXT)),
}
"""Tool → what it does, the schema of what it takes, the schema of what it gives."""
