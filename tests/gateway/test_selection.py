"""Which integration response an answer gets."""

from __future__ import annotations

import pytest

from tests.gateway.findings import told
from tests.gateway.selections import LAMBDA, mock, responses, run, service


@pytest.mark.parametrize(
    ("status", "patterns", "chosen", "is_sure"),
    [
        (404, {"400": r"4\d\d", "404": "40."}, 404, True),
        (503, {"500": r"5\d{2}", "502": "50[0-9]", "503": "503|504"}, 503, True),
        (400, {"400": r"4\d\d", "404": r"4\d\d"}, 400, True),
        (404, {"404": None, "410": r"4\d\d"}, 410, True),
        (404, {"404": "400", "410": r"4\d\d"}, 410, True),
        (418, {"400": r"4\d\d", "404": r"41\d"}, 400, False),
        (404, {"404 exact": "404", "404 any": "4..", "400": "4.."}, 404, True),
        (404, {"404": "404", "404 any": "4.."}, 404, True),
    ],
)
def test_a_mock_s_own_status_wins_among_those_that_match(status: int, patterns: dict[str, str | None], chosen: int, is_sure: bool) -> None:  # noqa: FBT001 - a table's column
    result = mock(status, patterns)
    assert (result.status, told(result, "uncertain.selection") == []) == (chosen, is_sure)


def test_before_other_integrations_the_lowest_is_taken_and_that_is_uncertain() -> None:
    result = service(404, {"400": r"4\d\d", "404": "40."})
    assert (result.status, len(told(result, "uncertain.selection"))) == (400, 1)
    assert told(service(404, {"404": "404", "404 any": "4.."}), "uncertain.selection") == []


def test_no_default_for_a_function_that_did_not_fail_says_what_is_missing() -> None:
    integration = {"type": "AWS", "uri": LAMBDA, "integrationResponses": responses({"200": "200"})}
    result = run({"method": {"methodIntegration": integration}, "backend": {"body": "{}"}})
    (finding,) = told(result, "selection.none")
    assert (result.status, "a function that did not fail" in finding.message, "errorMessage" in finding.help) == (500, True, True)
