"""A client's text that breaks out of where a template prints it is told, with a call that does so, and a fix that makes it harmless."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Limits, Result, Scenario, evaluate
from playground.gateway import trial
from playground.model import Finding, text_at
from tests.gateway.checks.proof import fixed

ACTION = "arn:aws:apigateway:eu-west-1:dynamodb:action/"
WHERE = "/method/methodIntegration/requestTemplates/application~1json"
TAKE_BACK = """.replaceAll("\\\\'", "'")"""
TREE = {"body": '{"tree": "oak", "rings": 40, "of": {"leaf": "lobed"}, "tags": ["old"]}'}
FORM = {"integration.request.header.Content-Type": "'application/x-www-form-urlencoded'"}


def document(
    template: str, uri: str = f"{ACTION}PutItem", *, integration: Any = None, method: Any = None, **members: Any
) -> dict[str, Any]:
    inside = {
        "type": "AWS",
        "uri": uri,
        "requestTemplates": {"application/json": template},
        "integrationResponses": {"200": {"statusCode": "200"}},
        **(integration or {}),
    }
    return {"method": {"httpMethod": "POST", "methodIntegration": inside, **(method or {})}, **members}


def run(doc: dict[str, Any]) -> Result:
    return evaluate(Scenario.from_document(doc))


def found(doc: dict[str, Any]) -> list[Finding]:
    return [one for one in run(doc).diagnostics if one.code == "lint.injection"]


def called(doc: dict[str, Any], finding: Finding) -> dict[str, Any]:
    """The document with the call that a finding has."""
    assert finding.call is not None
    changed: dict[str, Any] = json.loads(json.dumps(doc))
    *path, last = [part.replace("~1", "/").replace("~0", "~") for part in finding.call.where.split("/")[1:]]
    inner = changed
    for part in path:
        inner = inner.setdefault(part, {})
    inner[last] = finding.call.text
    return changed


def sent(doc: dict[str, Any]) -> str:
    request = run(doc).integrationRequest
    assert request is not None
    return request.body


def strict(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


NAME = "$input.path('$.tree')"
ITEM = '{"TableName": "t", "Item": {"id": {"S": "1"}, "tree": {"S": "%s"}}}'
HOSTILE = {
    "body": (ITEM % NAME, TREE),
    "nested": (ITEM % "$input.path('$').of.leaf", TREE),
    "list": ('{"TableName": "t", "Item": {"id": {"SS": [#foreach($x in $input.path(\'$.tags\'))"$x"#end]}}}', TREE),
    "variable": ("#set($a = $input.path('$'))#set($b = $a.tree)" + ITEM % "$!{b}", TREE),
    "joined": ("#set($a = \"a \" + $input.path('$.tree'))" + ITEM % "$a", TREE),
    "interpolated": ("#set($a = \"a $input.path('$.tree')\")" + ITEM % "$a", TREE),
    "map": ("#set($m = {'x': $input.path('$.tree')})" + ITEM % "$m.x", TREE),
    "define": (f"#define($d){NAME}#end" + ITEM % "$d", TREE),
    "default": ("#set($a = $input.params('a'))#if($a == '')#set($a = 'none')#end" + ITEM % "$a", {}),
    "number": ('{"TableName": "t", "Item": {"id": {"N": "$input.path(\'$.rings\')"}}}', TREE),
    "bare": ('{"TableName": "t", "Limit": $input.path(\'$.rings\')}', TREE),
    "bare parameter": ('{"TableName": "t", "Limit": $input.params(\'n\')}', {"querystring": {"n": "3"}}),
    "whole body": ('{"TableName": "t", "Item": $input.body}', {"body": '{"id": {"S": "1"}}'}),
    "query": (ITEM % "$input.params('q')", {"querystring": {"q": ["oak", "elm"]}}),
    "method": (ITEM % "$method.request.querystring.q", {"querystring": {"q": "oak"}}),
    "header": (ITEM % "$input.params().header.get('X-Tree')", {"header": {"X-Tree": "oak"}}),
    "agent": (ITEM % "$context.identity.userAgent", {}),
    "names": ('#foreach($k in $input.path(\'$\').keySet())#if($foreach.first){"$k": {"S": "1"}}#end#end', TREE),
    "query names": ('{"all": {#foreach($k in $input.params().querystring.keySet())"$k": 1#if($foreach.hasNext),#end#end}}', {}),
    "quotes alone": (ITEM % "$input.path('$.tree').replaceAll('\"', '\\\\\\\\\"')", TREE),
    "escaped without quotes": ('{"TableName": "t", "Limit": $util.escapeJavaScript($input.params(\'n\'))}', {"querystring": {"n": "3"}}),
    "decoded again": (ITEM % "$util.base64Decode($util.base64Encode($input.path('$.tree')))", TREE),
    "JSON in a text": ('{"input": "{\\"tree\\": \\"$util.escapeJavaScript($input.path(\'$.tree\'))\\"}"}', TREE),
    "broken already": (ITEM % NAME, {"body": '{"tree": "the \\"big\\" one"}'}),
    "no quotes let through": ("#set($t = $input.path('$.tree'))#if(!$t.contains('\"'))" + ITEM % "$t" + "#else{}#end", TREE),
}


@pytest.mark.parametrize(("template", "request_"), HOSTILE.values(), ids=HOSTILE)
def test_what_breaks_out_is_told_with_a_call_that_does(template: str, request_: Any) -> None:
    doc = document(template, request=request_)
    findings = found(doc)
    assert findings
    for one in findings:
        assert (one.severity, one.where) == ("warning", WHERE)
        assert one.start is not None
        written = strict(sent(called(doc, one)))
        assert written is None or "injected" in json.dumps(written)
        assert "injected" not in sent(doc)


@pytest.mark.parametrize(("template", "request_"), HOSTILE.values(), ids=HOSTILE)
def test_a_fix_that_is_offered_makes_the_call_harmless_and_leaves_the_answer(template: str, request_: Any) -> None:
    doc = document(template, request=request_)
    for one in found(doc):
        if not one.fix:
            continue
        mended = fixed(doc, [one])
        assert strict(sent(doc)) is None or strict(sent(mended)) == strict(sent(doc))
        assert isinstance(strict(sent(called(mended, one))), dict)
        assert found(mended) == []


FIXED = {
    "body": f"$util.escapeJavaScript({NAME}){TAKE_BACK}",
    "variable": f"$!util.escapeJavaScript($!{{b}}){TAKE_BACK}",
    "bare": "$input.json('$.rings')",
    "bare parameter": '$input.params(\'n\').replaceAll("[^0-9]", "")',
    "whole body": "$input.json('$')",
}


@pytest.mark.parametrize("name", FIXED)
def test_the_fix_is_by_where_it_stands(name: str) -> None:
    template, request = HOSTILE[name]
    assert [edit.text for one in found(document(template, request=request)) for edit in one.fix or []] == [FIXED[name]]


SAFE = {
    "escaped": (ITEM % f"$util.escapeJavaScript({NAME}){TAKE_BACK}", TREE),
    "apostrophe": (ITEM % f"$util.escapeJavaScript({NAME})", {"body": '{"tree": "Dryad\'s oak"}'}),
    "json": ('{"TableName": "t", "Item": {"id": {"S": $input.json(\'$.tree\')}}}', TREE),
    "all of it": ("$input.json('$')", TREE),
    "as it came": ("$input.body", TREE),
    "base64": (ITEM % "$util.base64Encode($input.body)", TREE),
    "encoded": (ITEM % f"$util.urlEncode({NAME})", TREE),
    "whitelist": (ITEM % f"{NAME}.replaceAll('[^a-z]', '')", TREE),
    "matches": ("#set($t = $input.path('$.tree'))" + ITEM % "#if($t.matches('[a-z]+'))$t#end", TREE),
    "one of": ("#set($t = $input.path('$.tree'))" + ITEM % "#if($t == 'oak' || $t == 'elm')$t#{else}none#end", TREE),
    "asked alone": (ITEM % "#if($input.params('a') == 'x')y#{else}z#end", {"querystring": {"a": "x"}}),
    "length": (ITEM % "$input.path('$.tree').length()", TREE),
    "AWS's own": (ITEM % "$context.requestId $context.identity.sourceIp $context.stage", {}),
    "stage variable": (ITEM % "$stageVariables.tree", {}),
    "split": (
        "[#foreach($p in $input.params('a').split(','))\"$util.escapeJavaScript($p)\"#if($foreach.hasNext),#end#end]",
        {"querystring": {"a": "x,y"}},
    ),
    "JSON in a text": ('{"input": "$util.escapeJavaScript($input.json(\'$\'))"}', TREE),
    "another branch": ('#if($input.path(\'$.tree\') == "oak"){"a": "oak"}#else{"b": {"c": "no oak"}}#end', TREE),
}  # fmt: skip


@pytest.mark.parametrize(("template", "request_"), SAFE.values(), ids=SAFE)
def test_what_is_safe_is_not_told(template: str, request_: Any) -> None:
    assert found(document(template, request=request_, stageVariables={"tree": "oak"})) == []


@pytest.mark.parametrize("schema", [{"pattern": "^[a-z]+$"}, {"enum": ["oak", "elm"]}])
def test_a_model_that_lets_no_hostile_text_through_makes_it_safe(schema: dict[str, Any]) -> None:
    api: dict[str, Any] = {
        "requestValidators": {"v": {"validateRequestBody": True}},
        "models": {"Tree": {"schema": {"type": "object", "properties": {"tree": {"type": "string", **schema}}}}},
    }
    method = {"requestValidatorId": "v", "requestModels": {"application/json": "Tree"}}
    assert found(document(ITEM % NAME, request=TREE, method=method, api=api)) == []
    api["requestValidators"]["v"] = {"validateRequestBody": False}
    assert found(document(ITEM % NAME, request=TREE, method=method, api=api))
    assert found(document(ITEM % NAME, request=TREE, method=method)) == [], "of a validator that is not known nobody knows"


def test_a_form_is_encoded() -> None:
    queue = "arn:aws:apigateway:eu-west-1:sqs:path/1/q"
    doc = document(f"Action=SendMessage&MessageBody={NAME}", queue, integration={"requestParameters": FORM}, request=TREE)
    (finding,) = found(doc)
    assert "&injected=yes" in sent(called(doc, finding))
    mended = fixed(doc, [finding])
    assert text_at(Scenario.from_document(mended), WHERE) == f'Action=SendMessage&MessageBody=$util.urlEncode("{NAME}")'
    assert "&injected" not in sent(called(mended, finding))
    assert found(mended) == []


def test_an_answer_is_looked_at_for_what_the_call_brings() -> None:
    doc: dict[str, Any] = {"template": '{"q": "$input.params(\'q\')", "b": "$input.path(\'$.b\')"}', "request": {"querystring": {"q": "a"}}}
    doc["backend"] = {"body": '{"b": "b"}'}
    (finding,) = found(doc)
    assert (finding.where, finding.message[:24]) == ("/template", "`$input.params('q')` wri")
    body = run(called(doc, finding)).body
    assert body is not None
    assert json.loads(body)["injected"] == "yes"


def test_what_is_no_json_by_its_content_type_is_not_looked_at() -> None:
    declared = {"template": "#set($context.responseOverride.header.Content-Type = \"text/html\")<p>$input.params('q')</p>"}
    assert found({**declared, "request": {"querystring": {"q": "a"}}, "backend": {}}) == []


@pytest.mark.parametrize("name", ["body", "bare parameter", "query", "whole body"])
def test_the_call_that_shows_it_is_told_of_as_well_with_the_same_fix(name: str) -> None:
    template, request = HOSTILE[name]
    doc = document(template, request=request)
    (finding,) = found(doc)
    (again,) = found(called(doc, finding))
    assert again.start == finding.start
    assert again.fix == (finding.fix if name != "bare parameter" else None)  # a number that is none has no other


def test_claims_that_people_write_are_their_own() -> None:
    context = {"authorizer": {"claims": {"name": "Ada", "sub": "1"}}}
    (finding,) = found(document(ITEM % "$context.authorizer.claims.name $context.authorizer.claims.sub", context=context))
    assert finding.call is not None
    assert finding.call.where == "/context/authorizer/claims/name"


def test_one_place_is_told_once_and_every_place_by_itself() -> None:
    twice = '{"a": "$input.params(\'q\')", "b": "$input.params(\'q\')", "c": "#foreach($t in $input.path(\'$\'))$t#end"}'
    places = [one.start.column for one in found(document(twice, request={"querystring": {"q": "a"}, "body": '["x", "y"]'})) if one.start]
    assert len(places) == len(set(places)) == 3


def test_trials_end_where_they_have_spent_what_they_may(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document(ITEM % NAME, request=TREE)
    monkeypatch.setattr(trial, "MOST_SPENT", 0)
    assert found(doc) == []


def test_a_template_that_reads_nothing_of_the_clients_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(trial.Trial, "write", lambda *_: made.append(1))
    run({"template": '{"a": "$input.path(\'$.a\')"}', "request": TREE, "backend": {"body": '{"a": "b"}'}})
    assert made == []


def test_a_hostile_text_that_a_limit_stops_tells_nothing() -> None:
    doc = document(ITEM % NAME, request=TREE)
    assert evaluate(Scenario.from_document(doc), Limits(output=len(sent(doc)) + 3)).diagnostics == []
