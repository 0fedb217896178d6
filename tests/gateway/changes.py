"""Templates that change whatever they can reach, and what has to be the same afterwards."""

from __future__ import annotations

import json
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from playground import Limits, Scenario, evaluate, vtl
from playground.cases.run import matrix_of
from playground.gateway.evaluation import Evaluation
from playground.gateway.variables.context import DEFAULT_CONTEXT
from playground.jsontext.smart_reader import load

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMITS = Limits(seconds=20)
BODY = {
    "list": [1, "a", [2], {"b": 1}],
    "map": {"a": {"S": "x"}, "l": [1, 2]},
    "Items": [{"id": {"S": "1"}}, {"id": {"S": "2"}}],
    "Count": 2,
}
CONTEXT = {
    "authorizer": {"claims": {"sub": "u", "groups": ["g", "h"]}, "list": ["a", ["b"]], "map": {"deep": [1]}},
    "identity": {"sourceIp": "1.2.3.4", "more": ["x"]},
    "custom": {"list": [{"a": [1]}, [2]], "map": {"m": {"n": []}}},
    "responseOverride": {"header": {"X-Given": "1"}},
}
REQUEST = {
    "header": {"A": ["1", "2"], "b": "3"},
    "querystring": {"q": ["x", "y"], "r": "z"},
    "path": {"id": "42"},
    "body": json.dumps(BODY),
}
ROOTS = [
    *("$input.path('$')", "$input.path('$.list')", "$input.path('$.map')", "$input.path('$.list[2]')", "$input.path('$.Items[*]')"),
    *("$input.path('$..a')", "$input.path('$.map.l')", "$input.params()", "$input.params().header", "$input.params().path"),
    *("$context", "$context.authorizer", "$context.authorizer.claims", "$context.authorizer.list", "$context.authorizer.list[1]"),
    *("$context.authorizer.map", "$context.authorizer.map.deep", "$context.identity", "$context.identity.more", "$context.custom"),
    *("$context.custom.list", "$context.custom.list[0]", "$context.custom.list[0].a", "$context.custom.map.m", "$context.custom.map.m.n"),
    *("$context.requestOverride", "$context.requestOverride.header", "$context.responseOverride", "$context.responseOverride.header"),
    *("$stageVariables", "$method", "$method.request", "$method.request.header", "$method.request.multivalueheader"),
    *("$method.request.multivalueheader.A", "$method.request.querystring", "$method.request.multivaluequerystring.q"),
    *("$integration", "$integration.response", "$integration.response.header", "$integration.response.multivalueheader.C"),
    *("$util.parseJson($j)", "$literal", "$literal[1]", "$literal[1].k", "$table", "$table.k", "$foreach", "$text.toCharArray()"),
    *("$text.split(',')", "[1, [2]]", "{'a': [1]}", "[1..3]"),
]
CALLS = [
    *("put('k', 'v')", "put('a', [1])", "putAll({'z': 1, 'a': 2})", "putIfAbsent('n', 1)", "remove('a')", "remove('sub', 'u')", "clear()"),
    *("add('x')", "add(0, ['x'])", "addAll(['y'])", "addAll(0, ['y'])", "set(0, 'q')", "remove(0)", "removeAll(['a', 1])", "retainAll([])"),
    *("keySet().clear()", "values().clear()", "entrySet().clear()", "keySet().remove('a')", "keySet().iterator().next()"),
    *("entrySet().iterator().next().setValue('v')", "values().iterator().next().clear()", "iterator().next().clear()"),
    *("subList(0, 1).clear()", "toArray().set(0, 'q')", "clone().clear()", "get('a').clear()", "get(0).add(1)"),
]
STATEMENTS = [
    "#set({root}.k = 1)",
    "#set({root}['k'] = [1])",
    "#set({root}[0] = 'q')",
    "#set($kept = {root})#set($kept.k = 1)",
    "#foreach($e in {root})#set($ignored = $e.clear())#end",
    "#foreach($e in {root})#set($ignored = $e.add('x'))#set($ignored = $e.put('n', 1))#end",
    "#foreach($e in {root}.entrySet())#set($ignored = $e.setValue('v'))#end",
    "#foreach($e in {root}.values())#set($ignored = $e.put('n', $e))#set($ignored = $e.add($e.size()))#end",
]
BEGIN = """#set($j = '[1, {"a": [2]}]')#set($text = 'a,b')
#foreach($turn in [1, 2])#set($literal = [1, {'k': [2]}])#set($table = {'k': {'l': [3]}})"""
END = """#end {"literal": $literal, "table": "$table", "list": $input.json('$.list'), "broken": $input.path('$.map')}"""
"""The body is no JSON, so that it is rendered once more to see who wrote what."""


def changes_of(root: str) -> Iterable[str]:
    """Each change of what a root is."""
    is_variable = root[0] == "$" and "(" not in root
    yield from (f"#set($ignored = {root}.{call})" for call in CALLS if root[0] == "$")
    yield from (one.format(root=root) for one in STATEMENTS if is_variable or not one.startswith("#set({"))


@lru_cache(maxsize=1)
def changes() -> st.SearchStrategy[list[str]]:
    """Several changes, one after the other."""
    return st.lists(st.sampled_from([one for root in ROOTS for one in changes_of(root)]), min_size=1, max_size=12)


def scenario_of(statements: Iterable[str]) -> Scenario:
    """A method whose request and response templates make these changes, with two more cases of the same call."""
    text = BEGIN + "\n".join(statements) + END
    response = {"statusCode": "200", "responseTemplates": {"application/json": text}}
    response["responseParameters"] = {f"method.response.header.{name}": f"integration.response.body.{name}" for name in BODY}
    integration = {"type": "AWS", "requestTemplates": {"application/json": text}, "integrationResponses": {"default": response}}
    document: dict[str, Any] = {"method": {"methodIntegration": integration}, "request": REQUEST, "context": CONTEXT}
    document["backend"] = {"status": 200, "body": json.dumps(BODY), "header": {"C": ["1", "2"], "D": "3"}}
    document |= {"stageVariables": {"v": "1"}, "cases": [{"name": "one", "request": REQUEST}, {"name": "two", "request": REQUEST}]}
    return Scenario.from_document(json.loads(json.dumps(document)))


def check(statements: Iterable[str]) -> None:
    """Whatever a run changes is its own: the Scenario, the next run, one with a record, and the next case are as if it had not been.

    What was mapped from the backend's body is what the backend sent, whatever the template did with it.
    """
    scenario = scenario_of(statements)
    given, seen, defaults = scenario.model_dump_json(), reachable(scenario), json.dumps(dict(DEFAULT_CONTEXT))
    first = answer(scenario)
    if first["status"] == HTTPStatus.OK:
        assert [load(first["headers"][name]) for name in BODY] == list(BODY.values())
    assert answer(scenario) == first
    assert answer(scenario, trace=True) == first
    assert answer(scenario_of(statements)) == first
    own, *cases = matrix_of(scenario, LIMITS)
    assert [case.model_dump(exclude={"name"}) for case in cases] == [own.model_dump(exclude={"name"})] * 2
    assert answer(scenario) == first
    assert scenario.model_dump_json() == given
    assert reachable(scenario) == seen
    assert json.dumps(dict(DEFAULT_CONTEXT)) == defaults


def answer(scenario: Scenario, *, trace: bool = False) -> dict[str, Any]:
    """What a run gives, but for what differs from run to run, and for its record. Injections are looked for in the matrix alone."""
    result = evaluate(scenario, LIMITS, trace=trace, probing=False).model_dump(exclude={"trace", "bodyMap"})
    result["usage"].pop("milliseconds")
    result.pop("log")  # which has times
    return result


_ALL = vtl.parse("$method $integration", LIMITS)


def reachable(scenario: Scenario) -> object:
    """All that a template of a new run would begin with, as plain values."""
    evaluation = Evaluation(scenario, LIMITS)
    variables = evaluation.call.variables(_ALL, {"C": ["1", "2"]}, "{}")
    payload = evaluation.request_payload.document
    return plain([variables, evaluation.call.params, evaluation.context, evaluation.stage_variables, payload])


def plain(value: object) -> object:
    """Maps and lists without what they do when they are looked at."""
    if isinstance(value, dict):
        return {key: plain(member) for key, member in dict.items(value)}
    return list(map(plain, list.__iter__(value))) if isinstance(value, list) else value
