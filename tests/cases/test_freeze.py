"""What the engine answers over tables, for derived cases and calls to begin with."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from playground import Limits, Scenario
from playground.cases.freeze import answered, freeze
from playground.evaluator import Evaluator
from tests.engines import BOOKS, ENGINE, ITEMS, books, get_book, needs_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def evaluator() -> Iterator[Evaluator]:
    """Children with an engine."""
    with closing(Evaluator(Limits(seconds=20), size=1, engine=ENGINE)) as made:
        yield made


def tool(evaluator: Evaluator, name: str, document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(evaluator.use(name, json.dumps(document).encode()))
    return found


@needs_engine
def test_answers_are_derived_from_the_engines(evaluator: Evaluator) -> None:
    scenario = books("GetItem", get_book("1"), "$input.path('$.Item.title.S')")
    made = tool(evaluator, "variants", scenario)
    bodies = {one["name"]: one["backend"]["body"] for one in made["cases"]}
    assert made["sample"] is None
    assert any("Leaves of Grass" in body for body in bodies.values())
    assert 'A quote (") in title' in bodies


@needs_engine
def test_a_call_that_is_made_up_is_for_the_first_item(evaluator: Evaluator) -> None:
    template = '{"TableName": "Books", "Key": {"shelf": {"S": "$input.params(\'Shelf\')"}, "number": {"N": "$input.params(\'number\')"}}}'
    made = tool(evaluator, "calls", books("GetItem", template))
    assert made["sample"]["querystring"] == {"Shelf": "poems", "number": "1"}


def test_what_has_an_answer_or_no_tables_stays() -> None:
    for document in (books("GetItem", get_book("1"), backend={}), {"template": "", "request": {}}):
        scenario = Scenario.from_document(document)
        assert answered(scenario, Limits(), None) is scenario


def test_why_nothing_was_answered_is_told() -> None:
    scenario = Scenario.from_document({**books("GetItem", get_book("1")), "cases": [{"name": "given", "backend": {}}]})
    own, given = (freeze(scenario, number, Limits(), None) for number in (0, 1))
    assert own.why is not None
    assert own.why.startswith("No DynamoDB engine is installed here")
    assert (own.backend, given.backend, given.why, given.name) == (None, None, None, "given")
    assert answered(scenario, Limits(), None) is scenario


def test_an_items_texts_and_numbers_alone_are_taken() -> None:
    lists = [{"definition": BOOKS, "items": [{**ITEMS[0], "shelf": {"L": []}}]}]
    template = "$input.params('shelf') $input.params('number') $input.params('lent')"
    with closing(Evaluator(Limits(seconds=20), size=1)) as evaluator:
        made = tool(evaluator, "calls", books("GetItem", template, tables=lists))
    assert made["sample"]["querystring"] == {"shelf": "1", "number": "1", "lent": "1"}
