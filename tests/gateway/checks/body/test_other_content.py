"""A body that was never meant to be JSON: what it is, as what it is sent, and how to set the Content-Type."""

from __future__ import annotations

from typing import Any

import pytest

from playground import Scenario, evaluate
from tests.gateway.checks.proof import fixed, prove
from tests.gateway.findings import run, told

SET = '#set($context.responseOverride.header.Content-Type = "{}")'


@pytest.mark.parametrize(
    ("template", "what", "wanted"),
    [
        ("<p>Hello</p>", "HTML", "text/html"),
        ("<!DOCTYPE html>\n<html><body>$input.path('$.a')</body></html>", "HTML", "text/html"),
        ('\n  <!-- a page --><div class="x">', "HTML", "text/html"),
        ("<br/>", "HTML", "text/html"),
        ('<?xml version="1.0"?>\n<a/>', "XML", "application/xml"),
        ("<soap:Envelope/>", "XML", "application/xml"),
        ("<Response><Message>hi</Message></Response>", "XML", "application/xml"),
        ("Hello, world", "plain text", "text/plain"),
        ("id,name\n1,2", "plain text", "text/plain"),
        ("404 Not Found", "plain text", "text/plain"),
        ("1,2,3", "plain text", "text/plain"),
        ('Ünlü: {"a": 1}', "plain text", "text/plain"),
        ("$input.path('$.a')", "plain text", "text/plain"),
    ],
)
def test_it_is_named_with_what_sets_its_content_type(template: str, what: str, wanted: str) -> None:
    (finding,) = run(template, '{"a": "x"}').diagnostics
    assert (finding.code, finding.severity, finding.where) == ("body.json", "warning", "/template")
    assert finding.message == f"The body is {what}, and is sent as application/json."
    assert SET.format(wanted) in finding.help
    assert f"a model for {wanted} in the method response" in finding.help
    assert finding.start is not None


@pytest.mark.parametrize(
    "template", ['{"a": <p>}', "[1, 2", "{'a': 1}", "True", "NaN", "undefined", "01234", "5 {}", ", 1]", "$ 5", '{"a": 1} trailing', "'x'"]
)
def test_what_was_meant_for_json_is_told_as_such(template: str) -> None:
    (finding,) = told(run(template, "{}"), "body.json")
    assert finding.message.startswith("The body is not valid JSON: ")


def method(key: str, template: str, **response: Any) -> dict[str, Any]:
    integration = {"type": "AWS", "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {key: template}, **response}}}
    return {"method": {"methodIntegration": integration}, "backend": {"body": "{}"}}


@pytest.mark.parametrize(("key", "body"), [("text/html", "<p>x</p>"), ("text/csv", "{a};b"), ("text/event-stream", 'data: {"a": 1}\n\n')])
def test_a_template_s_key_does_not_set_the_content_type(key: str, body: str) -> None:
    (finding,) = told(evaluate(Scenario.from_document(method(key, body))), "body.json")
    assert f"stands under {key} does not set the Content-Type" in finding.message
    assert SET.format(key) in finding.help


@pytest.mark.parametrize("key", ["application/json", "application/hal+json"])
def test_a_template_s_key_that_is_json_s_says_nothing(key: str) -> None:
    (finding,) = told(evaluate(Scenario.from_document(method(key, '{"a" 1}'))), "body.json")
    assert finding.message.startswith("The body is not valid JSON: ")


def test_a_content_type_that_is_mapped_is_right() -> None:
    mapping = {"responseParameters": {"method.response.header.Content-Type": "'text/html'"}}
    assert told(evaluate(Scenario.from_document(method("text/html", "<p>x</p>", **mapping))), "body.json") == []


@pytest.mark.parametrize(
    "template", ["<html>\n<p>x</p></html>", "\n<!doctype html>\n", "#set($a = 1)\n<!DOCTYPE HTML>$a", "<!-- x --><html>"]
)
def test_a_whole_page_gets_its_content_type(template: str) -> None:
    document = {"template": template, "backend": {"body": "{}"}}
    (finding,) = told(run(template, "{}"), "body.json")
    if not finding.fix:
        assert template.startswith("<!--")
        return
    assert prove(document, finding, [{"backend": {"body": "[]"}}]) == []
    before, after = (evaluate(Scenario.from_document(one)) for one in (document, fixed(document, [finding])))
    assert after.body == before.body
    assert (after.headers or {})["Content-Type"] == "text/html"
    assert after.diagnostics == []


@pytest.mark.parametrize(
    "template", ["#if($input.path('$.a') == 1)<html>#else{}#end", "#if($input.path('$.a') == 2)#stop#end<html>", "$input.path('$.page')"]
)
def test_a_page_that_is_not_always_one_has_no_edit(template: str) -> None:
    (finding,) = told(run(template, '{"a": 1, "page": "<html></html>"}'), "body.json")
    assert finding.fix is None
