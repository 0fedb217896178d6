"""`$method` and `$integration` in templates: what they hold, and what of it is told as not known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from playground import Scenario, evaluate

if TYPE_CHECKING:
    from playground.model import Finding, Result

CALL = {
    "path": {"city": "Oslo%20S"},
    "querystring": {"line": "17", "tag": ["a b", "c"]},
    "header": {"X-Client": "app/2", "accept-language": "nb", "Via": ["1.1 x", "1.1 y"], "TE": "trailers"},
    "body": '{"n": 1}',
}
URI = "arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem"


def run(template: str, *, response: bool = False, kind: str = "AWS", trace: bool = False, **members: Any) -> Result:
    """Evaluate `template` as the request template, or as the response template of a method of that type."""
    templates = {"application/json": template}
    answer: dict[str, Any] = {"statusCode": "200", "responseTemplates": templates if response else {}}
    integration = {"type": kind, "uri": URI, "integrationResponses": {"200": answer}}
    integration["requestTemplates"] = {"application/json": '{"statusCode": 200}'} if response else templates
    document = {"version": 1, "method": {"methodIntegration": integration}, "request": CALL, "backend": {"body": "{}"}} | members
    return evaluate(Scenario.from_document(document), trace=trace)


def written(template: str, **how: Any) -> str:
    result = run(template, **how)
    assert result.integrationRequest is not None
    body = result.body if how.get("response") else result.integrationRequest.body
    assert body is not None
    return body


def told(template: str, code: str, **how: Any) -> list[Finding]:
    return [finding for finding in run(template, **how).diagnostics if finding.code == code]


VALUES = [
    ("$method.request.path.city", "Oslo%20S"),
    ("$method.request.path['city'] ${method.request.path.city} $!method.request.path.get('city')", "Oslo%20S Oslo%20S Oslo%20S"),
    ("$method.request.querystring.line $method.request.querystring['line'] $method.request.querystring.get('line')", "17 17 17"),
    ("$method.request.querystring.tag", "c"),
    ("$method.request.header.X-Client $method.request.header.accept-language", "app/2 nb"),
    ("$method.request.header.get('X-Client')$method['request']['header']['X-Client']", "app/2app/2"),
    ("$method.request.header.Via", "1.1 y"),
    ("[$method.request.header.TE]", "[]"),
    ("#foreach($s in $method.request.multivaluequerystring.tag)<$s>#end", "<a b><c>"),
    ("#foreach($s in $method.request.multivaluequerystring.get('line'))<$s>#end", "<17>"),
    (
        "#foreach($k in $method.request.multivaluequerystring.keySet())$k:$method.request.multivaluequerystring.get($k).size() #end",
        "line:1 tag:2 ",
    ),
    ("$method.request.multivaluequerystring.tag[1] $method.request.multivaluequerystring['tag'].get(0)", "c a b"),
    ("#foreach($s in $method.request.multivaluequerystring.none)x#end-", "-"),
    ("[$method.request.path.none$method.request.querystring.none$method.request.header.none]", "[]"),
    ("#if($method.request.querystring.none == '')y#end#if($method.request.querystring.none != '')n#end", "y"),
    ("#if($method.request.querystring.none)y#end#if(!$method.request.querystring.none)n#end", "y"),
    ("#if($method.request.header.containsKey('Via'))y#end#if($method.request.header.containsKey('None'))n#end", "y"),
    ("#if($method.request.querystring.containsKey('tag'))y#end $method.request.querystring.size()", "y 2"),
    ("#set($q = $method.request.querystring)$q.line $q.get('tag').toUpperCase()", "17 C"),
    ("$util.urlDecode($method.request.path.city)", "Oslo S"),
    ("#set($m = {'17': 'tram'})$m.get($method.request.querystring.line) $m[$method.request.querystring.line]", "tram tram"),
]


@pytest.mark.parametrize(("template", "text"), VALUES)
@pytest.mark.parametrize("how", [{}, {"response": True}, {"response": True, "kind": "MOCK"}, {"response": True, "kind": "HTTP"}])
def test_the_client_s_call_is_there_in_every_template(template: str, text: str, how: dict[str, Any]) -> None:
    assert written(template, **how) == text
    findings = run(template, **how).diagnostics
    assert not [one for one in findings if one.code == "vtl.undefined" or one.code.startswith("uncertain.")]


def test_a_mock_s_request_template_sees_it() -> None:
    template = '#if($method.request.querystring.line == "17"){"statusCode": 200}#{else}{"statusCode": 404}#end'
    assert run(template, kind="MOCK").status == 200


def test_it_need_not_be_declared() -> None:
    method = {
        "requestParameters": {},
        "methodIntegration": {"type": "AWS", "requestTemplates": {"application/json": "$method.request.path.city"}},
    }
    result = evaluate(Scenario.from_document({"method": method, "request": CALL, "backend": {}}))
    assert result.integrationRequest is not None
    assert result.integrationRequest.body == "Oslo%20S"


UNSURE = [
    ("{\n$method.request.querystring }", False, "$method.request.querystring", 2),
    ("$method.request.multivaluequerystring.tag", False, "$method.request.multivaluequerystring.tag", 1),
    ("#set($l = $method.request.multivaluequerystring.tag)\n\n$l", False, "$method.request.multivaluequerystring.tag", 1),
    ("#if($method.request.path == '{}')x#end", False, "$method.request.path", 1),
    ("$util.escapeJavaScript($method.request.multivaluequerystring.tag)", False, "$method.request.multivaluequerystring.tag", 1),
    ("$method", False, "$method", 1),
    ("$method.request", True, "$method.request", 1),
    ("$method.request.body", False, "$method.request.body", 1),
    ('#set($b = "$method.request.body")$b', True, "$method.request.body", 1),
    ("$method.request.body.n", False, "$method.request.body.n", 1),
    ("#foreach($v in $method.request.multivalueheader.Via)\n$v#end", False, "$method.request.multivalueheader.Via", 1),
    ("$method.request.header.x-client", False, "$method.request.header.x-client", 1),
    ("x\n$method.request.header['VIA']", False, "$method.request.header['VIA']", 2),
    ("$method.request.header.get('via')", False, "$method.request.header.get('via')", 1),
    ("#if($method.request.header.containsKey('x-client'))x#end", False, "$method.request.header.containsKey('x-client')", 1),
    ("$integration.response.header.Date", True, "$integration.response.header.Date", 1),
    ("$integration.response.multivalueheader.Date.size()", True, "$integration.response.multivalueheader.Date.size()", 1),
    ("$integration.response.body", True, "$integration.response.body", 1),
]


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize(("template", "response", "mark", "line"), UNSURE)
def test_what_nobody_knows_is_told_once_at_its_reference(template: str, response: bool, mark: str, line: int, *, trace: bool) -> None:  # noqa: FBT001
    (finding,) = told(template, "uncertain.method", response=response, trace=trace)
    assert finding.severity == "info"
    assert finding.start is not None
    assert finding.end is not None
    assert finding.start.line == line
    shown = template.splitlines()[line - 1][finding.start.column - 1 : finding.end.column - 1]
    assert shown == mark
    assert finding.help


@pytest.mark.parametrize(
    ("template", "response"),
    [
        ("#set($q = $method.request.querystring)$q.line", False),
        ("#set($m = $method.request.multivaluequerystring.tag)#foreach($v in $m)$v#end", False),
        ("#set($p = $method.request)#if($p.path.city != '')x#end", True),
        ("#if(false)$method.request.body$integration.response.body#end", True),
    ],
)
@pytest.mark.parametrize("trace", [False, True])
def test_what_is_only_named_or_never_runs_is_not_told(template: str, response: bool, *, trace: bool) -> None:  # noqa: FBT001
    assert told(template, "uncertain.method", response=response, trace=trace) == []


def test_what_is_not_sure_comes_out_as_documented_for_mappings_and_as_java_prints_it() -> None:
    assert (
        written("$method.request.body $method.request.multivalueheader.Via $method.request.path")
        == '{"n": 1} [1.1 x, 1.1 y] {city=Oslo%20S}'
    )
    backend = {"header": {"Date": "today", "Vary": ["a", "b"]}, "body": '{"k": 2}'}
    template = "$integration.response.header.Date $integration.response.header.Vary $integration.response.multivalueheader.Vary[0]"
    assert written(template, response=True, backend=backend) == "today b a"
    assert written("$integration.response.body", response=True, backend=backend) == '{"k": 2}'
    assert written("$integration.response.body", response=True, backend=backend, kind="MOCK") == "{}"
    assert written("$method.request.body", request={}) == "{}"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("$method.httpMethod", "use `$context.httpMethod`"),
        ("$method.request.resourcePath", "use `$context.resourcePath`"),
        ("$method.request.query.line", "it has `querystring`"),
        ("$method.request.headers.Via", "it has `header`"),
        ("$method.request.multiValueQueryString.tag", "it has `multivaluequerystring`"),
        ("$method.querystring.line", "it has `request`"),
        ("$method.request.path('city')", "write `.path.`"),
        ("$metod.request.path.city", "there is `$method`"),
        ("$integration.response.body", "`$integration` is undefined"),
    ],
)
def test_what_it_has_not_is_told_with_what_to_write(template: str, words: str) -> None:
    (finding,) = told(template, "vtl.undefined")
    assert words in finding.message


def test_a_parameter_that_the_call_lacks_is_no_undefined_reference() -> None:
    template = "$method.request.querystring.none $method.request.path['none'] $method.request.header.get('none')"
    assert told(template, "vtl.undefined") == []


def test_a_template_s_own_method_hides_it() -> None:
    assert written("#set($method = {'request': {'body': 'mine'}})$method.request.body") == "mine"
    assert told("#set($method = {'request': {'body': 'mine'}})$method.request.body", "uncertain.method") == []


def test_what_a_template_changes_is_gone_in_the_next_evaluation() -> None:
    scenario = {
        "template": "#set($ignored = $method.request.multivaluequerystring.tag.add('x'))#set($method.request.querystring.line = 'y')"
        "#set($ignored = $input.params().path.put('p', '1'))#set($ignored = $context.list.add('z'))"
        "$method.request.querystring.line $method.request.multivaluequerystring.tag.size() "
        "$input.params().path.size() $context.list.size()",
        "request": CALL,
        "context": {"list": ["a"]},
        "backend": {},
    }
    read = Scenario.from_document(json.loads(json.dumps(scenario)))
    assert [evaluate(read).body for _ in range(3)] == ["y 3 2 2"] * 3


def test_a_list_or_map_that_holds_itself_prints_as_in_java() -> None:
    template = "#set($l = $method.request.multivaluequerystring.tag)#set($ignored = $l.add($l))$l"
    assert written(template) == "[a b, c, (this Collection)]"
    template = "#set($q = $method.request.querystring)#set($q.line = $q)$q"
    assert written(template) == "{line=(this Map), tag=c}"


@pytest.mark.measured
@pytest.mark.slow
def test_thousands_of_uncertain_references_take_no_long_time_and_are_told_in_part() -> None:
    result = run("$method.request.body " * 5000)
    assert len(result.diagnostics) <= 100
    assert result.status == 200


@pytest.mark.parametrize("call", ["$method.nope('a')", "$method.request.nope('a', 'b')", "$method.request.querystring('a')"])
def test_a_call_of_what_is_no_method_prints_nothing_and_is_told(call: str) -> None:
    result = evaluate(Scenario.from_document({"template": f"[{call}]", "backend": {"body": "{}"}, "request": {"querystring": {"a": "1"}}}))
    assert result.body == "[]"
    assert [finding.code for finding in result.diagnostics] == ["vtl.undefined"]
