from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.diagnostics import Diagnostic, position
from playground.errors import LimitReached, TemplateFailure
from playground.limits import Limits
from playground.vtl import parse

CUT_OFF = """#set($inputRoot = $input.path('$'))

#if($inputRoot.Count == 0)
  #set($context.responseOverride.status = 404)
    #foreach($elem in $inputRoot.Items) {
        "progress": "$elem.progress.S",
        "updated": "$elem.updated.S"
"""


def diagnostics(text: str) -> list[Diagnostic]:
    with pytest.raises(TemplateFailure) as failure:
        parse(text, Limits())
    return list(failure.value.diagnostics)


def test_each_directive_left_open_is_said_with_its_line_and_what_to_add() -> None:
    found = diagnostics(CUT_OFF)
    assert [(diagnostic.code, diagnostic.message.split(" is open")[0]) for diagnostic in found] == [
        ("vtl.unclosed", "`#if`"),
        ("vtl.unclosed", "`#foreach`"),
    ]
    assert ["since line 3" in found[0].message, "since line 5" in found[1].message] == [True, True]
    assert all("add `#end`" in diagnostic.message for diagnostic in found)
    assert [CUT_OFF[diagnostic.span.start] for diagnostic in found if diagnostic.span] == ["#", "#"]


@pytest.mark.parametrize(
    "text", [CUT_OFF, CUT_OFF + "## so far", CUT_OFF + "x", "#if(true)a", '#set($a = "#if(true)a#end")#foreach($i in [1])$i #*c*#']
)
def test_the_fix_of_the_first_open_directive_closes_all(text: str) -> None:
    first, *others = diagnostics(text)
    assert [diagnostic.fix for diagnostic in others] == [()] * len(others)
    (fix,) = first.fix
    assert fix.span.start == fix.span.end == len(text)
    parse(text + fix.text, Limits())


@pytest.mark.parametrize(
    "text", ["#if", "a #if(", "#if(true) #* c", "#if(true)a$", '#set($a = "#if(true)b")', "#if($a = 1)#if(true)", "#if(true)$a.b("]
)
def test_no_fix_is_offered_that_would_not_close_it(text: str) -> None:
    assert [diagnostic.fix for diagnostic in diagnostics(text) if diagnostic.fix] == []


@pytest.mark.parametrize(
    ("text", "code", "place", "said"),
    [
        ("a #end", "vtl.stray", (1, 3), "has no matching directive"),
        ("#foreach($i in [1])\n#else\n#end", "vtl.stray", (2, 1), "cannot stand inside `#foreach`"),
        ("#if($a == 5 -1)x#end", "vtl.syntax", (1, 13), "write `- 1`"),
        ("#set($a = null)", "vtl.syntax", (1, 11), "no `null`"),
        ("#if($a = 1)x#end", "vtl.syntax", (1, 8), "write `==`"),
        ("#set($a = 'x)", "vtl.syntax", (1, 11), "never closed"),
        ("costs 5 $", "vtl.syntax", (1, 9), "cannot end in `$`"),
        ('#set($a = "say \\"hi\\"")', "vtl.syntax", (1, 18), "write the quote twice"),
        ("#if $x == 1\nx#end", "vtl.syntax", (1, 5), "in parentheses"),
        ("#set($x == 1)", "vtl.syntax", (1, 9), "takes one `=`"),
        ("#macro()x#end", "vtl.syntax", (1, 8), "the macro's name"),
        ('#set($x = "x#if(true)y")', "vtl.unclosed", (1, 13), "`#if` is open"),
        ('#set($x = "x#end")', "vtl.stray", (1, 13), "has no matching directive"),
        ("$a.b(1 + 2)", "vtl.syntax", (1, 8), "`,` or `)`"),
        ("${a.b", "vtl.syntax", (1, 6), "`}`"),
        ("#set($x={a:1})", "vtl.syntax", (1, 10), "quotes"),
        ("\u00e9\U0001f600 #end", "vtl.stray", (1, 5), "has no matching directive"),
    ],
)
def test_a_syntax_error_names_what_was_found_and_where(text: str, code: str, place: tuple[int, int], said: str) -> None:
    (diagnostic,) = diagnostics(text)
    assert diagnostic.span is not None
    where = position(text, diagnostic.span.start)
    assert (diagnostic.code, (where.line, where.column)) == (code, place)
    assert said in diagnostic.message + diagnostic.help


def test_several_errors_are_said_at_once_in_their_order() -> None:
    text = "#set($a = 5 -1)\n#if($a = 1)\nx\n#end\n#end\n$a.b(1 + 2)\n#foreach($i in [1)\n$i\n#end\nfine $a"
    found = [(diagnostic.code, position(text, diagnostic.span.start).line) for diagnostic in diagnostics(text) if diagnostic.span]
    assert found == [("vtl.syntax", 1), ("vtl.syntax", 2), ("vtl.stray", 5), ("vtl.syntax", 6), ("vtl.syntax", 7)]


def test_nesting_is_bounded_at_the_limit() -> None:
    def nested(depth: int) -> str:
        return "#if(true)" * depth + "x" + "#end" * depth

    limits = Limits(nesting=20)
    deepest = next(depth for depth in range(1, 40) if not _fits(nested(depth), limits)) - 1
    assert deepest == 20 - 1  # the condition itself is one level
    assert _fits("#set($x = " + "[" * 20 + "1" + "]" * 20 + ")", Limits(nesting=21))
    assert not _fits("#set($x = " + "[" * 20 + "1" + "]" * 20 + ")", Limits(nesting=20))


def test_errors_are_told_as_far_as_the_text_without_the_first_is_not_too_deep() -> None:
    deep = "#if(true)" * 30 + "x" + "#end" * 30
    with pytest.raises(TemplateFailure) as caught:
        parse(f"#set($a = 5 -1)\n{deep}", Limits(nesting=20))
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["vtl.syntax"]


def test_what_is_deeper_than_python_can_go_is_too_deep_whatever_is_set() -> None:
    for text in ("#if(" + "(" * 20_000 + "1" + ")" * 20_000 + ")x#end", "#if(true)" * 20_000 + "#end" * 20_000):
        assert not _fits(text, Limits(nesting=10**6))


def _fits(text: str, limits: Limits) -> bool:
    name = ""
    try:
        parse(text, limits)
    except LimitReached as reached:
        name = reached.name
    assert name in {"", "nesting"}
    return not name


@pytest.mark.parametrize("text", ['#foreach($i in [0.."(a+)+$"])#end', '#set($x = [0.."$a (b)"])'])
def test_what_stands_in_a_string_is_not_the_statement_that_goes_wrong_after_it(text: str) -> None:
    with pytest.raises(TemplateFailure) as caught:
        parse(text, Limits())
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.span is not None
    assert text[diagnostic.span.start : diagnostic.span.end].startswith('"')


@given(st.text(alphabet="$#{}()[]\\!.,:=\"'*ab1 \nifendset", max_size=60))
def test_any_text_parses_or_gives_diagnostics_inside_the_text(text: str) -> None:
    try:
        parse(text, Limits())
    except TemplateFailure as failure:
        for diagnostic in failure.diagnostics:
            assert diagnostic.message
            assert diagnostic.span is not None
            assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        "$m.get([" * 18 + "1" + "])" * 18,
        "#*" * 100_000,
        "\\" * 200_000,
        "\\" * 100_000 + "#foo",
        "(" * 100_000,
        "#if(" + "(" * 100_000,
        "$a" + "[0]" * 20_000,
        "$a" + ".b" * 20_000,
        '#set($x = "' + '""' * 100_000 + '")',
        " \t" * 100_000 + "#set",
        "#[[" * 50_000,
        "##" + "#" * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    began = time.process_time()
    with contextlib.suppress(TemplateFailure, LimitReached):
        parse(hostile, Limits())
    assert time.process_time() - began < 5
