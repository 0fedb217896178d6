"""What is told of integration responses that cannot be chosen, and of patterns that no status matches."""

from __future__ import annotations

import pytest

from tests.gateway.findings import mend, told
from tests.gateway.selections import RESPONSES, failed_call, service


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
