from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.cases.run import matrix_of
from playground.cases.variants import variants_of
from playground.dynamodb.attribute_values import to_plain
from playground.errors import InvalidDocument
from playground.evaluator import tools
from playground.gateway.pipeline import evaluate
from playground.jsontext import source
from playground.limits import Limits
from playground.model import Scenario

LIMITS = Limits(seconds=60)
ACTIONS = ["GetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem"]
ITEM: dict[str, Any] = {
    "pk": {"S": "it's"},
    "sk": {"N": "5"},
    "size": {"N": "1.50"},
    "my-$ü#name": {"S": "x"},
    "flag": {"BOOL": True},
    "raw": {"B": "AQ=="},
    "nothing": {"NULL": True},
    "tags": {"SS": ["a", "b"]},
    "numbers": {"NS": ["1", "2"]},
    "blobs": {"BS": ["AQ=="]},
    "address": {"M": {"street": {"S": "s"}, "at": {"L": [{"N": "1"}, {"M": {"deep": {"S": "d"}}}]}}},
}
ASKED: dict[str, Any] = {"table": "Users", "key": {"name": "pk"}, "sort": {"name": "sk", "type": "N"}, "sample": json.dumps({"Item": ITEM})}


def made(action: str, **more: Any) -> dict[str, Any]:
    return tools.answer("generate", {"action": action, **ASKED, **more}, LIMITS)


def told(diagnostics: Any) -> list[str]:
    return [f"{one.code} {one.where}: {one.message}" for one in diagnostics if one.severity != "info"]


def run(document: dict[str, Any]) -> Any:
    return evaluate(Scenario.from_document(document), LIMITS)


@pytest.mark.parametrize("missing", ["leave out", "null"])
@pytest.mark.parametrize("action", ACTIONS)
def test_every_case_is_as_expected_and_nothing_is_told(action: str, missing: str) -> None:
    document = made(action, missing=missing)["scenario"]
    for row in matrix_of(Scenario.from_document(document), LIMITS):
        assert (row.name, row.matches, row.isJson, told(row.diagnostics)) == (row.name, row.matches, True, [])
        assert row.matches is not False, row


@pytest.mark.parametrize("missing", ["leave out", "null"])
@pytest.mark.parametrize("action", ACTIONS)
def test_derived_answers_give_json_and_the_items_of_the_answer(action: str, missing: str) -> None:
    document = made(action, missing=missing)["scenario"]
    for one in variants_of(Scenario.from_document(document), LIMITS):
        result = run({**document, "backend": one.backend.model_dump(exclude_unset=True)})
        if "1,000" in one.name or "1001" in one.name or len(one.backend.body) > 200_000:
            continue
        assert (one.name, told(result.diagnostics)) == (one.name, [])
        json.loads(result.body)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.one_of(st.integers(-(10**38) + 1, 10**38 - 1).map(str), st.decimals(-1000, 1000, places=3).map(str))
VALUES: dict[str, Any] = {
    "S": TEXTS,
    "N": NUMBERS,
    "B": st.binary().map(lambda raw: base64.b64encode(raw).decode()),
    "BOOL": st.booleans(),
    "NULL": st.just(True),
    "SS": st.lists(TEXTS, min_size=1, max_size=3),
    "NS": st.lists(NUMBERS, min_size=1, max_size=3),
    "BS": st.just(["AQ=="]),
}


def like(value: dict[str, Any]) -> Any:
    """Attribute values of the types of another."""
    ((kind, content),) = value.items()
    if kind == "M":
        return items_like(content).map(lambda made: {"M": made})
    if kind == "L":
        return st.lists(st.one_of([like(one) for one in content]), max_size=3).map(lambda made: {"L": made})
    return VALUES[kind].map(lambda made: {kind: made}) | st.just({"NULL": True})


def items_like(item: dict[str, Any]) -> Any:
    return st.fixed_dictionaries({}, optional={name: like(value) for name, value in item.items()})


GET, SCAN, NULLS = (
    made(*one)["scenario"] if len(one) == 1 else made(one[0], missing=one[1])["scenario"]
    for one in (("GetItem",), ("Scan",), ("Scan", "null"))
)


@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(st.lists(items_like(ITEM), max_size=3))
def test_the_body_is_the_plain_form_of_the_answer(items: list[dict[str, Any]]) -> None:
    answer = json.dumps({"Count": len(items), "Items": items, "ScannedCount": len(items)})
    plain = to_plain(source.load(answer))["Items"]
    result = run({**SCAN, "backend": {"body": answer}})
    assert told(result.diagnostics) == []
    assert source.load(result.body) == plain
    nulls = source.load(run({**NULLS, "backend": {"body": answer}}).body)
    assert [{name: one.get(name) for name in ITEM if name != "address"} for one in plain] == [
        {name: value for name, value in one.items() if name != "address"} for one in nulls
    ]
    if items:
        found = run({**GET, "backend": {"body": json.dumps({"Item": items[0]})}})
        assert (found.status, source.load(found.body)) == (200, plain[0])


HOSTILE = ["it's", 'a"b', "a\\b", "\\'", "$input.body", "#if(", "\u2028\x00\x1f", "é😀", '", "x": {"S": "y"}', "{a=b}", "\n", "1"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_hostile_call_sends_its_text_or_is_refused(action: str, text: str) -> None:
    document = made(action, sort=None)["scenario"]
    call = document["request"]
    path = dict.fromkeys(call.get("path", {}), text)
    body = (
        json.dumps({name: text if isinstance(one, str) else one for name, one in json.loads(call["body"]).items()})
        if "body" in call
        else ""
    )
    result = run({**document, "request": {"path": path, "body": body}})
    if not text.strip() and "requestValidatorId" in document["method"]:
        assert (result.status, json.loads(result.body)["message"][:7]) == (400, "Missing")
        return
    # a text that looks as Java prints a map is told of, whoever wrote it
    assert [one for one in told(result.diagnostics) if text != "{a=b}"] == []
    assert result.status == 200
    sent = json.loads(result.integrationRequest.body)
    key = sent.get("Key") or sent.get("Item") or {"pk": sent.get("ExpressionAttributeValues", {":key": {"S": text}})[":key"]}
    assert key["pk"] == {"S": text}


def test_attributes_are_chosen_and_renamed() -> None:
    document = made("GetItem", attributes=["pk", "absent"], rename={"pk": "id"})
    assert json.loads(run(document["scenario"]).body) == {"id": "it's"}
    assert document["assumed"] == ["`absent` is not in the sample: it is taken for text."]


def test_plain_json_is_taken_and_said() -> None:
    document = made("GetItem", sample='{"pk": "a", "n": 1.50, "l": [1, {"a": null}]}')
    assert json.loads(run(document["scenario"]).body) == {"pk": "a", "n": 1.5, "l": [1, {"a": None}]}
    assert "looks like plain JSON" in document["assumed"][0]


@pytest.mark.parametrize("sample", ["", "{", "[]", "{}", "1", '{"Items": []}'])
def test_a_sample_without_an_item_is_refused(sample: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        made("Scan", sample=sample)
    assert [one.path for one in caught.value.problems] == ["/sample"]
