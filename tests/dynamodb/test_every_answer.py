"""Every tool on what every action of DynamoDB answers, sound or spoilt: used or refused, and what is derived is the action's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from playground import Limits
from playground.errors import InvalidDocument
from playground.evaluator import tools
from tests.dynamodb.dynamodb_answers import (
    ANSWERS,
    ERRORS,
    ITEM,
    KEY,
    OTHER,
    SOUND,
    TEMPLATES,
    derived,
    nested,
    scenario_of,
    spoilt_answers,
)
from tests.profiles import scaled

if TYPE_CHECKING:
    from collections.abc import Callable


def successes(scenario: dict[str, Any]) -> dict[str, Any]:
    return {name: body for name, (status, body) in derived(scenario).items() if status == 200}


def is_item(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, dict) and len(one) == 1 for one in value.values())


def is_page(body: Any) -> bool:
    if "Items" not in body:  # Select COUNT
        return isinstance(body["Count"], int)
    return all(map(is_item, body["Items"])) and body.get("Count", len(body["Items"])) == len(body["Items"])


def is_list_of_entries(body: Any) -> bool:
    return bool(body["Responses"]) and all(one == {} or (one.keys() == {"Item"} and is_item(one["Item"])) for one in body["Responses"])


def is_of_statements(body: Any) -> bool:
    return bool(body["Responses"]) and all("TableName" in one or "Error" in one for one in body["Responses"])


def is_table_answer(body: Any) -> bool:
    return all(map(is_item, body["Responses"]["Things"])) and isinstance(body["UnprocessedKeys"], dict)


def holds(member: str, kind: type) -> Callable[[Any], bool]:
    return lambda body: isinstance(body[member], kind)


OWN_SHAPE: dict[str, Callable[[Any], bool]] = {
    "GetItem": lambda body: is_item(body.get("Item", {})) and body.keys() <= {"Item", "ConsumedCapacity"},
    "Query": is_page,
    "Scan": is_page,
    "PutItem": lambda body: is_item(body.get("Attributes", {})) and "Items" not in body,
    "UpdateItem": lambda body: is_item(body.get("Attributes", {})) and "Items" not in body,
    "DeleteItem": lambda body: is_item(body.get("Attributes", {})) and "Items" not in body,
    "BatchGetItem": is_table_answer,
    "BatchWriteItem": holds("UnprocessedItems", dict),
    "TransactGetItems": is_list_of_entries,
    "TransactWriteItems": lambda body: body.keys() <= {"ConsumedCapacity", "ItemCollectionMetrics"},
    "ExecuteStatement": lambda body: all(map(is_item, body["Items"])) and "Count" not in body,
    "BatchExecuteStatement": is_of_statements,
    "ExecuteTransaction": is_list_of_entries,
    "DescribeTable": holds("Table", dict),
    "ListTables": holds("TableNames", list),
    "CreateTable": holds("TableDescription", dict),
    "UntagResource": lambda body: body == {},
}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(("action", "answer"), SOUND)
def test_derived_answers_have_the_actions_own_shape(action: str, answer: Any, template: str) -> None:
    made = successes(scenario_of(action, answer, template=template))
    assert [name for name, body in made.items() if not OWN_SHAPE[action](body)] == []


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("action", ANSWERS)
def test_an_error_or_another_actions_answer_at_hand_gives_the_actions_own(action: str, error: Any) -> None:
    bodies: list[object] = [error, {"Items": [ITEM], "Responses": 5, "TableNames": {}}, [], 5, "no JSON"]
    for body in bodies:
        made = successes(scenario_of(action, body, status=400 if body is error else 200, template="$input.path('$.Responses.Things')"))
        assert [name for name, one in made.items() if not OWN_SHAPE[action](one)] == []


@pytest.mark.parametrize("kind", ["MOCK", "AWS_PROXY", "HTTP_PROXY"])
def test_where_no_template_sees_the_answer_there_are_no_variants(kind: str) -> None:
    scenario = scenario_of("Query", {"Items": [ITEM]})
    scenario["method"]["methodIntegration"]["type"] = kind
    assert derived(scenario) == {}


def test_the_items_of_a_transaction_stay_at_their_places() -> None:
    made = successes(scenario_of("TransactGetItems", {"Responses": [{}, {"Item": ITEM}, {"Item": OTHER}]}))
    assert made["No items"] == {"Responses": [{}, {}, {}]}
    assert made["First item missing"] == {"Responses": [{}, {}, {"Item": OTHER}]}
    assert made["id is NULL"] == {"Responses": [{}, {"Item": {**ITEM, "id": {"NULL": True}}}, {"Item": OTHER}]}
    assert made["One item"] == {"Responses": [{"Item": ITEM}]}
    assert len(made["25 items"]["Responses"]) == 25


def test_a_transaction_that_found_nothing_gets_what_the_template_reads() -> None:
    made = successes(scenario_of("TransactGetItems", {"Responses": [{}]}, template="$input.path('$.Responses')[0].Item.size.N"))
    assert made["One item"] == {"Responses": [{"Item": {"size": {"N": "1"}}}]}


def test_pages_go_on_as_the_action_does() -> None:
    token = successes(scenario_of("ExecuteStatement", {"Items": [ITEM]}))
    assert isinstance(token["NextToken: more to come"]["NextToken"], str)
    last = successes(scenario_of("ExecuteStatement", {"Items": [ITEM], "NextToken": "x"}))
    assert last["The last page: no NextToken"] == {"Items": [ITEM]}
    assert (
        successes(scenario_of("Scan", {"Items": [ITEM], "Count": 1, "ScannedCount": 1}))["LastEvaluatedKey: more to come"][
            "LastEvaluatedKey"
        ]
        == KEY
    )


def test_a_count_stays_without_items() -> None:
    made = successes(scenario_of("Query", {"Count": 3, "ScannedCount": 3}, template="$input.path('$.Count')"))
    assert made["Count is 0"] == {"Count": 0, "ScannedCount": 0}
    assert made["LastEvaluatedKey: more to come"] == {"Count": 3, "ScannedCount": 3, "LastEvaluatedKey": {"id": {"S": "one"}}}
    assert not [name for name, body in made.items() if "Items" in body]


def test_what_was_left_over_has_its_action() -> None:
    made = successes(
        scenario_of("BatchWriteItem", {"UnprocessedItems": {}}, template="$input.path('$.UnprocessedItems.Things[0].PutRequest.Item.id.S')")
    )
    assert made["UnprocessedItems: a put left over"] == {"UnprocessedItems": {"Things": [{"PutRequest": {"Item": {"id": {"S": "id"}}}}]}}
    assert made["UnprocessedItems: a delete left over"] == {
        "UnprocessedItems": {"Things": [{"DeleteRequest": {"Key": {"id": {"S": "id"}}}}]}
    }


def test_one_statement_fails_among_others() -> None:
    made = successes(scenario_of("BatchExecuteStatement", {"Responses": [{"TableName": "Things", "Item": ITEM}, {"TableName": "Things"}]}))
    error = {"Code": "ResourceNotFound", "Message": "Requested resource not found"}
    assert made["First statement fails: ResourceNotFound"] == {
        "Responses": [{"Error": error, "TableName": "Things"}, {"TableName": "Things"}]
    }


def test_names_of_attributes_are_cut_and_stay_apart() -> None:
    item = {("x" * 100) + end: {"S": "a"} for end in "abc"}
    made = [name for name in successes(scenario_of("GetItem", {"Item": item})) if "missing" in name]
    assert made == [f"{'x' * 60}… missing", f"{'x' * 60}… missing (2)", f"{'x' * 60}… missing (3)"]


FLAT = {"id": "k-1"}
CANCELED, FAILED = "x#TransactionCanceledException", {"Code": "ConditionalCheckFailed"}
CONVERTED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (
        {"UnprocessedItems": {"T": [{"PutRequest": {"Item": KEY}}, {"DeleteRequest": {"Key": KEY}}]}},
        {"UnprocessedItems": {"T": [{"PutRequest": {"Item": FLAT}}, {"DeleteRequest": {"Key": FLAT}}]}},
    ),
    (
        {"ItemCollectionMetrics": {"ItemCollectionKey": KEY, "SizeEstimateRangeGB": [0, 1]}},
        {"ItemCollectionMetrics": {"ItemCollectionKey": FLAT, "SizeEstimateRangeGB": [0, 1]}},
    ),
    ({"ItemCollectionMetrics": {"T": [{"ItemCollectionKey": KEY}]}}, {"ItemCollectionMetrics": {"T": [{"ItemCollectionKey": FLAT}]}}),
    (
        {"__type": CANCELED, "CancellationReasons": [{"Code": "None"}, {**FAILED, "Item": KEY}]},
        {"__type": CANCELED, "CancellationReasons": [{"Code": "None"}, {**FAILED, "Item": FLAT}]},
    ),
    (
        {"Responses": [{"TableName": "T", "Item": KEY}, {"Error": {**FAILED, "Item": KEY}, "TableName": "T"}]},
        {"Responses": [{"TableName": "T", "Item": FLAT}, {"Error": {**FAILED, "Item": FLAT}, "TableName": "T"}]},
    ),
    ({"Items": [KEY], "NextToken": "x"}, {"Items": [FLAT], "NextToken": "x"}),
    ({"Table": {"TableName": "T", "TableStatus": "ACTIVE"}}, {"Table": {"TableName": "T", "TableStatus": "ACTIVE"}}),
    ({"TableNames": ["T"], "LastEvaluatedTableName": "T"}, {"TableNames": ["T"], "LastEvaluatedTableName": "T"}),
    ({"Count": {"N": "5"}}, {"Count": 5}),
    ({"Count": {"N": "5"}, "ItemCollectionMetrics": {"M": {"a": {"S": "x"}}}}, {"Count": 5, "ItemCollectionMetrics": {"a": "x"}}),
]


@pytest.mark.parametrize(("typed", "plain"), CONVERTED)
def test_what_holds_attributes_in_an_answer_is_converted(typed: dict[str, Any], plain: dict[str, Any]) -> None:
    assert json.loads(tools.answer("convert", {"to": "plain", "text": json.dumps(typed)}, Limits())["text"]) == plain
    if "Count" not in typed:
        assert json.loads(tools.answer("convert", {"to": "dynamodb", "text": json.dumps(plain)}, Limits())["text"]) == typed


@pytest.mark.parametrize(("action", "answer"), [*SOUND, *(("PutItem", error) for error in ERRORS)])
def test_a_sound_answer_goes_to_plain_and_back_or_stays(action: str, answer: Any) -> None:
    plain = tools.answer("convert", {"to": "plain", "text": json.dumps(answer)}, Limits())["text"]
    assert '{"S":' not in plain.replace(" ", "").replace("\n", ""), action
    tools.answer("convert", {"to": "dynamodb", "text": plain}, Limits())


def test_a_table_among_attributes_is_an_attribute() -> None:
    typed = {"Table": {"M": {"TableName": {"S": "T"}}}}
    plain = json.loads(tools.answer("convert", {"to": "plain", "text": json.dumps(typed)}, Limits())["text"])
    assert plain == {"Table": {"TableName": "T"}}
    assert json.loads(tools.answer("convert", {"to": "dynamodb", "text": json.dumps(plain)}, Limits())["text"]) == typed


def ask(tool: str, document: str) -> Any:
    """What a tool makes of a document; None where it refuses it, which it says in words."""
    try:
        return json.loads(tools.run(tool, document.encode(), Limits()))
    except InvalidDocument as error:
        said = [problem.message for problem in error.problems]
    assert all(said)
    return None


def ask_every_tool(action: str, body: Any, template: str, *, is_named: bool, status: int) -> None:
    """Each tool uses what it is given or refuses it; nothing else."""
    scenario = scenario_of(action, body, template=template, is_named=is_named, status=status)
    text = scenario["backend"]["body"]
    case = {"name": "again", "backend": scenario["backend"], "expect": {"body": body}}
    for made in (ask("variants", json.dumps(scenario)) or {"cases": []})["cases"]:
        assert isinstance(json.loads(made["backend"]["body"]), dict)
    ask("cases", json.dumps({**scenario, "cases": [case]}))
    for to in ("plain", "dynamodb"):
        ask("convert", json.dumps({"to": to, "text": text}))
    for pasted in (text, json.dumps({"methodIntegration": body}), json.dumps(scenario)):
        ask("import", json.dumps({"text": pasted}))
    for kind in ("curl", "cli", "cloudformation", "case"):
        ask("export", json.dumps({"as": kind, "scenario": scenario, "aws": {"status": 200, "body": text}}))


@pytest.mark.parametrize(("action", "answer"), [*SOUND, *(("UpdateItem", error) for error in ERRORS)])
def test_every_tool_takes_every_sound_answer(action: str, answer: Any) -> None:
    for template in TEMPLATES[:2]:
        ask_every_tool(action, answer, template, is_named=True, status=400 if "__type" in answer else 200)


@pytest.mark.slow
@settings(max_examples=scaled(150), suppress_health_check=list(HealthCheck))
@given(spoilt_answers(), some.sampled_from(TEMPLATES), some.booleans(), some.sampled_from([200, 200, 400, 500]))
def test_every_tool_takes_or_refuses_every_spoilt_answer(spoilt: tuple[str, Any], template: str, is_named: bool, status: int) -> None:  # noqa: FBT001
    ask_every_tool(*spoilt, template, is_named=is_named, status=status)


@pytest.mark.slow
@settings(max_examples=scaled(150), suppress_health_check=list(HealthCheck))
@given(spoilt_answers(), some.sampled_from(TEMPLATES))
def test_what_is_derived_of_a_spoilt_answer_is_whole_again_at_its_top(spoilt: tuple[str, Any], template: str) -> None:
    action, body = spoilt
    kind = {"Query": list, "Scan": list, "TransactGetItems": list, "BatchGetItem": dict, "DescribeTable": dict, "ListTables": list}.get(
        action
    )
    if kind is None:
        return
    member = {"BatchGetItem": "Responses", "TransactGetItems": "Responses", "DescribeTable": "Table", "ListTables": "TableNames"}.get(
        action, "Items"
    )
    for made in successes(scenario_of(action, body, template=template)).values():
        assert isinstance(made.get(member), kind) or (member == "Items" and "Count" in made)


@pytest.mark.parametrize("depth", [60, 100, 210, 480])
@pytest.mark.parametrize("leaf", ["x", "\ud800"])
def test_depth_is_taken_or_refused(depth: int, leaf: str) -> None:
    deep = '{"a":' * depth + json.dumps(leaf) + "}" * depth
    for text in (deep, f'{{"Items": [{deep}]}}', f'{{"Responses": [{{"Item": {deep}}}]}}'):
        backend = f'"template": "$input.body", "backend": {{"body": {json.dumps(text)}}}'
        ask("variants", f"{{{backend}}}")
        ask("cases", f'{{{backend}, "cases": [{{"name": "a", "expect": {{"body": {text}}}}}]}}')
        ask("convert", json.dumps({"to": "dynamodb", "text": text}))
        ask("import", json.dumps({"text": f'{{"methodIntegration": {text}}}'}))


def test_nested_attributes_as_deep_as_dynamodb_has_them_are_varied() -> None:
    assert "deep missing" in successes(scenario_of("GetItem", {"Item": {"id": {"S": "a"}, "deep": nested(32)}}))
