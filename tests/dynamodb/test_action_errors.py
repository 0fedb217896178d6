"""The errors that are derived for a method are those of the action it calls, as DynamoDB writes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.dynamodb.dynamodb_answers import ANSWERS, ERRORS, ITEM, SOUND, derived, scenario_of

READS = {"GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems", "DescribeTable", "ListTables"}
ALWAYS = {"ValidationException", "SerializationException", "AccessDeniedException", "ThrottlingException", "InternalServerError"}
OF_ITEMS = {"ResourceNotFoundException", "ProvisionedThroughputExceededException", "RequestLimitExceeded"}
OF_WRITES = {"ConditionalCheckFailedException", "ItemCollectionSizeLimitExceededException", "TransactionConflictException"}
OF_TRANSACTIONS = {"TransactionCanceledException"}
OF_WRITING_TRANSACTIONS = OF_TRANSACTIONS | {"TransactionInProgressException", "IdempotentParameterMismatchException"}
OWN_ERRORS: dict[str, set[str]] = {
    "GetItem": OF_ITEMS,
    "Query": OF_ITEMS,
    "Scan": OF_ITEMS,
    "PutItem": OF_ITEMS | OF_WRITES,
    "UpdateItem": OF_ITEMS | OF_WRITES,
    "DeleteItem": OF_ITEMS | OF_WRITES,
    "BatchGetItem": OF_ITEMS,
    "BatchWriteItem": OF_ITEMS | {"ItemCollectionSizeLimitExceededException"},
    "TransactGetItems": OF_ITEMS | OF_TRANSACTIONS,
    "TransactWriteItems": OF_ITEMS | OF_WRITING_TRANSACTIONS,
    "ExecuteStatement": OF_ITEMS,
    "BatchExecuteStatement": {"RequestLimitExceeded"},
    "ExecuteTransaction": OF_ITEMS | OF_TRANSACTIONS,
    "DescribeTable": {"ResourceNotFoundException"},
    "ListTables": set(),
    "CreateTable": {"ResourceInUseException"},
}
"""The errors of each action beside those of all (API reference); of PartiQL's, where it reads."""


def errors(scenario: dict[str, Any]) -> dict[str, Any]:
    return {name: body for name, (status, body) in derived(scenario).items() if status != 200}


def kinds(scenario: dict[str, Any]) -> set[str]:
    return {body["__type"].partition("#")[2] for body in errors(scenario).values()}


@pytest.mark.parametrize(
    ("action", "answer"), [(action, answer) for action, answer in SOUND if action in OWN_ERRORS and answer.get("Responses") != [{}, {}]]
)
def test_derived_errors_are_the_actions_own(action: str, answer: Any) -> None:
    expected = OWN_ERRORS[action] | ALWAYS
    if action == "ExecuteStatement" and not answer["Items"]:  # it may be an INSERT
        expected |= OF_WRITES | {"DuplicateItemException"}
    assert kinds(scenario_of(action, answer)) == expected


@pytest.mark.parametrize(
    ("action", "answer"), [(action, answer) for action, answers in ANSWERS.items() if action in READS for answer in answers]
)
def test_a_read_has_no_error_of_writes(action: str, answer: Any) -> None:
    for is_named in (True, False):
        text = json.dumps(list(errors({**scenario_of(action, answer, is_named=is_named, template="$input.path('$.Item')")}).values()))
        assert "ConditionalCheckFailed" not in text or (not is_named and answer == {"Responses": [{}, {}]})
        assert "DuplicateItem" not in text


@pytest.mark.parametrize(("action", "answer"), SOUND)
def test_an_error_is_as_dynamodb_writes_it(action: str, answer: Any) -> None:
    for name, (status, body) in derived(scenario_of(action, answer)).items():
        if status == 200:
            continue
        namespace, _, kind = body["__type"].partition("#")
        assert name.split()[0] == kind
        assert namespace == NAMESPACES.get(kind, "com.amazonaws.dynamodb.v20120810")
        assert status == (500 if kind == "InternalServerError" else 400)
        member = "Message" if kind in WITH_CAPITAL else "message"
        assert body.keys() - {"__type", "Item", "CancellationReasons"} == ({member} if kind != "SerializationException" else set())


NAMESPACES = {
    "ValidationException": "com.amazon.coral.validate",
    "SerializationException": "com.amazon.coral.service",
    "AccessDeniedException": "com.amazon.coral.service",
    "ThrottlingException": "com.amazon.coral.availability",
}
WITH_CAPITAL = {
    "AccessDeniedException",
    "TransactionCanceledException",
    "TransactionInProgressException",
    "IdempotentParameterMismatchException",
}


def test_a_cancelled_transaction_has_a_reason_for_each_of_its_actions() -> None:
    made = errors(scenario_of("TransactWriteItems", {}))
    assert made["TransactionCanceledException [ConditionalCheckFailed, None] (400)"] == {
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "CancellationReasons": [{"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}, {"Code": "None"}],
        "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]",
    }
    three = errors(scenario_of("TransactGetItems", {"Responses": [{"Item": ITEM}] * 3}))
    conflict = three["TransactionCanceledException [TransactionConflict, None, …] (400)"]
    assert [reason["Code"] for reason in conflict["CancellationReasons"]] == ["TransactionConflict", "None", "None"]
    assert conflict["Message"].endswith("[TransactionConflict, None, None]")
    assert "ConditionalCheckFailed" not in json.dumps(three)


def test_a_failed_condition_carries_the_item_where_it_is_asked_for_or_read() -> None:
    read = errors(scenario_of("PutItem", {}, template="$input.path('$.Item').owner.S"))
    assert read["ConditionalCheckFailedException with Item (400)"]["Item"] == {"owner": {"S": "owner"}}
    asked = scenario_of("DeleteItem", {})
    asked["method"]["methodIntegration"]["requestTemplates"] = {"application/json": '{"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}'}
    assert errors(asked)["ConditionalCheckFailedException with Item (400)"]["Item"] == {"id": {"S": "one"}}
    assert "ConditionalCheckFailedException with Item (400)" not in errors(scenario_of("PutItem", {}))
    reasons = errors(scenario_of("TransactWriteItems", {}, template="$input.path('$.CancellationReasons[0].Item.owner.S')"))
    reason = reasons["TransactionCanceledException [ConditionalCheckFailed, None] (400)"]["CancellationReasons"][0]
    assert reason["Item"] == {"owner": {"S": "owner"}}


@pytest.mark.parametrize("action", ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"])
def test_an_item_collection_has_a_limit_only_where_a_table_may_have_a_local_index(action: str) -> None:
    scenario = scenario_of(action, {})
    plain: dict[str, Any] = {"definition": {"TableName": "Things"}}
    indexed: dict[str, Any] = {"definition": {"TableName": "Things", "LocalSecondaryIndexes": [{"IndexName": "by-size"}]}}
    for tables, is_there in (([], True), ([plain], False), ([plain, indexed], True)):
        told = json.dumps(list(errors({**scenario, "tables": tables}).values()))
        assert ("ItemCollectionSizeLimitExceeded" in told) is is_there


@pytest.mark.parametrize(
    ("statement", "writes"),
    [("SELECT * FROM Things", False), ("INSERT INTO Things VALUE {'id': ?}", True), ("update Things SET a=1", True)],
)
def test_partiql_writes_as_its_statement_says(statement: str, writes: bool) -> None:  # noqa: FBT001
    for action, answer in (("ExecuteStatement", {"Items": []}), ("ExecuteTransaction", {"Responses": [{}]})):
        scenario = scenario_of(action, answer)
        request = json.dumps(
            {"Statement": statement} if action == "ExecuteStatement" else {"TransactStatements": [{"Statement": statement}]}
        )
        scenario["method"]["methodIntegration"]["requestTemplates"] = {"application/json": request}
        told = json.dumps(list(errors(scenario).values()))
        assert ("ConditionalCheckFailed" in told, "DuplicateItem" in told) == (writes, writes)


INFERRED: list[tuple[Any, str, str, str]] = [
    ({"Responses": [{"Item": ITEM}]}, "", "TransactionCanceledException", "ConditionalCheckFailed"),
    ({}, "$input.path('$.Responses')[0].Item.id.S", "TransactionCanceledException", "ConditionalCheckFailed"),
    ({}, "$input.path('$.Responses.Things')[0].id.S", "ProvisionedThroughputExceeded", "ConditionalCheckFailed"),
    ({}, "$input.path('$.Item.id.S')", "ProvisionedThroughputExceeded", "ConditionalCheckFailed"),
    ({}, "$input.path('$.Attributes.id.S')", "ConditionalCheckFailed", "TransactionCanceled"),
    ({}, "", "ConditionalCheckFailed", "TransactionCanceled"),
    ({"Attributes": ITEM}, "", "ConditionalCheckFailed", "TransactionCanceled"),
    ({"UnprocessedItems": {}}, "", "ItemCollectionSizeLimit", "ConditionalCheckFailed"),
    (ERRORS[0], "", "TransactionConflictException", "TransactionCanceled"),
    (ERRORS[3], "", "IdempotentParameterMismatch", "ConditionalCheckFailedException"),
    ({"Table": {"TableName": "Things"}}, "", "ResourceNotFound", "ProvisionedThroughput"),
    ({"Items": [], "NextToken": "x"}, "", "DuplicateItem", "TransactionCanceled"),
]


@pytest.mark.parametrize(("answer", "template", "there", "absent"), INFERRED)
def test_without_a_name_the_answer_or_what_is_read_tells_the_action(answer: Any, template: str, there: str, absent: str) -> None:
    told = json.dumps(list(errors(scenario_of("", answer, template=template, is_named=False)).values()))
    assert there in told
    assert absent not in told


def test_the_action_may_stand_in_a_mapped_header() -> None:
    scenario = scenario_of("", {}, is_named=False)
    integration = scenario["method"]["methodIntegration"]
    integration |= {
        "uri": "arn:aws:apigateway:eu-west-1:dynamodb:path//",
        "requestParameters": {"integration.request.header.X-Amz-Target": "'DynamoDB_20120810.TransactGetItems'"},
    }
    assert "TransactionCanceledException" in kinds(scenario)


@pytest.mark.parametrize(
    ("integration", "says"),
    [
        (
            {"uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations"},
            "errorMessage",
        ),
        ({"uri": "arn:aws:apigateway:eu-west-1:sqs:path/1/queue"}, "Bad Request"),
        ({"type": "HTTP", "uri": "https://example.org/"}, "Bad Request"),
    ],
)
def test_another_service_has_no_errors_of_dynamodbs(integration: dict[str, Any], says: str) -> None:
    scenario = scenario_of("", {"Items": [ITEM]}, is_named=False)
    scenario["method"]["methodIntegration"] |= integration
    told = json.dumps(list(derived(scenario).values()))
    assert says in told
    assert "__type" not in told
