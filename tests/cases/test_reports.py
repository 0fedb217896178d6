"""The reports, over the same events: what each says of a case that failed, of a warning, and of a file that cannot be read."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

from playground.cases.reports import github, json_report, junit, sarif, text
from playground.cases.reports.events import Ended, FileRead, Note, OperationChecked, PassedOver, Spot, Summary, Unreadable
from playground.cases.reports.findings import findings

if TYPE_CHECKING:
    from playground.cases.reports.events import Event

FILE = "api files/ä.yaml"


def diagnostic(code: str, severity: str = "warning", line: int = 4, **more: Any) -> dict[str, Any]:
    place = {"start": {"line": line, "column": 5}, "end": {"line": line, "column": 9}}
    return {
        "code": code,
        "severity": severity,
        "message": f"Of {code}.",
        "help": "Mend it.",
        "file": FILE,
        "where": "/template",
        **place,
        **more,
    }


def case(name: str, fails: str | None = None, diagnostics: tuple[dict[str, Any], ...] = (), **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "at": {"file": FILE, "line": 9, "column": 3},
        "kind": "derived",
        "why": "",
        "status": 200,
        "isJson": None,
        "matches": None,
        "fails": fails,
        "differences": [],
        "diagnostics": list(diagnostics),
        "accepted": 0,
        "body": None,
        "milliseconds": 1.5,
        **more,
    }


UNEXPECTED = {"of": "body", "at": "/a", "expected": '"x"', "got": "line 1\nline 2 <&> 100%"}


def checked() -> OperationChecked:
    broken = diagnostic("body.json")
    cases = [
        case("one", "body is not JSON", (broken, diagnostic("vtl.undefined", line=3))),
        case("two", "body is not JSON", (broken,)),
        case("three", "not as expected", differences=[UNEXPECTED], matches=False),
        case("four", None, (diagnostic("vtl.undefined", line=3), diagnostic("info.only", "info"))),
        case("five", "no answer"),
    ]
    return OperationChecked("GET /a, b", Spot(FILE, 2, 1), cases, [Note(Spot(FILE, 7, 1), "noted")], {(FILE, 4): "\té😀 $x"})


def events() -> list[Event]:
    operation, summary = checked(), Summary(unreadable=1)
    summary.count(operation)
    return [
        PassedOver("node_modules", "what others wrote"),
        FileRead(FILE, "an OpenAPI document", [Note(Spot(FILE, 30, 1), "GET /c: no integration")], ["Stage"]),
        operation,
        Unreadable("bad.yaml", [Note(Spot("bad.yaml", 3, 4), "a tab\nstands")]),
        Ended(summary, 1.25, ["A remark."]),
    ]


def test_each_thing_is_found_once_with_the_cases_that_find_it() -> None:
    found = [(one.code, one.cases, one.level) for one in findings(checked())]
    assert found == [
        ("body.json", ["one", "two"], "error"),
        ("vtl.undefined", ["one", "four"], "warning"),
        ("case.unexpected", ["three"], "error"),
        ("case.failed", ["five"], "error"),
    ]


def test_people_see_what_failed_and_the_line_that_wrote_it() -> None:
    report = "".join(text.report(iter(events())))
    assert f"{FILE}: an OpenAPI document\n  left out: {FILE}:30: GET /c: no integration\n  left open: Stage" in report
    assert f"FAILED GET /a, b  ({FILE}:2, 4 of 5 cases)" in report
    found = f"  {FILE}:4:5: error: Of body.json. [body.json]\n"
    assert f"{found}        4 | \té😀 $x\n          | \t  ^\n    Mend it.\n    in: one, two\n" in report
    unexpected = f"  {FILE}:9:3: three: not as expected (answered 200)\n"
    assert unexpected + '    body /a\n      - "x"\n      + line 1\n      + line 2 <&> 100%\n' in report
    assert "vtl.undefined" not in report
    assert "passed over: node_modules: what others wrote\n" in report
    figures = "4 of 5 cases failed (1 operation, 0 errors, 4 warnings, 1 file could not be read) in 1.2 s\n"
    assert report.endswith(f"A remark.\n\n{figures}")


def test_where_all_is_well_little_is_said() -> None:
    good = OperationChecked("GET /", Spot(FILE, 1, 1), [case("one")], [])
    summary = Summary()
    summary.count(good)
    report = "".join(text.report(iter([FileRead(FILE, "a Scenario", [], []), good, Ended(summary, 0.1, [])])))
    assert report == f"{FILE}: a Scenario\n\n1 case passed (1 operation, 0 errors, 0 warnings) in 0.1 s\n"


def test_programs_get_one_object() -> None:
    document = json.loads("".join(json_report.report(iter(events()))))
    read, unread = document["files"]
    assert (read["file"], read["what"], read["leftOut"][0]["line"], read["open"]) == (FILE, "an OpenAPI document", 30, ["Stage"])
    assert unread == {"file": "bad.yaml", "error": [{"file": "bad.yaml", "line": 3, "column": 4, "message": "a tab\nstands"}]}
    (operation,) = read["operations"]
    assert [one["name"] for one in operation["cases"]] == ["one", "two", "three", "four", "five"]
    assert operation["cases"][0]["diagnostics"][0]["start"] == {"line": 4, "column": 5}
    assert {name: document["summary"][name] for name in ("operations", "cases", "failed", "errors", "warnings")} == {
        "operations": 1, "cases": 5, "failed": 4, "errors": 0, "warnings": 4,
    }  # fmt: skip


@pytest.mark.parametrize("some", [[], [FileRead("a", "b", [], [])], [FileRead("a", "b", [], []), FileRead("c", "d", [], [])]])
def test_the_object_is_whole_however_little_there_is(some: list[Event]) -> None:
    document = json.loads("".join(json_report.report(iter([*some, Ended(Summary(), 0, [])]))))
    assert [one["operations"] for one in document["files"]] == [[] for _ in some]


def test_junit_has_a_suite_for_each_operation_and_a_test_for_each_case() -> None:
    root = ET.fromstring("".join(junit.report(iter(events()))))  # noqa: S314 - it was written here
    suite, unread = root.findall("testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("file")) == ("5", "4", FILE)
    one, _, three, four, _ = suite.findall("testcase")
    assert (one.get("name"), one.get("classname"), one.get("file"), one.get("line")) == ("one", "GET /a, b", FILE, "9")
    failure = three.find("failure")
    assert failure is not None
    assert failure.get("type") == "not as expected"
    assert "line 2 <&> 100%" in str(failure.text)
    assert len(four) == 0
    assert unread.find("testcase/error") is not None


def test_junit_holds_whatever_a_template_writes() -> None:
    wild = case("a\x00\ud800\x1b", "no answer", body="]]>\x08")
    root = ET.fromstring("".join(junit.report(iter([OperationChecked('<&">', Spot("a", 1, 1), [wild], [])]))))  # noqa: S314 - as above
    assert root.findall("testsuite/testcase")[0].get("name") == "a\ufffd\ufffd\ufffd"


def test_sarif_has_each_finding_at_its_place() -> None:
    log = json.loads("".join(sarif.report(iter(events()))))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["body.json", "vtl.undefined", "case.unexpected", "case.failed"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
    first = run["results"][0]
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "api%20files/%C3%A4.yaml"},
        "region": {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 9},
    }
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


def test_fingerprints_differ_and_do_not_go_by_lines() -> None:
    def prints(operation: OperationChecked) -> list[str]:
        log = json.loads("".join(sarif.report(iter([operation, Ended(Summary(), 0, [])]))))
        return [one["partialFingerprints"]["operationAndCase/v1"] for one in log["runs"][0]["results"]]

    moved = checked()
    for one in moved.cases:
        one["at"] = {**one["at"], "line": 50}
        one["diagnostics"] = [{**each, "start": {"line": each["start"]["line"] + 40, "column": 1}} for each in one["diagnostics"]]
    assert prints(moved) == prints(checked())
    assert len(set(prints(moved))) == 4


def test_github_gets_commands_that_are_escaped() -> None:
    lines = "".join(github.report(iter(events()))).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert commands[0] == f"::error file={FILE},line=4,col=5,title=GET /a%2C b [body.json]::Of body.json.%0AMend it.%0AIn: one, two"
    assert commands[1].startswith(f"::warning file={FILE},line=3,col=5,")
    assert 'expected "x", got line 1%0Aline 2 <&> 100%25' in commands[2]
    assert commands[-1] == "::error file=bad.yaml,line=3,col=4,title=Cannot be read::a tab%0Astands"
    assert any(line.startswith("FAILED GET /a, b") for line in lines)


def test_no_template_speaks_to_github() -> None:
    said = case("a", "not as expected", differences=[{**UNEXPECTED, "got": "x\n::error::mine\n##[error]mine"}])
    lines = "".join(github.report(iter([OperationChecked("b", Spot("c", 1, 1), [said], [])]))).splitlines()
    assert [line for line in lines if line.startswith(("::", "##["))] == [line for line in lines if "title=b" in line]
