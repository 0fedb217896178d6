"""What the services refuse of a request: JSON, actions, members, types, expressions, keys; and that valid requests are refused nothing.

Evidence: documented: API references of the services, "Reserved words", "Expressions", "Data types" (DynamoDB developer guide);
user-reported: the words of DynamoDB's refusals.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground.jsontext.places import Places, offset_in_string, span_of
from playground.services import request_check
from playground.services.api_model import MODELLED, api_model
from playground.services.dynamodb.expressions.parser import parse_condition, parse_projection, parse_update
from playground.services.dynamodb.expressions.tokens import ExpressionFault
from playground.services.dynamodb.keys import tables_of
from playground.services.dynamodb.reserved_words import RESERVED_WORDS
from playground.services.near_names import near_name
from playground.services.target import Target

if TYPE_CHECKING:
    from playground.services.finding import Finding

TABLES = tables_of(
    [
        {
            "definition": {
                "TableName": "Visits",
                "KeySchema": [{"AttributeName": "site", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
                "AttributeDefinitions": [{"AttributeName": "site", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"}],
            }
        }
    ]
)
KEY = {"id": {"S": "1"}}


def found(action: str, body: Any, service: str = "dynamodb", *, tables: bool = False) -> list[Finding]:
    text = body if isinstance(body, str) else json.dumps(body)
    return request_check.findings(Target(service, action, is_in_uri=True), text, {}, TABLES if tables else {})


def get(**members: Any) -> dict[str, Any]:
    return {"TableName": "t", "Key": KEY, **members}


def query(**members: Any) -> dict[str, Any]:
    return {"TableName": "t", "KeyConditionExpression": "id = :i", "ExpressionAttributeValues": {":i": {"S": "1"}}, **members}


def put(value: Any, **members: Any) -> dict[str, Any]:
    return {"TableName": "t", "Item": {"id": {"S": "1"}, "a": value}, **members}


def update(expression: str, values: Any = None, **members: Any) -> dict[str, Any]:
    given_values = {} if values is None else {"ExpressionAttributeValues": values}
    return {"TableName": "t", "Key": KEY, "UpdateExpression": expression, **given_values, **members}


REFUSED: list[tuple[str, Any, str, str, str]] = [
    # actions and members
    ("GetItems", get(), "request.action", "GetItem", "UnknownOperationException"),
    ("Frobnicate", {}, "request.action", "Frobnicate", "UnknownOperationException"),
    ("GetItem", {"TableName": "t"}, "request.member", "Key is missing", "ValidationException"),
    ("GetItem", {"Tablename": "t", "Key": KEY}, "request.member", "TableName", "ValidationException"),
    ("GetItem", {"TableName": None, "Key": KEY}, "request.member", "TableName", "ValidationException"),
    ("Query", {"TableName": "t"}, "request.member", "KeyConditionExpression", "ValidationException"),
    ("BatchWriteItem", {"RequestItems": {"t": [{"Delete": {"Key": KEY}}]}}, "request.member", "DeleteRequest", "ValidationException"),
    ("BatchWriteItem", {"RequestItems": {"t": [{}]}}, "request.member", "PutRequest", "ValidationException"),
    ("BatchWriteItem", {"RequestItems": {}}, "request.member", "empty", "ValidationException"),
    (
        "BatchWriteItem",
        {"RequestItems": {"t": [{"DeleteRequest": {"Key": {"id": {"S": str(n)}}}} for n in range(26)]}},
        "request.member",
        "25",
        "ValidationException",
    ),
    ("TransactWriteItems",
        {"TransactItems": [{"Put": put({"S": "x"}), "Delete": get()}]},
        "request.member",
        "one of",
        "ValidationException",
    ),
    # types
    ("PutItem", put({"N": 7}), "request.type", "must be a string", "SerializationException"),
    ("PutItem", put({"S": True}), "request.type", "must be a string", "SerializationException"),
    ("PutItem", put({"BOOL": "true"}), "request.type", "true or false", "SerializationException"),
    ("PutItem", put({"L": {"S": "x"}}), "request.type", "must be a list", "SerializationException"),
    ("PutItem", put("text"), "request.type", "must be an object", "SerializationException"),
    ("PutItem", put({"S": "a", "N": "1"}), "request.type", "two types", "ValidationException"),
    ("PutItem", put({}), "request.type", "no type", "ValidationException"),
    ("PutItem", put({"s": "x"}), "request.member", "S is", "ValidationException"),
    ("PutItem", put({"N": ""}), "request.type", "no number", "ValidationException"),
    ("PutItem", put({"N": "1,5"}), "request.type", "1,5", "ValidationException"),
    ("PutItem", put({"N": "1" * 39}), "request.type", "no number", "ValidationException"),
    ("PutItem", put({"N": "1e126"}), "request.type", "no number", "ValidationException"),
    ("PutItem", put({"SS": []}), "request.type", "empty", "ValidationException"),
    ("PutItem", put({"SS": ["a", "a"]}), "request.type", "twice", "ValidationException"),
    ("PutItem", put({"NULL": False}), "request.type", "only be true", "ValidationException"),
    ("PutItem", put({"B": "not base64!"}), "request.type", "base64", "SerializationException"),
    ("PutItem", put({"M": {"in": {"L": [{"N": "x"}]}}}), "request.type", "no number", "ValidationException"),
    ("PutItem", put({"S": "x"}, ReturnValues="ALL_NEW"), "request.type", "ALL_OLD", "ValidationException"),
    ("GetItem", get(ConsistentRead="true"), "request.type", "true or false", "SerializationException"),
    ("Query", query(Limit=0), "request.type", "1 or more", "ValidationException"),
    ("Query", query(Select="COUNTS"), "request.type", "COUNT", "ValidationException"),
    ("Scan", [], "request.type", "an object", "SerializationException"),
    # expressions
    ("Query", query(FilterExpression="a = 5"), "request.expression", "5", "ValidationException"),
    ("Query", query(FilterExpression=""), "request.expression", "empty", "ValidationException"),
    ("Query", query(FilterExpression="a = :i AND"), "request.expression", "ends too early", "ValidationException"),
    ("Query", query(FilterExpression="begin_with(a, :i)"), "request.expression", "begins_with", "ValidationException"),
    ("Query", query(FilterExpression="size(a)"), "request.expression", "ends too early", "ValidationException"),
    ("Query", query(FilterExpression="a = a"), "request.expression", "itself", "ValidationException"),
    ("Query", query(FilterExpression="name = :i"), "request.expression", "reserved", "ValidationException"),
    ("Query", query(FilterExpression="a != :i"), "request.expression", "<>", "ValidationException"),
    ("Query", query(KeyConditionExpression="id = :i OR b = :i"), "request.expression", "OR", "ValidationException"),
    ("Query", query(KeyConditionExpression="id > :i"), "request.expression", "partition key", "ValidationException"),
    ("Query", query(KeyConditionExpression="contains(id, :i)"), "request.expression", "contains", "ValidationException"),
    ("Query", query(KeyConditionExpression="id = :i AND b > :i AND b < :i"), "request.expression", "BETWEEN", "ValidationException"),
    ("Query", query(ExpressionAttributeNames={"#a": "a"}), "request.expression", "#a", "ValidationException"),
    ("Query", query(ExpressionAttributeValues={":i": {"S": "1"}, "x": {"S": "1"}}), "request.expression", ":x", "ValidationException"),
    ("Scan", {"TableName": "t", "ExpressionAttributeValues": {":a": {"S": ""}}}, "request.expression", "no expr", "ValidationException"),
    ("Scan", {"TableName": "t", "ProjectionExpression": "a, a.b"}, "request.expression", "already", "ValidationException"),
    ("Scan", {"TableName": "t", "ProjectionExpression": "a", "AttributesToGet": []}, "request.expression", "beside", "ValidationException"),
    ("UpdateItem", update("SET a = :x"), "request.expression", ":x", "ValidationException"),
    ("UpdateItem", update("SET a = :x SET b = :x", {":x": {"S": ""}}), "request.expression", "twice", "ValidationException"),
    ("UpdateItem", update("a = :x", {":x": {"S": ""}}), "request.expression", "SET", "ValidationException"),
    ("UpdateItem", update("ADD a :x", {":x": {"S": ""}}), "request.expression", "a number or a set", "ValidationException"),
    ("UpdateItem", update("SET a = a + :x", {":x": {"S": ""}}), "request.expression", "type is S", "ValidationException"),
    ("UpdateItem", update("SET a = list_append(a, :x)", {":x": {"S": ""}}), "request.expression", "type is S", "ValidationException"),
    ("UpdateItem", update("SET a = :x, a.b = :x", {":x": {"S": ""}}), "request.expression", "already", "ValidationException"),
    ("UpdateItem", update("SET a = if_not_exists(:x, :x)", {":x": {"S": ""}}), "request.expression", "path", "ValidationException"),
    # keys
    ("GetItem", get(Key={"id": {"S": ""}}), "request.key", "empty", "ValidationException"),
    ("GetItem", get(Key={}), "request.key", "empty", "ValidationException"),
    ("GetItem", get(Key={"id": {"BOOL": True}}), "request.key", "S, N or B", "ValidationException"),
    ("BatchGetItem", {"RequestItems": {"t": {"Keys": [KEY, KEY]}}}, "request.key", "twice", "ValidationException"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "body", "code", "words", "answer"), REFUSED)
def test_dynamodb_refuses_it(action: str, body: Any, code: str, words: str, answer: str) -> None:
    refused = [one for one in found(action, body) if one.severity == "error"]
    assert refused
    first = refused[0]
    assert first.code == code
    assert words in f"{first.message} {first.help}"
    assert first.answer is not None
    assert (first.answer.kind, first.answer.status) == (answer, 400)


@pytest.mark.parametrize(
    ("action", "body", "words"),
    [
        ("GetItem", {"TableName": "Visits", "Key": {"site": {"S": "a"}}}, "lacks at"),
        ("GetItem", {"TableName": "Visits", "Key": {"site": {"S": "a"}, "at": {"N": "1"}, "x": {"S": "1"}}}, "x is no key"),
        ("GetItem", {"TableName": "Visits", "Key": {"site": {"S": "a"}, "at": {"S": "1"}}}, "is N, not S"),
        ("PutItem", {"TableName": "Visits", "Item": {"site": {"S": "a"}}}, "lacks at"),
        ("PutItem", {"TableName": "Visits", "Item": {"site": {"S": ""}, "at": {"N": "1"}}}, "empty"),
        ("BatchWriteItem", {"RequestItems": {"Visits": [{"DeleteRequest": {"Key": {"site": {"S": "a"}}}}]}}, "lacks at"),
        ("BatchGetItem", {"RequestItems": {"Visits": {"Keys": [{"at": {"N": "1"}}]}}}, "lacks site"),
    ],
)
def test_tables_that_are_known_tell_their_keys(action: str, body: Any, words: str) -> None:
    assert any(one.code == "request.key" and words in one.message for one in found(action, body, tables=True))
    assert not any(words in one.message for one in found(action, body) if "lacks" in words)


VALID: list[tuple[str, Any]] = [
    ("GetItem", get(ConsistentRead=True, ProjectionExpression="a.b[0], #n", ExpressionAttributeNames={"#n": "name"})),
    ("Query", query(Limit=5, FilterExpression="(a) BETWEEN :i AND :i AND NOT (b IN (:i, :i) OR attribute_exists(c.d[1]))")),
    ("Query", query(KeyConditionExpression="(id = :i) and begins_with(b, :i)")),
    ("Query", {"TableName": "t", "KeyConditions": {"id": {"ComparisonOperator": "EQ"}}}),
    ("Scan", {"TableName": "t", "FilterExpression": "size(a) > :n", "ExpressionAttributeValues": {":n": {"N": "1"}}}),
    ("PutItem", put({"M": {"l": {"L": [{"N": "-1.5e3"}, {"NULL": True}, {"BS": ["AA=="]}]}}}, ConditionExpression="size(id) > size(b)")),
    ("PutItem", put({"S": "{not=a map"})),
    ("UpdateItem", {"TableName": "t", "Key": KEY}),
    (
        "UpdateItem",
        update(
            "set a = if_not_exists(a, :n) + :n, b = list_append(:l, b) remove c[0] add d :n delete e :s",
            {":n": {"N": "1"}, ":l": {"L": []}, ":s": {"SS": ["x"]}},
        ),
    ),
    ("TransactGetItems", {"TransactItems": [{"Get": get()}]}),
    ("ExecuteStatement", {"Statement": "SELECT * FROM t"}),
    ("ListTables", {}),
]  # fmt: skip


@pytest.mark.parametrize(("action", "body"), VALID)
def test_a_valid_request_is_blamed_for_nothing(action: str, body: Any) -> None:
    assert found(action, body) == []


def test_an_unknown_member_is_told_though_it_is_taken() -> None:
    (finding,) = found("GetItem", get(ConsistentReads=True))
    assert (finding.severity, finding.answer, finding.rename, finding.path) == ("warning", None, "ConsistentRead", ("ConsistentReads",))


def test_every_table_is_whole() -> None:
    for service in MODELLED:
        model = api_model(service)
        for name in filter(None, model.actions.values()):
            shape = model.shape(name)
            assert shape.kind == "structure"
            assert set(shape.required) <= set(shape.members)
            for member in shape.members.values():
                assert model.shape(member).kind


def test_near_names() -> None:
    known = ["TableName", "Key", "PutRequest"]
    assert [near_name(one, known) for one in ("tablename", "TabelName", "Keys", "Put", "x", "y" * 200)] == [
        "TableName",
        "TableName",
        "Key",
        "PutRequest",
        "",
        "",
    ]


def test_reserved_words_are_those_of_the_guide() -> None:
    assert len(RESERVED_WORDS) == 573
    assert {"STATUS", "NAME", "YEAR", "TTL"} <= RESERVED_WORDS
    assert "ID" not in RESERVED_WORDS


@given(some.text("ab#:()[]=<>,.+- 01ANDORNOTBETWEENINSETsize", max_size=40))
def test_any_text_is_read_as_an_expression_or_refused(text: str) -> None:
    places: list[tuple[int, int]] = []
    for parse in (parse_condition, parse_update, parse_projection):
        try:
            parse(text)
        except ExpressionFault as fault:
            places.append((fault.begin, fault.end))
    assert all(0 <= begin <= end <= len(text) + 1 for begin, end in places)


def test_nesting_is_bounded() -> None:
    for text in ("(" * 5_000 + "a = :b", "NOT " * 5_000 + "a = :b"):
        with pytest.raises(ExpressionFault):
            parse_condition(text)


@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.text(max_size=4),
        lambda inner: (
            some.lists(inner, max_size=3)
            | some.dictionaries(some.sampled_from(["TableName", "Key", "id", "S", "N", "L", "M", "x"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_any_json_is_checked(value: Any) -> None:
    for action in ("GetItem", "PutItem", "BatchWriteItem", "TransactWriteItems", "Query"):
        for one in found(action, value):
            if one.path is not None:
                assert Places(json.dumps(value)).span(one.path) == span_of(json.dumps(value), one.path)


@given(some.text(max_size=12), some.integers(0, 12))
def test_an_offset_in_a_string_is_found_in_its_json(text: str, offset: int) -> None:
    for is_ascii in (True, False):
        written = json.dumps(text, ensure_ascii=is_ascii)
        at = offset_in_string(written, 0, min(offset, len(text)))
        assert json.loads(written[:at] + '"') == text[: min(offset, len(text))]


@pytest.mark.parametrize(
    "body",
    [
        get(**{f"TableNam{number}": 1 for number in range(20_000)}),
        query(ExpressionAttributeValues={f":v{number}": {"S": "1"} for number in range(20_000)}),
        put({"L": [{"N": 5}] * 40_000}),
    ],
)  # fmt: skip
def test_of_much_that_is_wrong_the_first_is_told(body: Any) -> None:
    action = "PutItem" if "Item" in body else "Query" if "KeyConditionExpression" in body else "GetItem"
    assert 1 <= len(found(action, body)) <= 20


def test_a_body_of_megabytes_is_not_looked_at() -> None:
    assert found("PutItem", put({"L": [{"N": 5}] * 100_000})) == []


def test_the_name_of_a_member_has_a_place() -> None:
    text = '{"a": {"b": 1, "c": [{"d": 2}]}}'
    assert text[slice(*Places(text).name_span(("a", "c", 0, "d")))] == '"d"'
    assert text[slice(*Places(text).name_span(("a",)))] == '"a"'
    assert text[slice(*Places(text).name_span(("a", "c", 0)))] == '{"d": 2}'
