"""What a mistake is told: code, place, words and help; that the same template mended is told nothing; that an offered edit mends it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest

from playground import Scenario, evaluate, examples
from tests.gateway.checks.mistake import LOOP, TAKE_BACK, Mistake
from tests.gateway.checks.mistakes import MISTAKES
from tests.gateway.findings import marked, mend, run, told

SEVERITY = {"uncertain": "info", "override.repeated": "info", "vtl.unclosed": "error", "vtl.stray": "error", "vtl.syntax": "error",
            "vtl.directive": "error", "vtl.method": "error"}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_to_do(mistake: Mistake) -> None:
    for trace in (False, True):
        result = run(mistake.template, mistake.body, trace=trace)
        assert told(result, mistake.code), [finding.code for finding in result.diagnostics]
        finding = told(result, mistake.code)[0]
        assert finding.where == "/template"
        assert finding.start is not None
        assert (finding.start.line, marked(mistake.template, finding)) == (mistake.line, mistake.mark)
        for words in mistake.words:
            assert words in f"{finding.message} {finding.help}"
        assert finding.message.endswith((".", "?"))
        severity = SEVERITY.get(mistake.code) or SEVERITY.get(mistake.code.split(".")[0], "warning")
        assert finding.severity == severity
        assert (result.status == 500) == (severity == "error")


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_the_same_mended_is_told_nothing(mistake: Mistake) -> None:
    result = run(mistake.mended, mistake.body)
    assert [finding for finding in result.diagnostics if finding.severity != "info" or finding.code == mistake.code] == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_an_offered_edit_mends_it(mistake: Mistake) -> None:
    finding = told(run(mistake.template, mistake.body), mistake.code)[0]
    if finding.fix:
        mended = run(mend(mistake.template, finding), mistake.body)
        assert mended.status != 500
        assert told(mended, mistake.code) == []


@pytest.mark.measured
@pytest.mark.slow
def test_the_common_mistakes_have_an_edit() -> None:
    with_edit = {
        name for name, mistake in MISTAKES.items() if told(run(mistake.template, mistake.body), mistake.code)[0].fix
    }  # fmt: skip
    assert with_edit >= {
        "#if on a missing Item", "#if on 0", "#if on an empty list",
        "a trailing comma", "a trailing comma in an object", "two commas", "a comma before a member that is left out",
        "a comma behind a member that is left out", "nothing before a comma", "a quote in a name", "a quote that opens another text",
        "a loop that is to stop", "a template that is still escaped",
        "no value", "a quote", "a line end", "a backslash", "escapeJavaScript's apostrophe", "a map as Java prints it",
        "a status that is text", "responseOverride.headers", "responseOverride.statusCode", "responseoverride", "a subtraction in #set",
        "an #if without #end",
    }  # fmt: skip


@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_no_example_is_warned_of(example: Any) -> None:
    document = example.document
    for case in ({}, *document.get("cases", [])):
        other = {name: case[name] for name in ("backend", "request") if name in case}
        result = evaluate(Scenario.from_document({**document, **other}))
        wrong = [finding.code for finding in result.diagnostics if finding.severity != "info"]
        assert [code for code in wrong if not (code.startswith("validator.") and result.status == HTTPStatus.BAD_REQUEST)] == []


@pytest.mark.parametrize(
    "template",
    [
        "#set($m = {})$m.put('a', 1){}",  # a call for its effect
        "#set($l = [])#foreach($i in [1, 2])#set($added = $l.add($i))#end{}",
        "$context.responseOverride.put('status', 404){}",
        "#if(\"$input.path('$.nope')\" == \"\"){}#end",  # the usual way to ask for what may be undefined
        "#if($input.path('$.nope') == \"\"){}#end",
        '{"user": "$context.identity.user"}',  # a variable of API Gateway's that this call has no value for
        '{"at": "$input.path(\'$.Items[0].updated.S\')"}',
        "#foreach($item in $input.path('$.nope'))$item#end{}",
        '{"a": "$!input.path(\'$.nope\')"}',
        "#set($part-1 = 'x')#set($y = $part-1){\"a\": \"$part-1\"}",  # `-` in a name that is one
        "[#foreach($i in [1..3])$i#if($foreach.hasNext), #end#end]",
        f'[{LOOP}"$util.escapeJavaScript($elem.title.S){TAKE_BACK}"#if($foreach.hasNext),#end#end]',
        "#set($context.responseOverride.header.Content-Type = 'text/plain')no JSON, and none promised",
        "#if(1 == 2)\n#set($context.responseOverride.status = 404)\n#else\n#set($context.responseOverride.status = 410)\n#end\n{}",
        '["#n_owner #13ff93 5 $"]',
        " \n ",
    ],
)  # fmt: skip
def test_what_is_right_is_told_nothing(template: str) -> None:
    result = run(template, MISTAKES["a quote"].body if "title" in template else MISTAKES["a trailing comma"].body)
    assert [finding for finding in result.diagnostics if finding.severity != "info"] == []


def test_a_name_that_the_payload_has_is_no_subtraction() -> None:
    template = "#set($line = $input.path('$').line-1)[$line]"
    assert told(run(template, '{"line": 2}'), "lint.minus")
    assert run(template, '{"line-1": 2}').diagnostics == []


def test_a_member_that_is_null_is_said_to_be() -> None:
    assert "`$r` has `a`, but it is null" in told(run("#set($r = $input.path('$'))[\"$r.a\"]", '{"a": null}'), "vtl.undefined")[0].message
    assert "`$.a` is null" in told(run("[\"$input.path('$.a.b')\"]", '{"a": null}'), "vtl.undefined")[0].message


def test_many_times_at_one_place_is_told_once() -> None:
    (finding,) = told(run(f'[{LOOP}"$elem.nope.S"#if($foreach.hasNext),#end#end]', MISTAKES["a trailing comma"].body), "vtl.undefined")
    assert "item 1 of 3" in finding.message
    assert "3 times" in finding.message


def test_several_syntax_errors_are_told_at_once() -> None:
    result = run("#set($a = )\n#if($a = 1)\nx\n#end\n#set(b = 2)", "{}")
    assert [(finding.code, finding.start and finding.start.line) for finding in result.diagnostics] == [
        ("vtl.syntax", 1),
        ("vtl.syntax", 2),
        ("vtl.syntax", 5),
    ]
