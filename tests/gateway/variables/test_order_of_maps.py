"""In which order templates see the members of AWS's maps, and when that order is told as not known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground import Scenario, evaluate
from playground.gateway.variables.context import to_context
from playground.gateway.variables.parameters import HeaderMap
from playground.vtl.java.hash_order import in_hash_order
from playground.vtl.java.java_maps import HashMap, TreeMap
from playground.vtl.java.methods import find_method

NAMES = some.text("abXYZ-_é", min_size=1, max_size=4)


def ask(template: str, *, trace: bool = False, **members: Any) -> tuple[str, list[tuple[str, int]]]:
    """What the template writes, and the codes of what is not known, each with its column."""
    result = evaluate(Scenario.from_document({"template": template, "backend": {}} | members), trace=trace)
    assert result.body is not None
    return result.body, [(one.code, one.start.column) for one in result.diagnostics if one.code.startswith("uncertain.") and one.start]


def query(*names: str) -> dict[str, Any]:
    return {"querystring": dict.fromkeys(names, "1")}


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        (["X-Trace", "accept", "Cookie", "b"], "accept b Cookie X-Trace "),
        (["x-b", "X-a", "X-C", "x-A2"], "X-a x-A2 x-b X-C "),
        (["Via", "TE", "Age"], "Age Via "),
    ],
)
@pytest.mark.parametrize("place", ["$input.params().header", "$input.params().get('header')", "$method.request.header"])
def test_headers_stand_alphabetically_whatever_their_case(place: str, headers: list[str], names: str) -> None:
    request = {"header": dict.fromkeys(headers, "1")}
    assert ask(f"#foreach($h in {place}.keySet())$h #end", request=request) == (names, [])


def test_headers_print_and_give_their_values_and_entries_in_that_order() -> None:
    request = {"header": {"b": "1", "A": "2", "c": "3"}}
    assert ask("$input.params().header", request=request) == ("{A=2, b=1, c=3}", [])
    assert ask("#foreach($v in $input.params().header)$v#end", request=request) == ("213", [])
    assert ask("$input.params().header.values() $input.params().header.entrySet()", request=request) == ("[2, 1, 3] [A=2, b=1, c=3]", [])


def test_a_header_that_a_template_puts_in_stands_in_its_place() -> None:
    template = "#set($h = $input.params().header)#set($h.m = 'x')#set($ignored = $h.remove('b'))$h"
    assert ask(template, request={"header": {"z": "1", "b": "2"}}) == ("{m=x, z=1}", [])


def test_the_places_of_parameters_stand_as_recorded() -> None:
    assert ask("$input.params()")[0] == "{path={}, querystring={}, header={}}"
    assert ask("#foreach($p in $input.params().keySet())$p #end")[0] == "path querystring header "


def test_the_query_string_stands_alphabetically() -> None:
    assert ask("$input.params().querystring", request=query("year", "Make", "fuel"))[0] == "{Make=1, fuel=1, year=1}"
    assert (
        ask("#foreach($e in $method.request.querystring.entrySet())$e.key #end", request=query("q", "limit", "after"))[0]
        == "after limit q "
    )


SEEN = ["$Q.keySet()", "$Q.values()", "$Q.entrySet()", "#foreach($k in $Q.keySet())$k#end", "#foreach($v in $Q)$v#end"]
PRINTED = ["$Q", '#set($t = "$Q")', "$Q.toString()", "$util.urlEncode($Q.toString())", "$util.escapeJavaScript($Q)", "#set($t = 'a' + $Q)"]
NOT_SEEN = [
    "$Q.size() $Q.containsKey('bar') $Q.bar $Q.get('foo') $Q.isEmpty()", "#set($q = $Q)$q.foo", "#if($Q == '{}')x#end#if($Q)y#end",
    "$Q.nope", "#set($m = {'a': $Q})$m.a.bar",
]  # fmt: skip
DIFFERENT, SAME = query("bar", "baz", "foo"), query("red", "size")


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize("place", ["$input.params().querystring", "$input.params().get('querystring')"])
@pytest.mark.parametrize("template", SEEN + PRINTED)
def test_an_order_that_is_seen_is_told_where_a_hash_map_s_differs(template: str, place: str, *, trace: bool) -> None:
    template = template.replace("$Q", place)
    codes = [code for code, _ in ask(template, request=DIFFERENT, trace=trace)[1]]
    assert codes == ["uncertain.order"]
    assert ask(template, request=SAME, trace=trace)[1] == []
    assert ask(template, request=query("foo"), trace=trace)[1] == []


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize("place", ["$input.params().querystring", "$input.params().path"])
@pytest.mark.parametrize("template", NOT_SEEN)
def test_an_order_that_is_not_seen_is_not_told(template: str, place: str, *, trace: bool) -> None:
    request = {"querystring": DIFFERENT["querystring"], "path": DIFFERENT["querystring"]}
    assert ask(template.replace("$Q", place), request=request, trace=trace)[1] == []


@pytest.mark.parametrize("place", ["$method.request.querystring", "$method.request.multivaluequerystring", "$method.request.path"])
@pytest.mark.parametrize("template", SEEN)
def test_the_maps_of_method_have_the_same_doubt(template: str, place: str) -> None:
    request = {"querystring": DIFFERENT["querystring"], "path": DIFFERENT["querystring"]}
    assert ("uncertain.order") in {code for code, _ in ask(template.replace("$Q", place), request=request)[1]}


def test_it_is_told_once_with_its_place() -> None:
    template = "#set($q = $input.params().querystring) #foreach($k in $q.keySet())$k#end $q $input.params()"
    assert ask(template, request=DIFFERENT)[1] == [("uncertain.order", template.index(".keySet") + 1)]
    assert ask("12 $input.params()", request=DIFFERENT)[1] == [("uncertain.order", 4)]
    assert ask("12 #foreach($v in $input.params().querystring)$v#end", request=DIFFERENT)[1] == [("uncertain.order", 4)]


def test_members_that_a_scenario_or_a_template_adds_to_the_context_stand_in_a_hash_map_s_order() -> None:
    names = ask("#foreach($k in $context.keySet())$k #end", context={"authorizer": {}, "awsEndpointRequestId": "1"})[0].split()
    assert names == in_hash_order([*to_context({}, lambda: pytest.fail("nothing is written")), "authorizer", "awsEndpointRequestId"])
    template = (
        "#set($h = $context.responseOverride.header)#set($h.Zeta = 1)#set($h['Alpha'] = 2)#set($ignored = $h.putAll({'x': 3}))$h.keySet()"
    )
    assert ask(template)[0] == f"[{', '.join(in_hash_order(['Zeta', 'Alpha', 'x']))}]"
    authorizer = {"principalId": "p", "tenant": "t", "integrationLatency": 1, "scope": "s"}
    assert ask("$context.authorizer.keySet()", context={"authorizer": authorizer})[0] == f"[{', '.join(in_hash_order(authorizer))}]"


@given(some.lists(NAMES, unique=True, max_size=40), some.lists(NAMES, max_size=10))
def test_a_hash_map_stands_as_one_that_got_the_same_names_one_by_one(first: list[str], more: list[str]) -> None:
    filled = HashMap((name, 1) for name in first)
    names = list(first)
    for name in more:
        filled[name] = 2
        names += [name] if name not in names else []
        assert filled.keys() == set(names)
    assert list(filled) == list(filled.keys()) == [key for key, _ in filled.items()] == in_hash_order(names)
    assert len(filled) == len(names)


def test_a_hash_map_keeps_its_table_when_members_go() -> None:
    names = [f"n{number}" for number in range(14)]  # more than 12: the table has 32 buckets, and keeps them
    grown = HashMap((name, 1) for name in names)
    for name in names[1:-1]:
        del grown[name]
    assert list(HashMap([("n0", 1), ("n13", 1)])) == ["n13", "n0"]
    assert list(grown) == ["n0", "n13"]


@given(some.lists(NAMES, unique=True, max_size=20))
def test_a_tree_map_stands_by_its_names(names: list[str]) -> None:
    assert list(TreeMap((name, 1) for name in names)) == sorted(names)
    assert [name.lower() for name in map(str, HeaderMap((name, 1) for name in names))] == sorted(name.lower() for name in names)


def test_its_views_methods_and_copies_have_the_order() -> None:
    filled = TreeMap([("b", 2), ("a", 1)])
    filled["0"] = 0
    assert list(filled.values()) == [0, 1, 2]
    assert dict(filled) == {"0": 0, "a": 1, "b": 2}
    assert list(dict(filled)) == list({**filled}) == ["0", "a", "b"]
    key_set = find_method(filled, "keySet", 0)
    assert key_set is not None
    assert list(key_set(filled)) == ["0", "a", "b"]  # type: ignore[call-overload]
    filled |= {"A": 3}
    assert filled.to_text() == "{0=0, A=3, a=1, b=2}"
