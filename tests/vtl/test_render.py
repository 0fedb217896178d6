"""What templates write: the language by itself, with small hosts in the place of API Gateway's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import Scenario, evaluate
from playground.errors import LimitReached, TemplateFailure
from playground.limits import Limits
from playground.vtl import Run, parse


def render(template: str, variables: dict[str, object] | None = None, limits: Limits | None = None) -> str:
    limits = limits or Limits()
    return parse(template, limits).render(variables or {}, Run(limits))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("#set($x = 1) #set($y = 2) $x$y", " 12"),
        ("a\n  #if(true)\n  b\n  #end\nc", "a\n    b\n  c"),
        ("[$nope][$!nope][${nope.a.b}]", "[][][]"),
        ("#if($nope)yes#end", "yes"),
        ("#if($nope == '')yes#end", "yes"),
        ("#if(1)yes#{else}no#end", "no"),
        ("#set($x = 5)#set($x = 1 / 0)$x", "5"),
        ("#set($x = {'a': 1})#set($x.b = [1, 'c'])$x", "{a=1, b=[1, c]}"),
        ("#foreach($i in [1..3])$i#if($foreach.hasNext),#end#end", "1,2,3"),
        ("#define($x)[$i]#end#foreach($i in [1,2])$x#end", "[1][2]"),
        ("#define($x)[#break]#end($x)($!x)!$x", "([)([)!["),
        ("#define($x)a#foreach($i in [1..200])$i#stop#end#end[$x]", "["),
        ("#define($x)<$x>#end$x", "<<$x>>"),
        ("#define($x)<$!x>#end\\\\$x", "\\<<$!x>>"),
        ("\\$x \\\\$x \\#if \\#foo", "$x \\ #if \\#foo"),
        ('#set($x = "a""b $y")$x', 'a"b '),
        ("#[[ $x #if ]]#", " $x #if "),
        ("#foo(1 $x)", "#foo(1 $x)"),
        ("$x.class.name", ""),
        ("#set($s='a😀b')$s.length() $s.substring(1, 3) $s.indexOf('b')", "4 😀 3"),
        ("#set($s='b')$s.compareTo('a') #set($n = 7) $n.class.name", "1 java.lang.Integer"),
    ],
)
def test_a_template_writes(template: str, text: str) -> None:
    assert render(template) == text


# A name after a dot begins with a letter (Velocity 1.7), so `.__class__` is plain text; what else is not listed is nothing.
@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("$s.__class__.__base__.__subclasses__()", "text.__class__.__base__.__subclasses__()"),
        ("$s.format.__globals__", ".__globals__"),
        ("$m.__init__.__globals__", "{a=1}.__init__.__globals__"),
        ("$m.items() $m.keys", " "),
        ("$l.append(1)", ""),
        ("$n.real $n.bit_length()", " "),
        ("$s['__class__']", ""),
        ("$m['__class__']", ""),
        ('$m.get("__class__")', ""),
        ("$class $self $scope $run $variables", "    "),
        ("#set($m.__class__ = 1)", None),
        ("#set($m['__class__'] = 1)$m", "{a=1, __class__=1}"),
        ("$s.getClass().forName('java.lang.Runtime')", ""),
        ("$s.class.classLoader $s.class.methods $s.class.forName('x')", "  "),
        ("$s.encode('utf-8') $s.upper()", " "),
    ],
)
def test_no_name_reaches_python(template: str, text: str | None) -> None:
    variables: dict[str, object] = {"s": "text", "m": {"a": 1}, "l": [1], "n": 5}
    if text is None:
        with pytest.raises(TemplateFailure):
            render(template, variables)
    else:
        assert render(template, variables) == text


@pytest.mark.parametrize(
    "call",
    [
        "$s.length(1)",  # Velocity takes a method without parameters for one that fits, and fails when it calls it
        "$m.size('x')",
        "$l.isEmpty($s)",
        "$s.compareTo(5)",
        "$n.compareTo('5')",
        "$s.substring(9)",
        "$l.get(7)",
        "$m.keySet().add('x')",
        "$s.replaceAll('(', 'x')",
        "$s.replaceAll('t', '$9')",
    ],
)
def test_a_call_that_fails_in_java_fails_the_template_at_its_place(call: str) -> None:
    with pytest.raises(TemplateFailure) as failure:
        render(f"ab {call}", {"s": "text", "m": {"a": 1}, "l": [1], "n": 5})
    (diagnostic,) = failure.value.diagnostics
    assert diagnostic.code == "vtl.method"
    assert diagnostic.span is not None
    assert diagnostic.span.start >= 3


@pytest.mark.parametrize(
    "call", ["$s.contains(1)", "$s.foo()", "$s.substring('a')", "$t.intValue()", "$n.isNaN()", "$m.keySet().indexOf('a')", "$t.size()"]
)
def test_a_method_that_does_not_fit_is_nothing(call: str) -> None:
    assert render(f"[{call}]", {"s": "text", "m": {"a": 1}, "t": True, "n": 5}) == "[]"


@pytest.mark.parametrize("template", ["#include('/etc/passwd')", "#parse('/etc/passwd')"])
def test_no_directive_reads_a_file(template: str) -> None:
    with pytest.raises(TemplateFailure) as failure:
        render(template)
    assert failure.value.diagnostics[0].code == "vtl.directive"


def test_format_takes_javas_conversions_and_no_pythons() -> None:
    assert render("$s.format('{0.__class__} %s', 'x')", {"s": ""}) == "{0.__class__} x"


@pytest.mark.parametrize(
    ("name", "template", "used"),
    [
        ("iterations", "#foreach($i in [1..7])#end", 7),
        ("output", "1234567", 7),
        ("steps", "$a$a$a$a$a$a$a", 7),
        ("string", "#set($x = 'abcdefg')#set($y = $x + '')", 7),
    ],
)
def test_a_limit_holds_at_its_number_and_not_below(name: str, template: str, used: int) -> None:
    render(template, limits=Limits(**{name: used + 1}))
    render(template, limits=Limits(**{name: used}))
    with pytest.raises(LimitReached) as reached:
        render(template, limits=Limits(**{name: used - 1}))
    assert reached.value.name == name


@pytest.mark.parametrize(
    "template",
    [
        "$x" * 12,
        "#foreach($i in [1..900])$x#end",
        "#foreach($i in [1..900])$x#break#end" * 20,
        '#set($y = "$x$x$x$x$x$x$x$x$x$x$x$x")',
        '#foreach($i in [1..900])#set($y = "$x$i")#end',
        "#define($d)$x#end#foreach($i in [1..900])$d#end",
        "#foreach($i in [1..900])$m#end",
        "#foreach($i in [1..900])$x.concat($i.toString())#end",
    ],
)
def test_the_output_is_counted_before_it_takes_memory(template: str) -> None:
    run = Run(Limits())
    with pytest.raises(LimitReached) as reached:
        parse(template, run.limits).render({"x": "x" * 1_000_000, "m": {"x": "x" * 1_000_000}}, run)
    assert reached.value.name == "output"
    assert run.output_left > -100 * 1_000_000


def test_a_loop_ends_at_the_gateways_limit_with_a_warning() -> None:
    for size, written in ((9, 9), (10, 10), (11, 10)):
        run = Run(Limits(loop=10))
        assert parse(f"#foreach($i in [1..{size}])x#end", run.limits).render({}, run) == "x" * written
        assert [note.code for note in run.notes.take()] == ["limit.loop"] * (size > 10)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("$x", "`$x` is undefined here"),
        ("#foreach($e in [{'a': 1}, {}])$e.a#end", "item 2 of 2 has no `a`"),
        ("#foreach($e in [{}])#foreach($f in [1, 2])$e.a#end#end", "item 1 of 1 has no `a`"),
        ("$m.b.c", "`$m` has no `b`"),
        ("$m.a-1", "to subtract, write `a - 1`"),
        ("$m.get('z')", "`get('z')` gives nothing"),
        ("#if($m.b)x#end", "is true although `$m.b` is undefined"),
        ("#set($z = 0)#if($z)x#end", "is 0"),
        ("#foreach($e in 'text')x#end", "loops over a string"),
    ],
)
def test_what_is_hardly_meant_is_said(template: str, said: str) -> None:
    run = Run(Limits())
    parse(template, run.limits).render({"m": {"a": 1}}, run)
    (note,) = run.notes.take()
    assert said in note.message


@pytest.mark.parametrize(
    "template", ["$!x", "#set($x = 1)$x", "#if($m.a == 1)x#end", "#if(true)x#end", "#foreach($e in $nope)x#end", "$m.a"]
)
def test_what_is_meant_is_not_said(template: str) -> None:
    run = Run(Limits())
    parse(template, run.limits).render({"m": {"a": 1}}, run)
    assert run.notes.take() == []


def test_what_holds_itself_fails_as_in_java() -> None:
    assert render("#set($m = {})#set($m.self = $m)$m") == "{self=(this Map)}"
    result = evaluate(
        Scenario.from_document(
            {
                "template": "#set($l = $input.path('$.l'))#set($x = $l.add($l))$l",
                "backend": {"body": '{"l": []}'},
            }
        )
    )
    assert result.status == 500


@given(
    st.lists(
        st.sampled_from(
            [
                "$x",
                "$x.a",
                "#if($x)",
                "#end",
                "#else",
                "#set($x=1)",
                "#foreach($x",
                "in",
                "[1..3])",
                '"',
                "'",
                "(",
                ")",
                "{",
                "}",
                "[",
                "]",
                ".",
                "\\",
                "$",
                "#",
                "\n",
                "a",
                "1",
                "..",
            ]
        ),
        max_size=12,
    )
)
def test_evaluation_never_raises(parts: list[str]) -> None:
    result = evaluate(Scenario.from_document({"template": "".join(parts), "backend": {"body": "{}"}}))
    assert result.status in {200, 500} or result.diagnostics
