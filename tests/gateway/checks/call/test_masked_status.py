"""An error of the backend that reaches the client as a success."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gateway.findings import told
from tests.gateway.selections import LAMBDA, RESPONSES, failed_call, mock, responses, run, service

if TYPE_CHECKING:
    from playground import Result

OVERRIDE = "#set($context.responseOverride.status = {})"


def with_template(status: int, template: str, pattern: str | None = None) -> Result:
    answer = {"statusCode": "200", "selectionPattern": pattern, "responseTemplates": {"application/json": template}}
    return run({"method": {"methodIntegration": {"type": "AWS", "integrationResponses": {"200": answer}}}, "backend": {"status": status}})


def test_an_error_that_reaches_the_client_as_a_success_is_told() -> None:
    result = service(400, {"200": None, "500": r"5\d{2}"})
    (finding,) = told(result, "status.masked")
    assert (result.status, finding.severity, finding.where) == (200, "warning", f"{RESPONSES}/200")
    assert "400" in finding.message
    assert r"4\d{2}" in finding.help
    for masked in (service(503, {"204": None}), service(503, {"201": ".*"}), service(404, {"200": r"[24]\d\d"}, "HTTP")):
        assert len(told(masked, "status.masked")) == 1
    short = run({"template": "{}", "backend": {"status": 500}})
    assert [finding.where for finding in told(short, "status.masked")] == ["/template"]


def test_a_function_s_failure_that_is_answered_200_is_told() -> None:
    (finding,) = told(failed_call("boom", {"200": None, "404": ".*missing.*"}), "status.masked")
    assert "boom" in finding.message


@pytest.mark.parametrize(
    "result",
    [
        service(400, {"200": None, "404": r"4\d{2}"}),
        service(400, {"200": "400", "500": None}),
        service(400, {"400": None}),
        service(302, {"200": None}),
        service(200, {"200": None}),
        with_template(400, OVERRIDE.format(503)),
        with_template(400, OVERRIDE.format(200)),
        mock(404, {"200": None}),
        failed_call("boom", {"200": "boom"}),
        failed_call("boom", {"500": None}),
        run(
            {
                "method": {"methodIntegration": {"uri": LAMBDA, "integrationResponses": responses({"200": None})}},
                "backend": {"body": '{"a":1}'},
            }
        ),
        run({"method": {"methodIntegration": {"type": "HTTP_PROXY"}}, "backend": {"status": 400}}),
    ],
)
def test_what_was_meant_is_no_masked_error(result: Result) -> None:
    assert told(result, "status.masked") == []
