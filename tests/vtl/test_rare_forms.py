"""Forms that hardly anybody writes, as Velocity 1.7 renders them; found by random templates."""

from __future__ import annotations

import re

import pytest

from playground import Limits, Scenario, evaluate
from tests.vtl.templates import DOCUMENT, PARAMETERS, PREFIX, Templates
from tests.vtl.velocity import needs_velocity, velocity

FAILS = None
FORMS = [
    # `##` after a name that follows a dot is text; where a `$` and a character that is no name follow, it is lost.
    ("$b.s##5", "hello##5"),
    ("$b.s##$5", "hello5"),
    ("$b.s##$-5", "hello-5"),
    ("$b.s##$$5", "hello5"),
    ("$b.s##$ x", "hello##$ x"),
    ("$b.s##$b.n", "hello##5"),
    ("${b.s}##$5", "hello"),
    ("$b.l[0]##$5", "15"),
    # An escaped reference prints as it is written, but is asked for its value.
    ("\\$b.l[0]", "$b.l[0]"),
    ("\\$b.l[9]", FAILS),
    ("\\$!b.l[9]", FAILS),
    ('\\$b.m.put("q", 1)[$b.m.q]', '$b.m.put("q", 1)[$b.m.q]'),
    # What Velocity does not know prints without the text that no token took.
    ("#foo(1 $)", "#foo(1 )"),
    ("#foo($5)", "#foo(5)"),
    ("#foo($ $b.n)", "#foo( $b.n)"),
    ("#foo(1 $ 2)", FAILS),
    ("#foo( # 1)", FAILS),
    ("#foo(1  2)", "#foo(1  2)"),
    ("$ #foo(1)", "$ #foo(1)"),
    ("#@foo()a#*c*#b#end", "#@foo()a*#b#end"),
    ("#literal()#foo(1 $)#*c*##end", "#foo(1 $)"),
    # #foreach without parentheses and #define without one variable fail wherever they stand.
    ("#if(false)#foreach x#end", FAILS),
    ("#if(false)#foreach()#end#end", ""),
    ('#if(false)#set($x = "#foreach")#end', FAILS),
    ("#if(false)#define x#end", FAILS),
    ("#if(false)#define($x $y)a#end#end", FAILS),
    ("#if(false)#define('x')a#end#end", ""),
    # A #define that is a condition is rendered for it.
    ("#define($e)#set($z = 1)#end#if($e)$z#end", "1"),
    ("#define($e)#set($z = 1)#end#if(!$e)a#{else}$z#end", "1"),
    ("#define($e)$b.l[9]#end#if($e)a#end", FAILS),
    ("#define($e)a#stop b#end#if($e)y#end", ""),
    ("#define($e)a#break b#end#if($e)y#end", "y"),
    # Comments lose their words in the blocks that print as they are written.
    ("#@foo()a##c\nb#end", "#@foo()a##\nb#end"),
    ("#literal()a##c\nb#* c *#d#end", "a##\nbd"),
    # Directives with too little in their parentheses, and parentheses of nobody's.
    ("#include()x", "x"),
    ("#include ()x", "x"),
    ("#literal()#end", FAILS),
    ("#macro", FAILS),
    ("#macro x", FAILS),
    ("#if)", FAILS),
    ("#if(true)a#elseif)b#end", FAILS),
    ("#foo #elseif)", FAILS),
    ("#if(true))x#end", ")x"),
    ("#{if}(true))x#end", ")x"),
    ("#foo(1))", "#foo(1))"),
    ("$b.s.length())", "5)"),
    ("#foreach($i in [1])#break)x#end", ""),
    ("#break($b)x", FAILS),
    # What stands third in #foreach is its body, and nothing comes after it.
    ("#foreach($i in [1, 2] 3)$i#end", ""),
    ("#foreach($i in [1, 2] $b.n)$i#end", "55"),
    ("#foreach($i of [1, 2])$i#end", "12"),
    # `\` and `#` where neither belongs, and a name that is a word of the language.
    ("$\\!b.s", ""),
    ("\\$!b.s", "$!b.s"),
    ("#set($a = #5)", FAILS),
    ("#if(#5)#end", FAILS),
    ("${b.true}", FAILS),
    ("$b.trueish", ""),
    # A #define that asks for itself.
    ("#define($e)#if($e)x#end#end$e", "x"),
    ("#define($e)a#if($e == 'x')b#end#end$e", "a"),
    # A number is no condition's false, but a computation is none at all.
    ("#if($b.n + 1)x#end", ""),
    ("#if(!($b.n * 2))x#{else}y#end", "x"),
    # A collection that changes while a loop goes over it: at its new end the loop of a list ends, elsewhere it fails.
    ("#set($l = [1, 2, 3])#foreach($i in $l)$i#set($x = $l.add(4))#end", FAILS),
    ("#set($l = [1, 2, 3])#foreach($i in $l)$i#if($i == 3)#set($x = $l.add(4))#end#end", FAILS),
    ("#set($l = [1, 2, 3])#foreach($i in $l)$i#if($i == 2)#set($x = $l.remove(0))#end#end", "12"),
    ("#set($l = [1])#foreach($i in $l)#foreach($j in $l)#set($x = $l.add(2))#end$i#end", FAILS),
    ("#foreach($i in [$b.l])#set($x = $i.add(1))$i.size()#end", "4"),
    ("#set($m = {'k': 1})#foreach($i in $m.keySet())$i#set($x = $m.put('q', 1))#end", "k"),
    ("#set($m = {'k': 1, 'q': 2})#foreach($i in $m.keySet())$i#set($x = $m.remove('q'))#end", FAILS),
    ("#set($m = {'k': 1, 'q': 2})#foreach($i in $m)$i#set($x = $m.clear())#end", FAILS),
    # Keys that are no texts.
    ("#set($m = {[1]: 2})$m.get([1]) $m.containsKey([1]) $m.containsKey([2]) $m", "2 true false {[1]=2}"),
    ("#set($m = {1.5: 2})$m.get(1.5) [$m.get('1.5')]", "2 []"),
]


@pytest.mark.processes
@needs_velocity
def test_velocity_renders_them_so() -> None:
    assert velocity((PREFIX + template, DOCUMENT) for template, _ in FORMS) == [text for _, text in FORMS]


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize(("template", "text"), FORMS)
def test_a_rare_form_renders_as_in_velocity(template: str, text: str | None, *, trace: bool) -> None:
    result = evaluate(Scenario.from_document({"template": PREFIX + template, "backend": {"body": DOCUMENT}}), trace=trace)
    assert (None if result.status == 500 else result.body) == text


@pytest.mark.measured
@pytest.mark.slow
def test_a_record_of_the_run_changes_nothing() -> None:
    supply = Templates(11)
    templates = [
        "#define($e)#set($z = $z + 'x')#end#if($e == 1)a#end$z",
        "#set($b.l[0] = $b)#set($y = $b.m.entrySet() <= $b)k",
        "#set($b.l[0] = $b)#set($y = $b)#if($b.l == $b.l)k#end",
        *(supply.one() for _ in range(300)),
    ]
    for template in templates:
        document = {"template": PREFIX + template, "backend": {"body": DOCUMENT}, "request": PARAMETERS}
        scenario = Scenario.from_document(document)
        plain, recorded = (evaluate(scenario, _UNHURRIED, trace=trace).to_document() for trace in (False, True))
        for name in ("status", "headers", "diagnostics"):
            assert plain[name] == recorded[name], template
        assert _ADDRESS.sub("@", str(plain["body"])) == _ADDRESS.sub("@", str(recorded["body"])), template


_UNHURRIED = Limits(seconds=600, regex=600)
"""What is told must not depend on how busy the machine is."""
_ADDRESS = re.compile(r"@[0-9a-f]+")
