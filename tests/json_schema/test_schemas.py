"""What a schema may refer to, and what is told of one that is broken."""

from __future__ import annotations

from typing import Any

import pytest

from playground.json_schema import BrokenSchema, Budget, check
from tests.json_schema.holding import ADDRESS, held, words


@pytest.mark.parametrize(
    "reference",
    [ADDRESS + "Other", "https://apigateway.amazonaws.com/restapis/zzz/models/Other", ADDRESS + "Other#", ADDRESS + "Other#/definitions/a"],
)
def test_a_reference_finds_a_model_of_the_api(reference: str) -> None:
    other = {"$schema": "http://json-schema.org/draft-04/schema#", "type": "null", "definitions": {"a": {"type": "null"}}}
    message = 'instance type (integer) does not match any allowed primitive type (allowed: ["null"])'
    assert words({"items": {"$ref": reference}}, "[null, 1]", Other=other) == [f"1: {message}"]


def test_references_lead_on_to_the_model_they_stand_in() -> None:
    other = {"items": {"$ref": "#/definitions/a"}, "definitions": {"a": {"$ref": ADDRESS + "Third"}}}
    found = words({"$ref": ADDRESS + "Other", "definitions": {"a": {}}}, "[1]", Other=other, Third={"not": {}})
    assert found == ["0: instance matched a schema which it should not have"]


def test_a_reference_may_come_back_to_its_own_model() -> None:
    tree = {"required": ["n"], "properties": {"left": {"$ref": "#"}, "right": {"$ref": ADDRESS + "M"}}}
    assert words(tree, '{"n": 1, "left": {"n": 2, "right": {}}}') == ['left/right: object has missing required properties (["n"])']


@pytest.mark.parametrize(
    "reference",
    [
        ADDRESS + "Missing",
        ADDRESS + "Other#/definitions/b",
        "https://example.com/schema.json",
        "http://json-schema.org/draft-04/schema#",
        "file:///etc/passwd",
        "Other",
        "other.json#/a",
        "#/definitions/b",
        "#definitions",
        "#/enum/0",
        "#/definitions",
        "http://[",
        "#/%",
    ],
)
def test_a_reference_to_anything_else_is_told_and_nothing_is_fetched(reference: str) -> None:
    schema = {"properties": {"p": {"$ref": reference}}, "enum": [{"$schema": "http://json-schema.org/draft-04/schema#"}], "type": "object"}
    if reference == "#/definitions":
        schema["definitions"] = []
    with pytest.raises(BrokenSchema) as caught:
        held(schema, "{}", Other={"definitions": {}})
    assert (caught.value.model, caught.value.path[-1]) == ("M", "$ref") if reference != "#/definitions" else ("M", "definitions")


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"$ref": ADDRESS + "M"},
        {"allOf": [{"$ref": "#"}]},
        {"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"not": {"$ref": "#/definitions/a"}}}},
    ],
)
def test_a_reference_that_leads_back_to_itself_is_told(schema: Any) -> None:
    with pytest.raises(BrokenSchema, match="without end"):
        held(schema, "1")


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ({"type": "objekt"}, ("type",)),
        ({"properties": {"a": {"minimum": "5"}}}, ("properties", "a", "minimum")),
        ({"required": []}, ("required",)),
        ({"required": True}, ("required",)),
        ({"exclusiveMinimum": 5, "minimum": 1}, ("exclusiveMinimum",)),
        ({"pattern": "("}, ("pattern",)),
        ({"items": 5}, ("items",)),
        ({"enum": []}, ("enum",)),
        ({"multipleOf": 0}, ("multipleOf",)),
    ],
)
def test_what_draft_4_does_not_allow_is_told_with_its_place(schema: Any, path: tuple[str, ...]) -> None:
    with pytest.raises(BrokenSchema) as caught:
        held(schema, "{}")
    assert (caught.value.model, caught.value.path) == ("M", path)
    assert "/".join(path) in caught.value.message


@pytest.mark.parametrize("text", ["", "{", "{'type': 'object'}", "[]", "5", "null", '{"a": NaN}', '{"minimum": 1e99999999999999999999}'])
def test_a_text_that_is_no_schema_is_told(text: str) -> None:
    with pytest.raises(BrokenSchema, match="its schema is no"):
        check("M", {"M": text}, {}, Budget(0.1, lambda: 1.0))


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": 5},
        {"$ref": {"type": "string"}},
        {"x": {"properties": 5}, "$ref": "#/x"},
        {"x": {"enum": 5}, "$ref": "#/x"},
        {"x": {"patternProperties": {"(": {}}}, "$ref": "#/x"},
        {"patternProperties": {"(": {}}},
        {"x": {"type": {"a": 1}}, "$ref": "#/x"},
        {"x": {"required": 5}, "$ref": "#/x"},
    ],
)
def test_a_part_that_is_no_schema_is_told_when_it_is_met(schema: Any) -> None:
    with pytest.raises(BrokenSchema):
        held(schema, '{"a": 1}')
