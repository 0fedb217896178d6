"""Every Example does what it says: its own cases come out as expected, and every body it writes is JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from playground import Scenario, evaluate, examples

if TYPE_CHECKING:
    from collections.abc import Iterator


def runs() -> Iterator[Any]:
    """Each Example as it opens, and with each backend of its cases."""
    for example in examples.load():
        yield pytest.param(example.document, None, id=example.name)
        for case in example.document.get("cases", []):
            yield pytest.param(
                {**example.document, "backend": case["backend"]}, case["expect"]["status"], id=f"{example.name}: {case['name']}"
            )


@pytest.mark.parametrize(("document", "status"), list(runs()))
def test_an_example_answers_json_with_the_status_it_expects(document: dict[str, Any], status: int | None) -> None:
    result = evaluate(Scenario.from_document(document))
    assert result.body is not None
    json.loads(result.body)
    assert result.status == (status or result.status)
    assert [finding for finding in result.diagnostics if finding.severity != "info"] == []
    if result.integrationRequest is not None and result.integrationRequest.body:
        json.loads(result.integrationRequest.body)


def test_the_menu_has_every_answer_of_dynamodb_that_matters() -> None:
    names = [example.name for example in examples.load()]
    assert names == sorted(names)
    wanted = {"query-empty-404", "query-items", "getitem-missing-404", "getitem-nested", "scan-lastevaluatedkey", "putitem-conditional-409"}
    assert wanted | {"throttling-503", "resource-not-found-404", "batchgetitem"} <= set(names)
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in names)
    assert all(example.title and example.description.endswith(".") for example in examples.load())


@pytest.mark.parametrize("hostile", ["it's", 'a "quote"', "back\\slash", "new\nline", "sla/sh", '", "admin": "true', "\u00e9\U0001f600"])
def test_what_a_client_sends_cannot_break_out_of_the_json(hostile: str) -> None:
    for example in examples.load():
        request = {"path": {"id": hostile}, "querystring": {"next": hostile, "limit": hostile}}
        result = evaluate(Scenario.from_document({**example.document, "request": {**example.document.get("request", {}), **request}}))
        for text in (result.body, result.integrationRequest.body if result.integrationRequest else ""):
            assert "admin" not in json.loads(text or "{}"), example.name
