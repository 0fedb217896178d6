"""DynamoDB JSON ↔ plain JSON. The expected values are what boto3 1.43's TypeDeserializer and TypeSerializer give."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground.errors import InvalidDocument
from playground.evaluator import tools
from playground.limits import Limits

if TYPE_CHECKING:
    from playground.errors import Problem


def convert(to: str, text: str) -> str:
    made: str = tools.answer("convert", {"to": to, "text": text}, Limits())["text"]
    return made


def refused(to: str, text: str) -> tuple[str, int | None, int | None]:
    with pytest.raises(InvalidDocument) as caught:
        convert(to, text)
    (problem,) = caught.value.problems
    assert problem.path == "/text"
    assert problem.message == caught.value.detail
    assert f"line {problem.line}, column {problem.column}." in problem.message
    return problem.message, problem.line, problem.column


VALUES = [
    ('{"S":"x"}', '"x"'),
    ('{"S":""}', '""'),
    ('{"N":"5"}', "5"),
    ('{"N":"-0"}', "-0"),
    ('{"N":"1.50"}', "1.50"),
    ('{"N":"12345678901234567890123456789012345678"}', "12345678901234567890123456789012345678"),
    ('{"N":"0.1234567890123456789012345678901234567"}', "0.1234567890123456789012345678901234567"),
    ('{"N":"1E+20"}', "1E+20"),
    ('{"BOOL":true}', "true"),
    ('{"BOOL":false}', "false"),
    ('{"NULL":true}', "null"),
    ('{"L":[]}', "[]"),
    ('{"L":[{"N":"1"},{"L":[{"NULL":true}]}]}', "[1,[null]]"),
    ('{"M":{}}', "{}"),
    ('{"M":{"b":{"S":"1"},"a":{"M":{"S":{"S":"2"}}}}}', '{"b":"1","a":{"S":"2"}}'),
]
"""DynamoDB JSON and the plain JSON that it is, both ways."""


def lines(text: str) -> str:
    """JSON as the tool writes it, in one line again."""
    return "".join(line.strip() for line in text.splitlines()).replace('": ', '":')


@pytest.mark.parametrize(("typed", "plain"), VALUES)
def test_a_value_goes_both_ways(typed: str, plain: str) -> None:
    assert lines(convert("plain", f'{{"a":{typed}}}')) == f'{{"a":{plain}}}'
    assert lines(convert("dynamodb", f'{{"a":{plain}}}')) == f'{{"a":{typed}}}'


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ('{"B":"AQID"}', '"AQID"'),
        ('{"SS":["x","y"]}', '["x","y"]'),
        ('{"NS":["1","2.50"]}', "[1,2.50]"),
        ('{"BS":["AQ=="]}', '["AQ=="]'),
        ('{"SS":[]}', "[]"),
        ('{"N":"007"}', "7"),
    ],
)
def test_what_json_cannot_tell_goes_one_way(typed: str, plain: str) -> None:
    assert lines(convert("plain", f'{{"a":{typed}}}')) == f'{{"a":{plain}}}'


@pytest.mark.parametrize(("number", "text"), [("1e5", "1E+5"), ("1.0", "1.0"), ("100", "100"), ("0.00000001", "1E-8"), ("1E-7", "1E-7")])
def test_numbers_are_written_as_boto3_writes_them(number: str, text: str) -> None:
    assert lines(convert("dynamodb", f'{{"a":{number}}}')) == f'{{"a":{{"N":"{text}"}}}}'


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("{}", "{}"),
        ("[]", "[]"),
        ('{"Count":0,"Items":[],"ScannedCount":0}', '{"Count":0,"Items":[],"ScannedCount":0}'),
        ('{"Count":1,"Items":[{"a":{"S":"x"}}],"ScannedCount":1}', '{"Count":1,"Items":[{"a":"x"}],"ScannedCount":1}'),
        ('{"Items":[{}],"LastEvaluatedKey":{"id":{"N":"1"}}}', '{"Items":[{}],"LastEvaluatedKey":{"id":1}}'),
        ('{"Item":{"Item":{"S":"x"}}}', '{"Item":{"Item":"x"}}'),
        ('{"Attributes":{"a":{"BOOL":true}},"ConsumedCapacity":{"S":"kept"}}', '{"Attributes":{"a":true},"ConsumedCapacity":{"S":"kept"}}'),
        (
            '{"Responses":{"T":[{"a":{"S":"x"}}],"U":[]},"UnprocessedKeys":{"T":{"Keys":[{"a":{"S":"y"}}],"ConsistentRead":true}}}',
            '{"Responses":{"T":[{"a":"x"}],"U":[]},"UnprocessedKeys":{"T":{"Keys":[{"a":"y"}],"ConsistentRead":true}}}',
        ),
        ('{"Responses":[{"Item":{"a":{"S":"x"}}},{}]}', '{"Responses":[{"Item":{"a":"x"}},{}]}'),
        ('{"__type":"x#ResourceNotFoundException","message":"no"}', '{"__type":"x#ResourceNotFoundException","message":"no"}'),
        ('[{"a":{"S":"x"}},{"b":{"N":"1"}}]', '[{"a":"x"},{"b":1}]'),
        ('{"M":{"M":{"S":{"S":"x"}}}}', '{"M":{"S":"x"}}'),
        ('{"S":"text"}', '"text"'),
        ('{"L":[{"N":"1"},{"S":"x"}]}', '[1,"x"]'),
    ],
)
def test_answers_items_and_values_go_both_ways(typed: str, plain: str) -> None:
    assert lines(convert("plain", typed)) == plain
    assert lines(convert("dynamodb", plain)) == typed


def test_an_attribute_may_be_named_as_an_answers_member() -> None:
    assert lines(convert("plain", '{"Item":{"S":"x"},"id":{"N":"1"}}')) == '{"Item":"x","id":1}'


def test_the_text_is_indented_and_keeps_its_characters() -> None:
    assert convert("plain", '{"Item":{"é😀":{"S":"\\u2028\\ud83d\\ude00\\ud800"},"z":{"L":[]}}}') == (
        '{\n  "Item": {\n    "é😀": "\u2028😀\\ud800",\n    "z": []\n  }\n}'
    )


@pytest.mark.parametrize(
    ("to", "text", "says", "place"),
    [
        ("plain", "", "This is not JSON: there is nothing here", (1, 1)),
        ("plain", '{"Item": {"a": {"S": "x"},}}', "This is not JSON: a comma", (1, 26)),
        ("plain", '{"a": NaN, "b": "NaN"}', "This is not JSON: JSON has no NaN", (1, 7)),
        ("dynamodb", '{"a": "NaN",\n "b": -Infinity}', "This is not JSON: JSON has no -Infinity", (2, 7)),
        ("plain", "5", "Expected an object, such as", (1, 1)),
        ("plain", '{"Items": [{"a": {"S": "x"}},\n  {"😀b": {"N": 5}}]}', "Expected a number in quotes", (2, 17)),
        ("plain", '{"Item": {"a": 1}}', "Expected an attribute value", (1, 16)),
        ("plain", '{"Item": {"a": {"S": "x", "N": "1"}}}', "Expected an attribute value", (1, 16)),
        ("plain", '{"Item": {"a": {}}}', "Expected an attribute value", (1, 16)),
        ("plain", '{"Item": {"a": {"X": "x"}}}', "`X` is none of DynamoDB's types", (1, 16)),
        ("plain", '{"Item": {"a": {"N": "five"}}}', "Expected a number", (1, 22)),
        ("plain", '{"Item": {"a": {"N": "NaN"}}}', "Expected a number", (1, 22)),
        ("plain", '{"Item": {"a": {"N": "1_0"}}}', "Expected a number", (1, 22)),
        ("plain", '{"Item": {"a": {"N": "123456789012345678901234567890123456789"}}}', "DynamoDB's numbers", (1, 22)),
        ("plain", '{"Item": {"a": {"B": "no base64!"}}}', "The text of a B is base64", (1, 22)),
        ("plain", '{"Item": {"a": {"NULL": false}}}', "Expected true", (1, 25)),
        ("plain", '{"Item": {"a": {"BOOL": "true"}}}', "Expected true or false", (1, 25)),
        ("plain", '{"Item": {"a": {"SS": ["x", 5]}}}', "Expected text", (1, 29)),
        ("plain", '{"Item": {"a": {"L": [{"S": "x"}, "y"]}}}', "Expected an attribute value", (1, 35)),
        ("plain", '{"Item": {"a": {"M": {"b": {"S": null}}}}}', "Expected text, and found null", (1, 34)),
        ("plain", '{"a": {"S": 1}, "a": {"S": 2}}', "Expected text", (1, 28)),
        ("plain", '{"Items": ["x"]}', "Expected an object, and found text", (1, 12)),
        ("plain", '{"name": "x"}', "Expected an attribute value", (1, 10)),
        ("dynamodb", '{"a": [1, 1e400]}', "DynamoDB's numbers", (1, 11)),
        ("dynamodb", '{"a": 123456789012345678901234567890123456789}', "DynamoDB's numbers", (1, 7)),
    ],
)
def test_what_cannot_be_converted_is_said_with_its_place(to: str, text: str, says: str, place: tuple[int, int]) -> None:
    message, *found = refused(to, text)
    assert message.startswith(says)
    assert tuple(found) == place


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        '{"a":' * 100_000,
        '{"Item":{"a":' + '{"L":[' * 5_000 + "]}" * 5_000 + "}}",
        '{"a":' + "9" * 1_000_000 + "}",
        '{"a": 1e999999999999}',
        '{"a": {"N": 1e-99999999999}}',
        '"' + "x" * 1_000_000,
    ],
)
@pytest.mark.parametrize("to", ["plain", "dynamodb"])
def test_hostile_texts_are_refused_with_a_sentence(to: str, text: str) -> None:
    assert len(refused(to, text)[0]) < 300


@pytest.mark.slow
def test_a_large_answer_is_converted() -> None:
    item = '{"id": {"S": "' + "x" * 1_000 + '"}, "n": {"N": "1.10"}}'
    text = '{"Items": [' + ",".join([item] * 9_000) + "]}"
    assert convert("plain", text).count('"n": 1.10') == 9_000


NAMES = some.text(max_size=5).filter(lambda name: not name[:1].isupper() and name != "__type")
"""Names of attributes that are not also names of an answer's members: those are read as the answer's."""
NUMBERS = some.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=7).map(float) | some.integers(
    -(10**37), 10**37
)
PLAIN: some.SearchStrategy[Any] = some.recursive(
    some.none() | some.booleans() | some.text() | NUMBERS,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(some.dictionaries(NAMES, PLAIN, max_size=5) | some.lists(some.dictionaries(NAMES, PLAIN, max_size=3), max_size=3))
def test_plain_json_comes_back(document: object) -> None:
    text = json.dumps(document)
    typed = convert("dynamodb", text)
    assert json.loads(convert("plain", typed)) == json.loads(text)
    assert convert("dynamodb", convert("plain", typed)) == typed


@given(some.text() | PLAIN.map(json.dumps))
def test_any_text_is_converted_or_refused_with_a_place_inside_it(text: str) -> None:
    for to in ("plain", "dynamodb"):
        problems: tuple[Problem, ...] = ()
        try:
            json.loads(convert(to, text))
        except InvalidDocument as error:
            problems = error.problems
        for problem in problems:
            assert problem.line is not None
            assert problem.line <= text.count("\n") + text.count("\r") + 1
