"""Which integration response an answer gets, and what is told of those that cannot be chosen, nearly were, or mask an error."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import Result, Scenario, evaluate
from tests.gateway.checks.proof import prove
from tests.gateway.findings import mend, told

RESPONSES = "/method/methodIntegration/integrationResponses"
LAMBDA = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:f/invocations"
GET_ITEM = "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem"


def run(document: dict[str, Any]) -> Result:
    return evaluate(Scenario.from_document(document))


def responses(patterns: dict[str, str | None]) -> dict[str, Any]:
    """Integration responses: status → pattern; None or "": the default."""
    return {key: {"statusCode": key[:3]} | ({} if pattern is None else {"selectionPattern": pattern}) for key, pattern in patterns.items()}


def mock(status: int, patterns: dict[str, str | None]) -> Result:
    template = {"application/json": f'{{"statusCode": {status}}}'}
    return run(
        {"method": {"methodIntegration": {"type": "MOCK", "requestTemplates": template, "integrationResponses": responses(patterns)}}}
    )


def service(status: int, patterns: dict[str, str | None], kind: str = "AWS") -> Result:
    integration = {"type": kind, "uri": GET_ITEM, "integrationResponses": responses(patterns)}
    return run({"method": {"methodIntegration": integration}, "backend": {"status": status, "body": "{}"}})


def failed_call(message: str, patterns: dict[str, str | None], **more: str) -> Result:
    """A Lambda function that failed with this errorMessage."""
    integration = {"type": "AWS", "uri": LAMBDA, "integrationResponses": responses(patterns)}
    return run({"method": {"methodIntegration": integration}, "backend": {"body": json.dumps({"errorMessage": message, **more})}})


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


@pytest.mark.parametrize("spare", [None, ""])
def test_of_several_responses_without_a_pattern_one_is_the_default_and_the_others_are_told(spare: str | None) -> None:
    result = service(200, {"500": None, "400": spare, "200": None})
    assert result.status == 200
    found = told(result, "selection.unreachable")
    assert {(finding.where, finding.severity) for finding in found} == {(f"{RESPONSES}/{key}", "warning") for key in ("400", "500")}
    assert all("one is the default" in finding.message for finding in found)
    assert len(told(result, "uncertain.selection")) == 1
    chosen_by_pattern = service(400, {"500": None, "400": "400", "200": None})
    assert [finding.where for finding in told(chosen_by_pattern, "selection.unreachable")] == [f"{RESPONSES}/500"]
    assert told(chosen_by_pattern, "uncertain.selection") == []


def test_a_function_s_spare_default_is_told_as_well() -> None:
    (finding,) = told(failed_call("x", {"200": None, "500": None, "404": "x"}), "selection.unreachable")
    assert (finding.where, "errorMessage" in finding.help) == (f"{RESPONSES}/500", True)


@pytest.mark.parametrize(
    ("patterns", "unreachable"),
    [
        ({"200": None, "503": ".*"}, ["200"]),
        ({"200": None, "400": "[1-3]..", "500": r"[4-5]\d{2}"}, ["200"]),
        ({"200": None, "400": r"4\d{2}", "500": r"5\d{2}"}, []),
        ({"200": "200", "400": r"4\d{2}", "500": r"5\d{2}", "502": None}, []),
        ({"200": ".*"}, []),
    ],
)
def test_a_default_that_patterns_leave_nothing_to_is_told(patterns: dict[str, str | None], unreachable: list[str]) -> None:
    assert [finding.where for finding in told(service(200, patterns), "selection.unreachable")] == [
        f"{RESPONSES}/{key}" for key in unreachable
    ]
    assert told(failed_call("x", patterns), "selection.unreachable") == []


@pytest.mark.parametrize(
    ("pattern", "mended"),
    [
        (" 400", "400"),
        ("400\n", "400"),
        ("4xx", r"4\d{2}"),
        ("5XX", r"5\d{2}"),
        ('"400"', "400"),
        ("/4../", "4.."),
        ("400,404", "400|404"),
        ("400 / 404 ; 409", "400|404|409"),
        ("4 0 4", "404"),
        (r"4\\d{2}", r"4\d{2}"),
        ("40", None),
        (r"4\d", None),
        ("4000", None),
        (".*ConditionalCheckFailed.*", None),
        ("ResourceNotFoundException", None),
    ],
)
def test_a_pattern_that_no_status_matches_is_told_with_what_was_meant(pattern: str, mended: str | None) -> None:
    (finding,) = told(service(200, {"200": None, "404": pattern}), "selection.unreachable")
    assert (finding.where, finding.severity) == (f"{RESPONSES}/404/selectionPattern", "warning")
    assert pattern.strip()[:60] in finding.message
    if mended is None:
        assert finding.fix is None
    else:
        assert mend(pattern, finding) == mended
        assert told(service(200, {"200": None, "404": mended}), "selection.unreachable") == []


@pytest.mark.parametrize("pattern", ["400", r"4\d{2}", "4..", ".*", "[45].+", "^400$", "400|foo", r"(?s).*", "(?!200).*", "4(0"])
def test_a_pattern_that_some_status_matches_is_not(pattern: str) -> None:
    assert [finding.where for finding in told(service(200, {"201": "2..", "404": pattern}), "selection.unreachable")] == []


NEAR: dict[str, tuple[str, str, str, str | None]] = {
    "a line end": (r"\[BadRequest\].*", "[BadRequest] two things:\n- a", "line end", r"(?s)\[BadRequest\].*"),
    "a carriage return": (".*failed", "it\r\nfailed", "line end", "(?s).*failed"),
    "any text on two lines": (".*", "one\ntwo", "line end", "(?s).*"),
    "upper case": (".*not found.*", "Order 17 Not Found", "case", "(?i).*not found.*"),
    "case and lines": (".*not found.*", "Order 17:\nNot Found", "case", "(?is).*not found.*"),
    "the beginning": ("Forbidden", "Forbidden: no rights", "part", "Forbidden.*"),
    "the end": ("timed out", "Task timed out", "part", ".*timed out"),
    "the middle": ("timed out", "Task timed out after 3 s", "part", ".*timed out.*"),
    "one of several": ("Gone|Missing", "Missing: a1", "part", "(?:Gone|Missing).*"),
    "a part on several lines": ("Forbidden", "Forbidden:\nno rights", "part", "(?s)Forbidden.*"),
    "a number": ("404", "404: no such order", "part", "404.*"),
    "brackets": ("[NotFound].*", "[NotFound] order 17", "brackets", None),
    "doubled backslashes": (r"\\[NotFound\\].*", "[NotFound] order 17", "backslash", None),
    "stars as of files": ("*not found*", "order not found", "`.*`", None),
    "blanks around": ("Not found ", "Not found", "blanks", None),
    "slashes": ("/Not found/", "Not found", "slashes", None),
    "what it excludes": (".*[^a-z]not found", "Order:not found at all", "part", None),
    "blanks within": ('.*"code":404.*', '{"code": 404}', "blanks", None),
}


@pytest.mark.parametrize(("pattern", "message", "words", "mended"), NEAR.values(), ids=NEAR)
def test_a_pattern_that_missed_by_little_is_told_with_the_one_that_would_not(
    pattern: str, message: str, words: str, mended: str | None
) -> None:
    result = failed_call(message, {"200": None, "404": pattern})
    (finding,) = told(result, "selection.near")
    assert (result.status, finding.where, finding.severity) == (200, f"{RESPONSES}/404/selectionPattern", "warning")
    assert words in finding.message
    assert pattern in finding.message
    if mended is None:
        assert finding.fix is None
    else:
        assert mend(pattern, finding) == mended
        right = failed_call(message, {"200": None, "404": mended})
        assert (right.status, right.diagnostics) == (404, [])


def test_no_edit_is_offered_that_leads_to_an_undeclared_status() -> None:
    for uri, pattern, backend in ((LAMBDA, "gone", {"body": '{"errorMessage": "Gone"}'}), (GET_ITEM, " 400", {"status": 400})):
        made = {"methodIntegration": {"uri": uri, "integrationResponses": responses({"200": None, "404": pattern})}}
        sure = run({"method": {**made, "methodResponses": {"200": {}, "404": {}}}, "backend": backend})
        not_sure = run({"method": {**made, "methodResponses": {"200": {}}}, "backend": backend})
        for result, has_fix in ((sure, True), (not_sure, False)):
            assert {bool(one.fix) for one in result.diagnostics if one.code.startswith("selection.")} == {has_fix}


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("[NotFound].*", r"\[NotFound\].*"),
        (r"\\[NotFound\\].*", r"\[NotFound\].*"),
        ("/\\[NotFound.*/", r"\[NotFound.*"),
    ],
)
def test_what_was_meant_by_a_pattern_is_written_in_the_help(pattern: str, written: str) -> None:
    """It is no edit: the pattern as it is may match other messages, such as `[NotFound].*` all that begin with an N, o, t, …"""
    (finding,) = told(failed_call("[NotFound] order 17", {"200": None, "404": pattern}), "selection.near")
    assert f"`{written}`" in finding.help


@pytest.mark.parametrize(("pattern", "message"), [one[:2] for one in NEAR.values() if one[3]])
def test_the_edit_of_a_near_pattern_is_proven(pattern: str, message: str) -> None:
    document = {
        "method": {"methodIntegration": {"uri": LAMBDA, "integrationResponses": responses({"200": None, "404": pattern})}},
        "backend": {"body": json.dumps({"errorMessage": message})},
    }
    (finding,) = told(run(document), "selection.near")
    others = [{"backend": {"body": json.dumps(body)}} for body in ({}, {"errorMessage": "other"}, {"errorMessage": "Forbidden"})]
    assert prove(document, finding, others) == []


FAR = [
    (r"\[NotFound\].*", "[BadRequest] no name"),
    ("404", "took 4040 ms"),
    (r"\d{3}", "took 1500 ms"),
    ("[a-z]+", "ABC"),
    (".*timeout.*", "Order 17 Not Found"),
    ("x" * 3000, "x"),
    ("(a+)+b", "a" * 200),
    ("4(0", "4(0 and more"),
]


@pytest.mark.parametrize(("pattern", "message"), FAR)
def test_a_pattern_that_is_far_off_is_not(pattern: str, message: str) -> None:
    assert told(failed_call(message, {"200": None, "404": pattern}), "selection.near") == []


def test_nothing_is_near_where_a_pattern_matched() -> None:
    assert told(failed_call("Not Found\n", {"200": None, "404": ".*not found.*", "500": r"(\n|.)+"}), "selection.near") == []


def test_a_pattern_for_the_error_s_type_is_told() -> None:
    (finding,) = told(failed_call("no such id", {"200": None, "404": "NotFound.*"}, errorType="NotFoundError"), "selection.near")
    assert "errorType" in finding.message
    assert told(failed_call("no such id", {"200": None, "404": "NotFound.*"}, errorType="Error"), "selection.near") == []


def test_a_status_that_was_to_match_is_told_with_the_answer() -> None:
    for pattern, status in ((" 400", 400), ("4xx", 404), ("4**", 404), ("400,404", 404)):
        assert len(told(service(status, {"200": None, "404": pattern}), "selection.near")) == 1
        assert told(service(200, {"200": None, "404": pattern}), "selection.near") == []
    assert told(service(404, {"200": None, "400": "40"}), "selection.near") == []


@settings(max_examples=60)
@given(st.text(max_size=30), st.text(alphabet="abX40 .*+?|[](){}^$\\\n", max_size=20))
def test_no_pattern_and_no_message_are_too_odd(message: str, pattern: str) -> None:
    assert failed_call(message, {"200": None, "404": pattern}).status in {200, 404}
    assert service(400, {"200": None, "404": pattern}).status in {200, 404}


def test_no_default_for_a_function_that_did_not_fail_says_what_is_missing() -> None:
    integration = {"type": "AWS", "uri": LAMBDA, "integrationResponses": responses({"200": "200"})}
    result = run({"method": {"methodIntegration": integration}, "backend": {"body": "{}"}})
    (finding,) = told(result, "selection.none")
    assert (result.status, "a function that did not fail" in finding.message, "errorMessage" in finding.help) == (500, True, True)


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
