"""A template that is still escaped as it stood in a JSON or HCL string: told of as that, and mended as a whole."""

from __future__ import annotations

import json

import pytest

from tests.gateway.checks.proof import fixed
from tests.gateway.findings import run, told

TEMPLATES = {
    "an object": '{"id": "$input.path(\'$.Item.id.S\')"}',
    "on lines": '{\n  "id": "$input.path(\'$.Item.id.S\')",\n  "n": 1\n}\n',
    "windows' line ends and tabs": '{\r\n\t"id": 1\r\n}',
    "a list": "[\n#foreach($i in $input.path('$.Items'))\n  \"$i.id.S\"#if($foreach.hasNext),#end\n#end\n]",
    "conditions": '#if($input.path(\'$.Item\') != "")\n{"found": true}\n#else\n{"found": false}\n#end',
    "paths in double quotes": '#set($r = $input.path("$.Item"))\n{"id": "$r.id.S"}',
    "escapes of its own": '{"a": "x\\"y\\\\z", "b": "$util.escapeJavaScript(\'q\').replaceAll("\\\\\'", "\'")"}',
    "Amazon's letters": '{"név": "é😀"}',
}
BODY = '{"Item": {"id": {"S": "a1"}}, "Items": [{"id": {"S": "b"}}, {"id": {"S": "c"}}]}'


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@pytest.mark.parametrize("quoted", [False, True], ids=["inside of the quotes", "with the quotes"])
def test_it_is_told_of_and_mended(template: str, quoted: bool) -> None:  # noqa: FBT001
    string = json.dumps(template, ensure_ascii=False)
    escaped = string if quoted else string[1:-1]
    document = {"template": escaped, "backend": {"body": BODY}}
    result = run(escaped, BODY)
    (finding,) = told(result, "lint.escaped")
    assert (finding.severity == "error") == (result.status == 500)
    assert not [one for one in result.diagnostics if one.code in {"vtl.syntax", "body.json"}]
    assert fixed(document, [finding])["template"] == template
    assert "still escaped" in finding.message


@pytest.mark.parametrize(
    ("template", "mended"),
    [
        ('{\\n"a": 1\\n}', '{\n"a": 1\n}'),
        ("#set($a = 1)\\n[\\n$a\\n]\\n", "#set($a = 1)\n[\n$a\n]\n"),
        ('{\\r\\n\\t"a": 1\\r\\n}', '{\r\n\t"a": 1\r\n}'),
    ],
)
def test_line_ends_alone_are_mended_too(template: str, mended: str) -> None:
    (finding,) = told(run(template, "{}"), "lint.escaped")
    assert fixed({"template": template}, [finding])["template"] == mended


@pytest.mark.parametrize(
    "template",
    [
        '{"input": "{\\"a\\": \\"$input.path(\'$.a\')\\"}"}',  # JSON in a text of JSON: what Step Functions take
        '#set($q = \'{\\"a\\": 1}\'){"input": "$q"}',
        "$input.json('$').replaceAll('\\\"', 'x')",
        '{"a": "first\\nsecond"}',
        '{\n  "a": "x\\ny"\n}',
        '"a text"',
        '"say \\"yes\\""',
        "a\\nb",
        '$util.escapeJavaScript($input.body).replaceAll("\\\\\'", "\'")',
        '{"a": "\\""}',
        "#set($x = 'X')\\t$x",
        "#set($x = 'X')\\\"",
        "",
    ],
)
def test_what_is_right_is_left_alone(template: str) -> None:
    assert told(run(template, '{"a": "b"}'), "lint.escaped") == []


def test_one_that_cannot_be_read_without_its_escapes_is_no_such() -> None:
    result = run('{\\"a\\": #if(\\"}', "{}")
    assert told(result, "lint.escaped") == []
    assert told(result, "vtl.syntax")
