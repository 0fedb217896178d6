"""What a case expects, compared: text exactly, other JSON values as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground.cases.expectations import differences
from playground.jsontext import source
from playground.model import Expectation, IntegrationRequest, Result


def told(expect: dict[str, Any], **result: Any) -> list[tuple[str, str, str | None, str | None]]:
    answer = Result(**{"status": 200, "headers": {"Content-Type": "application/json"}, "body": "", **result})
    return [(one.of, one.at, one.expected, one.got) for one in differences(Expectation(**expect), answer)]


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        ("a", "a"),
        ("", ""),
        ('{"a":1}', '{"a":1}'),
        ("half ?", "half \ud800"),
        ({"a": 1, "b": [2]}, '{\n"b":[2],"a":1}'),
        (1, "1"),
        (1, "1.0"),
        (1.5, "1.50"),
        (0.1, "0.1000000000000000055"),
        (1e300, "1E300"),
        (12345678901234567890123, "12345678901234567890123"),
        ([], " [ ] "),
        (None, "null"),
        (True, "true"),
        ("x", "x"),
        ({"é\ud83d\ude00": "\u2028"}, '{"é😀": "\\u2028"}'),
        ({"half": "?"}, '{"half": "\\ud800"}'),
    ],
)
def test_a_body_that_is_as_expected(expected: object, body: str) -> None:
    assert told({"body": expected}, body=body) == []


@pytest.mark.parametrize(
    ("expected", "body", "at", "wanted", "got"),
    [
        ("a", "a ", "line 1, column 2", "a", "a "),
        ('{"a": 1}', '{"a":1}', "line 1, column 6", '{"a": 1}', '{"a":1}'),
        ("one\ntwo", "one\nTwo", "line 2, column 1", "one\ntwo", "one\nTwo"),
        ("a", None, "", "a", None),
        ({"a": 1}, '{"a": true}', "/a", "1", "true"),
        ({"a": "1"}, '{"a": 1}', "/a", '"1"', "1"),
        ({"a": True}, '{"a": 1}', "/a", "true", "1"),
        ({"a": 0}, '{"a": false}', "/a", "0", "false"),
        ({"a": None}, "{}", "/a", "null", None),
        ({}, '{"a/b": null}', "/a~1b", None, "null"),
        ([1, 2], "[1]", "/1", "2", None),
        ([1], "[1, {}]", "/1", None, "{}"),
        ([{"x": [1, 2]}], '[{"x": [1, 3]}]', "/0/x/1", "2", "3"),
        (12345678901234567890123, "12345678901234567890124", "", "12345678901234567890123", "12345678901234567890124"),
        ({"a": 1}, '{"a": 1', "", '{"a":1}', '{"a": 1'),
        ({"a": 1}, "", "", '{"a":1}', ""),
        (None, "", "", "null", ""),
        ([], "{}", "", "[]", "{}"),
    ],
)
def test_a_body_that_differs_says_where(expected: object, body: str | None, at: str, wanted: str | None, got: str | None) -> None:
    assert told({"body": expected}, body=body) == [("body", at, wanted, got)]


def test_what_is_said_is_short_and_shows_the_place() -> None:
    ((_, at, wanted, got),) = told({"body": "x" * 5_000 + "a" + "y" * 500}, body="x" * 5_000 + "b" + "y" * 500)
    assert at == "line 1, column 5001"
    assert (wanted, got) == (f"…{'x' * 20}a{'y' * 99}…", f"…{'x' * 20}b{'y' * 99}…")
    ((*_, wanted, got),) = told({"body": ["a" * 999]}, body='["b"]')
    assert (wanted, got) == (f'"{"a" * 119}…', '"b"')


@pytest.mark.parametrize("name", ["X-Id", "x-id", "X-ID"])
def test_a_headers_name_counts_in_any_case_and_its_value_as_it_is(name: str) -> None:
    headers = {"Content-Type": "text/plain", "x-Id": "7"}
    assert told({"header": {name: "7"}}, headers=headers) == []
    assert told({"header": {name: "7 "}}, headers=headers) == [("header", name, "7 ", "7")]
    assert told({"header": {name: ""}}, headers=None) == [("header", name, "", None)]


def test_the_request_to_the_backend_is_compared_likewise() -> None:
    request = IntegrationRequest(body='{"Key": {"id": {"S": "1"}}}', header={}, querystring={}, path={})
    assert told({"integrationRequest": {"body": {"Key": {"id": {"S": "1"}}}}}, integrationRequest=request) == []
    assert told({"integrationRequest": {}}, integrationRequest=request) == []
    wrong = {"integrationRequest": {"body": {"Key": {"id": {"S": "2"}}}}}
    assert told(wrong, integrationRequest=request) == [("integrationRequest", "/Key/id/S", '"2"', '"1"')]
    assert told(wrong)[0][2:] == ('{"Key":{"id":{"S":"2"}}}', None)


def test_everything_that_differs_is_said_in_one_order() -> None:
    expect = {"integrationRequest": {"body": "x"}, "header": {"A": "1"}, "body": "b", "status": 404}
    assert [one[0] for one in told(expect)] == ["status", "body", "header", "integrationRequest"]
    assert told({"status": 200}, status=None, headers=None, body=None) == [("status", "", "200", None)]
    assert told({}) == []


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False, allow_infinity=False) | some.text(max_size=4),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, some.booleans())
def test_any_value_equals_itself_however_it_is_laid_out(value: Any, indent: bool) -> None:  # noqa: FBT001
    text = json.dumps(value, indent=2 if indent else None)
    assert told({"body": value if not isinstance(value, str) else text}, body=text) == []


@given(JSON, some.text(max_size=8) | JSON.map(json.dumps) | some.none(), some.sampled_from(["1e99999999999999999999", "-0", "[1e999]", ""]))
def test_whatever_is_expected_and_whatever_comes_can_be_compared(expected: object, body: str | None, odd: str) -> None:
    for text in (body, odd):
        for _, at, wanted, got in told({"body": expected, "integrationRequest": {"body": expected}}, body=text):
            assert len(at) < 200
            assert all(piece is None or len(piece) < 200 for piece in (wanted, got))


@given(JSON, JSON)
def test_two_values_are_equal_exactly_where_python_says_so(one: Any, other: Any) -> None:
    if isinstance(one, str):
        return
    same = source.load(json.dumps(one)) == source.load(json.dumps(other))
    if same:
        assert told({"body": one}, body=json.dumps(other)) == []
    elif not told({"body": one}, body=json.dumps(other)):
        assert one == other  # 1 and 1.0
