"""What holds of every generated method, whatever the table answers and a client sends."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from playground.cases.calls import calls_of
from playground.cases.run import matrix_of
from playground.cases.variants import variants_of
from playground.dynamodb.attribute_values import to_plain
from playground.jsontext import source
from playground.model import Scenario
from tests.generate.samples import ACTIONS, ITEM, LIMITS, READS, WAYS, answer_of, expected, items_like, made, run, templates, told
from tests.profiles import scaled
from tests.vtl.velocity import needs_velocity, velocity

UNSEEN = 200_000
"""Characters of an answer from which on it may hold more than the 1,000 items that AWS loops over."""
PAIRS = [(action, way) for action in ACTIONS for way in (WAYS if action in READS else WAYS[:1])]
MADE = {(action, WAYS.index(way)): made(action, **way) for action, way in PAIRS}


DERIVED = [pair for pair in MADE if pair[0] not in {"Scan", "UpdateItem"} or pair[1] < 2]
"""Scan answers as Query does, and UpdateItem's template is GetItem's."""


@pytest.mark.slow
@pytest.mark.parametrize(("action", "way"), DERIVED)
def test_every_case_and_derived_answer_gives_json_and_nothing_is_told(action: str, way: int) -> None:
    document = MADE[action, way]
    for row in matrix_of(Scenario.from_document(document), LIMITS):
        assert (row.name, row.matches is not False, row.isJson, told(row.diagnostics)) == (row.name, True, True, [])
    for one in variants_of(Scenario.from_document(document), LIMITS):
        if one.backend.body and len(one.backend.body) < UNSEEN:
            result = run(document, backend=one.backend.model_dump(exclude_unset=True))
            assert (one.name, told(result.diagnostics)) == (one.name, [])
            json.loads(result.body)


@pytest.mark.slow
@pytest.mark.parametrize(("action", "way"), [(action, 0) for action in ACTIONS] + [("Query", 1)])
def test_every_hostile_call_is_accepted_or_turned_away(action: str, way: int) -> None:
    document = MADE[action, way]
    calls = calls_of(Scenario.from_document(document), LIMITS)
    assert len(calls) > 5 or action == "Scan"
    for one in calls:
        request = one.request.model_dump(exclude_unset=True)
        result = run(document, request=request)
        json.loads(result.body)
        if 400 <= result.status < 500:  # by the validator, or for its Content-Type
            continue
        if any(one.startswith("request.") for one in told(result.diagnostics)):  # by DynamoDB, whose answer is mapped
            result = run({name: value for name, value in document.items() if name not in {"backend", "tables"}}, request=request)
            assert (one.name, result.status, json.loads(result.body)) == (one.name, 400, {"message": "The request is not valid."})
            continue
        assert (one.name, result.status, told(result.diagnostics)) == (one.name, 200, [])


@pytest.mark.parametrize("way", range(len(WAYS)))
@pytest.mark.parametrize("action", READS)
def test_the_body_is_the_plain_form_of_the_answer(action: str, way: int) -> None:
    document = MADE[action, way]

    @settings(max_examples=scaled(15), suppress_health_check=list(HealthCheck))
    @given(st.lists(items_like(ITEM), min_size=1, max_size=3))
    def holds(items: list[dict[str, Any]]) -> None:
        result = run(document, backend={"body": json.dumps(answer_of(action, items))})
        assert told(result.diagnostics) == []
        assert source.load(result.body) == source.load(source.dump(expected(action, WAYS[way], items)))

    holds()


def numbers_as_decimals(value: Any) -> Any:
    """DynamoDB's numbers by their value: a JSON number comes through Java's."""
    if isinstance(value, dict):
        if set(value) == {"N"}:
            return Decimal(value["N"])
        return {name: set(map(Decimal, one)) if name == "NS" else numbers_as_decimals(one) for name, one in value.items()}
    return [numbers_as_decimals(one) for one in value] if isinstance(value, list) else value


WRITTEN = {name: ITEM[name] for name in ("size", "my-$ü#name", "flag", "raw", "names")}


@settings(max_examples=scaled(50), suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({name: items_like({name: value}) for name, value in WRITTEN.items()}))
def test_what_a_client_writes_is_what_is_stored(drawn: dict[str, Any]) -> None:
    """Or it is turned away by the validator: where it lacks an attribute, or sends null."""
    item = {name: value for one in drawn.values() for name, value in one.items()}
    plain = source.dump(to_plain({"Item": item})["Item"] if item else {})
    result = run(STORED, request={"path": {"pk": "a", "sk": "1"}, "body": plain})
    is_whole = set(item) == set(WRITTEN) and '{"NULL": true}' not in json.dumps(item)
    if not is_whole:
        assert result.status == 400
        return
    assert (result.status, told(result.diagnostics)) == (200, [])
    sent = json.loads(result.integrationRequest.body)["Item"]
    assert numbers_as_decimals(sent) == numbers_as_decimals({"pk": {"S": "a"}, "sk": {"N": "1"}, **item})


STORED = made("PutItem", sample=json.dumps({"Item": {"pk": {"S": "a"}, "sk": {"N": "1"}, **WRITTEN}}))


@pytest.mark.slow
@pytest.mark.processes
@needs_velocity
def test_velocity_itself_writes_the_same() -> None:
    pairs: list[tuple[str, int, list[dict[str, Any]]]] = []

    @settings(max_examples=1_000, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(READS), st.integers(0, len(WAYS) - 1), st.lists(items_like(ITEM), min_size=1, max_size=2))
    def collect(action: str, way: int, items: list[dict[str, Any]]) -> None:
        pairs.append((action, way, items))

    collect()
    asked = [(templates(MADE[action, way])[1], json.dumps(answer_of(action, items))) for action, way, items in pairs]
    for (action, way, items), written in zip(pairs, velocity(asked), strict=True):
        assert written is not None
        assert source.load(written) == source.load(source.dump(expected(action, WAYS[way], items)))
