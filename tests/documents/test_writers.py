"""Commands, strings and case files. Commands are read by a real shell, in which `curl` and `aws` tell their arguments."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from playground import Limits, Scenario, conformance, evaluate, examples
from playground.documents.local import read_local
from playground.errors import InvalidDocument
from playground.evaluator import tools
from tests.profiles import scaled

NASTY = 'it\'s "$HOME" `id` $(id) \\ \n ! * ~ é😀 ${x} # end %s'
NASTY_IN_URL = (
    "it%27s%20%22%24HOME%22%20%60id%60%20%24%28id%29%20%5C%20%0A%20%21%20%2A%20~%20%C3%A9%F0%9F%98%80%20%24%7Bx%7D%20%23%20end%20%25s"
)
TELL = 'tell() { for one; do printf "%s\\0" "$one"; done; }; curl() { tell "$@"; }; aws() { tell aws "$@"; }\n'


def export(kind: str, scenario: dict[str, Any], **members: Any) -> str:
    made = tools.answer("export", {"as": kind, "scenario": scenario, **members}, Limits())
    assert set(made) == {"text", "filename"}
    assert "/" not in made["filename"]
    text: str = made["text"]
    return text


def words(script: str) -> list[str]:
    """What a POSIX shell makes of a script: the arguments of every `curl` and `aws` in it."""
    done = subprocess.run(["sh", "-c", TELL + script], capture_output=True, check=True, timeout=10)
    assert done.stderr == b""
    return done.stdout.decode().split("\0")[:-1]


def curl(**members: Any) -> list[str]:
    return words(export("curl", {"template": "x", **members}))


@pytest.mark.processes
def test_curl_makes_the_clients_call() -> None:
    request = {
        "path": {"id": "a/b ö"},
        "querystring": {"q": ["1 2", "&=" + NASTY], "empty": ""},
        "header": {"X-One": NASTY.replace("\n", ""), "X-Two": ["a", "b"], "X-None": "", "accept": "text/html"},
        "body": f"@{NASTY}",
    }
    made = curl(request=request, context={"stage": "dev", "domainName": "api.example.com", "resourcePath": "/things/{id}"})
    assert made[:4] == [
        *("--include", "--request", "POST"),
        f"https://api.example.com/dev/things/a%2Fb%20%C3%B6?q=1%202&q=%26%3D{NASTY_IN_URL}&empty=",
    ]
    assert made[4:] == [
        *("--header", "Content-Type: application/json"),
        *("--header", f"X-One: {NASTY}".replace("\n", "")),
        *("--header", "X-Two: a", "--header", "X-Two: b", "--header", "X-None;", "--header", "accept: text/html"),
        *("--data-raw", f"@{NASTY}"),
    ]


@pytest.mark.processes
@pytest.mark.parametrize(
    ("members", "method", "path"),
    [
        ({}, "GET", "/prod/content/42"),
        ({"request": {"path": {"id": "7"}}}, "GET", "/prod/content/7"),
        ({"request": {"path": {"user": "u 1", "proxy": "a"}}}, "GET", "/prod/u%201/a"),
        ({"request": {"path": {"proxy": "a/b c"}}, "context": {"resourcePath": "/x/{proxy+}"}}, "GET", "/prod/x/a/b%20c"),
        ({"context": {"resourcePath": "/x/{id}"}}, "GET", "/prod/x/id"),
        ({"context": {"path": "/v1/a b/%20"}}, "GET", "/v1/a%20b/%20"),
        ({"context": {"httpMethod": "DELETE"}}, "DELETE", "/prod/content/42"),
        ({"context": {"httpMethod": "rm -rf"}, "request": {"body": "x"}}, "POST", "/prod/content/42"),
        ({"context": {"path": "/a/../b"}}, "GET", "/a/../b"),
    ],
)
def test_curl_calls_where_the_method_is(members: dict[str, Any], method: str, path: str) -> None:
    made = curl(**members)
    assert made[2:4] == [method, f"https://abcdefghij.execute-api.us-east-1.amazonaws.com{path}"]
    assert ("--path-as-is" in made) is ("/." in path)


@pytest.mark.processes
def test_curl_has_the_methods_own_verb() -> None:
    assert words(export("curl", {"method": {"httpMethod": "PUT"}}))[2] == "PUT"
    assert words(export("curl", {"method": {"httpMethod": "HEAD"}}))[:2] == ["--include", "--head"]
    assert words(export("curl", {"method": {"httpMethod": "ANY"}, "context": {"httpMethod": "PATCH"}}))[2] == "PATCH"


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"request": {"header": {"@/etc/passwd": "x"}}}, "/scenario/request/header/@~1etc~1passwd"),
        ({"request": {"header": {"": "x"}}}, "/scenario/request/header/"),
        ({"request": {"header": {"X": "a\r\nY: b"}}}, "/scenario/request/header/X"),
        ({"request": {"body": "a\0b"}}, "/scenario/request/body"),
        ({"context": {"domainName": "x.example/@evil.example"}}, "/scenario/context/domainName"),
        ({"context": []}, "/scenario/context"),
    ],
)
def test_what_no_command_can_hold_is_refused(members: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        export("curl", {"template": "x", **members})
    assert [problem.path for problem in caught.value.problems] == [path]


@pytest.mark.processes
def test_the_clis_commands_carry_every_template() -> None:
    method = {
        "httpMethod": "ANY",
        "methodIntegration": {
            "requestTemplates": {"application/json": NASTY, "text/plain": None},
            "integrationResponses": {
                "200": {"statusCode": "200", "responseTemplates": {"application/json": NASTY, "text/plain": None}},
                "404": {
                    "selectionPattern": "file:///etc/passwd",
                    "contentHandling": "CONVERT_TO_TEXT",
                    "responseParameters": {"method.response.header.X": "'it''s'"},
                },
            },
        },
    }
    made = words(export("cli", {"method": method, "context": {"apiId": "a1", "resourceId": "r'1", "stage": "dev"}}))
    target = ["--rest-api-id", "a1", "--resource-id", "r'1", "--http-method", "ANY", "--cli-input-json"]
    commands = [part.split("\0") for part in "\0".join(made).removeprefix("aws\0").split("\0aws\0")]
    assert [command[:2] for command in commands] == [
        ["apigateway", "update-integration"],
        ["apigateway", "put-integration-response"],
        ["apigateway", "put-integration-response"],
        ["apigateway", "create-deployment"],
    ]
    assert all(command[2:9] == target for command in commands[:3])
    assert [json.loads(command[9]) for command in commands[:3]] == [
        {"patchOperations": [{"op": "replace", "path": "/requestTemplates/application~1json", "value": NASTY}]},
        {"statusCode": "200", "responseTemplates": {"application/json": NASTY, "text/plain": ""}},
        {
            "statusCode": "404",
            "selectionPattern": "file:///etc/passwd",
            "contentHandling": "CONVERT_TO_TEXT",
            "responseParameters": {"method.response.header.X": "'it''s'"},
        },
    ]
    assert commands[3][2:] == ["--rest-api-id", "a1", "--stage-name", "dev"]


@given(some.text())
def test_a_template_is_one_string_of_json_and_yaml(template: str) -> None:
    text = export("cloudformation", {"template": template})
    assert text.endswith("\n")
    assert text.count("\n") == 1
    assert json.loads(text) == template
    # YAML 1.2, "c-printable", and no pair of escapes for one character
    assert all(char == "\n" or " " <= char <= "~" or "\xa0" <= char <= "\ufffd" or char > "\uffff" for char in text)
    assert "\\ud83d" not in text


def test_a_check_is_the_same_scenario_in_yaml() -> None:
    for document in [
        *(one.document for one in examples.load()),
        {"title": NASTY, "template": NASTY, "context": {"a": [1, 1.5, None, True, "1"]}},
    ]:
        text = export("check", document)
        assert text.startswith("# playground check ")
        assert read_local(text, "a.scenario.yaml", {}, {}, {})["operations"][0]["scenario"] == document
    made = tools.answer("export", {"as": "check", "scenario": {"title": "An item, or none", "template": "x"}}, Limits())
    assert made == {
        "filename": "an-item-or-none.scenario.yaml",
        "text": "# playground check an-item-or-none.scenario.yaml\ntitle: An item, or none\ntemplate: x\n",
    }


def test_a_case_is_one_of_the_conformance_suites() -> None:
    scenario = {"title": "Nobody's there", "template": NASTY, "backend": {"body": "{}"}, "cases": [{"name": "other"}]}
    text = export("case", scenario, aws={"status": 404, "body": "x\n"})
    assert text.count("\n") == 1
    case = conformance.ConformanceCase(**json.loads(text))
    assert (case.id, case.rule) == ("aws/nobody-s-there", "Nobody's there.")
    assert case.scenario == {"title": "Nobody's there", "template": NASTY, "backend": {"body": "{}"}}
    assert len(conformance.differences(case, evaluate(Scenario.from_document(case.scenario)))) == 2
    assert tools.answer("export", {"as": "case", "scenario": {"template": "x"}, "aws": {"status": 200, "body": ""}}, Limits())[
        "filename"
    ] == ("aws-answered-otherwise.jsonl")


@pytest.mark.parametrize(
    ("aws", "path"),
    [
        ({}, "/aws/status"),
        ({"status": 200}, "/aws/body"),
        ({"status": True, "body": ""}, "/aws/status"),
        ({"status": 99, "body": ""}, "/aws/status"),
    ],
)
def test_a_case_needs_awss_answer(aws: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        export("case", {"template": "x"}, aws=aws)
    assert path in {problem.path for problem in caught.value.problems}


@pytest.mark.processes
@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
@pytest.mark.parametrize("kind", ["curl", "cli"])
def test_every_examples_commands_are_a_shells(example: examples.Example, kind: str) -> None:
    assert len(words(export(kind, example.document))) >= 4


@pytest.mark.processes
@settings(max_examples=scaled(30), suppress_health_check=[HealthCheck.too_slow])
@given(some.text(), some.text(), some.dictionaries(some.text(min_size=1, max_size=3), some.text(max_size=5), max_size=3))
def test_any_text_stays_one_argument(template: str, body: str, path: dict[str, str]) -> None:
    scenario = {"template": template, "request": {"path": path, "body": body.replace("\0", "")}}
    made = words(export("curl", scenario))
    assert made[3].startswith("https://")
    assert len(made) == (10 if body.replace("\0", "") else 6) + ("--path-as-is" in made)
    assert json.loads(words(export("cli", scenario))[10])["responseTemplates"]["application/json"] == template
