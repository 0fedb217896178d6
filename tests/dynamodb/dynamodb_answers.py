"""What DynamoDB's actions answer, sound and spoilt: for the tests of the tools, and for the fuzzers."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from playground import Limits, Scenario
from playground.cases.variants import variants_of

ITEM: dict[str, Any] = {"id": {"S": "k-1"}, "size": {"N": "12.50"}, "tags": {"L": [{"S": "red"}]}, "box": {"M": {"wide": {"BOOL": True}}}}
OTHER: dict[str, Any] = {"id": {"S": "k-2"}, "size": {"N": "3"}, "raw": {"B": "AQID"}, "names": {"SS": ["a", "b"]}, "none": {"NULL": True}}
KEY = {"id": {"S": "k-1"}}
CAPACITY = {"TableName": "Things", "CapacityUnits": 0.5}
METRICS = {"ItemCollectionKey": KEY, "SizeEstimateRangeGB": [0.0, 1.0]}
TABLE = {
    "TableName": "Things",
    "TableStatus": "ACTIVE",
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "ItemCount": 3,
    "CreationDateTime": 1609459200.5,
    "GlobalSecondaryIndexes": [{"IndexName": "by-size"}],
}
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "GetItem": [{"Item": ITEM}, {}, {"Item": {}}, {"Item": ITEM, "ConsumedCapacity": CAPACITY}],
    "Query": [
        {"Items": [ITEM, OTHER], "Count": 2, "ScannedCount": 2},
        {"Items": [], "Count": 0, "ScannedCount": 7},
        {"Items": [ITEM], "Count": 1, "ScannedCount": 9, "LastEvaluatedKey": KEY, "ConsumedCapacity": CAPACITY},
        {"Count": 4, "ScannedCount": 4},
        {"Count": 4, "ScannedCount": 4, "LastEvaluatedKey": KEY},
    ],
    "Scan": [{"Items": [OTHER], "Count": 1, "ScannedCount": 1}],
    "PutItem": [{}, {"Attributes": ITEM}, {"ConsumedCapacity": CAPACITY, "ItemCollectionMetrics": METRICS}],
    "UpdateItem": [{}, {"Attributes": {"size": {"N": "4"}}}],
    "DeleteItem": [{}, {"Attributes": OTHER, "ItemCollectionMetrics": METRICS}],
    "BatchGetItem": [
        {"Responses": {"Things": [ITEM, OTHER], "Others": []}, "UnprocessedKeys": {}},
        {"Responses": {"Things": [ITEM]}, "UnprocessedKeys": {"Things": {"Keys": [KEY], "ConsistentRead": True}}},
        {"Responses": {"Things": []}, "UnprocessedKeys": {}, "ConsumedCapacity": [CAPACITY]},
    ],
    "BatchWriteItem": [
        {"UnprocessedItems": {}},
        {"UnprocessedItems": {"Things": [{"PutRequest": {"Item": ITEM}}, {"DeleteRequest": {"Key": KEY}}]}},
        {"UnprocessedItems": {}, "ItemCollectionMetrics": {"Things": [METRICS]}, "ConsumedCapacity": [CAPACITY]},
    ],
    "TransactGetItems": [
        {"Responses": [{"Item": ITEM}, {}, {"Item": OTHER}]},
        {"Responses": [{"Item": ITEM}]},
        {"Responses": [{}, {}], "ConsumedCapacity": [CAPACITY]},
    ],
    "TransactWriteItems": [{}, {"ConsumedCapacity": [CAPACITY], "ItemCollectionMetrics": {"Things": [METRICS]}}],
    "ExecuteStatement": [{"Items": [ITEM, OTHER]}, {"Items": [ITEM], "NextToken": "bmV4dA==", "LastEvaluatedKey": KEY}, {"Items": []}],
    "BatchExecuteStatement": [
        {"Responses": [{"TableName": "Things", "Item": ITEM}, {"TableName": "Things"}]},
        {"Responses": [{"Error": {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed", "Item": OTHER}}]},
    ],
    "ExecuteTransaction": [{"Responses": [{"Item": ITEM}, {"Item": OTHER}]}, {"Responses": [{}, {}]}],
    "DescribeTable": [{"Table": TABLE}],
    "ListTables": [
        {"TableNames": ["Others", "Things"]},
        {"TableNames": []},
        {"TableNames": ["Others"], "LastEvaluatedTableName": "Others"},
    ],
    "CreateTable": [{"TableDescription": TABLE}],
    "UntagResource": [{}],
}
"""Action → answers of it with status 200."""
SOUND = [(action, answer) for action, answers in ANSWERS.items() for answer in answers]
_TYPE = "com.amazonaws.dynamodb.v20120810#"
ERRORS: list[dict[str, Any]] = [
    {"__type": _TYPE + "ConditionalCheckFailedException", "message": "The conditional request failed", "Item": ITEM},
    {"__type": _TYPE + "ResourceNotFoundException", "message": "Requested resource not found"},
    {"__type": "com.amazon.coral.service#SerializationException"},
    {
        "__type": _TYPE + "TransactionCanceledException",
        "CancellationReasons": [
            {"Code": "None"},
            {"Code": "ConditionalCheckFailed", "Item": OTHER, "Message": "The conditional request failed"},
        ],
        "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
    },
]
TEMPLATES = [
    "as it is",
    "#foreach($one in $input.path('$.Items'))$one.id.S#end $input.path('$.LastEvaluatedKey.id.S') $input.path('$.Count')",
    "$input.path('$.Item.box.M.wide.BOOL') $input.path('$.Attributes').size.N",
    "#foreach($one in $input.path('$.Responses'))$one.Item.id.S $one.Error.Code#end",
    "#foreach($one in $input.path('$.Responses.Things'))$one.tags.L[0].S#end",
    "$input.path('$.CancellationReasons')[0].Item.id.S $input.path('$.message')",
    "$input.path('$.UnprocessedItems.Things[0].PutRequest.Item.id.S')",
    "$input.path('$.Table.TableName') $input.path('$.TableNames')[0]",
    "#if(",
]


def scenario_of(action: str, body: object, *, template: str = "", is_named: bool = True, status: int = 200) -> dict[str, Any]:
    """The Scenario of a method that calls an action; not `is_named`: nothing but the answer tells which."""
    response = {"statusCode": "200", "responseTemplates": {"application/json": template}}
    integration: dict[str, Any] = {"type": "AWS", "integrationResponses": {"200": response}}
    if is_named:
        integration["uri"] = f"arn:aws:apigateway:eu-west-1:dynamodb:action/{action}"
    text = body if isinstance(body, str) else json.dumps(body)
    return {"method": {"httpMethod": "POST", "methodIntegration": integration}, "backend": {"status": status, "body": text}}


def derived(scenario: dict[str, Any]) -> dict[str, tuple[int, Any]]:
    """The name of each variant → its status and body."""
    made = variants_of(Scenario.from_document(scenario), Limits())
    assert len({one.name for one in made}) == len(made)
    assert all(one.why.endswith(".") for one in made)
    return {one.name: (one.backend.status, json.loads(one.backend.body)) for one in made}


# Spoilt

_ODD: list[Any] = [
    *(None, True, 0, -1, 1e300, 10**40, "", "text", "\ud800", "\0\x1b[31m\u202e", [], {}, [[]], [None], {"": None}),
    *(
        {"S": 5},
        {"S": {}},
        {"N": 1},
        {"N": "many"},
        {"L": {}},
        {"M": []},
        {"NULL": False},
        {"S": "a", "N": "1"},
        {"\udc00": {"S": "\ud800"}},
    ),
    *(ITEM, [ITEM], {"Item": [ITEM]}, {"TableName": 5}, {"Error": 5}, {"Keys": {}}, "x" * 3_000, {"k" * 300: {"S": "v"}}),
]


def nested(depth: int) -> Any:
    """Attributes in attributes."""
    value: Any = {"S": "core"}
    for level in range(depth):
        value = {"M": {"a": value}} if level % 2 else {"L": [value]}
    return value


@lru_cache(maxsize=1)
def spoilt_answers() -> st.SearchStrategy[tuple[str, Any]]:
    """An action, and an answer to it of which up to three nodes are something else, or gone."""
    sound = st.sampled_from([(action, answer) for action, answers in ANSWERS.items() for answer in [*answers, *ERRORS]])
    other = st.sampled_from(_ODD) | st.sampled_from([30, 99, 220]).map(nested) | st.just(_GONE)
    edits = st.lists(st.tuples(st.integers(0, 200), other), min_size=1, max_size=3)
    return st.builds(lambda one, changes: (one[0], _spoil(one[1], changes)), sound, edits)


_GONE = object()


def _spoil(answer: Any, changes: list[tuple[int, Any]]) -> Any:
    for number, other in changes:
        paths = list(_paths(answer))
        path = paths[number % len(paths)]
        if path or other is not _GONE:
            answer = _put(answer, path, other)
    return answer


def _paths(value: Any) -> Any:
    """The paths of a value's nodes, its own first."""
    yield ()
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        for path in _paths(member):
            yield (name, *path)


def _put(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    """The value with another one at `path`."""
    if not path:
        return other
    name, rest = path[0], path[1:]
    changed = list(value) if isinstance(value, list) else dict(value)
    if other is _GONE and not rest:
        del changed[name]
    else:
        changed[name] = _put(changed[name], rest, other)
    return changed
