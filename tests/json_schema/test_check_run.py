"""No schema and no document can hang a check, or reach another draft's rules or Python's own patterns."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

import pytest

from playground.errors import LimitReached
from playground.json_schema import Budget, check
from playground.jsontext.exact import load_exact
from tests.json_schema.holding import ADDRESS, held, words

DEEP = "[" * 300 + "]" * 300


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


@pytest.mark.slow
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


@pytest.mark.slow
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
