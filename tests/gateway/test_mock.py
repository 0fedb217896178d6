"""What a MOCK integration reads as its status: lenient JSON, and what is none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.gateway.mock import status_code


@pytest.mark.parametrize(
    "text",
    [
        '{"statusCode": 404}',
        "{'statusCode': 404}",
        "{statusCode: 404}",
        '{"statusCode": 404,}',
        '{,"statusCode": 404}',
        '{"a": 1,, "statusCode": 404}',
        ' \n{ "statusCode" : 404 } \n',
        '{"a": {"b": [1, {"c": "}"}]}, "statusCode": 404}',
        '{"statusCode": 404, "message": "it\'s \\"quoted\\""}',
        "{statusCode: 404, message: plain}",
        '{"statusCode": 200, "statusCode": 404}',
    ],
)
def test_lenient_json_gives_its_status(text: str) -> None:
    assert status_code(text) == 404


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "404",
        "text",
        "[404]",
        "{x",
        "{\\",
        "{}",
        '{"statusCode": "404"}',
        '{"statusCode": 404.0}',
        '{"statusCode": null}',
        '{"statusCode": [404]}',
        '{"a": {"statusCode": 404}}',
        '{"statusCode": 404',
        '"statusCode": 404}',
        "{\"statusCode': 404}",
        '{"statusCode" 404}',
        '{"statusCode": }',
        '{"statusCode": 404}}',
        '{"statusCode": 404} x',
        '{"a": [1}, "statusCode": 404}',
        '{"a": 1 "statusCode": 404}',
        "{" * 10_000,
    ],
)
def test_everything_else_has_none(text: str) -> None:
    assert status_code(text) is None


@given(st.lists(st.sampled_from(["{", "}", "[", "]", ",", ":", '"', "'", "\\", "statusCode", "200", "a", " "]), max_size=15).map("".join))
def test_any_text_has_a_status_or_none(text: str) -> None:
    found = status_code(text)
    assert found is None or found == 200
