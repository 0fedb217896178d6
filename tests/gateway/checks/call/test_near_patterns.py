"""What is told of a pattern that missed the answer by little, and the pattern that would not have."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateway.checks.proof import prove
from tests.gateway.findings import mend, told
from tests.gateway.selections import GET_ITEM, LAMBDA, RESPONSES, failed_call, responses, run, service
from tests.profiles import scaled

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
    "blanks around": ("Not found ", "Not found", "whitespace", None),
    "slashes": ("/Not found/", "Not found", "slashes", None),
    "what it excludes": (".*[^a-z]not found", "Order:not found at all", "part", None),
    "blanks within": ('.*"code":404.*', '{"code": 404}', "whitespace", None),
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


@settings(max_examples=scaled(60))
@given(st.text(max_size=30), st.text(alphabet="abX40 .*+?|[](){}^$\\\n", max_size=20))
def test_no_pattern_and_no_message_are_too_odd(message: str, pattern: str) -> None:
    assert failed_call(message, {"200": None, "404": pattern}).status in {200, 404}
    assert service(400, {"200": None, "404": pattern}).status in {200, 404}
