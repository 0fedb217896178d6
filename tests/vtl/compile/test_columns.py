"""What a loop writes column by column is what one turn after the other writes: the text, what is told, what is used, what is left."""

from __future__ import annotations

import time
import tracemalloc
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from itertools import cycle, islice
from typing import Any, ClassVar

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from playground.errors import LimitReached, TemplateFailure
from playground.limits import Limits
from playground.vtl import Run, parse
from playground.vtl.compile import columns, foreach_batch
from playground.vtl.java.values import Host, JavaException, MethodTable, to_text
from tests.profiles import scaled


class Tool(Host):
    """`$tool`: as `$util`, with a method that tells something and one that fails; and one that remembers how often it was called."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.count = 0

    def shout(self, value: object) -> str:
        text = to_text(value)
        if "/" in text:
            self.run.notes.tell("uncertain.slash", self.run.span, lambda: ("A slash.", "Mind it."), "info")
        if text == "fail":
            raise JavaException("java.lang.Exception", "it failed")
        return text.upper()

    def turn(self) -> int:
        self.count += 1
        return self.count

    methods: ClassVar[MethodTable] = {("shout", 1): shout, ("turn", 0): turn}
    pure = frozenset({"shout"})


def attributes(value: str, number: Any) -> dict[str, Any]:
    return {"a": {"S": value}, "n": {"N": str(number)}, "f": number != 3, "l": [{"S": "p"}, {"S": value}], "m": {"x": {"S": "y"}, "z": 1}}


SHAPES: list[Any] = [
    attributes("it's", 3), attributes("x", 4), attributes("", 12), attributes("a/b", Decimal("1.5")), attributes("é😀", 1.5e10),
    attributes("fail", 1), {"a": {"N": "5"}, "l": [], "m": {}}, {"a": {"S": None}, "f": None, "l": "text"}, {},
    {"a": "text", "l": {"k": "v"}},
    {"a": {"S": ["a/b"]}}, None, "text", 7, ["q"],
]  # fmt: skip


def many(shapes: st.SearchStrategy[list[Any]]) -> st.SearchStrategy[list[Any]]:
    """Items of some shapes in turn."""
    return st.builds(lambda some, count: list(islice(cycle(some), count)), shapes, st.integers(16, 150))


REGULAR_ITEMS = many(st.lists(st.sampled_from(SHAPES[:5]), min_size=1, max_size=4))
ITEMS = st.one_of(
    REGULAR_ITEMS,
    st.tuples(st.integers(0, 100), st.sampled_from(SHAPES), st.integers(0, 100)).map(
        lambda t: [SHAPES[0]] * t[0] + [t[1]] + [SHAPES[1]] * t[2]
    ),
    many(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3)),
)
LIMITS = st.sampled_from([Limits()] * 4 + [
    Limits(loop=1), Limits(loop=70), Limits(iterations=65), Limits(iterations=90), Limits(steps=300), Limits(output=700), Limits(string=4),
])  # fmt: skip

Words = st.SearchStrategy[str]


class Grammar:
    """Bodies of loops, made of these: what stands by itself, conditions, and what is gone over (a variable, a collection)."""

    def __init__(self, simple: Words, conditions: Words, loops: list[tuple[str, str]]) -> None:
        self.conditions = conditions
        self.loops = loops
        self.statements = st.recursive(simple, self.blocks, max_leaves=8)
        self.bodies = st.lists(self.statements, min_size=1, max_size=5).map("".join)

    def blocks(self, inner: Words) -> Words:
        block = st.lists(inner, max_size=3).map("".join)
        loops = [st.builds(f"#foreach({name} in {collection}){{}}#end".format, block) for name, collection in self.loops]
        return st.one_of(
            st.builds("#if({}){}#end".format, self.conditions, block),
            st.builds("#if({}){}#else {}#end".format, self.conditions, block, block),
            st.builds("#if({}){}#elseif({}){}#else {}#end".format, self.conditions, block, self.conditions, block, block),
            *loops,
        )


TEXTS = [" text ", ", ", "## c\n", "#[[ $x ]]#", "#if($foreach.hasNext),#{end}"]
REGULAR = Grammar(
    st.sampled_from([
        *TEXTS, "$i.a.S", "$!i.a.S", "$i.n.N", "$other", "$foreach.index", "$velocityCount", "$v", "$!nope", "$d", "$!d", "$e", "$!j.S",
        "$tool.shout($i.a.S)", "$tool.shout($v).length()", "$i.a.S.replaceAll(\"'\", '-')", "$i.m.size()", "$i.get('a').S", "$!k",
        "$other.concat($v)", "$i.a.S.replaceAll('[a-z]', '$0$0')", "$i.l[0].S", "$i.l.get(1).S.length()", "$!i.nope", "$!i.a.N.length()",
        "#set($v = $i.a.S)", "#set($v = 'x')", '#set($v = "$i.a.S-$v")', "#set($v = $i.n.N + 1)", "#set($v = $foreach.count * 2)",
        '#set($v = "$!k")', "#set($v = $i.f)", '#set($v = "#if($i.f)<$d>#end")',
    ]),
    st.sampled_from([
        "$i.a.S != ''", "$i.a == ''", "$i.a != '{S=x}'", "$foreach.hasNext", "$foreach.first", "$velocityHasNext", "$foreach.last",
        "$i.f", "!$i.f", "$i.n.N == '3'", "$i.n.N != $v", "$foreach.index > 2 && $i.f", "$i.f || $i.a.S.length() > 1",
        "($v == 'x') && !$i.f", "$i.nope.S == ''", "true", "$i.m.containsKey('x')", "$k != 'a'",
    ]),
    [("$j", "$i.l"), ("$k", "$i.m.keySet()"), ("$k", "$i.keySet()"), ("$k", "$i.m.entrySet()")],
)  # fmt: skip
"""What can be done in columns, with regular items."""

NAMES = ["i", "i.a", "i.a.S", "i.n.N", "i.f", "i.m", "i.m.x.S", "other", "v", "w", "j", "j.S", "k", "foreach", "foreach.count", "nope.x"]
CALLS = [
    "tool.shout($i.a.S)", "tool.shout($j.S)", "i.get('a')", "i.a.S.length()", "i.m.get($k)", "i.get($other)", "w.substring(1)", "i.l[5]",
    "tool.turn()", "list.add($i)", "i.put('x', 1)", "i.a.S.strip()", "i.a.S.foo()", "i.l.get(0).S", "i.class", "i.m.x.get('S')",
    "i.l.size(1)",
]  # fmt: skip
REFERENCES = st.builds("{}{}".format, st.sampled_from(["$", "$", "$!", "\\$", "!$"]), st.sampled_from(NAMES + CALLS))
VALUES = REFERENCES | st.sampled_from(["'x'", "''", "1", "2.5", "true", '"$i.a.S-$v"', '"$j.S"', '"#if($i.f)$other#end"', "[$i]", "[1..2]"])
OPERATORS = st.sampled_from(["==", "!=", "<", ">=", "&&", "||", "+", "-"])
CONDITIONS = st.builds("{} {} {}".format, VALUES, OPERATORS, VALUES) | st.builds("!{}".format, REFERENCES) | REFERENCES
ANY = Grammar(
    st.one_of(
        REGULAR.statements, REGULAR.statements, REFERENCES, st.sampled_from(["#break", "#stop", "#define($d)x#end", "#set($i.x = 1)"]),
        st.builds("#set(${} = {})".format, st.sampled_from(["v", "w", "other", "i", "foreach"]), VALUES | CONDITIONS),
    ),
    CONDITIONS,
    [("$j", "$i.l"), ("$i", "$i.m"), ("$v", "$i"), ("$k", "$other"), ("$k", "[1..3]"), ("$k", "$items")],
)  # fmt: skip
"""What may not be, and then is left to the turns."""
DEFINES = st.builds("#define($d){}#end#define($e)[$d{}]#end".format, st.just("<$i.a.S>") | REGULAR.bodies, st.just("") | REGULAR.bodies)
FIRST = st.sampled_from(["", "#set($v = 'q')", "#set($v = 'q')"])
AFTER = "|$!v|$!w|$!i|$!other|$!foreach|$!k|$list|$tool.turn()"


def outcome(template: str, items: list[Any], limits: Limits) -> object:
    run = Run(replace(limits, seconds=60, regex=60))  # a machine may stand still for a while
    variables = {"items": deepcopy(items), "other": "a", "w": "word", "list": [], "tool": Tool(run)}
    try:
        text = parse(template, limits).render(variables, run)
    except TemplateFailure as failure:
        return [diagnostic.message for diagnostic in failure.diagnostics], run.iterations
    except LimitReached as limit:
        return limit.name, str(limit)
    return text, run.notes.take(), run.iterations, run.steps_left, run.output_left


TWICE = "#foreach($k in $i.keySet())#if($k != 'a')$v.S#end#set($v = $i.get($k))#end"
"""A variable that is read before the turn sets it."""


@pytest.mark.measured
@pytest.mark.slow
@example(
    "",
    "#define($d)$v.S#end",
    "#foreach($k in $i.keySet())#set($v = $i.get($k))#if($v.S != '')$d#else $!v.N#end#end",
    SHAPES[:2] * 20,
    Limits(),
)
@example("#set($v = 'q')", "", TWICE, SHAPES[:2] * 20, Limits())
@example("", "", "#foreach($j in $i.l)#if($j.S == 'x')#set($v = $j.S)#end#end$!v", SHAPES[:2] * 20, Limits())
@example("#set($v = 'q')", "", "#if($i.f)#set($v = 'x')#else #set($v = \"$v-\")#end$v", SHAPES[:2] * 20, Limits(steps=300))
@example("", "#define($d)<$d>#end", "$d$!i.nope.S", SHAPES[:2] * 20, Limits())
@example("", "", "$i.a.S $i.a.N $tool.shout($i.a.S)", [SHAPES[3], SHAPES[6]] * 70, Limits())
@settings(max_examples=scaled(150))
@given(FIRST, DEFINES | st.just(""), REGULAR.bodies, REGULAR_ITEMS, LIMITS)
def test_columns_are_what_the_turns_would_be(first: str, define: str, body: str, items: list[Any], limits: Limits) -> None:
    event(compare(f"{define}#set($k = 'a')#foreach($i in $items){first}{body}#end{AFTER}", items, limits))


@pytest.mark.measured
@pytest.mark.slow
@settings(max_examples=scaled(150))
@given(FIRST, DEFINES, ANY.bodies, ITEMS, LIMITS)
def test_what_is_irregular_is_left_to_the_turns(first: str, define: str, body: str, items: list[Any], limits: Limits) -> None:
    event(compare(f"{define}#set($k = 'a')#foreach($i in $items){first}{body}#end{AFTER}", items, limits))


MANY = [{"l": list(range(200)), "s": "x"}] * 100
"""More turns of an inner loop than are done at once, for the first of them; fewer for the others."""
DATED = {"a": {"S": "x"}, "n": 4, "day": 0}


@pytest.mark.parametrize(
    ("define", "body", "items", "way"),
    [
        ("", "#foreach($j in $i.l)#if($j != 'x')$j#end#end", MANY, "in columns"),
        ("", "#foreach($j in $i.l)$j#set($v = $j)#end$!v", [{"l": []}] * 40, "irregular"),
        ("", "$i.n.replaceAll('x', 'y')", [DATED] * 40, "irregular"),
        ("", "$i.a.S.replaceAll('x', 'yyyy')", [DATED] * 40, "in columns"),
        ("", "$i.a.S.foo('x')", [DATED] * 40, "irregular"),
        ("", "$i.get('a').class.name", [DATED] * 40, "irregular"),
        ("#define($d)x#end", "#if($d)y#end", [DATED] * 40, "irregular"),
        ("", "#if($i.day + 1)y#end", [DATED] * 40, "irregular"),
        ("", "#if($i.a.S)y#end", [{"a": {"S": ""}}] * 140, "in columns"),
        ("", "[$!i.get('b').get('S')]", [DATED, {"b": {"S": "z"}}] * 40, "in columns"),
        ("", "[$!i.get('c').get('S')]", [DATED] * 40, "in columns"),
        ("", "#define($q)x#end$i.a.S", [DATED] * 40, "irregular"),
        ("", '#set($v = "#stop$i.a.S")$v', [DATED] * 40, "irregular"),
        ("", "#if($i == 'x')y#end", [{f"k{number}": number for number in range(60)}] * 40, "in columns"),
    ],
)
def test_what_examples_rarely_have_is_what_the_turns_would_be(define: str, body: str, items: list[Any], way: str) -> None:
    assert compare(f"{define}#foreach($i in $items){body}#end{AFTER}", items, Limits()) == way


def compare(template: str, items: list[Any], limits: Limits) -> str:
    """Render in columns, and one turn after the other: which way it went."""
    done: list[bool] = []
    render = columns.LoopColumns.render

    def noted(self: columns.LoopColumns, *arguments: Any) -> foreach_batch.Rendered | None:
        made = render(self, *arguments)
        done.append(made is not None)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(foreach_batch, "FEWEST", 10**9)
        patch.setattr(columns.LoopColumns, "render", noted)
        fast = outcome(template, items, limits)
        patch.setattr(columns, "FEWEST", 10**9)
        assert fast == outcome(template, items, limits)
    return "in columns" if True in done else "irregular" if done else "few items"


@pytest.mark.parametrize(
    ("body", "done"),
    [
        ("$i.a.S", [True, True]),
        ("#if($i.a != '')$tool.shout($i.a.S).replaceAll('x', 'y')#{else}null#end", [True, True]),
        ("#foreach($k in $i.keySet())#set($v = $i.get($k))$k#if($v.S != '')$v.S#end#if($foreach.hasNext),#end#end", [True, True]),
        ("#if($i.f)#set($v = 'x')#else#set($v = 'y')#end$v", [True, True]),
        ("$i.a.N", [False, True]),  # told in the turns, and only counted from then on
        ("$i", [False, False]),  # what a map prints may be more than that
        ("$tool.turn()", [False, False]),
        ("#if($foreach.index == 5)#break#end", [False]),
    ],
)
def test_what_is_regular_is_written_in_columns(body: str, done: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreach_batch, "FEWEST", 10**9)
    found: list[bool] = []
    render = columns.LoopColumns.render

    def noted(self: columns.LoopColumns, scope: Any, items: Any, start: int) -> foreach_batch.Rendered | None:
        made = render(self, scope, items, start)
        if len(items) >= columns.FEWEST:
            found.append(made is not None)
        return made

    monkeypatch.setattr(columns.LoopColumns, "render", noted)
    outcome(f"#foreach($i in $items){body}#end", SHAPES[:2] * 50, Limits())
    assert found == done


def test_time_that_is_over_ends_a_loop_in_columns() -> None:
    limits = Limits(seconds=0.05, loop=10**9, iterations=10**9, steps=10**9)
    body = "#foreach($k in $i)#foreach($j in $i)#if($j != 'x')$k#end#end#end"
    start = time.process_time()
    with pytest.raises(LimitReached, match=r"0\.05 s"):
        parse(f"#foreach($i in $items){body}#end", limits).render({"items": [["a"] * 12] * 50_000}, Run(limits))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "body",
    [
        "#if($i)$big#end",
        '#set($x = "$big$i")$i',
        "#set($x = $big + $i)",
        "#set($x = $big.replaceAll('a', 'aaaaaaaaaa'))",
        '$big.concat("$i")',
    ],
)
def test_long_texts_are_made_one_after_the_other(body: str) -> None:
    tracemalloc.start()
    try:
        with suppress(LimitReached):
            parse(f"#foreach($i in $items){body}#end", Limits()).render({"items": ["x"] * 65, "big": "a" * 900_000}, Run(Limits()))
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_a_slow_regular_expression_ends_the_same_in_columns() -> None:
    limits = Limits(regex=0.02)
    with pytest.raises(LimitReached, match="regular expression"):
        parse("#foreach($i in $items)$i.a.S.replaceAll('(a|aa)+$', '')#end", limits).render({"items": [SLOW] * 40}, Run(limits))


SLOW = {"a": {"S": "a" * 40 + "!"}}
