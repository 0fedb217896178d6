"""DynamoDB in the loop: a request is answered over the Scenario's tables, and that answer goes into the response template."""

from __future__ import annotations

import json
from contextlib import closing
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from playground import Limits, Scenario, evaluate
from playground.errors import InvalidDocument
from playground.evaluator import Evaluator, engine
from playground.services.engine.changes import changed_tables, changes_of
from playground.services.engine.seeding import create_request, requests_for
from playground.services.engine.stable import stable
from tests.engines import BOOKS, DESCRIBED, ENGINE, ITEMS, books, get_book, needs_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def evaluator() -> Iterator[Evaluator]:
    """Children with an engine, which has as long as a busy machine needs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SECONDS", 20.0)
        with closing(Evaluator(Limits(seconds=20), size=2, engine=ENGINE)) as made:
            yield made


def result(evaluator: Evaluator, document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(evaluator.evaluate(json.dumps(document).encode()))
    return found


def codes(document: dict[str, Any]) -> list[str]:
    return [one["code"] for one in document["diagnostics"]]


@needs_engine
def test_what_the_table_has_is_the_clients_answer(evaluator: Evaluator) -> None:
    found = result(evaluator, books("GetItem", get_book("1"), "$input.path('$.Item.title.S')"))
    assert (found["status"], found["body"]) == (200, "Leaves of Grass")
    backend = found["backend"]
    assert (backend["by"], backend["status"], backend["engine"]) == ("engine", 200, "Dynoxide 1.2.1")
    wanted = '{"Item":{"lent":{"BOOL":false},"number":{"N":"1"},"shelf":{"S":"poems"},"title":{"S":"Leaves of Grass"}}}'
    assert backend["body"] == wanted
    assert backend["tables"] == {}
    assert backend["header"] == {"Content-Type": "application/x-amz-json-1.0"}


@needs_engine
@pytest.mark.parametrize("definition", [BOOKS, DESCRIBED, {"Table": DESCRIBED}])
def test_a_definition_is_what_create_takes_or_describe_prints(evaluator: Evaluator, definition: dict[str, Any]) -> None:
    scenario = books("GetItem", get_book("2"), "$input.path('$.Item.title.S')", tables=[{"definition": definition, "items": ITEMS}])
    found = result(evaluator, scenario)
    assert found["body"] == "The Waste Land", found["diagnostics"]


@needs_engine
def test_what_a_call_changes_is_told_before_and_after(evaluator: Evaluator) -> None:
    put = {"TableName": "Books", "Item": {"shelf": {"S": "poems"}, "number": {"N": "3"}}}
    assert result(evaluator, books("PutItem", put))["backend"]["tables"] == {
        "Books": [{"key": {"shelf": {"S": "poems"}, "number": {"N": "3"}}, "before": None, "after": put["Item"]}]
    }
    update = {**get_book("1"), "UpdateExpression": "SET lent = :yes", "ExpressionAttributeValues": {":yes": {"BOOL": True}}}
    (changed,) = result(evaluator, books("UpdateItem", update))["backend"]["tables"]["Books"]
    assert (changed["before"]["lent"], changed["after"]["lent"]) == ({"BOOL": False}, {"BOOL": True})
    (gone,) = result(evaluator, books("DeleteItem", get_book("2")))["backend"]["tables"]["Books"]
    assert (gone["before"]["title"], gone["after"]) == ({"S": "The Waste Land"}, None)
    assert result(evaluator, books("DeleteItem", get_book("9")))["backend"]["tables"] == {}


@needs_engine
def test_the_same_scenario_gives_the_same_result(evaluator: Evaluator) -> None:
    scenario = books("Scan", {"TableName": "Books"})
    made = [result(evaluator, scenario) for _ in range(5)]
    for one in made:
        del one["usage"]
    assert all(json.dumps(one) == json.dumps(made[0]) for one in made)


@needs_engine
def test_a_table_that_is_not_there_is_dynamodbs_error(evaluator: Evaluator) -> None:
    found = result(evaluator, books("Scan", {"TableName": "Book"}))
    assert (found["status"], found["backend"]["status"]) == (400, 400)
    assert "ResourceNotFoundException" in found["body"]


@needs_engine
def test_what_the_check_refuses_is_answered_by_the_engine_and_told_beside(evaluator: Evaluator) -> None:
    found = result(evaluator, books("GetItem", {"TableName": "Books", "Key": {"shelf": {"S": "poems"}}}))
    assert found["backend"]["by"] == "engine"
    assert found["backend"]["status"] == 400
    assert "request.key" in codes(found)
    broken = result(evaluator, books("GetItem", '{"TableName": "Books",}'))
    assert "SerializationException" in broken["backend"]["body"]
    assert "request.json" in codes(broken)


@needs_engine
@pytest.mark.parametrize("action", ["CreateTable", "DeleteTable", "ListTables", "UpdateTable"])
def test_only_actions_of_items_reach_the_engine(evaluator: Evaluator, action: str) -> None:
    found = result(evaluator, books(action, {"TableName": "Books"}))
    assert found["backend"] is None or found["backend"]["by"] == "check"
    assert found["status"] is None or found["status"] == 400


@needs_engine
def test_an_action_that_there_is_not_is_refused_by_the_check(evaluator: Evaluator) -> None:
    found = result(evaluator, books("Qeury", {"TableName": "Books"}))
    assert (found["backend"]["by"], found["backend"]["status"]) == ("check", 400)


@needs_engine
def test_a_table_that_the_engine_refuses_is_named(evaluator: Evaluator) -> None:
    without_range = {**BOOKS, "AttributeDefinitions": BOOKS["AttributeDefinitions"][:1]}
    found = result(evaluator, books("GetItem", get_book("1"), tables=[{"definition": without_range}]))
    assert [(one["code"], one["where"]) for one in found["diagnostics"] if one["severity"] == "error"] == [
        ("engine.failed", "/tables/0/definition")
    ]
    found = result(evaluator, books("GetItem", get_book("1"), tables=[{"definition": BOOKS, "items": [{"shelf": {"S": "a"}}]}]))
    assert ("engine.failed", "/tables/0/items") in [(one["code"], one["where"]) for one in found["diagnostics"]]


@needs_engine
def test_tables_have_a_size() -> None:
    scenario = books("GetItem", get_book("1"))
    size = sum(len(one.body) for one in requests_for(scenario["tables"]))
    for more, said in ((1, []), (0, []), (-1, ["limit.engine"])):
        with closing(Evaluator(Limits(seconds=20, engine=size + more), size=1, engine=ENGINE)) as evaluator:
            found = result(evaluator, scenario)
        assert codes(found) == said
        assert (found["status"] is None) == bool(said)


def test_without_an_engine_it_is_said_how_to_have_one() -> None:
    with closing(Evaluator(Limits(seconds=20), size=1)) as evaluator:
        found = result(evaluator, books("GetItem", get_book("1")))
    assert (found["status"], codes(found)) == (None, ["engine.absent"])
    assert "PLAYGROUND_DYNAMODB" in found["diagnostics"][0]["help"]
    assert [one.code for one in evaluate(Scenario.from_document(books("GetItem", get_book("1")))).diagnostics] == ["engine.absent"]


def test_a_program_that_is_none_is_said(tmp_path: Any) -> None:
    nothing = tmp_path / "nothing"
    nothing.write_text("#!/bin/sh\nexit 0\n")
    nothing.chmod(0o755)
    with closing(Evaluator(Limits(seconds=20), size=1, engine=str(nothing))) as evaluator:
        assert codes(result(evaluator, books("GetItem", get_book("1")))) == ["engine.failed"]


@needs_engine
def test_a_given_backend_is_not_asked_of_the_engine(evaluator: Evaluator) -> None:
    found = result(evaluator, books("GetItem", get_book("1"), backend={"body": '{"given": 1}'}))
    assert (found["backend"]["by"], found["body"]) == ("scenario", '{"given":1}')
    assert "engine" not in found["backend"]


def put_once() -> dict[str, Any]:
    item = {"shelf": {"S": "poems"}, "number": {"N": "7"}}
    return books("PutItem", {"TableName": "Books", "Item": item, "ConditionExpression": "attribute_not_exists(shelf)"})


@needs_engine
def test_cases_go_on_with_the_tables_of_an_earlier_one(evaluator: Evaluator) -> None:
    other = [{"definition": BOOKS, "items": [{"shelf": {"S": "poems"}, "number": {"N": "7.00"}}]}]
    cases = [
        {"name": "first"},
        {"name": "again", "after": "first", "expect": {"status": 400}},
        {"name": "by itself"},
        {"name": "third time", "after": "again"},
        {"name": "its own", "tables": other},
    ]
    rows = json.loads(evaluator.use("cases", json.dumps(put_once() | {"cases": cases}).encode()))["cases"]
    assert [row["status"] for row in rows] == [200, 200, 400, 200, 400, 400]
    assert rows[2]["fails"] is None


@pytest.mark.parametrize("after", ["second", "first", "nobody"])
def test_a_case_goes_on_after_an_earlier_one_only(after: str) -> None:
    document = put_once() | {"cases": [{"name": "first", "after": after}, {"name": "second"}]}
    with pytest.raises(InvalidDocument) as refused:
        Scenario.from_document(document)
    assert refused.value.problems[0].path == "/cases/0/after"


def test_the_order_of_members_is_that_of_their_names() -> None:
    assert stable('{"message":"m","b":{"z":1,"a":[{"d":0.5,"c":1.0}]},"__type":"t"}') == (
        '{"__type":"t","b":{"a":[{"c":1.0,"d":0.5}],"z":1},"message":"m"}'
    )
    assert stable("no JSON") == "no JSON"


def test_items_are_found_by_the_value_of_their_key() -> None:
    table = {"definition": BOOKS, "items": deepcopy(ITEMS)}
    before = [{**ITEMS[1], "number": {"N": "2"}}]
    after = [{**ITEMS[1], "number": {"N": "2"}, "lent": {"BOOL": False}}]
    changes = changes_of(table, before, after)
    assert len(changes) == 1
    (left,) = changed_tables([table], {"Books": changes})
    assert [one["lent"]["BOOL"] for one in left["items"]] == [False, False]


def test_a_definition_loses_what_create_does_not_take() -> None:
    index = {"IndexName": "ByTitle", "KeySchema": [], "Projection": {}, "IndexStatus": "ACTIVE"}
    made = create_request({**DESCRIBED, "GlobalSecondaryIndexes": [index]})
    assert made["GlobalSecondaryIndexes"] == [{"IndexName": "ByTitle", "KeySchema": [], "Projection": {}}]
    assert made.keys() == {"TableName", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode"}
