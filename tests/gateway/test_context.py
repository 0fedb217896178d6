"""`$context`: what is there by itself, what a Scenario lays over it, and what is remembered of what templates write."""

from __future__ import annotations

import json

import pytest

from playground import Scenario, evaluate
from playground.diagnostics import Span
from playground.gateway.variables.context import DEFAULT_CONTEXT, Written, to_context


def ask(template: str, context: dict[str, object] | None = None) -> str | None:
    return evaluate(Scenario.from_document({"template": template, "context": context or {}, "backend": {}})).body


def test_its_names_are_in_aws_s_order_and_those_of_a_scenario_follow() -> None:
    names = ask("#foreach($k in $context.keySet())$k #end", {"stage": "dev", "authorizer": {}, "zebra": 1})
    assert names == " ".join([*DEFAULT_CONTEXT, "authorizer", "zebra", ""])


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


@pytest.mark.parametrize("name", ["$context", "$context.identity", "$context.requestOverride", "$context.responseOverride.header"])
def test_a_map_prints_nothing_whatever_it_holds(name: str) -> None:
    assert ask(f'#set({name}.more = 1)#set($text = "{name}")[{name}][{name}.toString()][$text]$text.length()') == "[][][]0"


def test_the_default_is_json_and_is_never_changed() -> None:
    before = json.dumps(DEFAULT_CONTEXT)
    ask("#set($context.stage = 'x')#set($context.identity.sourceIp = 'x')#set($context.responseOverride.status = 404)")
    assert json.dumps(DEFAULT_CONTEXT) == before


def test_a_map_remembers_where_each_member_was_written_last() -> None:
    place = [Written("/template", Span(1, 2))]
    context = to_context({}, lambda: place[0])
    header = context.map("responseOverride").get("header")
    assert isinstance(header, type(context))
    header["X"] = "1"
    place[0] = Written("/other", Span(3, 4))
    header["X"] = "2"
    assert (header.written["X"], header.times["X"]) == (Written("/other", Span(3, 4)), 2)
    assert context.written == {}
    assert context.map("no such member") == {}
