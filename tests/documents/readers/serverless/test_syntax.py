"""`${type(params):address, fallback}` in texts, and what only looks alike."""

from __future__ import annotations

import time

import pytest

from playground.documents.readers.serverless.syntax import Literal, Source, Variable, variables_in


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("${self:custom.table}", (Source("self", (), ("custom.table",)),)),
        ("${opt:stage, 'dev'}", (Source("opt", (), ("stage",)), Literal("dev"))),
        ('${opt:stage, "a\\"b"}', (Source("opt", (), ("stage",)), Literal('a"b'))),
        ("${env:A, env:B, null}", (Source("env", (), ("A",)), Source("env", (), ("B",)), Literal(None))),
        ("${opt:n, 12}", (Source("opt", (), ("n",)), Literal("12", is_number=True))),
        ("${opt:on, true}", (Source("opt", (), ("on",)), Literal(value=True))),
        ("${file(./a b.yml):x.y}", (Source("file", (("./a b.yml",),), ("x.y",)),)),
        ("${file('a,b.json')}", (Source("file", (("a,b.json",),)),)),
        ("${cf(eu-west-1, x):stack.Out}", (Source("cf", (("eu-west-1",), ("x",)), ("stack.Out",)),)),
        ("${sls:stage}", (Source("sls", (), ("stage",)),)),
        ("${cf.eu-west-1:stack.Out}", (Source("cf.eu-west-1", (), ("stack.Out",)),)),
        ("${ self:a}", ()),
        ("${strToBool(${env:ON})}", (Source("strToBool", ((Variable(12, 21, (Source("env", (), ("ON",)),)),),)),)),
        ("${self:a.${opt:s}.b}", (Source("self", (), ("a.", Variable(9, 17, (Source("opt", (), ("s",)),)), ".b")),)),
    ],
)
def test_a_variable_has_sources(text: str, sources: tuple[Source | Literal, ...]) -> None:
    found = variables_in(text)
    assert [one.sources for one in found] == ([sources] if sources else [])
    assert [(one.start, one.end) for one in found] == ([(0, len(text))] if sources else [])


@pytest.mark.parametrize(
    "text",
    [
        "$input.params('id') ${name} $!{name.x} ${foreach.hasNext}",
        "${AWS::Region} ${Table} ${Table.Arn} ${!x}",
        "${self:open",
        "${self:a b:c",
        "${opt:x, what?}",
        "\\${self:a}",
        "\\\\\\${self:a}",
        "${x.y:z}",
        "${self:a\n}",
        "#if($a)${esc.d}#end",
        "${}",
        "",
    ],
)
def test_what_only_looks_alike_is_text(text: str) -> None:
    assert variables_in(text) == []


def test_two_backslashes_escape_each_other() -> None:
    assert [(one.start, one.end) for one in variables_in("\\\\${self:a}")] == [(2, 11)]


def test_variables_stand_among_text() -> None:
    found = variables_in('{"a": "${self:a}", "b": ${b}, "c": "${opt:c}${opt:d}"}')
    assert [(one.start, one.end) for one in found] == [(7, 16), (36, 44), (44, 52)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["${self:" * 200_000, "${self:a" * 100_000, "${f(" * 100_000, "${a:b," * 100_000, "${a('" * 100_000, "${a:" + "b" * 1_000_000]
)
def test_many_that_are_never_closed_take_time_in_proportion(text: str) -> None:
    started = time.process_time()
    assert variables_in(text) == []
    assert time.process_time() - started < 10  # a second at most, on a machine with nothing else to do
