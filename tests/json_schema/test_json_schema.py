"""JSON Schema draft 4: what it refuses and in which words, what a schema may refer to, and that no schema and no document can hang it."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.errors import LimitReached
from playground.json_schema import BrokenSchema, Budget, Checked, check
from playground.json_schema.keywords import KEYWORDS
from playground.jsontext.exact import load_exact
from tests.profiles import scaled

ADDRESS = "https://apigateway.amazonaws.com/restapis/a1b2c3/models/"
DEEP = "[" * 300 + "]" * 300


def held(schema: Any, document: str, seconds: float = 5.0, **models: Any) -> Checked:
    end = time.monotonic() + seconds
    texts = {name: json.dumps(one) for name, one in {"M": schema, **models}.items()}
    return check("M", texts, load_exact(document), Budget(0.1, lambda: max(0.0, end - time.monotonic())))


def words(schema: Any, document: str, **models: Any) -> list[str]:
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in held(schema, document, **models).violations]


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


# References


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


# Broken schemas


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


# Bounds


def doubling(levels: int, keyword: str) -> dict[str, Any]:
    """A schema of so many levels, each of which asks the next one twice."""
    parts = {f"l{level}": {keyword: [{"$ref": f"#/definitions/l{level + 1}"}] * 2} for level in range(levels)}
    return {"$ref": "#/definitions/l0", "definitions": {**parts, f"l{levels}": {"type": "null"}}}


HOSTILE = {
    "anyOf in anyOf": (doubling(40, "anyOf"), "1"),
    "oneOf in oneOf": (doubling(40, "oneOf"), "null"),
    "allOf in allOf": (doubling(40, "allOf"), "null"),
    "many properties for many items": ({"items": {"properties": {f"p{index}": {} for index in range(5_000)}}}, json.dumps([{}] * 100_000)),
    "many patterns for many members": (
        {"patternProperties": {f"^{index}x": {} for index in range(2_000)}, "additionalProperties": False},
        json.dumps(dict.fromkeys(map(str, range(20_000)))),
    ),
    "a document that is too long": (
        {"items": {"type": "integer", "minimum": 0, "maximum": 9, "not": {"enum": [3]}}},
        json.dumps([1] * 400_000),
    ),
}


@pytest.mark.parametrize(("schema", "document"), HOSTILE.values(), ids=HOSTILE)
def test_what_takes_too_long_is_ended(schema: Any, document: str) -> None:
    with suppress(LimitReached):
        held(schema, document, 0.1)  # the schema is read and kept
    texts, parsed = {"M": json.dumps(schema)}, load_exact(document)
    begun = time.process_time()
    with pytest.raises(LimitReached) as caught:
        check("M", texts, parsed, Budget(0.1, lambda: max(0.0, begun + 0.3 - time.process_time())))
    assert caught.value.name == "seconds"
    assert time.process_time() - begun < 1.5


def test_a_slow_pattern_is_ended() -> None:
    with pytest.raises(LimitReached) as caught:
        held({"pattern": "^(x+x+)+[yz]"}, json.dumps("x" * 5_000))
    assert (caught.value.name, "more than 0.1 s" in caught.value.message) == ("regex", True)


@pytest.mark.parametrize("keyword", ["pattern", "patternProperties", "additionalProperties"])
def test_no_pattern_is_python_s(keyword: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("Python's re has no time limit")

    monkeypatch.setattr("jsonschema._keywords.re.search", refuse)
    java = "^\\p{Lower}+\\z"
    schema = {"pattern": java} if keyword == "pattern" else {"patternProperties": {java: {}}, "additionalProperties": False}
    assert len(words(schema, '"A"' if keyword == "pattern" else '{"A": 1}')) == 1
    assert words(schema, '"a"' if keyword == "pattern" else '{"a": 1}') == []


def test_another_draft_s_rules_do_not_come_in() -> None:
    """`$schema` would have jsonschema take the rules, and the patterns, of the draft that it names."""
    for address in ("http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#"):
        part = {"$schema": address, "const": 5, "pattern": "^\\p{Lower}\\z"}
        assert words({"$schema": address, "properties": {"p": part}}, '{"p": "a"}') == []
        assert len(words({"items": {"$ref": ADDRESS + "Other"}}, '["A"]', Other=part)) == 1


@pytest.mark.parametrize("schema", [{"items": {"$ref": "#"}}, json.loads('{"not":' * 300 + "{}" + "}" * 300)])
def test_what_is_nested_too_deep_is_a_recursion_error(schema: Any) -> None:
    with pytest.raises(RecursionError):
        held(schema, DEEP)


def test_the_stack_ends_in_python_and_never_in_rust() -> None:
    """Inside rpds an overrun stack is a panic, which no `except Exception` holds."""
    schema = {"properties": {"a": {"$ref": "#"}}, "additionalProperties": {"allOf": [{"$ref": "#"}]}}
    for depth in range(20, 600):
        document: Any = json.loads('{"a":' * (depth // 2) + '{"b":' * (depth // 2) + "1" + "}" * (depth // 2 * 2))
        with suppress(RecursionError):
            check("M", {"M": json.dumps(schema)}, document, Budget(0.1, lambda: 5.0))


def test_many_duplicates_of_hash_take_no_long_time() -> None:
    begun = time.process_time()
    colliding = json.dumps([index * (2**61 - 1) for index in range(50_000)])
    assert words({"uniqueItems": True}, colliding) == []
    assert time.process_time() - begun < 3


def test_a_long_enum_is_read_once() -> None:
    begun = time.process_time()
    schema = {"items": {"enum": [f"v{index}" * 5 for index in range(20_000)]}}
    assert words(schema, json.dumps([f"v{index}" * 5 for index in range(10_000)])) == []
    assert time.process_time() - begun < 3


def test_long_and_deep_values_are_cut_in_messages() -> None:
    for document in (json.dumps("x" * 100_000), json.dumps(["x" * 1000] * 1000), "[" * 50 + "]" * 50, json.dumps({"k" * 10_000: 1})):
        (line,) = words({"enum": [1]}, document)
        assert len(line) < 40_000
        assert "…" in line


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
