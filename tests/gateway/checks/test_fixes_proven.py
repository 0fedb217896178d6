"""Every fix that is offered is proven: over the project's own cases and Examples, the common mistakes, the corpora beside the project,
and over random templates with random data.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import conformance, examples
from playground.errors import PlaygroundError
from tests.gateway.checks.mistakes import MISTAKES
from tests.gateway.checks.proof import edited, fixed, fixes, other_data, prove, prove_all, run
from tests.gateway.checks.templates_to_mend import ASKING, BODIES, CUT_OFF, SETTING, TEXTS, WRITING
from tests.places import SHARED
from tests.profiles import scaled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.model import Finding

Document = dict[str, Any]
CORPUS = SHARED / "corpus"
PARTS = 8
"""Tests that a corpus is divided into: all of the largest would take minutes on a busy machine, where a test that takes four is ended."""


def unproven(document: Document, other: Iterable[Document]) -> list[str]:
    """What is wrong with the fixes that are offered for a document, each by itself and all together; `other` is data to try them with."""
    offered = fixes(document)
    if not offered:
        return []
    others = list(other)
    wrong = [
        f"{finding.code} {[edit.text for edit in finding.fix or []]}: {line}"
        for finding in offered
        for line in prove(document, finding, others)
    ]
    return wrong + ([f"all together: {line}" for line in prove_all(document, offered, others)] if len(offered) > 1 else [])


def scenario(template: str, body: str) -> Document:
    return {"template": template, "backend": {"body": body}}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_the_fix_of_a_mistake_is_proven(mistake: Any) -> None:
    document = scenario(mistake.template, mistake.body)
    assert unproven(document, other_data(document)) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", conformance.load(), ids=lambda case: case.id)
def test_the_fixes_in_a_case_of_the_project_are_proven(case: Any) -> None:
    assert unproven(case.scenario, other_data(case.scenario)) == []


@pytest.mark.slow
@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_the_fixes_in_an_example_with_other_data_are_proven(example: Any) -> None:
    """An Example is right; with other data something may be found in it."""
    others = list(other_data(example.document))
    for other in others:
        assert unproven({**example.document, **other}, others[::7]) == []


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the recorded cases are not beside this checkout")
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", ["aws_recorded", "aws_reported", "aws_log", "engine", "request_checks", "velocity_lang"])
def test_the_fixes_in_a_corpus_are_proven(name: str, part: int) -> None:
    wrong = {}
    for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").strip().split("\n")[part::PARTS]:
        case = json.loads(line)
        try:
            found = unproven(case["scenario"], islice(other_data(case["scenario"]), 0, None, 8))
        except PlaygroundError:
            continue  # a document that is refused has no Result
        if found:
            wrong[case["id"]] = found[:2]
    assert wrong == {}


def others(body: st.SearchStrategy[str]) -> st.SearchStrategy[list[Document]]:
    return st.lists(body.map(lambda text: {"backend": {"body": text}}), min_size=1, max_size=6)


@pytest.mark.measured
@pytest.mark.slow
@settings(max_examples=scaled(300))
@given(template=ASKING, body=BODIES, others=others(BODIES))
def test_the_fixes_of_conditions_are_proven(template: str, body: str, others: list[Document]) -> None:
    assert unproven(scenario(template, body), others) == []


@settings(max_examples=scaled(300))
@given(template=WRITING, body=TEXTS, others=others(TEXTS))
def test_the_fixes_of_what_writes_a_body_are_proven(template: str, body: str, others: list[Document]) -> None:
    assert unproven(scenario(template, body), others) == []


@pytest.mark.measured
@pytest.mark.slow
@given(template=SETTING | CUT_OFF, body=BODIES, others=others(BODIES))
def test_the_fixes_of_assignments_and_of_what_is_cut_off_are_proven(template: str, body: str, others: list[Document]) -> None:
    assert unproven(scenario(template, body), others) == []


QUOTED = ("$r.a", "${r.a}", "$!r.a", "$!{r.a}", "$r['a']", "$r.get('a')", "$input.path('$.a')", "$x", "$r.a.trim()", "$r.a.substring(0)")
AROUND = ('"%s"', '"é😀 %s"', '"%s.txt"', '"%s[0]"', '"%s(1)"', '"%s-$r.b"', '"$r.b %s"', "\r\n '%s'", '"%s$r.b"')
BROKEN = ('say "no"', "two\nlines", "C:\\dir", "it's", "\t")


@pytest.mark.slow
@pytest.mark.parametrize("reference", QUOTED)
@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("escaping", ["%s", "$util.escapeJavaScript(%s)", "$!{util.escapeJavaScript(%s)}"])
def test_what_breaks_a_text_is_escaped_wherever_it_stands(reference: str, around: str, escaping: str) -> None:
    template = f"#set($r = $input.path('$'))#set($x = $r.a){{\"t\": {around % (escaping % reference)}}}"
    bodies = [{"backend": {"body": json.dumps({"a": text, "b": "b"})}} for text in (*BROKEN, "", "plain", "é", 5, True, None, [1])]
    for body in bodies:
        assert unproven({"template": template, **body}, bodies) == []


def condition(asked: str) -> str:
    return f"#set($r = $input.path('$'))#if({asked})yes#{{else}}no#end"


BOOLEAN = ("$r.x.isEmpty()", "$r.x.contains('a')", "$r.x.containsKey('a')", "$r.x.startsWith('a')", "$r.x.equals('a')", "$r.x.BOOL")
ANY_X: tuple[Any, ...] = ([], ["a"], ["b"], {}, {"a": 1}, "", "a", "b", {"BOOL": True}, {"BOOL": False}, 0, 5, None)


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["%s", "!%s", "not %s", "%s && $r.y == 1", "!($r.y == 2 || %s)", "! ( %s )", "$r.y == 1 && !%s"])
@pytest.mark.parametrize("reference", BOOLEAN)
def test_a_boolean_is_not_inverted(reference: str, asked: str) -> None:
    template = condition(asked % reference)
    others = [{"backend": {"body": json.dumps({"x": value, "y": 1})}} for value in ANY_X]
    for body in ({"backend": {"body": '{"y": 1}'}}, *others):
        assert unproven({"template": template, **body}, others) == []


def truth(template: str, body: str) -> list[Finding]:
    return [finding for finding in run(scenario(template, body)).diagnostics if finding.code == "vtl.truth"]


@pytest.mark.parametrize("value", ["true", "false"])
def test_a_boolean_is_warned_of_nowhere(value: str) -> None:
    for asked in ("$r.x", "!$r.x", "$r.l.isEmpty()", "!$r.l.contains('a')", "$r.s.startsWith('a')"):
        assert truth(condition(asked), f'{{"x": {value}, "l": [], "s": ""}}') == []


@pytest.mark.parametrize("asked", ["$r.Items.isEmpty()", "!$r.Items.isEmpty()", "!$r.a.isBlank()"])
def test_what_is_missing_is_as_empty_as_is_asked(asked: str) -> None:
    assert truth(condition(asked), "{}") == []


@pytest.mark.parametrize("text", ["#if($m.put('k', 1))#end", "#if($r.add($x)) #end", "#if($r.x)\n## nothing\n#end"])
def test_a_condition_on_which_nothing_hangs_is_not_warned_of(text: str) -> None:
    assert truth(f"#set($m = {{}})#set($r = $input.path('$')){text}", "{}") == []


@pytest.mark.parametrize(
    ("asked", "said", "help_"),
    [
        ("$r.x", "`#if($r.x)` is true although `$r.x` is undefined", '`#if($r.x != "")`'),
        ("!$r.x", "`#if(!$r.x)` is false although `$r.x` is undefined", '`#if($r.x == "")`'),
        ("not ($r.n)", "`#if(!$r.n)` is false although `$r.n` is 0", "`#if($r.n == 0)`"),
        ("!$r.l", "`#if(!$r.l)` is false although `$r.l` is empty", "`#if($r.l.isEmpty())`"),
        ("$r.l.size()", "`#if($r.l.size())` is true although `$r.l.size()` is 0", "Write `#if($r.l.size() != 0)`."),
        ("$r.x.contains('a')", "is true although `$r.x.contains('a')` is undefined", "Write `#if($r.x.contains('a') == true)`."),
        ("$r.x && $r.n == 0", "`$r.x` counts as true in this condition although `$r.x` is undefined", '`$r.x != ""`'),
        ("!$r.x || $r.n == 1", "`!$r.x` counts as false in this condition although `$r.x` is undefined", '`$r.x == ""`'),
    ],
)  # fmt: skip
def test_a_message_says_what_happened(asked: str, said: str, help_: str) -> None:
    (finding,) = truth(condition(asked), '{"l": [], "n": 0}')
    assert said in finding.message
    assert help_ in finding.help
    (finding,) = truth(f"#set($r = $input.path('$'))#if(1 == 2)#elseif({asked})yes#{{else}}no#end", '{"l": [], "n": 0}')
    assert said.replace("#if(", "#elseif(") in finding.message


def test_all_that_was_nothing_at_one_place_is_asked_for_at_once() -> None:
    document = scenario(
        "#foreach($i in $input.path('$'))#if($i.v)yes#{else}no#end #end", '[{"v": 0}, {"v": []}, {}, {"v": "a"}, {"v": false}]'
    )
    (finding,) = fixes(document)
    assert "is undefined, 0 or empty" in finding.message
    assert "3 times" in finding.message
    assert run(fixed(document, [finding])).body == "no no no yes no "


def test_what_changes_something_is_not_written_twice() -> None:
    assert fixes(scenario("#set($m = {})#if($m.put('a', 1))yes#{else}no#end", "{}")) == []
    assert fixes(scenario("#set($l = [''])#set($i = $l.iterator())#if($i.next())yes#{else}no#end", "{}")) == []


def test_an_edit_counts_as_an_editor_counts() -> None:
    text = "é😀\r\n😀$x\n"
    document = scenario(f"## {text}#if($x)yes#{{else}}no#end", "{}")
    (finding,) = fixes(document)
    assert edited(document["template"], finding.fix or []) == f'## {text}#if($x != "" && $x)yes#{{else}}no#end'


@pytest.mark.parametrize(
    ("template", "body"),
    [
        ("[#foreach($i in $input.path('$.l'))$i,#end#if($input.path('$.more') == 1) 0#end]", '{"l": [1]}'),
        ("[#foreach($i in $input.path('$.l'))#if($i == 2)#break#end$i,#end]", '{"l": [1, 2, 3]}'),
        ("[#foreach($i in $input.path('$.l'))#foreach($j in [1])$j,#end#end]", '{"l": [1, 2]}'),
        ("[#foreach($i in $input.path('$.l'))$i,#end]", json.dumps({"l": [1] * 1_001})),
    ],
)
def test_a_comma_stays_where_the_last_item_cannot_be_told(template: str, body: str) -> None:
    assert fixes(scenario(template, body)) == []


def test_what_a_template_put_together_is_not_escaped_as_one_text() -> None:
    joined = '#set($s = \'\')#foreach($i in $input.path(\'$\'))#set($s = "$s$i"", """)#end["$s"]'
    document = scenario(joined, '["a", "b\\\\c"]')
    assert run(document).diagnostics
    assert fixes(document) == []


def test_a_subtraction_is_written_where_velocity_computes() -> None:
    for text in ("$r.get($x-1)", "[$x-1]", "{'a': $x-1}", "$r[$x-1]", "[0..$x-1]"):
        (finding,) = [one for one in run(scenario(f"#set($y = {text})", "{}")).diagnostics if one.code == "lint.minus"]
        assert finding.fix is None
        assert "`#set($less = $x - 1)` before it" in finding.help
    document = scenario("#set($x = 9)#set($y = $x-1-2)$y", "{}")
    assert run(fixed(document, fixes(document))).body == "6"
