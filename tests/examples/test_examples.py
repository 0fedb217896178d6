"""Every Example does what it says: its own cases come out as expected, and every body it writes is JSON."""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from playground import Limits, Result, Scenario, evaluate, examples
from playground.cases.run import matrix_of

if TYPE_CHECKING:
    from collections.abc import Iterator


REFUSED = {"validator.body", "validator.parameters"}
"""What is told of a call that the method's own validator refuses, in a case that is about that."""


def json_sent(result: Result) -> str:
    """The body that goes to the backend, where it is JSON; "" where it is a form or there is none."""
    sent = result.integrationRequest
    return "" if sent is None or "x-www-form-urlencoded" in sent.header.get("Content-Type", "") else sent.body


def runs() -> Iterator[Any]:
    """Each Example as it opens, and with what each of its cases has instead."""
    for example in examples.load():
        yield pytest.param(example.document, None, id=example.name)
        for case in example.document["cases"]:
            other = {name: case[name] for name in ("backend", "request") if name in case}
            yield pytest.param({**example.document, **other}, case["expect"], id=f"{example.name}: {case['name']}")


@pytest.mark.parametrize(("document", "expected"), list(runs()))
def test_an_example_answers_json_and_nothing_is_wrong_with_it(document: dict[str, Any], expected: dict[str, Any] | None) -> None:
    result = evaluate(Scenario.from_document(document))
    if result.status not in {204, 304}:
        json.loads(result.body or "")
    found = {finding.code for finding in result.diagnostics if finding.severity != "info"}
    assert found <= (REFUSED if expected and expected["status"] == 400 else set())
    json.loads(json_sent(result) or "{}")


@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_the_cases_of_an_example_hold(example: examples.Example) -> None:
    summaries = matrix_of(Scenario.from_document(example.document), Limits(seconds=20))
    assert {one.name: one.fails for one in summaries if one.expect} == {case["name"]: None for case in example.document["cases"]}


def test_the_menu_has_every_answer_of_dynamodb_that_matters() -> None:
    names = [example.name for example in examples.load()]
    wanted = {"query-empty-404", "query-items", "getitem-missing-404", "getitem-nested", "scan-lastevaluatedkey", "putitem-conditional-409"}
    assert wanted | {"throttling-503", "resource-not-found-404", "batchgetitem"} <= set(names)
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in names)
    assert all(example.title and example.description.endswith(".") for example in examples.load())
    assert len({example.title for example in examples.load()}) == len(names) >= 20


def test_the_groups_stand_in_their_order_and_each_has_examples() -> None:
    groups = [(one.group, one.name) for one in examples.load()]
    assert [name for name, _ in groupby(group for group, _ in groups)] == list(examples.GROUPS.values())
    assert groups == sorted(groups, key=lambda one: (list(examples.GROUPS.values()).index(one[0]), one[1]))
    files = Path(examples.__file__).parent.glob("*.json")
    assert {file.stem for file in files} == {name for _, name in groups}, "no file is left out"


@pytest.mark.parametrize("hostile", ["it's", 'a "quote"', "back\\slash", "new\nline", "sla/sh", '", "admin": "true', "\u00e9\U0001f600"])
def test_what_a_client_sends_cannot_break_out_of_the_json(hostile: str) -> None:
    for example in examples.load():
        request = {"path": {"id": hostile}, "querystring": {"next": hostile, "limit": hostile}}
        result = evaluate(Scenario.from_document({**example.document, "request": {**example.document.get("request", {}), **request}}))
        for text in (result.body, json_sent(result)):
            assert "admin" not in json.loads(text or "{}"), example.name
