"""Which integration response an answer gets."""

from __future__ import annotations

import pytest

from tests.gateway.findings import told
from tests.gateway.selections import LAMBDA, RESPONSES, failed_call, mock, responses, run, service


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


@pytest.mark.parametrize(
    ("patterns", "status"),
    [
        ({"200": None, "404": ".*not found.*"}, 404),
        ({"200": None, "404": "not found"}, 200),  # a pattern has to match the whole message
        ({"200": None, "404": ".*Not Found.*"}, 200),  # and its case counts
        ({"200": None, "404": "(?i).*NOT FOUND.*"}, 404),
        ({"200": None, "400": ".*found.*", "404": ".*not found.*"}, 400),
        ({"200": None, "500": r"[\s\S]*"}, 500),
    ],
)
def test_patterns_are_held_against_the_whole_message_of_a_failed_function(patterns: dict[str, str | None], status: int) -> None:
    assert failed_call("item not found: 7", patterns).status == status


@pytest.mark.parametrize("body", ['{"errorMessage": 404}', '{"errorMessage": null}', '{"error": "404"}', '["404"]', '"404"', ""])
def test_what_is_no_message_of_a_function_matches_no_pattern(body: str) -> None:
    integration = {"type": "AWS", "uri": LAMBDA, "integrationResponses": responses({"200": None, "404": "[\\s\\S]*404[\\s\\S]*"})}
    assert run({"method": {"methodIntegration": integration}, "backend": {"status": 404, "body": body}}).status == 200


@pytest.mark.parametrize("pattern", ["4\\d{2", "(", "*", "[4", "4**+"])
def test_a_pattern_that_is_none_matches_nothing_and_is_told_at_its_place(pattern: str) -> None:
    result = service(404, {"200": None, "404": pattern})
    (finding,) = told(result, "selection.pattern")
    assert (result.status, finding.where) == (200, f"{RESPONSES}/404/selectionPattern")
    assert pattern in finding.message


def test_an_answer_that_nothing_matches_is_an_error_of_the_gateway_s() -> None:
    result = service(404, {"200": "200", "500": "5.."})
    (finding,) = told(result, "selection.none")
    assert (result.status, finding.where, finding.severity) == (500, RESPONSES, "error")
    assert "matches 404" in finding.message


def test_several_defaults_are_told_unless_they_answer_alike() -> None:
    (finding,) = told(service(404, {"400": None, "200": None}), "uncertain.selection")
    assert ("200, 400" in finding.message, finding.where) == (True, RESPONSES)
    assert service(404, {"400": None, "200": None}).status == 200, "the lowest status, whatever stands first"
    assert told(service(404, {"200 one": None, "200 two": None}), "uncertain.selection") == []


def test_why_a_response_was_chosen_is_said() -> None:
    chosen = service(404, {"200": None, "404": "40[34]"}).integrationResponse
    assert chosen is not None
    assert (chosen.statusCode, chosen.why) == ("404", "404 matches the pattern 40[34]")
    reasons: list[tuple[dict[str, str | None], str]] = [
        ({"200": None}, "default (only one defined)"),
        ({"200": None, "500": "5.."}, "default: no pattern matches 404"),
    ]
    for patterns, why in reasons:
        chosen = service(404, patterns).integrationResponse
        assert chosen is not None
        assert chosen.why == why
