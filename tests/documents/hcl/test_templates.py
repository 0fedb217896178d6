"""Quoted strings and heredocs of HCL: every character of what they mean, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.documents.hcl.evaluator import evaluate
from playground.documents.hcl.parser import parse
from playground.documents.hcl.scope import Budget, Scope
from playground.documents.hcl.values import listed, scalar
from playground.documents.readers.terraform.files import Files
from playground.documents.sources import Sources
from playground.documents.tree import MalformedDocument, Node, SourceFile, pieces_of

if TYPE_CHECKING:
    from playground.documents.hcl.syntax import Expression


def value_of(text: str, **names: object) -> Node:
    """The value of the attribute `a` of a file; `names` are what its expressions may name."""
    expression = parse(text).attributes["a"]
    known = {name: _node(value, expression) for name, value in names.items()}
    sources = Sources(SourceFile("", text), {}, {}, read_tree=lambda _: Node(None, expression.span))

    def find(name: str, _: Expression) -> Node:
        return known[name]

    return evaluate(expression, Scope(find, Budget(), Files(sources)))


def _node(value: object, at: Expression) -> Node:
    if isinstance(value, list):
        return listed((_node(one, at) for one in value), at)
    assert isinstance(value, str | bool)
    return scalar(value, at)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (r'"plain"', "plain"),
        (r'"a\n\t\"b\"\\c"', 'a\n\t"b"\\c'),
        (r'"\u00e9\U0001F600"', "é😀"),
        (r'"$input.path(\"$.a\") 100% $ % $$ %%"', '$input.path("$.a") 100% $ % $$ %%'),
        (r'"$${a} %%{if}"', "${a} %{if}"),
        (r'"$$${x}"', "$${x}"),
        (r'"[${x}]"', "[X]"),
        (r'"${x}${"${x}"}"', "XX"),
        (r'"a ${~ x ~} b"', "aXb"),
        (r'"%{ if yes }1%{ else }2%{ endif }"', "1"),
        (r'"%{ if !yes }1%{ endif }"', ""),
        (r'"%{ for i, v in list }${i}${v} %{ endfor }"', "0p 1q "),
        (r'"#set($a = {})$${a} {}"', "#set($a = {})${a} {}"),
        ('"${\n  x\n}"', "X"),
        ('"${x /* why */}"', "X"),
        ('"${ {a = "}"}.a }"', "}"),
    ],
)
def test_a_quoted_string_means_its_text(written: str, means: str) -> None:
    assert value_of(f"a = {written}\n", x="X", yes=True, list=["p", "q"]).value == means


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("<<EOT\nx\nEOT\n", "x\n"),
        ("<<EOT\nEOT\n", ""),
        ("<<EOT\n  x\n    y\n  EOT\n", "  x\n    y\n"),
        ("<<-EOT\n  x\n\n    y\n  EOT\n", "x\n\n  y\n"),
        ("<<-EOT\n    x\n  EOT\n", "x\n"),
        ("<<-EOT\n\t\tx\n\t\t\ty\n\tEOT\n", "x\n\ty\n"),
        ("<<-EOT\n    x\n   \n    y\n    EOT\n", "x\n   \ny\n"),
        ("<<-EOT\n    ${x}\n      y\n    EOT\n", "X\n  y\n"),
        ("<<-EOT\n    a\n${x}\n    EOT\n", "    a\nX\n"),
        ("<<EOT\r\nx\r\ny\r\nEOT\r\n", "x\r\ny\r\n"),
        ("<<EOT\nEOT2\n EOT x\nxEOT\nEOT\n", "EOT2\n EOT x\nxEOT\n"),
        ('<<EOT\n"q" \\n \\" $${v} %%{w} 100%%\nEOT\n', '"q" \\n \\" ${v} %{w} 100%%\n'),
        ("<<EOT\n$input.path('$') #if($a)#end $!{b.c}\nEOT\n", "$input.path('$') #if($a)#end $!{b.c}\n"),
        ("<<EOT\n%{ for v in list ~}\n- ${v}\n%{ endfor ~}\nend\nEOT\n", "- p\n- q\nend\n"),
        ("<<EOT\na\n%{~ if yes }b%{ endif }\nEOT\n", "ab\n"),
        ("<<EOT\na\n  %{~ if yes }b%{ endif }\nEOT\n", "a\nb\n"),
        ("<<EOT\n${<<IN\n${x}\nIN\n}EOT\nEOT\n", "X\nEOT\n"),
        ("<<EOT\nx\nEOT", "x\n"),
    ],
)
def test_a_heredoc_means_its_lines(written: str, means: str) -> None:
    assert value_of(f"a = {written}", x="X", yes=True, list=["p", "q"]).value == means


@pytest.mark.parametrize(
    ("written", "line", "says"),
    [
        ('\na = "x\n', 2, "not closed in its line"),
        ('\na = "x', 2, "not closed in its line"),
        (r'a = "\d{2}"', 1, r"`\d` is no escape"),
        ("a = <<EOT\nx\n", 1, "<<EOT is never closed"),
        ('a = "${x"\n', 1, "expected `}`"),
        ('a = "%{ if x }y"\n', 1, "has no end"),
        ('a = "%{ endfor }"\n', 1, "ends nothing that is open"),
        ('a = "%{ while }"\n', 1, "expected if, else"),
        ("a = <<EOT\n\n${a b}\nEOT\n", 3, "`$${`"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_with_its_place(written: str, line: int, says: str) -> None:
    with pytest.raises(MalformedDocument) as refused:
        parse(written)
    assert says in refused.value.message
    assert written.count("\n", 0, refused.value.offset) + 1 == line


def test_each_piece_of_a_text_says_where_it_is_from() -> None:
    made = value_of("a = <<-EOT\n    $${a}${x}b\n      c\n    EOT\n", x="X")
    assert [(one.text, one.source is not None, one.escape) for one in made.pieces] == [
        ("${a}", True, "hcl"),
        ("X", False, ""),
        ("b\n  c\n", True, "hcl"),
    ]
    source = made.pieces[0].source
    assert source is not None
    assert [source.text[one.start : one.end] for one in made.pieces if one.source] == ["$${a}", "b\n  c\n"]  # type: ignore[index] # a text


def _escaped(text: str) -> str:
    return text.replace("${", "$${").replace("%{", "%%{")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t$%{}\\"~#'), max_size=40))
def test_any_text_written_in_quotes_comes_back(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    made = value_of(f'a = "{_escaped(quoted)}"\n')
    assert made.value == text
    assert "".join(one.text for one in pieces_of(made)) == text


@given(st.lists(st.text(st.sampled_from('ab $%{}\\"~#\t'), max_size=12), max_size=6))
def test_any_lines_written_as_a_heredoc_come_back(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    assert value_of(f"a = <<E\n{_escaped(text)}E\n").value == text


@given(st.lists(st.text(st.sampled_from('ab $%{}\\"~#'), min_size=1, max_size=12).map(lambda line: f"x{line}"), min_size=1, max_size=6))
def test_any_lines_written_as_an_indented_heredoc_come_back(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    indented = "".join(f"    {_escaped(line)}\n" for line in lines)
    assert value_of(f"a = <<-E\n{indented}    E\n").value == text
