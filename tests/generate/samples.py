"""A sample of every type, what is made of it, random items of its shape, and what a generated method should make of them."""

from __future__ import annotations

import base64
import json
from typing import Any

from hypothesis import strategies as st

from playground.dynamodb.attribute_values import to_plain
from playground.evaluator import tools
from playground.gateway.pipeline import evaluate
from playground.limits import Limits
from playground.model import Scenario

LIMITS = Limits(seconds=60)
READS = ["GetItem", "Query", "Scan", "UpdateItem", "BatchGetItem"]
ACTIONS = [*READS, "PutItem", "DeleteItem", "TransactWriteItems"]
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
    "names": {"L": [{"S": "a"}]},
}
ASKED: dict[str, Any] = {"table": "Users", "key": {"name": "pk"}, "sort": {"name": "sk"}, "sample": json.dumps({"Item": ITEM})}
BY_SIZE = {"name": "by-size", "key": {"name": "size"}}
WAYS: list[dict[str, Any]] = [
    {},
    {"missing": "null", "form": "page", "rename": {"tags": "$labels"}},
    {"output": "typed", "index": {**BY_SIZE, "sort": {"name": "pk"}}},
    {"output": "typed", "form": "page", "rename": {"my-$ü#name": "mine"}, "attributes": ["pk", "my-$ü#name", "address"]},
    {"output": "typed", "missing": "null", "form": "page", "index": BY_SIZE},
]
"""Every option at least once."""


def generated(action: str, **more: Any) -> dict[str, Any]:
    return tools.answer("generate", {"action": action, **ASKED, **more}, LIMITS)


def made(action: str, **more: Any) -> dict[str, Any]:
    """The Scenario."""
    scenario: dict[str, Any] = generated(action, **more)["scenario"]
    return scenario


def run(document: dict[str, Any], **more: Any) -> Any:
    return evaluate(Scenario.from_document({**document, **more}), LIMITS)


def told(diagnostics: Any) -> list[str]:
    """All above info."""
    return [f"{one.code} {one.where}: {one.message}" for one in diagnostics if one.severity != "info"]


def templates(document: dict[str, Any]) -> tuple[str, str]:
    """The request template and the one for 200."""
    integration = document["method"]["methodIntegration"]
    type_ = "application/json"
    return integration["requestTemplates"][type_], integration["integrationResponses"]["200"]["responseTemplates"][type_]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.one_of(st.integers(-(10**38) + 1, 10**38 - 1).map(str), st.decimals(-1000, 1000, places=3).map(str))
BINARIES = st.binary().map(lambda raw: base64.b64encode(raw).decode())
VALUES: dict[str, Any] = {
    "S": TEXTS,
    "N": NUMBERS,
    "B": BINARIES,
    "BOOL": st.booleans(),
    "NULL": st.just(True),
    **{f"{kind}S": st.lists(one, min_size=1, max_size=3) for kind, one in (("S", TEXTS), ("N", NUMBERS), ("B", BINARIES))},
}


def like(value: dict[str, Any]) -> Any:
    """Attribute values of the types of another."""
    ((kind, content),) = value.items()
    if kind == "M":
        return items_like(content).map(lambda made: {"M": made}) | st.just({"NULL": True})
    if kind == "L":
        return st.lists(st.one_of([like(one) for one in content]), max_size=3).map(lambda made: {"L": made})
    return VALUES[kind].map(lambda made: {kind: made}) | st.just({"NULL": True})


def items_like(item: dict[str, Any]) -> Any:
    return st.fixed_dictionaries({}, optional={name: like(value) for name, value in item.items()})


def answer_of(action: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    """DynamoDB's, with these items, of which GetItem and UpdateItem give the first."""
    if action in {"GetItem", "UpdateItem"}:
        return {"Item" if action == "GetItem" else "Attributes": items[0]}
    if action == "BatchGetItem":
        return {"Responses": {"Users": items}, "UnprocessedKeys": {}}
    return {"Count": len(items), "Items": items, "ScannedCount": len(items)}


def expected(action: str, way: dict[str, Any], items: list[dict[str, Any]]) -> Any:
    """The body for an answer that has no more to come."""
    bodies = [_expected_item(item, way) for item in items]
    if action in {"GetItem", "UpdateItem"}:
        return bodies[0]
    rest: dict[str, Any] = {"unprocessed": []} if action == "BatchGetItem" else {"next": None}
    return {"items": bodies, **rest} if way.get("form") == "page" else bodies


def _expected_item(item: dict[str, Any], way: dict[str, Any]) -> dict[str, Any]:
    names = way.get("attributes") or list(ITEM)
    renamed = way.get("rename", {})
    null = way.get("missing") == "null"
    plain = _filled(to_plain({"Item": item})["Item"], ITEM) if null else to_plain({"Item": item})["Item"]
    held = item if way.get("output") == "typed" else plain
    return {renamed.get(name, name): held.get(name) for name in names if null or name in held}


def _filled(plain: Any, sample: dict[str, Any]) -> Any:
    """With null in the place of every member that the sample has at that depth."""
    filled = {}
    for name, value in sample.items():
        ((kind, content),) = value.items()
        found = plain.get(name)
        if kind == "M" and found is not None:
            found = _filled(found, content)
        if kind == "L":
            below: dict[str, Any] = next((one["M"] for one in content if "M" in one), {})
            found = found and [_filled(one, below) if isinstance(one, dict) else one for one in found]
        filled[name] = found
    return filled
