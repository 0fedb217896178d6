"""What is said of a reference that prints nothing: the user's own words, cut between names, and the method that was meant."""

from __future__ import annotations

import pytest

from tests.gateway.checks.proof import fixed, prove
from tests.gateway.findings import run, told

BODY = '{"l": [1, 2], "m": {"a": {"S": "x"}}, "s": "abc", "n": 5, "ok": true, "empty": [], "list": [{"foo": 1}]}'
START = "#set($r = $input.path('$'))"


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ("$r.l.length()", "`$r.l` is a list, which has no method `length`; there is `size()`"),
        ("$r.l.count()", "`$r.l` is a list, which has no method `count`; there is `size()`"),
        ("$r.l.push(3)", "`$r.l` is a list, which has no method `push`; there is `add(…)`"),
        ("$r.l.isempty()", "there is `isEmpty()`"),
        ("$r.l.join(',')", "`$r.l` is a list, which has no method `join`."),
        ("$r.s.size()", "`$r.s` is a text, which has no method `size`; there is `length()`"),
        ("$r.s.toUpper()", "there is `toUpperCase()`"),
        ("$r.s.substr(1)", "there is `substring(…)`"),
        ("$r.s.substring()", "`substring(…)` of `$r.s` takes 1 or 2 arguments, not 0"),
        ("$r.m.keys()", "`$r.m` is a map, which has no method `keys`; there is `keySet()`"),
        ("$r.m.has('a')", "there is `containsKey(…)`"),
        ("$r.m.get()", "`get(…)` of `$r.m` takes 1 argument, not 0"),
        ("$r.n.toFixed(2)", "`$r.n` is a number, which has no method `toFixed`."),
        ("$r.n.parseLong('5')", "`$r.n` is an Integer, which has no method `parseLong`; there is `parseInt(…)`."),
        ("$r.n.isNaN()", "`$r.n` is an Integer, which has no method `isNaN`."),
        ("$r.ok.foo()", "`$r.ok` is true or false, which has no method `foo`."),
        ("$input.Path('$')", "`$input` has no method `Path`; there is `path(…)`"),
        ("$input.json()", "`json(…)` of `$input` takes 1 argument, not 0"),
        ("$r.m.a.S.foo().bar", "`$r.m.a.S` is a text, which has no method `foo`."),
        ("$input.path('$.l').count()", "`$input.path('$.l')` is a list, which has no method `count`; there is `size()`"),
        ("$input.path('$.l[0]').foo()", "`$input.path('$.l[0]')` is a number, which has no method `foo`."),
        ("$input.params().get()", "`get(…)` of `$input.params()` takes 1 argument, not 0"),
        ("$r.l[0].foo()", "`$r.l[0]` is a number, which has no method `foo`."),
        ("$r['m']['a'].S.size()", "is a text, which has no method `size`; there is `length()`"),
        ("$r.list[0].Foo", "`$r.list[0]` has no `Foo`; there is `foo`"),
        ("$input.path('$').M.a", "`$input.path('$')` has no `M`; there is `m`"),
        ("$r.l.get('a')", "`get('a')` gives nothing for `$r.l`"),
        ("$r.m.get('b')", "`get('b')` gives nothing for `$r.m`"),
        ("$r.l.size().foo()", "`foo()` gives nothing for `$r.l.size()`"),
    ],
)
def test_a_method_that_is_not_there_is_said_to_be(call: str, why: str) -> None:
    (finding,) = told(run(START + call, BODY), "vtl.undefined")
    assert finding.message.startswith(f"`{call}` is empty: ")
    assert why in finding.message


@pytest.mark.parametrize(
    "reference",
    [
        "$r.customer.address.street",
        "$input.path('$.Item.customerNumber.S.orderNumber').value.firstPart.secondPart",
        "$r." + "a" * 150,
    ],
)
def test_the_help_asks_for_the_reference_itself(reference: str) -> None:
    (finding,) = told(run(f"{START}{reference}", BODY), "vtl.undefined")
    assert f'#if({reference} != "")' in finding.help
    assert "$x" not in finding.help
    shown = finding.message.split("`")[1]
    assert shown == reference or (len(shown) <= 80 and shown.endswith("…") and reference.startswith(shown[:-1]))


@pytest.mark.parametrize(
    ("template", "instead"),
    [
        ("#foreach($i in $r.l)$i#if($i == 1)$foreach.stop()#end#end", "#break"),
        ("#foreach($i in $r.l)$i#if($i == 1)${foreach.stop()}x#end#end", "#{break}"),
        ("#foreach($i in $r.l)#foreach($j in $r.l)$foreach.parent.stop()#end#end", "#break($foreach.parent)"),
    ],
)
def test_a_loop_that_does_not_stop_is_told_what_stops_it(template: str, instead: str) -> None:
    document = {"template": START + template, "backend": {"body": BODY}}
    (finding,) = told(run(START + template, BODY), "vtl.undefined")
    assert "the loop goes on" in finding.message
    assert f"{instead} ends the loop" in finding.help
    assert instead in fixed(document, [finding])["template"]
    assert prove(document, finding, [{"backend": {"body": '{"l": []}'}}, {"backend": {"body": '{"l": [3]}'}}]) == []


@pytest.mark.parametrize("call", ["$!foreach.stop()", "#set($ended = $foreach.stop())", "#if($foreach.stop())#end"])
def test_a_loop_that_does_not_stop_is_told_of_where_nothing_prints(call: str) -> None:
    (finding,) = told(run(f"{START}#foreach($i in $r.l){call}#end", BODY), "lint.not-run")
    assert "the loop goes on" in finding.message
    assert "#break ends the loop" in finding.help


def test_what_stops_is_not_told_of() -> None:
    result = run(START + "#foreach($i in $r.l)#if($i == 2)#break#end$i#end#set($v = {'stop': 1})$v.stop", BODY)
    assert (result.body, told(result, "vtl.undefined") + told(result, "lint.not-run")) == ("11", [])


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        ("$r.l.get(7)", ".size()"),
        ("$r.s.substring(9)", ".length()"),
        ("$r.n.parseInt('x')", "matches"),
        ("$r.s.split('(')", "backslash"),
        ("$util.base64Decode('?')", "base64"),
        ("$util.urlDecode('%')", "%"),
        ("$util.parseJson('{')", "JSON"),
        ("$input.path('$.a[')", "JSONPath"),
        ("$r.l.size(1)", "no argument"),
        ("$r.l.iterator().next().foo$r.empty.iterator().next()", "hasNext"),
        ("#foreach($i in $r.l)$r.l.add(1)#end", "loop goes over"),
    ],
)
def test_what_fails_in_java_is_told_with_what_helps(call: str, hint: str) -> None:
    (finding,) = told(run(START + call, BODY), "vtl.method")
    assert hint in finding.help
