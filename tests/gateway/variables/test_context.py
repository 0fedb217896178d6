"""`$context`: what is there by itself, what a Scenario lays over it, and what is remembered of what templates write."""

from __future__ import annotations

import json
from typing import cast

import pytest

from playground import Scenario, evaluate
from playground.diagnostics import Span
from playground.gateway.variables.context import DEFAULT_CONTEXT, TextSpan, to_context


def ask(template: str, context: dict[str, object] | None = None) -> str | None:
    return evaluate(Scenario.from_document({"template": template, "context": context or {}, "backend": {}})).body


def test_its_names_are_in_aws_s_order() -> None:
    names = ask("#foreach($k in $context.keySet())$k #end", {"stage": "dev"})
    assert names == " ".join([*DEFAULT_CONTEXT, ""])


@pytest.mark.parametrize(
    ("context", "template", "text"),
    [
        ({}, "$context.stage", "prod"),
        ({"stage": "dev"}, "$context.stage", "dev"),
        ({"stage": None}, "[$context.stage]", "[]"),
        ({"identity": {"sourceIp": "203.0.113.9"}}, "$context.identity.sourceIp $context.identity.userAgent", "203.0.113.9 Mozilla/5.0"),
        ({"identity": "text"}, "$context.identity", "text"),
        ({"stage": {"a": 1}}, "[$context.stage] $context.stage.a", "[] 1"),
        (
            {"authorizer": {"n": 1, "d": 1.5, "b": True, "t": "x"}},
            "#foreach($v in $context.authorizer)$v.class.simpleName #end",
            "String " * 4,
        ),
        (
            {"authorizer": {"n": 1, "d": 10.0, "b": True}},
            "$context.authorizer.n $context.authorizer.d $context.authorizer.b",
            "1 10.0 true",
        ),
        ({"authorizer": {"claims": {"sub": "s"}}}, "[$context.authorizer.claims] $context.authorizer.claims.sub", "[] s"),
        (
            {"authorizer": {"claims": {"roles": ["a", "b"], "none": [], "one": ["c"], "mixed": [1, True, None], "exp": 12, "ok": False}}},
            "#foreach($n in ['roles', 'none', 'one', 'mixed', 'exp', 'ok'])<$context.authorizer.claims.get($n)>#end",
            "<a,b><><c><1,true,null><12><false>",
        ),
        (
            {"authorizer": {"claims": {"cognito:groups": ["a", "b"], "address": {"city": "Oslo"}, "nil": None}}},
            "#set($c = $context.authorizer.claims)$c['cognito:groups'].split(',').size() $c.address.length() [$c.nil]",
            "2 15 []",
        ),
        ({"isCanaryRequest": False}, "$context.isCanaryRequest", "false"),
        ({}, "#set($later = $context.requestTimeEpoch + 86400)$later", "1767225686400"),
        ({}, "$context.identity.get('sourceIp') $context['stage'] $context.identity['sourceIp']", "192.0.2.1 prod 192.0.2.1"),
        (
            {},
            "$context.containsKey('stage') $context.identity.size() $context.requestOverride.keySet()",
            "true 12 [path, header, querystring]",
        ),
    ],
)
def test_a_variable_prints(context: dict[str, object], template: str, text: str) -> None:
    assert ask(template, context) == text


def follow(verb: str | None, request: dict[str, object], context: dict[str, object]) -> str | None:
    """The verb, the client's program, the path and its resource, as a request template sees them."""
    template = "$context.httpMethod|$context.identity.userAgent|$context.path|$context.resourcePath"
    method = {"httpMethod": verb, "methodIntegration": {"type": "AWS", "requestTemplates": {"application/json": template}}}
    request = request | {"header": {"Content-Type": "application/json"} | cast("dict[str, object]", request.get("header", {}))}
    result = evaluate(Scenario.from_document({"method": method, "request": request, "context": context, "backend": {}}))
    return result.integrationRequest.body if result.integrationRequest else None


CALLS: list[tuple[str | None, dict[str, object], dict[str, object], str]] = [
    (None, {}, {}, "GET|Mozilla/5.0|/prod/content/42|/content/{id}"),
    ("POST", {}, {}, "POST|Mozilla/5.0|/prod/content/42|/content/{id}"),
    ("ANY", {}, {}, "GET|Mozilla/5.0|/prod/content/42|/content/{id}"),
    ("patch", {}, {}, "PATCH|Mozilla/5.0|/prod/content/42|/content/{id}"),
    ("ANY", {}, {"httpMethod": "DELETE"}, "DELETE|Mozilla/5.0|/prod/content/42|/content/{id}"),
    ("PUT", {}, {"httpMethod": "HEAD"}, "HEAD|Mozilla/5.0|/prod/content/42|/content/{id}"),
    ("PUT", {}, {"httpMethod": None}, "|Mozilla/5.0|/prod/content/42|/content/{id}"),
    ("GET", {"header": {"USER-AGENT": "probe/1"}}, {}, "GET|probe/1|/prod/content/42|/content/{id}"),
    ("GET", {"header": {"user-agent": ["probe/1", "probe/2"]}}, {}, "GET|probe/2|/prod/content/42|/content/{id}"),
    ("GET", {"header": {"User-Agent": ""}}, {}, "GET||/prod/content/42|/content/{id}"),
    ("GET", {"header": {"User-Agent": "p"}}, {"identity": {"sourceIp": "192.0.2.7"}}, "GET|p|/prod/content/42|/content/{id}"),
    ("GET", {"header": {"User-Agent": "p"}}, {"identity": {"userAgent": "q"}}, "GET|q|/prod/content/42|/content/{id}"),
    ("GET", {"path": {"id": "a%20b"}}, {}, "GET|Mozilla/5.0|/prod/content/a%20b|/content/{id}"),
    ("GET", {"path": {"id": "7"}}, {"stage": "dev"}, "GET|Mozilla/5.0|/dev/content/7|/content/{id}"),
    ("GET", {"path": {"n": "7", "rest": "x/y"}}, {"resourcePath": "/s/{n}/{rest+}"}, "GET|Mozilla/5.0|/prod/s/7/x/y|/s/{n}/{rest+}"),
    ("GET", {"path": {"n": "7"}}, {"resourcePath": "/s/{n}/{id}"}, "GET|Mozilla/5.0|/prod/s/7/{id}|/s/{n}/{id}"),
    ("GET", {}, {"resourcePath": "/"}, "GET|Mozilla/5.0|/prod/|/"),
    ("GET", {}, {"resourcePath": None, "stage": None}, "GET|Mozilla/5.0||"),
    ("GET", {"path": {"id": "7"}}, {"path": "/x", "resourcePath": "/s/{id}"}, "GET|Mozilla/5.0|/x|/s/{id}"),
]


@pytest.mark.parametrize(("verb", "request_", "context", "text"), CALLS)
def test_it_follows_the_method_and_the_call(verb: str | None, request_: dict[str, object], context: dict[str, object], text: str) -> None:
    assert follow(verb, request_, context) == text


def test_mappings_and_gateway_responses_see_the_same() -> None:
    method = {
        "httpMethod": "PUT",
        "methodIntegration": {
            "type": "AWS",
            "requestParameters": {"integration.request.header.v": "context.httpMethod", "integration.request.header.p": "context.path"},
            "integrationResponses": {
                "200": {
                    "statusCode": "200",
                    "responseParameters": {"method.response.header.u": "context.identity.userAgent"},
                    "responseTemplates": {"application/json": "{}"},
                }
            },
        },
    }
    gateway = {"DEFAULT_5XX": {"responseTemplates": {"application/json": "$context.httpMethod $context.identity.userAgent $context.path"}}}
    request = {"header": {"User-Agent": "probe/1"}, "path": {"id": "9"}}
    scenario = {"method": method, "request": request, "gatewayResponses": gateway, "backend": {}}
    result = evaluate(Scenario.from_document(scenario))
    assert result.integrationRequest is not None
    assert result.integrationRequest.header == {"v": "PUT", "p": "/prod/content/9"}
    assert result.headers is not None
    assert result.headers["u"] == "probe/1"
    method["methodIntegration"]["integrationResponses"] = {}  # type: ignore[index]
    assert evaluate(Scenario.from_document(scenario)).body == "PUT probe/1 /prod/content/9"


@pytest.mark.parametrize("name", ["$context", "$context.identity", "$context.requestOverride", "$context.responseOverride.header"])
def test_a_map_prints_nothing_whatever_it_holds(name: str) -> None:
    assert ask(f'#set({name}.more = 1)#set($text = "{name}")[{name}][{name}.toString()][$text]$text.length()') == "[][][]0"


def test_the_default_is_json_and_is_never_changed() -> None:
    before = json.dumps(DEFAULT_CONTEXT)
    ask("#set($context.stage = 'x')#set($context.identity.sourceIp = 'x')#set($context.responseOverride.status = 404)")
    assert json.dumps(DEFAULT_CONTEXT) == before


def test_a_map_remembers_where_each_member_was_written_last() -> None:
    place = [TextSpan("/template", Span(1, 2))]
    context = to_context({}, lambda: place[0])
    header = context.map("responseOverride").get("header")
    assert isinstance(header, type(context))
    header["X"] = "1"
    place[0] = TextSpan("/other", Span(3, 4))
    header["X"] = "2"
    assert (header.written["X"], header.times["X"]) == (TextSpan("/other", Span(3, 4)), 2)
    assert context.written == {}
    assert context.map("no such member") == {}
