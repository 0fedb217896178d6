"""What is told of a MOCK integration whose request template writes no status: what it wrote, and what it should have."""

from __future__ import annotations

import pytest

from playground import Result, Scenario, evaluate
from tests.gateway.findings import told


def mocked(template: str) -> Result:
    integration = {
        "type": "MOCK",
        "requestTemplates": {"application/json": template},
        "integrationResponses": {"200": {"statusCode": "200"}},
    }
    return evaluate(Scenario.from_document({"method": {"methodIntegration": integration}}))


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("#set($x = 1)", "writes nothing"),
        (" \n", "writes nothing"),
        ("{}", "writes `{}`, which has no `statusCode`"),
        ('{"statusCode": "abc"}', "whose `statusCode` is no whole number"),
        ("200", "writes `200`, which is no JSON object"),
        ('{"statusCode": 200', 'writes `{"statusCode": 200`, which is no JSON object ('),
    ],
)
def test_what_is_no_status_is_told_with_what_was_written(template: str, words: str) -> None:
    result = mocked(template)
    (finding,) = told(result, "mock.status")
    assert result.status == 500
    assert words in finding.message
    assert told(mocked('{"statusCode": 200}'), "mock.status") == []
