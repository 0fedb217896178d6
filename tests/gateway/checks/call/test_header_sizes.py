"""What is told of headers that are more than API Gateway lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from playground import Scenario, evaluate
from playground.gateway.checks.call.header_sizes import QUOTA

if TYPE_CHECKING:
    from playground.model import Finding

LINE = len("X-A: \r\n")
TYPE = len("Content-Type: application/json\r\n")
"""What an answer has besides."""


def call(*values: str) -> dict[str, Any]:
    return {"template": "", "backend": {"body": "{}"}, "request": {"header": {"X-A": list(values)}}}


def answer(value: str) -> dict[str, Any]:
    """The template at /template sets a header."""
    text = "#set($context.responseOverride.header.X-A = $input.path('$.v'))"
    return {"template": text, "backend": {"body": f'{{"v": "{value}"}}'}}


def told(scenario: dict[str, Any]) -> list[Finding]:
    return [one for one in evaluate(Scenario.from_document(scenario)).diagnostics if one.code == "uncertain.headers"]


@pytest.mark.parametrize(("more", "is_told"), [(-1, False), (0, False), (1, True)])
def test_all_of_a_calls_headers_count_with_their_names_and_line_ends(more: int, is_told: bool) -> None:  # noqa: FBT001 - a parameter
    size = QUOTA + more - 2 * LINE - 1
    found = told(call("x" * size, "y"))
    assert bool(found) == is_told
    for one in found:
        assert (one.where, one.severity) == ("/request/header", "warning")
        assert "this call take 10,241 bytes" in one.message
        assert "X-A is the longest" in (one.help or "")


@pytest.mark.parametrize(("more", "is_told"), [(-1, False), (0, False), (1, True)])
def test_all_of_an_answers_headers_count_in_bytes(more: int, is_told: bool) -> None:  # noqa: FBT001 - a parameter
    value = "é" + "x" * (QUOTA + more - LINE - TYPE - 2)
    found = told(answer(value))
    assert [(one.where, "answer take 10,241" in one.message) for one in found] == [("/template", True)] * is_told


def test_headers_of_gateway_responses_and_of_proxies_count_too() -> None:
    long = "x" * QUOTA
    failure: dict[str, Any] = {
        "template": "",
        "failure": "THROTTLED",
        "gatewayResponses": {"THROTTLED": {"responseParameters": {"gatewayresponse.header.X-A": f"'{long}'"}}},
    }
    proxy: dict[str, Any] = {
        "method": {"methodIntegration": {"type": "HTTP_PROXY", "uri": "http://a.example"}},
        "backend": {"header": {"X-A": long}},
    }
    for scenario in (failure, proxy):
        assert len(told(scenario)) == 1
