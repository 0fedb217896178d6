"""What is said of a template that cannot be read, or that is read otherwise than it was meant: what to write instead."""

from __future__ import annotations

import pytest

from playground.diagnostics import Lines
from tests.gateway.checks.proof import fixed, prove
from tests.gateway.findings import run, told

UNREADABLE = {
    '#if($a == "x" {}#end': "A condition ends with `)`",
    "#if $a == 1 {} #end": "in parentheses",
    "#if ($a === 1)x#end": "Two signs are enough",
    "#if ($a !== 1)x#end": "Two signs are enough",
    "#if($a = 1)x#end": "write `==`",
    "#if($a <> 1)x#end": "`!=`",
    "#if($a and)x#end": "A value is missing",
    "#if()x#end": "Something is missing between the parentheses",
    "#if($a == null)x#end": 'compare with ""',
    "#if($a == undefined)x#end": "Velocity has no `undefined`",
    "#if($a == yes)x#end": "'yes'",
    "#if($a == 'x)x#end": "never closed: add '",
    "#if($a ? 1 : 2)x#end": "no `? :`",
    "#if($a -1 == 2)x#end": "`- 1`",
    "#if($a is 1)x#end": "compares with ==",
    "#if($a in [1])x#end": ".contains(…)",
    "#set($a == 1)": "one `=`",
    "#set($a : 1)": "#set($name = value)",
    "#set(a = 1)": "needs its `$`: `$a`",
    '#set("a" = 1)': "needs its `$`, and no quotes: `$a`",
    "#set($a = b)": "'b'",
    "#set($a = )": "A value is missing",
    "#set($a = 1": "add `)`",
    "#set($a += 1)": "#set($a = $a + 1)",
    "#set($a++)": "#set($a = $a + 1)",
    "#set($a = $b?.c)": "no `?.`",
    "#set($a = $b ?? 1)": "no `??`",
    "#set($a = 1; $b = 2)": "no `;`",
    "#set($a = 1, $b = 2)": "One #set sets one variable",
    "#set($a = {k: 1})": "quotes: 'k'",
    '#set($a = {"k": 1, "l"})': "'name': value",
    "#set($a = [1, 2)": "Add `]`",
    "#set($a = [1,])": "Remove the comma before `]`",
    '#set($a = {"a": 1,})': "Remove the comma before `}`",
    "#set($a = `x`)": "single or double quotes",
    "#set($a = $b.c[x])": "['x']",
    "#set($a = new Date())": "makes no objects",
    "#set($a = 'a' 'b')": "joined",
    '#set($a = "the "best" one")': "written twice",
    '#set($a = "a\\"b")': "write the quote twice",
    '#set($a = "$input.path("$.b")")': "in single ones",
    '#set($a = "${b")': "ends with `}`",
    "#foreach(i in $l)x#end": "needs its `$`: `$i`",
    "#foreach($i in $l x#end": "`)` ends #foreach",
    "#foreach($i in 1..3)x#end": "[1..3]",
    "#foreach($k, $v in $m)x#end": "one variable",
    "#for($i in $l)x#end": "#foreach($item in $items)",
    "#foreach $i in $l x#end": "needs parentheses",
    "#if($a)x#elif($b)y#else z#endif": "no `#endif`",
    "#if($a)x#end#endif#end": "no `#endif`",
    "$input.path($.a)": "A JSONPath stands in quotes",
    "$input.path('$.a'": "add `)`",
    "$input.path(,'$.a')": "missing before the comma",
    "${input.path('$.a')": "add `}`",
    "#[[ x": "]]#",
    "#define()x#end$x": "#define($name)",
    "#foreach($i)x#end": "#foreach($item in $items)",
    "#break(1)": "#break alone",
    "#parse('x')": "Write what the file holds",
}


@pytest.mark.parametrize("template", UNREADABLE)
def test_the_mistake_is_told_once_with_what_to_write(template: str) -> None:
    result = run(template, "{}")
    assert result.status == 500
    (finding,) = [one for one in result.diagnostics if one.severity == "error"]
    assert UNREADABLE[template] in finding.help
    assert "in the template" not in finding.message
    assert finding.start is not None
    assert Lines(template).position(len(template)).column >= finding.start.column


PRINTED = {
    "#set $a = 1\n$!a": "#set($name = value)",
    "#for($i in $l)$!i": "#foreach",
    "#while($a)x": "#foreach",
    "#if(true)x#elif($a)y#end": "#elseif",
}


@pytest.mark.parametrize("template", PRINTED)
def test_a_directive_of_another_language_prints(template: str) -> None:
    (finding,) = told(run(template, "{}"), "lint.not-run")
    assert "prints as it is written" in finding.message
    assert PRINTED[template] in finding.help


def test_else_if_is_elseif() -> None:
    template = "#set($a = $input.path('$.a'))#if($a == 1)[1]#else if($a == 2)[2]#end"
    document = {"template": template, "backend": {"body": '{"a": 2}'}}
    (finding,) = told(run(template, '{"a": 2}'), "lint.not-run")
    assert fixed(document, [finding])["template"] == template.replace("#else if", "#elseif")
    assert prove(document, finding, [{"backend": {"body": '{"a": 1}'}}]) == []


@pytest.mark.parametrize(
    "template",
    [
        "#for #while #n_owner #set #elif",
        "{'a': '#for (all)'}",
        "## #set $a = 1",
        "#*#for($i in $l)*#",
        "#if(true)1#else if (any) there are#end",
        "#if(true)1#else #if($a == 2)2#end#end",
        "\\#set $a",
        '{":n": "#set"}',
    ],
)
def test_what_is_text_is_left_alone(template: str) -> None:
    assert told(run(template, "{}"), "lint.not-run") == []


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        ('{"a": [1}', "`}` cannot close what `[` opened", "each `[` with `]`"),
        ('{"a": 1]', "`]` cannot close what `{` opened", "each `{` with `}`"),
        ('{"a": 1}}', "`}` closes nothing that is open", "Remove it"),
        ("[1]]", "`]` closes nothing that is open", "Remove it"),
        ('{"a": 1}\n{"b": 2}', "`{` stands after the end of the JSON", "a list of all"),
        ('{\n"a": "}", "b": [1, 2', "it ends too early: `[` of line 2 is still open", "Close it with `]`"),
        ('{\n\n"a": {"b": 1}', "it ends too early: `{` of line 1 is still open", "Close it with `}`"),
        ('{"a": "\\u12"}', "`\\u` stands before no four hexadecimal digits", ""),
        ('{"a":\u00a01}', "U+00A0 is not valid JSON", ""),
        ('{"a": 1', "it ends too early: `{` of line 1 is still open", "`}`"),
    ],
)
def test_what_is_wrong_with_brackets_is_named(body: str, message: str, help_: str) -> None:
    (finding,) = told(run(body, "{}"), "body.json")
    assert message in finding.message.replace("`U+00A0`", "U+00A0")
    assert help_ in finding.help
