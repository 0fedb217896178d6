"""Parameters that a template reads and the call has not, and those that a mapping reads and the method does not declare."""

from __future__ import annotations

from typing import Any

import pytest

from playground import Result, Scenario, evaluate
from tests.gateway.findings import marked, told

CODE = "request.parameter"
INJECTION = "lint.injection"
"""Told as well, where such a parameter would come unescaped."""
WHERE = "/method/methodIntegration/requestTemplates/application~1json"
CALL: dict[str, Any] = {
    "path": {"shop": "s-1"},
    "querystring": {"Page": "2", "tag": ["a", "b"]},
    "header": {"X-Client": "app", "Server": "own"},
}


def asked(template: str, request: dict[str, Any] | None = None, *, trace: bool = False) -> Result:
    """The Result of a request template."""
    integration = {
        "type": "AWS",
        "uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations",
        "requestTemplates": {"application/json": template},
    }
    document = {"method": {"methodIntegration": integration}, "request": CALL if request is None else request}
    return evaluate(Scenario.from_document(document), trace=trace)


@pytest.mark.parametrize(
    ("template", "mark", "words"),
    [
        ("{\"id\": \"$input.params('shopId')\"}", "$input.params('shopId')", "its path has `shop`"),
        ("{\"id\": \"$input.params('page')\"}", "$input.params('page')", "its query string has `Page`: upper and lower case count"),
        ('{"id": "${input.params("other")}"}', '${input.params("other")}', "it has `shop`, `Page`, `tag`"),
        ("{\"id\": \"$util.urlEncode($input.params('page'))\"}", "$input.params('page')", "`Page`"),
        ("#set($p = $input.params('page')){\"id\": \"$p\"}", "$input.params('page')", "`Page`"),
        ('{"id": "$input.params().querystring.page"}', "$input.params().querystring.page", "no `page` in its query string"),
        ("{\"id\": \"$input.params().get('path').get('id')\"}", "$input.params().get('path').get('id')", "no `id` in its path"),
        ("#set($h = $input.params().header)\n{\"c\": \"$h.get('x-client')\"}", "$h.get('x-client')", "its headers have `X-Client`"),
        ("#set($all = $input.params())#set($q = $all.querystring){\"c\": \"$q['page']\"}", "$q['page']", "`Page`"),
        ('{"id": "$method.request.path.id"}', "$method.request.path.id", "no `id` in its path"),
        ("{\"id\": \"$method.request.querystring.get('page')\"}", "$method.request.querystring.get('page')", "`Page`"),
        ('{"id": "$method.request.multivaluequerystring.page"}', "$method.request.multivaluequerystring.page", "`Page`"),
        ('{"id": "$method.request.header.Accept"}', "$method.request.header.Accept", "no `Accept` in its headers"),
        ("{\"id\": \"$input.params('Server')\"}", "$input.params('Server')", "shows templates no `Server` header"),
        ("#foreach($id in $input.params('ids').split(\",\"))$id#end{}", "$input.params('ids').split(\",\")", "no parameter `ids`"),
    ],
)  # fmt: skip
def test_a_parameter_that_the_call_lacks_is_told(template: str, mark: str, words: str) -> None:
    for trace in (False, True):
        result = asked(template, trace=trace)
        (finding,) = [one for one in result.diagnostics if one.severity != "info" and one.code != INJECTION]
        assert (finding.code, finding.severity, finding.where) == (CODE, "warning", WHERE)
        assert marked(template, finding) == mark
        assert words in finding.message
        assert "is empty" in finding.message


@pytest.mark.parametrize(
    "template",
    [
        "{\"id\": \"$input.params('shop')\", \"c\": \"$input.params('X-Client')\", \"p\": \"$method.request.querystring.Page\"}",
        "#if($input.params('limit') != \"\"){\"Limit\": $input.params('limit')}#else{}#end",
        "{\"Limit\": #if($input.params('limit').matches(\"[0-9]+\"))$input.params('limit')#{else}20#end}",
        "#set($limit = $input.params('limit'))\n#if($limit == \"\")#set($limit = \"20\")#end\n{\"Limit\": $limit}",
        "#set($limit = $input.params('limit'))#set($text = \"$limit\")#if($text != \"\"){\"Limit\": $limit}#end",
        "#set($is = $input.params('limit') != \"\")#if($is){\"Limit\": $input.params('limit')}#end",
        "#set($no = !$input.params().querystring.containsKey('limit'))#if($no){}#else{\"Limit\": $input.params('limit')}#end",
        "#if($input.params().querystring.containsKey(\"limit\"))x#end{\"l\": \"$input.params('limit')\"}",
        "#set($q = $input.params().querystring)#if($q.keySet().contains('limit')){\"l\": \"$q.limit\"}#end{\"m\": \"$q.limit\"}",
        '#set($q = $method.request.querystring)#if($q.size() > 5)x#end{"l": "$q.limit"}',
        "{\"l\": \"$!input.params('limit')\", \"m\": \"$!{method.request.path.none}\"}",
        "#set($l = $input.params('limit')){\"l\": \"$!l\"}",
        "#if(1 == 2)$input.params('limit')#end{}",
        '{#foreach($n in $input.params().querystring.keySet())"$n": "$input.params().querystring.get($n)"#if($foreach.hasNext),#end#end}',
        "{#foreach($p in $input.params().keySet())#foreach($n in $input.params().get($p).keySet())$input.params($n) #end#end}",
        '[#foreach($t in $method.request.multivaluequerystring.label)"$t"#if($foreach.hasNext),#end#end]',
        '{"all": "$util.escapeJavaScript($input.params())"}',
        "\\$input.params('limit') ## $input.params('limit')\n{}",
    ],
)  # fmt: skip
def test_a_template_that_asks_first_is_told_nothing(template: str) -> None:
    assert told(asked(template), CODE) == []


def test_a_condition_on_a_missing_one_is_told_of_its_truth_alone() -> None:
    result = asked("#if($method.request.querystring.limit)$method.request.querystring.limit#end{}")
    assert [finding.code for finding in result.diagnostics if finding.severity != "info"] == ["vtl.truth", INJECTION]


def test_a_header_in_another_case_is_told_as_unknown_where_it_is() -> None:
    result = asked('{"c": "$method.request.header.x-client"}')
    assert [finding.code for finding in result.diagnostics] == ["uncertain.method"]


def test_a_call_of_which_nothing_is_given_is_no_reason_for_a_warning() -> None:
    for request in ({}, {"path": {}, "querystring": {}, "header": {}, "body": ""}):
        (finding,) = told(asked('{"id": "$input.params(\'id\')"}', request), CODE)
        assert finding.severity == "info"
        assert "Nothing is given of the call" in finding.message
    (finding,) = told(asked('{"id": "$input.params(\'id\')"}', {"body": "{}"}), CODE)
    assert finding.severity == "warning"


def test_response_templates_read_the_call_as_well() -> None:
    document = {"template": '{"id": "$input.params(\'id\')"}', "backend": {"body": "{}"}, "request": {"path": {"Id": "1"}}}
    (finding,) = told(evaluate(Scenario.from_document(document)), CODE)
    assert "its path has `Id`" in finding.message
    case = {**document, "request": {"path": {"id": "1"}}}
    assert {finding.code for finding in evaluate(Scenario.from_document(case)).diagnostics} <= {INJECTION}


def test_what_one_template_missed_is_not_told_of_the_other() -> None:
    integration = {
        "type": "AWS",
        "requestTemplates": {"application/json": '{"a": "$input.params(\'a\')"}'},
        "integrationResponses": {
            "200": {"statusCode": "200", "responseTemplates": {"application/json": "#if(1 == 2)$input.params('a')#end{}"}}
        },
    }
    document = {"method": {"methodIntegration": integration}, "request": CALL, "backend": {"body": "{}"}}
    assert [finding.where for finding in told(evaluate(Scenario.from_document(document)), CODE)] == [WHERE]


MAPPING = "integration.request.querystring.q"


def mapped(source: str, declared: dict[str, bool] | None) -> Result:
    method: dict[str, Any] = {"methodIntegration": {"type": "HTTP", "requestParameters": {MAPPING: source}, "integrationResponses": {}}}
    if declared is not None:
        method["requestParameters"] = declared
    return evaluate(Scenario.from_document({"method": method, "request": CALL}))


@pytest.mark.parametrize(
    ("source", "declared", "help_words", "fix"),
    [
        ("method.request.querystring.Page", {}, '{"method.request.querystring.Page": false}', None),
        ("method.request.path.shop", {}, '{"method.request.path.shop": true}', None),
        ("method.request.header.X-Client", {"method.request.header.x-client": False}, "upper and lower case count", "x-client"),
        ("method.request.multivaluequerystring.tag", {"method.request.querystring.Page": True}, "method.request.querystring.tag", None),
    ],
)
def test_a_mapping_from_what_is_not_declared_is_told(source: str, declared: dict[str, bool], help_words: str, fix: str | None) -> None:
    (finding,) = told(mapped(source, declared), CODE)
    assert (finding.severity, finding.where) == ("warning", f"/method/methodIntegration/requestParameters/{MAPPING}")
    assert source.replace("multivalue", "") in finding.message
    assert help_words in finding.help
    assert [edit.text for edit in finding.fix or []] == ([fix] if fix else [])


@pytest.mark.parametrize(
    ("source", "declared"),
    [
        ("method.request.querystring.Page", {"method.request.querystring.Page": False}),
        ("method.request.multivaluequerystring.tag", {"method.request.querystring.tag": False}),
        ("method.request.querystring.Page", None),  # given without its declarations
        ("method.request.body.name", {}),
        ("method.request.body", {}),
        ("'fixed'", {}),
        ("context.requestId", {}),
        ("stageVariables.x", {}),
    ],
)
def test_what_is_declared_or_needs_no_declaration_is_told_nothing(source: str, declared: dict[str, bool] | None) -> None:
    assert told(mapped(source, declared), CODE) == []
