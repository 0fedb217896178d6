"""What a page shows before its code is there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground.web.first_answer import LONGEST, first_answer


def page(scenario: dict[str, Any], **result: Any) -> str:
    base = {"status": 200, "body": " {} \n", "statusFrom": None, "integrationResponse": None}
    return json.dumps({"scenario": scenario, "result": base | result})


def test_an_override_is_said_with_its_line() -> None:
    source = {"by": "responseOverride", "start": {"line": 4, "column": 3}}
    seen = first_answer(page({"title": "T", "template": "x", "backend": {"body": "{}"}}, status=404, statusFrom=source))
    assert seen is not None
    assert (seen.title, seen.template, seen.response, seen.body) == ("T", "x", "{}", "{}")
    assert (seen.status, seen.kind, seen.name) == (404, "4xx", "Not Found")
    assert seen.why == "set by $context.responseOverride.status, line 4"


def test_the_template_is_that_of_the_integration_response_that_answered() -> None:
    responses = {"200": {"responseTemplates": {"application/json": "found"}}}
    where = "/method/methodIntegration/integrationResponses/200/responseTemplates/application~1json"
    seen = first_answer(
        page(
            {"method": {"methodIntegration": {"integrationResponses": responses}}},
            statusFrom={"by": "integrationResponse", "start": None},
            integrationResponse={"statusCode": "200", "template": where},
        )
    )
    assert seen is not None
    assert (seen.title, seen.template, seen.response) == ("Untitled", "found", "")
    assert seen.why == "from integration response 200"


@pytest.mark.parametrize(
    "document",
    [
        page({"template": "x"}, status=None),
        '{"scenario": {"template": "x"}, "result": null}',
        page({"template": "x" * LONGEST}),
        '{"scenario": {"backend": {"body": ' + "[" * 30_000 + "]" * 30_000 + '}}, "result": {"status": 200}}',
        '{"scenario": {"backend": {"body": ' + "1" * 5_000 + '}}, "result": {"status": 200}}',
    ],
)
def test_what_is_long_or_has_no_answer_waits_for_the_code(document: str) -> None:
    assert first_answer(document) is None


def test_a_status_without_a_name_has_none() -> None:
    seen = first_answer(page({"template": "x"}, status=299))
    assert seen is not None
    assert (seen.name, seen.why) == ("", "")


def test_a_lone_surrogate_is_shown_as_another_character() -> None:
    seen = first_answer(page({"title": "\ud83d", "template": "a\ude00", "backend": {"body": "\ud83d"}}, body="\ud83d!"))
    assert seen is not None
    assert (seen.title, seen.template, seen.response, seen.body) == ("?", "a?", "?", "?!")
