from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from playground.errors import InvalidDocument
from playground.evaluator import Evaluator
from playground.limits import Limits
from tests.engines import ENGINE, needs_engine
from tests.generate.samples import ACTIONS, ITEM, READS, generated, made, run, templates, told

HOSTILE = ["it's", 'a"b', "a\\b", "\\'", "$input.body", "#if(", "\u2028\x00\x1f", "é😀", '", "x": {"S": "y"}', "{a=b}", "1"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("action", ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"])
def test_a_hostile_parameter_is_sent_as_it_is(action: str, text: str) -> None:
    document = made(action, sort=None)
    result = run(document, request={**document["request"], "path": {"pk": text}})
    assert (result.status, told(result.diagnostics)) == (200, [])
    sent = json.loads(result.integrationRequest.body)
    key = sent.get("Key") or sent.get("Item") or {"pk": sent.get("ExpressionAttributeValues", {}).get(":key")}
    assert key["pk"] == {"S": text}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("action", "name"), [("BatchGetItem", "keys"), ("TransactWriteItems", "items")])
def test_a_hostile_body_is_sent_as_it_is(action: str, name: str, text: str) -> None:
    document = made(action)
    body = json.loads(document["request"]["body"])
    body[name][0]["pk"] = text
    result = run(document, request={"body": json.dumps(body)})
    assert (result.status, told(result.diagnostics)) == (200, [])
    sent = json.loads(result.integrationRequest.body)
    keys = sent["RequestItems"]["Users"]["Keys"] if action == "BatchGetItem" else [sent["TransactItems"][0]["Put"]["Item"]]
    assert (keys[0]["pk"], keys[0]["sk"]) == ({"S": text}, {"N": "5"})


@pytest.mark.parametrize("text", ["a", "~1,~0", "it's, $x", "é~"])
@pytest.mark.parametrize("index", [None, {"name": "by-size", "key": {"name": "size"}}])
@pytest.mark.parametrize("action", ["Query", "Scan"])
def test_the_token_of_a_page_leads_to_the_next_one(action: str, index: dict[str, Any] | None, text: str) -> None:
    document = made(action, form="page", index=index)
    last = {"pk": {"S": text}, "sk": {"N": "-1.5"}, **({"size": {"N": "3"}} if index else {})}
    page = run(document, backend={"body": json.dumps({"Count": 0, "Items": [], "ScannedCount": 9, "LastEvaluatedKey": last})})
    token = json.loads(page.body)["next"]
    call = {**document["request"], "querystring": {"next": token, "limit": "7"}}
    sent = run(document, request=call)
    assert (sent.status, told(sent.diagnostics)) == (200, [])
    request = json.loads(sent.integrationRequest.body)
    assert (request["ExclusiveStartKey"], request["Limit"]) == (last, 7)


@pytest.mark.parametrize(("limit", "taken"), [("", 25), ("0", 25), ("1000", 25), ("-1", 25), ("1}", 25), ("1", 1), ("999", 999)])
def test_nothing_but_a_number_is_a_limit(limit: str, taken: int) -> None:
    sent = run(made("Scan", form="page"), request={"querystring": {"limit": limit}})
    assert json.loads(sent.integrationRequest.body) == {"TableName": "Users", "Limit": taken}


@pytest.mark.parametrize("token", ["x", ",", "x,y,z", "'\"\\"])
def test_a_token_that_is_none_is_refused_by_dynamodb(token: str) -> None:
    document = {name: one for name, one in made("Scan", form="page").items() if name not in {"backend", "tables"}}
    result = run(document, request={"querystring": {"next": token}})
    assert (result.status, json.loads(result.body)) == (400, {"message": "The request is not valid."})


def test_what_batch_get_item_did_not_come_to_is_asked_for_again() -> None:
    left: dict[str, Any] = {"Responses": {"Users": []}, "UnprocessedKeys": {"Users": {"Keys": [{"pk": {"S": "it's"}, "sk": {"N": "5"}}]}}}
    assert run(made("BatchGetItem"), backend={"body": json.dumps(left)}).status == 503
    document = made("BatchGetItem", form="page")
    body = json.loads(run(document, backend={"body": json.dumps(left)}).body)
    assert body == {"items": [], "unprocessed": [{"pk": "it's", "sk": 5}]}
    again = run(document, request={"body": json.dumps({"keys": body["unprocessed"]})})
    assert json.loads(again.integrationRequest.body)["RequestItems"]["Users"]["Keys"] == left["UnprocessedKeys"]["Users"]["Keys"]


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        (["None", "ConditionalCheckFailed"], 409),
        (["TransactionConflict"], 409),
        (["ThrottlingError"], 503),
        (["ValidationError"], 400),
        (["Other"], 500),
    ],
)
def test_a_cancelled_transaction_is_told_apart_by_its_reasons(codes: list[str], status: int) -> None:
    error = {"__type": "x#TransactionCanceledException", "CancellationReasons": [{"Code": code} for code in codes]}
    result = run(made("TransactWriteItems"), backend={"status": 400, "body": json.dumps(error)})
    assert (result.status, told(result.diagnostics)) == (status, [])


def test_attributes_are_chosen_and_renamed() -> None:
    document = generated("GetItem", attributes=["pk", "absent"], rename={"pk": "id"})
    assert json.loads(run(document["scenario"]).body) == {"id": "it's"}
    assert document["assumed"] == ["`absent` is not in the sample: it is taken for a string."]
    assert document["attributes"] == list(ITEM)


def test_types_of_keys_are_the_samples_and_what_cannot_be_so_is_said() -> None:
    document = generated("Query", key={"name": "size"}, sort={"name": "gone"}, sample='{"size": {"N": "2"}, "a\'b": {"S": "x"}}')
    assert document["scenario"]["tables"][0]["definition"]["AttributeDefinitions"] == [
        {"AttributeName": "size", "AttributeType": "N"},
        {"AttributeName": "gone", "AttributeType": "S"},
    ]
    assert document["assumed"] == [
        "`a'b` is left out: a template cannot name it.",
        "The key `gone` is not in the sample: it is taken for S.",
    ]
    other = generated("Query", key={"name": "size", "type": "S"}, sort=None)
    assert other["assumed"] == ["The key `size` is of another type in the sample than S."]
    written = generated("PutItem", sample='{"pk": {"S": "a"}, "sk": {"N": "1"}, "m": {"M": {"x": {"NULL": true}}}}')
    assert written["assumed"] == ["`m.x` is not written: the sample shows no type for it, or several."]


def test_plain_json_is_taken_and_said() -> None:
    document = generated("GetItem", sample='{"pk": "a", "sk": 1, "n": 1.50, "l": [1, {"a": null}]}')
    assert json.loads(run(document["scenario"]).body) == {"pk": "a", "sk": 1, "n": 1.5, "l": [1, {"a": None}]}
    assert "looks like plain JSON" in document["assumed"][0]


@pytest.mark.parametrize("sample", ["", "{", "[]", "{}", "1", '{"Items": []}'])
def test_a_sample_without_an_item_is_refused(sample: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        made("Scan", sample=sample)
    assert [one.path for one in caught.value.problems] == ["/sample"]


def test_a_sample_that_is_not_json_is_refused_at_its_place() -> None:
    with pytest.raises(InvalidDocument) as caught:
        made("Scan", sample='{"Items": [\n  {"id": {"S": "1"},}\n]}')
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (2, 20)
    assert problem.message.startswith("This is not JSON: a comma")
    assert problem.message.endswith("line 2, column 20")


@pytest.mark.parametrize(
    ("given", "path"), [({"table": "it's"}, "/table"), ({"key": {"name": ""}}, "/key/name"), ({"index": {"name": "a"}}, "/index/key")]
)
def test_a_name_that_cannot_be_is_refused_at_its_place(given: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        made("Query", **given)
    assert [one.path for one in caught.value.problems] == [path]


@pytest.mark.parametrize("sample", [{"Responses": {"Users": [ITEM]}}, {"Responses": [{"Item": ITEM}]}, {"Attributes": ITEM}, [ITEM]])
def test_an_answer_of_any_action_is_a_sample(sample: object) -> None:
    assert run(made("GetItem", sample=json.dumps(sample))).body == run(made("GetItem")).body


@pytest.mark.parametrize("action", ACTIONS)
def test_the_text_is_indented_and_no_line_is_blank(action: str) -> None:
    for text in templates(made(action)):
        lines = text.splitlines()
        assert all(line.strip() and line == line.rstrip() for line in lines)
        assert all((len(line) - len(line.lstrip())) % 2 == 0 for line in lines)
    assert len(templates(made(action, sample='{"pk": "a", "sk": 1, "title": "x"}'))[1].splitlines()) < 35


@needs_engine
@pytest.mark.processes
def test_the_engine_answers_over_the_table_as_the_sample_does() -> None:
    with closing(Evaluator(Limits(seconds=20), size=1, engine=ENGINE)) as evaluator:
        for action in ACTIONS:
            document = made(action, index={"name": "by-size", "key": {"name": "size"}})
            own = {name: value for name, value in document.items() if name not in {"backend", "cases"}}
            found = json.loads(evaluator.evaluate(json.dumps(own).encode()))
            assert (action, found["status"], found["backend"]["by"]) == (action, 200, "engine")
            assert [one["code"] for one in found["diagnostics"] if one["severity"] != "info"] == []
            if action in READS and action != "UpdateItem":
                assert json.loads(found["body"]) == json.loads(run(document).body)
