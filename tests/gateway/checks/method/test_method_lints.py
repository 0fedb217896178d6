"""What is told of a method, a payload and a limit: the place in the Scenario, the words, and silence where all is right."""

from __future__ import annotations

import ast
import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, get_args

import pytest

from playground import Limits, Result, Scenario, evaluate
from playground.services.finding import Code
from tests.gateway.findings import told
from tests.places import ROOT

if TYPE_CHECKING:
    from playground.model import Finding

INTEGRATION = "/method/methodIntegration"
LAMBDA = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/orders/invocations"


def run(scenario: dict[str, Any], limits: Limits | None = None) -> Result:
    return evaluate(Scenario.from_document({"backend": {"status": 200, "body": "{}"}, **scenario}), limits)


def refused(scenario: dict[str, Any]) -> dict[str, Any]:
    """The same, where the backend refuses the call."""
    return {**scenario, "backend": {"status": 400, "body": "{}"}}


def method(responses: dict[str, Any] | None = None, declared: dict[str, Any] | None = None, **integration: Any) -> dict[str, Any]:
    """A method in front of DynamoDB; `responses` beside the default one, which answers 200."""
    answers = {"200": {"statusCode": "200"}, **(responses or {})}
    made: dict[str, Any] = {"methodIntegration": {"type": "AWS", "integrationResponses": answers, **integration}}
    return {"method": made if declared is None else {**made, "methodResponses": declared}}


def answer(status: str, **more: Any) -> dict[str, Any]:
    return {status: {"statusCode": status, **more}}


CONDITION = answer("409", selectionPattern=".*ConditionalCheckFailed.*")
NOT_FOUND = {"application/json": "#set($context.responseOverride.status = 404){}"}
HEADER = {"method.response.header.Location": "'/orders/1'"}
TYPED = {"application/json": "{}", "application/json; charset=utf-8": "{}"}

SAID: dict[str, tuple[str, str, str, dict[str, Any], dict[str, Any]]] = {
    "a pattern for DynamoDB's error": (
        "selection.unreachable",
        f"{INTEGRATION}/integrationResponses/409/selectionPattern",
        "can never match",
        method(CONDITION),
        method(answer("409", selectionPattern="400")),
    ),
    "a pattern that is no regular expression": (
        "selection.pattern",
        f"{INTEGRATION}/integrationResponses/409/selectionPattern",
        "no Java regular expression",
        refused(method(answer("409", selectionPattern="4(0"))),
        refused(method(answer("409", selectionPattern="4(0)+"))),
    ),
    "a status that the method does not declare": (
        "lint.undeclared-status",
        f"{INTEGRATION}/integrationResponses/404",
        "declares no response 404",
        method(answer("404", selectionPattern="404"), answer("200")),
        method(answer("404", selectionPattern="404"), {**answer("200"), **answer("404")}),
    ),
    "the same, chosen": (
        "method.undeclared",
        f"{INTEGRATION}/integrationResponses/404",
        "was chosen",
        refused(method(answer("404", selectionPattern="400"), answer("200"))),
        refused(method(answer("404", selectionPattern="400"), {**answer("200"), **answer("404")})),
    ),
    "an override that the method does not declare": (
        "override.undeclared",
        "/method/methodResponses",
        "does not declare 404",
        method({"200": {"responseTemplates": NOT_FOUND}}, answer("200")),
        method({"200": {"responseTemplates": NOT_FOUND}}, {**answer("200"), **answer("404")}),
    ),
    "a header that the method does not declare": (
        "lint.undeclared-header",
        f"{INTEGRATION}/integrationResponses/200/responseParameters/method.response.header.Location",
        "does not declare the header",
        method(answer("200", responseParameters=HEADER), answer("200")),
        method(answer("200", responseParameters=HEADER), answer("200", responseParameters=dict.fromkeys(HEADER, False))),
    ),
    "a template that no Accept selects": (
        "lint.content-type",
        f"{INTEGRATION}/integrationResponses/200/responseTemplates/application~1json; charset=utf-8",
        "No content type selects",
        method(answer("200", responseTemplates=TYPED)),
        method(answer("200", responseTemplates={"application/json": "{}", "text/xml": "<a/>"})),
    ),
    "a template that no Content-Type selects": (
        "lint.content-type",
        f"{INTEGRATION}/requestTemplates/json",
        "`json` is no plain media type",
        method(requestTemplates={"json": "{}"}),
        method(requestTemplates={"application/json": "{}"}),
    ),
    "no integration response": (
        "selection.none",
        f"{INTEGRATION}/integrationResponses",
        "No integration response matches 200",
        method(answer("200", selectionPattern="201")),
        method(answer("200", selectionPattern="20[01]")),
    ),
    "two patterns that match": (
        "uncertain.selection",
        f"{INTEGRATION}/integrationResponses/400/selectionPattern",
        "400 matches 2 selection patterns, those for 400, 404",
        refused(method({**answer("404", selectionPattern="400"), **answer("400", selectionPattern="4..")})),
        refused(method({**answer("404", selectionPattern="400"), **answer("400", selectionPattern="4[1-9].")})),
    ),
    "a Content-Type without a template": (
        "content.unsupported",
        f"{INTEGRATION}/requestTemplates",
        "application/json, and there is a request template only for application/xml",
        method(requestTemplates={"application/xml": "{}"}, passthroughBehavior="NEVER"),
        method(requestTemplates={"application/xml": "{}", "application/json": None}, passthroughBehavior="WHEN_NO_MATCH"),
    ),
    "a header that may not be mapped": (
        "mapping.header",
        f"{INTEGRATION}/requestParameters/integration.request.header.Authorization",
        "Authorization cannot be mapped",
        method(requestParameters={"integration.request.header.Authorization": "method.request.header.Authorization"}),
        method(requestParameters={"integration.request.header.X-Authorization": "context.requestId"}),
    ),
    "a binary body": (
        "content.binary",
        f"{INTEGRATION}/integrationResponses/200/responseTemplates/application~1json",
        "CONVERT_TO_BINARY",
        method(answer("200", contentHandling="CONVERT_TO_BINARY", responseTemplates={"application/json": "{}"})),
        method(answer("200", contentHandling="CONVERT_TO_TEXT", responseTemplates={"application/json": "{}"})),
    ),
    "a MOCK without a template for the call": (
        "mock.status",
        f"{INTEGRATION}/requestTemplates",
        "so it counts as application/json, for which this MOCK integration has no request template (it has one for text/plain)",
        method(type="MOCK", requestTemplates={"text/plain": '{"statusCode": 200}'}),
        method(type="MOCK", requestTemplates={"text/plain": "{}", "application/json": '{"statusCode": 200}'}),
    ),
    "a MOCK whose statusCode is a text": (
        "mock.status",
        f"{INTEGRATION}/requestTemplates/application~1json",
        """it writes `{"statusCode": "200"}`, whose `statusCode` is no whole number""",
        method(type="MOCK", requestTemplates={"application/json": '{"statusCode": "200"}'}),
        method(type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'}),
    ),
    "a MOCK without statusCode": (
        "mock.status",
        f"{INTEGRATION}/requestTemplates/application~1json",
        "no JSON with a whole number `statusCode`",
        method(type="MOCK", requestTemplates={"application/json": '{"status": 200}'}),
        method(type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'}),
    ),
    "a proxy": ("proxy", f"{INTEGRATION}/type", "no template runs", method(type="AWS_PROXY"), method()),
}


@pytest.mark.parametrize(("code", "where", "words", "wrong", "right"), SAID.values(), ids=SAID)
def test_a_method_s_mistake_is_told_and_its_mended_form_is_not(
    code: str, where: str, words: str, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    (finding,) = told(run(wrong), code)
    assert (finding.where, words in finding.message, bool(finding.help)) == (where, True, True)
    assert run(right).diagnostics == []


def test_what_is_worse_is_not_told_twice() -> None:
    result = run(SAID["the same, chosen"][3])
    assert [finding.code for finding in result.diagnostics] == ["method.undeclared"]


def test_lambda_s_patterns_are_held_against_its_error() -> None:
    scenario = {**method(CONDITION, uri=LAMBDA), "backend": {"body": '{"errorMessage": "ConditionalCheckFailedException"}'}}
    result = run(scenario)
    assert (result.status, result.diagnostics) == (409, [])


def place(finding: Finding) -> tuple[str, int, int]:
    assert finding.start is not None
    return finding.where, finding.start.line, finding.start.column


def test_a_payload_that_is_no_json_is_told_where_it_goes_wrong() -> None:
    result = run({"template": "{\"n\": $input.path('$.Count')}", "backend": {"body": '{\n  "Count": 3'}})
    (finding,) = told(result, "payload.json")
    assert (result.status, place(finding)) == (500, ("/backend/body", 2, 13))
    assert "The backend's body begins like JSON, but is not JSON" in finding.message
    asked = {**method(requestTemplates={"application/json": "$input.json('$')"}), "request": {"body": '{"id": "a1'}}
    result = run(asked)
    (finding,) = told(result, "payload.json")
    assert (result.status, finding.where, "400" in finding.help) == (400, "/request/body", True)
    assert run({**asked, "request": {"body": '{"id": "a1"}'}}).diagnostics == []


def test_a_loop_beyond_aws_s_limit_is_told() -> None:
    template = '{"ids": [\n#foreach($id in $input.path(\'$.ids\'))"$id"#if($foreach.count != 1000 && $foreach.hasNext),#end#end\n]}'
    bodies = {size: '{"ids": [' + ",".join(["1"] * size) + "]}" for size in (999, 1000, 1001)}
    results = {size: run({"template": template, "backend": {"body": body}}) for size, body in bodies.items()}
    assert [size for size, result in results.items() if result.diagnostics] == [1001]
    (finding,) = results[1001].diagnostics
    assert (finding.code, finding.severity, place(finding)) == ("limit.loop", "warning", ("/template", 2, 1))
    assert "1,001 items" in finding.message
    assert "the last 1 are left out" in finding.message


REACHED: dict[str, tuple[float, str]] = {
    "template": (40, "x" * 41),
    "body": (40, "x"),
    "iterations": (50, "{}\n#foreach($i in [1..9])\n#foreach($j in [1..9])#end\n#end"),
    "output": (20, "{}\n#foreach($i in [1..50])$i#end"),
    "string": (100, "#set($a = 'aa')\n#foreach($i in [1..9])#set($a = \"$a$a\")#end"),
    "nesting": (10, "#if(true)\n" * 20 + "#end" * 20),
    "steps": (20, "{}\n#foreach($i in [1..50])#set($a = $i)#end"),
    "regex": (0.000_001, "{}\n$input.body.matches('(a|a|b?)*c')"),
    "jsonpath": (10, "{}\n$input.json('$..*')"),
    "seconds": (0.000_001, "{}\n#foreach($i in [1..100])$i#end"),
}


@pytest.mark.parametrize(("name", "limit", "template"), [(name, *rest) for name, rest in REACHED.items()], ids=REACHED)
def test_a_limit_of_ours_says_that_it_is_one(name: str, limit: float, template: str) -> None:
    body = '{"l": [' + ",".join(f'"{"a" * 40}{index}"' for index in range(50)) + "]}"
    scenario = {"template": template, "backend": {"body": body}}
    values: dict[str, Any] = {name: limit}
    result = run(scenario, replace(Limits(), **values))
    (finding,) = told(result, f"limit.{name}")
    assert (result.status, finding.severity, finding.where) == (None, "error", "/backend/body" if name == "body" else "/template")
    assert told(run(scenario), f"limit.{name}") == []


def given_codes() -> set[str]:
    """Every code that the source can give: first argument of Diagnostic(…) and notes.tell(…), of what the sandbox says, a service's."""
    found = {"limit.seconds", "limit.memory", "internal.crash", *get_args(Code)}
    for path in (ROOT / "playground").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and node.args and (name == "Diagnostic" or name.endswith("notes.tell")):
                found |= {str(node.args[0].value)} if isinstance(node.args[0], ast.Constant) else set()
    return found


@pytest.mark.measured
@pytest.mark.slow
def test_the_readme_lists_every_code_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme[readme.index("### What it tells you") : readme.index("## Settings")]
    listed = {
        code for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for code in re.findall(r"`([a-z]+[.-]?[a-z-]*|limit\.…)`", row)
    }
    limits = {f"limit.{name}" for name in ("loop", *(field.name for field in fields(Limits)))}
    assert {code for code in given_codes() if code not in limits} == listed - {"limit.…"}
    assert "limit.…" in listed
