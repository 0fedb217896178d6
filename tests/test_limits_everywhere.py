"""Each limit moves, lowered and raised, every place where it acts: none has a number of its own."""

from __future__ import annotations

import json
import time
from contextlib import closing
from typing import Any

import pytest

from playground import Limits
from playground.evaluator import Evaluator
from tests.test_limits import members, reached, run, template

LOW, HIGH = 60, 150


def text(count: int) -> str:
    return "x" * count


def letters(count: int) -> str:
    """A JSON list whose compact text has so many characters."""
    return json.dumps([text(count - 4)])


def done(value: str, body: str = "{}") -> dict[str, Any]:
    """A template that makes a value and writes next to nothing."""
    return template(f"#set($r = $input.path('$'))#set($made = {value})", body)


def printed(value: str, body: str) -> dict[str, Any]:
    return template(f"#set($r = $input.path('$')){value}", body)


def method(**parts: Any) -> dict[str, Any]:
    integration = {"type": "AWS", "integrationResponses": {"200": {"statusCode": "200", **parts.pop("response", {})}}, **parts}
    return {"method": {"methodIntegration": integration}, "backend": {"body": "{}"}}


def mapped(count: int) -> dict[str, Any]:
    parameters = {"method.response.header.A": "integration.response.body.a[*]"}
    return {**method(response={"responseParameters": parameters}), "backend": {"body": members(count)}}


def mapped_request(count: int) -> dict[str, Any]:
    parameters = {"integration.request.header.A": "method.request.body.a[*]"}
    return {**method(requestParameters=parameters), "request": {"body": members(count)}}


STRING = {
    "a string with a reference": lambda n: done('"$r.a."', json.dumps({"a": text(n - 1)})),
    "a string with a block": lambda n: done('"#define($d)$r.a.#end$d"', json.dumps({"a": text(n - 1)})),
    "+": lambda n: done("$r.a + 'x'", json.dumps({"a": text(n - 1)})),
    "+ of a list": lambda n: done("$r + ''", letters(n)),
    "concat": lambda n: done("$r.a.concat('x')", json.dumps({"a": text(n - 1)})),
    "replace": lambda n: done("$r.a.replace('y', 'xxxx')", json.dumps({"a": text(n - 4) + "y"})),
    "replace of nothing": lambda n: done("$r.a.replace('', 'xx')", json.dumps({"a": text((n - 2) // 3)})) if n % 3 == 2 else None,
    "replaceAll": lambda n: done("$r.a.replaceAll('[y]', 'xxxx')", json.dumps({"a": text(n - 4) + "y"})),
    "replaceFirst": lambda n: done("$r.a.replaceFirst('[y]', 'xxxx')", json.dumps({"a": text(n - 4) + "y"})),
    "repeat": lambda n: done(f"$r.a.repeat({n})", '{"a": "x"}'),
    "join": lambda n: done("$r.a.join(', ', $r.l)", json.dumps({"a": "", "l": [text(n - 12), *"abcd"]})),
    "format": lambda n: done(f"$r.a.format('%{n}s', 'x')", '{"a": ""}'),
    "format of several": lambda n: done(f"$r.a.format('%s%s%{n - 20}s', $r.a, $r.a, 'x')", json.dumps({"a": text(10)})),
    "valueOf": lambda n: done("$r.a.valueOf($r.l)", json.dumps({"a": "", "l": [text(n - 4)]})),
    "toString of a list": lambda n: done("$r.toString()", letters(n)),
    "toString of a map": lambda n: done("$r.toString()", json.dumps({"a": text(n - 4)})),
    "toString of the template's list": lambda n: template(
        "#set($l = [$input.path('$.a'), 1])#set($t = $l.toString())", json.dumps({"a": text(n - 5)})
    ),
    "toString of keys": lambda n: done("$r.keySet().toString()", json.dumps({text(n - 2): 1})),
    "toString of an entry": lambda n: template(
        "#foreach($e in $input.path('$').entrySet())#set($t = $e.toString())#end", json.dumps({"a": text(n - 2)})
    ),
    "toJSONString": lambda n: done("$r.toJSONString()", letters(n)),
    "toUpperCase": lambda n: done("$r.a.toUpperCase()", json.dumps({"a": text(n - 2) + "ß"})),
    "a list that is printed": lambda n: printed("$r", letters(n)),
    "a map that is printed": lambda n: printed("$r", json.dumps({"a": text(n - 10), "b": {}})),
    "a list in a map that is printed": lambda n: printed("$r", json.dumps({"a": [text(n - 8)]})),
    "the template's list that is printed": lambda n: template(f"#set($l = ['{text(n - 5)}', 1])$l"),
    "the loop that is printed": lambda n: template(f"#foreach($i in [1])#set($foreach.a = '{text(n - 4)}')$foreach#end"),
    "$input.json": lambda n: done("$input.json('$')", letters(n)),
    "$input.json of a text": lambda n: done("$input.json('$.a')", json.dumps({"a": text(n - 2)})),
    "a mapped body": lambda n: {**mapped(1), "backend": {"body": json.dumps({"a": [text(n - 4)]})}},
    "$util.escapeJavaScript": lambda n: done("$util.escapeJavaScript($r.a)", json.dumps({"a": text(n - 2) + '"'})),
    "$util.urlEncode": lambda n: done("$util.urlEncode($r.a)", json.dumps({"a": text(n - 3) + "/"})),
    "$util.base64Encode": lambda n: done("$util.base64Encode($r.a)", json.dumps({"a": text(n // 4 * 3)})) if n % 4 == 0 else None,
}  # fmt: skip
"""Ways to make a text of n characters; None where that cannot be."""
MEMBERS = {
    "a list": lambda n: done(f"[{', '.join('1' * n)}]"),
    "a map": lambda n: done(f"{{{', '.join(f'{i}: 1' for i in range(n))}}}"),
    "a range": lambda n: done(f"[1..{n}]"),
    "a range downwards": lambda n: done(f"[5..{6 - n}]"),
    "add": lambda n: template(f"#set($l = [])#foreach($i in [1..{n}])#set($x = $l.add($i))#end"),
    "add in front": lambda n: template(f"#set($l = [])#foreach($i in [1..{n}])#set($x = $l.add(0, $i))#end"),
    "addAll": lambda n: template(f"#set($l = [1, 2])#set($x = $l.addAll([1..{n - 2}]))"),
    "addAll in front": lambda n: template(f"#set($l = [1, 2])#set($x = $l.addAll(0, [1..{n - 2}]))"),
    "put": lambda n: template(f"#set($m = {{}})#foreach($i in [1..{n}])#set($x = $m.put($i, 1))#end"),
    "putIfAbsent": lambda n: template(f"#set($m = {{}})#foreach($i in [1..{n}])#set($x = $m.putIfAbsent($i, 1))#end"),
    "putAll": lambda n: template(
        "#set($m = {'x': 1})#set($x = $m.putAll($input.path('$.m')))", json.dumps({"m": dict.fromkeys(map(str, range(n - 1)))})
    ),
    "#set of an index": lambda n: template(f"#set($m = {{}})#foreach($i in [1..{n}])#set($m[$i] = 1)#end"),
    "#set of a name": lambda n: template("#set($m = {})" + "".join(f"#set($m.a{i} = 1)" for i in range(n))),
    "split": lambda n: done("$r.a.split(',')", json.dumps({"a": ",".join("x" * n)})),
    "toCharArray": lambda n: done("$r.a.substring(1).toCharArray()", json.dumps({"a": text(n + 1)})),
}  # fmt: skip
"""Ways to make a list or a map of n members."""
JSONPATH = {
    "$input.path": lambda n: template("$input.path('$.a[*]').size()", members(n - 2)),
    "$input.json": lambda n: done("$input.json('$.a[*]')", members(n - 2)),
    "a scan": lambda n: done("$input.path('$..b')", json.dumps({"a": [{"c": 1}] * ((n - 4) // 3)})) if n % 3 == 1 else None,
    "a mapped header": lambda n: mapped(n - 2),
    "a mapped header of the request": lambda n: mapped_request(n - 2),
}  # fmt: skip
"""Ways to visit n values."""
OUTPUT = {
    "text": lambda n: template(text(n)),
    "a reference": lambda n: printed("$r.a", json.dumps({"a": text(n)})),
    "a loop": lambda n: template("#foreach($i in $input.path('$.a'))x#end", members(n)),
    "a loop over items": lambda n: template("#foreach($i in $input.path('$.a'))$i.b#end", json.dumps({"a": [{"b": "x"}] * n})),
    "a list": lambda n: printed("$r", letters(n)),
    "the request's": lambda n: method(requestTemplates={"application/json": text(n)}),
}  # fmt: skip
STEPS = {
    "references": lambda n: template("$x" * n),
    "conditions": lambda n: template("#if(true)#end" * n),
    "assignments": lambda n: template("#set($x = 1)" * n),
    "a loop over items": lambda n: template("#foreach($i in $input.path('$.a'))$i.b#end", json.dumps({"a": [{"b": "x"}] * (n - 2)})),
    "the request's": lambda n: method(requestTemplates={"application/json": "$x" * n}),
}  # fmt: skip
TEMPLATE = {
    "the short form's": lambda n: template(text(n)),
    "the request's": lambda n: method(requestTemplates={"application/json": text(n)}),
    "the response's": lambda n: method(response={"responseTemplates": {"application/json": text(n)}}),
}
BODY = {
    "the backend's": lambda n: template("x", "1" * n),
    "the client's": lambda n: {**template("x"), "request": {"body": "1" * n}},
    "of a proxy": lambda n: {**method(type="AWS_PROXY"), "backend": {"body": "1" * n}},
}
ITERATIONS = {
    "a list": lambda n: template("#foreach($i in $input.path('$.a'))x#end", members(n)),
    "a range": lambda n: template(f"#foreach($i in [1..{n}])#end"),
    "a map": lambda n: template("#foreach($i in $input.path('$'))x#end", json.dumps(dict.fromkeys(map(str, range(n)), 1))),
    "items": lambda n: template("#foreach($i in $input.path('$.a'))$i.b#end", json.dumps({"a": [{"b": "x"}] * n})),
    "in the request and in the response": lambda n: method(
        requestTemplates={"application/json": "#foreach($i in [1..20])#end"},
        response={"responseTemplates": {"application/json": f"#foreach($i in [1..{n - 20}])#end"}},
    ),
}
NESTING: dict[str, Any] = {
    "directives": lambda n: template("#foreach($i in [1])" * (n - 2) + "#if(true)" + "#end" * (n - 1)),
    "strings and lists": lambda n: template("#set($x = " + "[" * (n - 1) + "'a'" + "]" * (n - 1) + ")"),
    "maps": lambda n: template("#set($x = " + "{1: " * (n - 1) + "1" + "}" * (n - 1) + ")"),
}
PLACES: dict[str, dict[str, Any]] = {
    "string": STRING | MEMBERS, "jsonpath": JSONPATH, "output": OUTPUT, "steps": STEPS, "template": TEMPLATE, "body": BODY,
    "iterations": ITERATIONS,
}  # fmt: skip


@pytest.mark.parametrize("limit", [LOW, HIGH])
@pytest.mark.parametrize(("name", "place"), [(name, place) for name, places in PLACES.items() for place in places])
def test_a_limit_moves_every_place_where_it_acts(name: str, place: str, limit: int) -> None:
    make = PLACES[name][place]
    within = next(document for used in range(limit, 0, -1) if (document := make(used)))
    beyond = next(document for used in range(limit + 1, limit + 9) if (document := make(used)))
    for document, said in ((within, []), (beyond, [f"limit.{name}"])):
        result = run(document, **{name: limit})
        assert reached(result) == said
        assert (result.status is None) == bool(said)


AT_DEFAULT = {
    "string": ("a string with a reference", "repeat", "join", "replaceAll", "toString of a map", "toString of the template's list",
               "$input.json of a text", "a list that is printed", "a mapped body", "a range"),
    "jsonpath": ("$input.path", "a mapped header", "a mapped header of the request"),
    "iterations": ("a range", "items"),
    "output": ("a reference", "a list"),
    "body": ("the backend's", "the client's"),
    "template": ("the request's", "the response's"),
}  # fmt: skip
"""Places of which each is tried at the limit's own default, which must be the only number that holds there."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "place"), [(name, place) for name, places in AT_DEFAULT.items() for place in places])
def test_a_limit_that_is_raised_lets_more_than_the_default_pass(name: str, place: str) -> None:
    default: int = getattr(Limits(), name)
    document = PLACES[name][place](default + 8)
    far = {"seconds": 60, "loop": 10**9, "output": 10**9, "body": 10**9, "string": 10**9} | {name: default}
    assert reached(run(document, **far)) == [f"limit.{name}"]
    assert reached(run(document, **(far | {name: default + 8}))) == []


@pytest.mark.parametrize(
    ("make", "name", "where"),
    [
        (mapped, "jsonpath", "/method/methodIntegration/integrationResponses/200/responseParameters/method.response.header.A"),
        (mapped, "string", "/method/methodIntegration/integrationResponses/200/responseParameters/method.response.header.A"),
        (mapped_request, "jsonpath", "/method/methodIntegration/requestParameters/integration.request.header.A"),
    ],
)
def test_a_limit_that_a_mapping_reaches_is_told_of_the_mapping(make: Any, name: str, where: str) -> None:
    (finding,) = run(make(LOW), **{name: LOW}).diagnostics
    assert (finding.code, finding.where) == (f"limit.{name}", where)


SLOW, TRICKED = "(a|aa)+$", "a" * 40 + "!"


def filtered(path: str) -> dict[str, Any]:
    document = {**mapped(1), "backend": {"body": json.dumps({"a": [{"s": TRICKED}]})}}
    document["method"]["methodIntegration"]["integrationResponses"]["200"]["responseParameters"] = {"method.response.header.A": path}
    return document


REGEX = {
    **{
        call: printed(f"$r.s.{call}", json.dumps({"s": TRICKED}))
        for call in (
            f"matches('{SLOW}')",
            f"replaceAll('{SLOW}', '')",
            f"replaceFirst('{SLOW}', '')",
            f"split('{SLOW}')",
            f"split('{SLOW}', 2)",
        )
    },
    "$input.path": template(f"$input.path('$[?(@.s =~ /{SLOW}/)]')", json.dumps([{"s": TRICKED}])),
    "$input.json": template(f"$input.json('$..[?(@.s =~ /{SLOW}/)]')", json.dumps([{"s": TRICKED}])),
    "a mapped header": filtered(f"integration.response.body.a[?(@.s =~ /{SLOW}/)]"),
    "a selection pattern": {
        **method(response={"selectionPattern": SLOW}, uri="arn:aws:lambda:path/x:lambda:path/functions"),
        "backend": {"body": json.dumps({"errorMessage": TRICKED})},
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("place", REGEX)
def test_the_seconds_of_a_regular_expression_are_those_of_the_setting(place: str) -> None:
    for seconds in (0.03, 0.2):
        start = time.perf_counter()
        result = run(REGEX[place], regex=seconds, seconds=60)
        taken = time.perf_counter() - start
        assert reached(result) == ["limit.regex"]
        assert taken >= seconds * 0.9
        assert f"{seconds:g} s" in result.diagnostics[-1].message


LOOPS: dict[str, Any] = {
    "a list": lambda n: template("#foreach($i in $input.path('$.a'))x#end", members(n)),
    "a range": lambda n: template(f"#foreach($i in [1..{n}])x#end"),
    "a map": lambda n: template("#foreach($i in $input.path('$'))x#end", json.dumps(dict.fromkeys(map(str, range(n)), 1))),
    "keys": lambda n: template("#foreach($i in $input.path('$').keySet())x#end", json.dumps(dict.fromkeys(map(str, range(n)), 1))),
    "an iterator": lambda n: template("#foreach($i in $input.path('$.a').iterator())x#end", members(n)),
    "items": lambda n: template("#foreach($i in $input.path('$.a'))$i.b#end", json.dumps({"a": [{"b": "x"}] * n})),
}


@pytest.mark.parametrize("loop", [LOW, 1_200])
@pytest.mark.parametrize("place", LOOPS)
def test_a_loop_goes_round_as_often_as_is_set(place: str, loop: int) -> None:
    for items, said in ((loop, []), (loop + 1, ["limit.loop"])):
        result = run(LOOPS[place](items), loop=loop)
        assert (result.status, result.body, reached(result)) == (200, "x" * loop, said)
    message = result.diagnostics[0].message
    assert f"{loop + 1:,} items" in message
    assert f"{loop:,} times" in message
    assert "API Gateway's own limit is 1,000" in message


def test_where_a_loop_ends_at_api_gateways_own_limit_that_is_said() -> None:
    assert "API Gateway loops at most 1,000 times" in run(LOOPS["a range"](1_001)).diagnostics[0].message


@pytest.mark.processes
@pytest.mark.parametrize("nesting", [LOW, 700])
def test_a_template_nests_as_deep_as_is_set(nesting: int) -> None:
    with closing(Evaluator(Limits(nesting=nesting, seconds=20), size=1)) as evaluator:
        for place, make in NESTING.items():
            for used, said in ((nesting, []), (nesting + 1, ["limit.nesting"])):
                result = json.loads(evaluator.evaluate(json.dumps(make(used)).encode()))
                assert [finding["code"] for finding in result["diagnostics"] if finding["code"].startswith("limit.")] == said, (place, used)


@pytest.mark.parametrize(("first", "last"), [(1, 2_000), (-3, 1_996), (2_000, 1), (5, -1_994)])
def test_a_range_is_told_as_it_is_written(first: int, last: int) -> None:
    (finding,) = run(template(f"#set($x = [{first}..{last}])"), string=1_999).diagnostics
    assert finding.message == f"The range {first}..{last} has more than 1,999 members."


def test_a_list_that_holds_itself_again_and_again_is_not_written_out() -> None:
    doubled = "#set($m = {'a': 1})#foreach($i in [1..60])#set($m = {'a': $m, 'b': [$m]})#end$m"
    start = time.process_time()
    assert reached(run(template(doubled), string=100_000)) == ["limit.string"]
    assert time.process_time() - start < 1
