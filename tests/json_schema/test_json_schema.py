"""JSON Schema draft 4: what it refuses, and in which words."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.json_schema import BrokenSchema, Checked
from playground.json_schema.keywords import KEYWORDS
from tests.json_schema.holding import held, words
from tests.profiles import scaled

REFUSED = [
    ({"type": "string"}, "1", 'instance type (integer) does not match any allowed primitive type (allowed: ["string"])'),
    ({"type": "number"}, '"1"', 'instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])'),
    ({"type": ["null", "array"]}, "1.5", 'instance type (number) does not match any allowed primitive type (allowed: ["array","null"])'),
    ({"type": "integer"}, "1.0", 'instance type (number) does not match any allowed primitive type (allowed: ["integer"])'),
    ({"type": "integer"}, "true", 'instance type (boolean) does not match any allowed primitive type (allowed: ["integer"])'),
    ({"required": ["b", "a", "c"]}, '{"a": 1}', 'object has missing required properties (["b","c"])'),
    ({"enum": ["dog", "cat", 1]}, '"cow"', 'instance value ("cow") not found in enum (possible values: ["dog","cat",1])'),
    ({"minimum": 2}, "1.5", "numeric instance is lower than the required minimum (minimum: 2, found: 1.5)"),
    ({"minimum": 2, "exclusiveMinimum": True}, "2", "numeric instance is not strictly greater than the required minimum 2"),
    ({"maximum": 2}, "3", "numeric instance is greater than the required maximum (maximum: 2, found: 3)"),
    ({"maximum": 2, "exclusiveMaximum": True}, "2", "numeric instance is not strictly lower than the required maximum 2"),
    ({"multipleOf": 0.01}, "0.005", "remainder of division is not zero (0.005 / 0.01)"),
    ({"minLength": 3}, '"é😀"', 'string "é😀" is too short (length: 2, required minimum: 3)'),
    ({"maxLength": 1}, '"ab"', 'string "ab" is too long (length: 2, maximum allowed: 1)'),
    ({"pattern": "^a"}, '"b"', 'ECMA 262 regex "^a" does not match input string "b"'),
    ({"minItems": 2}, "[1]", "array is too short: must have at least 2 elements but instance has 1 elements"),
    ({"maxItems": 0}, "[1]", "array is too long: must have at most 0 elements but instance has 1 elements"),
    ({"uniqueItems": True}, '[{"a": 1, "b": 2}, {"b": 2, "a": 1.0}]', "array must not contain duplicate elements"),
    ({"items": [{}], "additionalItems": False}, "[1, 2]", "schema only allows 1 elements in array but instance has 2 elements"),
    ({"minProperties": 1}, "{}", "object has too few properties (found 0 but schema requires at least 1)"),
    ({"maxProperties": 0}, '{"a": 1}', "object has too many properties (found 1 but schema requires at most 0)"),
    (
        {"properties": {"a": {}}, "patternProperties": {"^b": {}}, "additionalProperties": False},
        '{"z": 1, "a": 1, "b1": 1, "c": 1}',
        'object instance has properties which are not allowed by the schema: ["c","z"]',
    ),
    (
        {"dependencies": {"a": ["b", "c"]}},
        '{"a": 1, "b": 1}',
        'property "a" of object has missing property dependencies (schema requires ["b","c"]; missing: ["c"])',
    ),
    ({"dependencies": {"a": {"required": ["b"]}}}, '{"a": 1}', 'object has missing required properties (["b"])'),
    ({"allOf": [{}, {"type": "null"}]}, "1", "instance failed to match all required schemas (matched only 1 out of 2)"),
    ({"anyOf": [{"type": "null"}, {"type": "array"}]}, "1", "instance failed to match at least one required schema among 2"),
    ({"oneOf": [{}, {"type": "integer"}, {"type": "null"}]}, "1", "instance failed to match exactly one schema (matched 2 out of 3)"),
    ({"not": {}}, "1", "instance matched a schema which it should not have"),
]


@pytest.mark.parametrize(("schema", "document", "message"), REFUSED)
def test_what_is_refused_is_said_in_the_words_of_aws_s_log(schema: Any, document: str, message: str) -> None:
    assert words(schema, document) == [f": {message}"]
    assert words({"properties": {"p": schema}}, f'{{"p": {document}}}') == [f"p: {message}"]


def test_every_keyword_is_shown() -> None:
    shown = {name for schema, _, _ in REFUSED for name in schema}  # type: ignore[attr-defined]
    assert KEYWORDS.keys() - shown == {"$ref", "format"}


@pytest.mark.parametrize(
    ("schema", "document"),
    [
        ({"type": "number"}, "1"),
        ({"type": "number"}, "1e2"),
        ({"enum": [1.0]}, "1"),
        ({"enum": [{"a": [1, None]}]}, '{"a": [1.00, null]}'),
        ({"uniqueItems": True}, '[1, true, "1", [1], {"1": 1}, null, 0, false, ""]'),
        ({"multipleOf": 0.1}, "0.3"),
        ({"multipleOf": 0.1}, "1e40"),
        ({"multipleOf": 3}, "999999999999999999999999999999"),
        ({"minimum": 1, "minLength": 1, "required": ["a"], "minItems": 1}, "true"),
        ({"required": ["a"], "properties": {"a": {"type": "null"}}}, '{"a": null}'),
        ({"additionalItems": False, "items": {}}, "[1, 2]"),
        ({"additionalItems": False}, "[1, 2]"),
        ({"$ref": "#/definitions/a", "type": "null", "definitions": {"a": {}}}, "1"),
        ({"properties": {"$ref": {"type": "string"}, "id": {"type": "string"}, "$schema": {}}}, '{"$ref": "#", "id": "x", "$schema": 1}'),
        ({"enum": [{"id": "x", "$schema": "y"}]}, '{"id": "x", "$schema": "y"}'),
        ({"id": "http://a.example/b", "properties": {"p": {"$ref": "#/definitions/a"}}, "definitions": {"a": {}}}, '{"p": 1}'),
        ({"const": 1, "if": False, "contains": {"type": "null"}, "unknown": 5}, "[2]"),
    ],
)
def test_what_is_allowed(schema: Any, document: str) -> None:
    assert words(schema, document) == []


@pytest.mark.parametrize(
    ("schema", "document", "places"),
    [
        ({"required": ["a"], "properties": {"b": {"type": "null"}}}, '{"b": 1}', [""]),
        ({"properties": {"b": {"type": "null"}, "a": {"type": "null"}}}, '{"b": 1, "a": 1}', ["a", "b"]),
        ({"items": {"items": {"type": "null"}}}, "[[1], [2, 3]]", ["0/0"]),
        ({"items": {"items": {"type": "null"}, "maxItems": 1}}, "[[1], [2, 3]]", ["0/0", "1"]),
        ({"items": {"type": "null"}}, "[1, null, 2]", ["0", "2"]),
    ],
)
def test_behind_a_refused_value_nothing_is_looked_into(schema: Any, document: str, places: list[str]) -> None:
    assert [line.partition(":")[0] for line in words(schema, document)] == places


def test_keywords_go_by_the_alphabet() -> None:
    schema = {"type": "string", "minimum": 9, "enum": [7], "maximum": -1}
    assert [line.split()[1] for line in words(schema, "5")] == ["instance", "numeric", "numeric", "instance"]
    assert [line.partition("(")[0] for line in words(schema, "5")][::3] == [": instance value ", ": instance type "]


def test_formats_are_met_and_not_checked() -> None:
    schema = {"properties": {"a": {"format": "date-time"}, "b": {"format": "email"}, "c": {"format": "uri"}}}
    checked = held(schema, '{"a": "soon", "b": 5}')
    assert checked == Checked((), frozenset({"date-time"}))


@settings(max_examples=scaled(200))
@given(
    schema=st.recursive(
        st.just({}),
        lambda part: st.fixed_dictionaries(
            {},
            optional={
                "type": st.sampled_from(["object", "array", "string", "number", "integer", "boolean", "null"]),
                "properties": st.dictionaries(st.sampled_from("ab"), part, max_size=2),
                "required": st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True),
                "items": part | st.lists(part, min_size=1, max_size=2),
                "additionalProperties": st.booleans() | part,
                "additionalItems": st.booleans() | part,
                "enum": st.lists(st.sampled_from([1, True, None, "a", [], {}, [1], {"a": 1}]), min_size=1, max_size=3, unique_by=repr),
                "minimum": st.integers(-1, 2),
                "maximum": st.integers(-1, 2),
                "multipleOf": st.sampled_from([1, 2, 3]),
                "minLength": st.integers(0, 2),
                "maxItems": st.integers(0, 2),
                "uniqueItems": st.booleans(),
                "minProperties": st.integers(0, 2),
                "allOf": st.lists(part, min_size=1, max_size=2),
                "anyOf": st.lists(part, min_size=1, max_size=2),
                "oneOf": st.lists(part, min_size=1, max_size=2),
                "not": part,
                "dependencies": st.dictionaries(st.sampled_from("ab"), part | st.just(["c"]), max_size=1),
            },
        ),
        max_leaves=8,
    ),
    document=st.recursive(
        st.sampled_from([0, 1, 2, True, False, None, "", "a", "ab"]),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from("abc"), part, max_size=3),
        max_leaves=6,
    ),
)
def test_it_decides_as_the_library_does(schema: Any, document: Any) -> None:
    stock = jsonschema.Draft4Validator(schema)
    try:
        wanted = stock.is_valid(document)
        stock.check_schema(schema)
    except jsonschema.SchemaError:
        with pytest.raises(BrokenSchema):
            held(schema, json.dumps(document))
    else:
        assert (held(schema, json.dumps(document)).violations == ()) == wanted
