"""Texts where something else is meant: the text "false" in a condition, numbers that are texts, a status in quotes, a body that is XML."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import Result, Scenario, evaluate
from tests.gateway.checks.proof import prove
from tests.gateway.findings import marked, mend, run, told

ITEM = '{"Item": {"age": {"N": "17"}, "price": {"N": "2.50"}, "name": {"S": "Ida"}, "flag": {"S": "false"}}}'
TAKE = "#set($i = $input.path('$.Item'))"


def truths(condition: str, **more: Any) -> tuple[str, Result]:
    template = f"#if({condition})yes#{{else}}no#end"
    document = {"template": template, "backend": {"body": ITEM}, **more}
    return template, evaluate(Scenario.from_document(document))


@pytest.mark.parametrize(
    ("condition", "mark", "now", "then"),
    [
        ("$context.authorizer.admin", "$context.authorizer.admin", "yes", "no"),
        ("!$context.authorizer.admin", "$context.authorizer.admin", "no", "yes"),
        ("!($context.authorizer.admin)", "$context.authorizer.admin", "no", "yes"),
        ("$context.authorizer.admin && true", "$context.authorizer.admin", "yes", "no"),
        ("true && !${context.authorizer.admin}", "${context.authorizer.admin}", "no", "yes"),
        ("$context.authorizer.claims.email_verified", "$context.authorizer.claims.email_verified", "yes", "no"),
        ("$context.authorizer.claims['custom:paid']", "$context.authorizer.claims['custom:paid']", "yes", "no"),
        ("$stageVariables.debug", "$stageVariables.debug", "yes", "no"),
        ("$input.params('dry')", "$input.params('dry')", "yes", "no"),
        ("$input.path('$.Item.flag.S')", "$input.path('$.Item.flag.S')", "yes", "no"),
    ],
)
def test_the_text_false_is_told_where_it_is_true(condition: str, mark: str, now: str, then: str) -> None:
    given_call = {
        "context": {"authorizer": {"admin": False, "claims": {"email_verified": "false", "custom:paid": "false"}}},
        "stageVariables": {"debug": "false"},
        "request": {"querystring": {"dry": "false"}},
    }
    template, result = truths(condition, **given_call)
    (finding,) = told(result, "vtl.truth")
    assert (result.body, marked(template, finding)) == (now, mark)
    assert 'is the string "false"' in finding.message
    assert '== "true"' in finding.help
    mended = mend(template, finding)
    after = evaluate(Scenario.from_document({"template": mended, "backend": {"body": ITEM}, **given_call}))
    assert (after.body, told(after, "vtl.truth")) == (then, [])


@pytest.mark.parametrize("value", [True, "true", "yes", "1", "False"])
def test_another_text_is_told_nothing_and_the_edit_leaves_it_as_it_was(value: object) -> None:
    _, result = truths("$context.authorizer.admin", context={"authorizer": {"admin": value}})
    assert told(result, "vtl.truth") == []
    for written in ("$context.authorizer.admin", "!$context.authorizer.admin"):
        template, false = truths(written, context={"authorizer": {"admin": False}})
        document = {"template": template, "backend": {"body": ITEM}, "context": {"authorizer": {"admin": False}}}
        assert prove(document, told(false, "vtl.truth")[0], [{"context": {"authorizer": {"admin": value}}}]) == []


def test_a_boolean_and_a_comparison_are_told_nothing() -> None:
    body = '{"on": false, "text": "false"}'
    for condition in ("$r.on", '$r.text == "false"', "$r.text == false", '$r.text != "true"'):
        assert told(run(f"#set($r = $input.path('$'))#if({condition})x#end{{}}", body), "vtl.truth") == []


@pytest.mark.parametrize(
    ("expression", "mark", "words"),
    [
        ("#if($i.age.N > 18)x#end", "$i.age.N > 18", ('`$i.age.N` is the text "17"', "parseInt($i.age.N)")),
        ("#set($age = $i.age.N)#if($age <= 18 && true)x#end", "$age <= 18", ("compares numbers only", "parseInt($age)")),
        ("#if(18 lt $i.age.N)x#end", "18 lt $i.age.N", ('is the text "17"',)),
        ("#if($i.price.N >= 1)x#end", "$i.price.N >= 1", ("#set($number = 0.0)", "parseDouble($i.price.N)")),
        ("#if($i.name.S < 'b')x#end", "$i.name.S < 'b'", ("compares numbers only", "== and !=")),
        ("#set($n = $i.age.N * 2)", "$i.age.N * 2", ("has no value", "parseInt($i.age.N)")),
        ("#set($n = ($i.age.N - 1) + 5)", "$i.age.N - 1", ("has no value",)),
        ("#set($n = $i.age.N + 1)", "$i.age.N + 1", ('is the text "171"', "`+` joins texts")),
        ("#set($n = 1 + $i.age.N)", "1 + $i.age.N", ('is the text "117"',)),
        ("#set($n = $i.age.N + $i.price.N)", "$i.age.N + $i.price.N", ("joins two texts", "parseInt($i.age.N)")),
        ("#set($n = 7 / 0)", "7 / 0", ("divides by 0",)),
    ],
)  # fmt: skip
def test_a_number_that_is_a_text_is_told(expression: str, mark: str, words: tuple[str, ...]) -> None:
    template = f"{TAKE}{expression}{{}}"
    for trace in (False, True):
        (finding,) = told(run(template, ITEM, trace=trace), "vtl.text-number")
        assert (finding.severity, marked(template, finding), finding.fix) == ("warning", mark, None)
        for one in words:
            assert one in f"{finding.message} {finding.help}"


@pytest.mark.parametrize(
    "expression",
    [
        "#set($number = 0)#if($number.parseInt($i.age.N) > 16)x#end",
        "#if($i.age.N == 17 && $i.age.N != 18)x#end",
        "#if($i.none.N > 18 || $i.size() > 9)x#end",
        "#set($n = $i.none.N * 2)",
        "#set($n = $i.name.S + 1)",
        '#set($n = $i.age.N + "-" + 1)',
        '#set($n = "$i.age.N" + 1)',
        "#set($n = $i.age.N + $i.name.S)",
        "#set($n = 5 * 2 - 1)#if(2 > 1)x#end",
    ],
)  # fmt: skip
def test_numbers_and_texts_that_are_joined_are_told_nothing(expression: str) -> None:
    assert told(run(f"{TAKE}{expression}{{}}", ITEM), "vtl.text-number") == []


@given(
    left=st.sampled_from(["$i.age.N", "$i.name.S", "$i.none.N", "5", "2.5", "'x'", "$i.size()", "true", "$i"]),
    sign=st.sampled_from(["<", ">=", "+", "-", "*", "/", "%"]),
    right=st.sampled_from(["$i.price.N", "0", "7", '"a"', "$nope", "[1]", "$i.age"]),
)
def test_what_is_told_of_an_operation_is_in_its_text(left: str, sign: str, right: str) -> None:
    expression = f"{left} {sign} {right}"
    template = f"{TAKE}#if({expression})x#end{{}}" if sign in {"<", ">="} else f"{TAKE}#set($n = {expression}){{}}"
    for finding in told(run(template, ITEM), "vtl.text-number"):
        assert marked(template, finding) == expression


STATUS = "#set($context.responseOverride.status = %s)"


@pytest.mark.parametrize(
    ("setting", "words", "edits"),
    [
        (STATUS % '"404"', 'the text "404"', ["404"]),
        (STATUS % "'404'", 'the text "404"', ["404"]),
        (STATUS % '( " 404 " )', 'the text " 404 "', ["404"]),
        (STATUS % '"40$four"', "is a text, not a number", []),
        (STATUS % '"not found"', 'the text "not found"', []),
        ('#set($context["responseOverride"][\'status\'] = "503")', 'the text "503"', ["503"]),
        ("$context.responseOverride.put('status', \"404\")", 'the text "404"', ["404"]),
        ('$context.responseOverride.put("status", "404")', 'the text "404"', ["404"]),
    ],
)
@pytest.mark.parametrize(
    "around", ["#if($input.path('$.Item') == \"\")%s#end{}", "%s{}", "#foreach($x in [])%s#end{}", "#define($d)%s#end{}"]
)
def test_a_status_in_quotes_is_told_once_whether_it_is_set_or_not(setting: str, words: str, edits: list[str], around: str) -> None:
    template = around % setting
    result = run(template, ITEM)
    (finding,) = told(result, "override.status")
    assert words in finding.message
    assert [edit.text for edit in finding.fix or []] == edits
    assert result.status == 200
    if edits:
        assert told(run(mend(template, finding), ITEM), "override.status") == []


@pytest.mark.parametrize(
    "setting",
    [
        STATUS % "404",
        STATUS % "$code",
        '#set($context.responseOverride.header.status = "404")',
        '#set($mine.status = "404")#set($mine = 1)',
    ],
)
def test_a_status_that_is_a_number_or_another_s_is_told_nothing(setting: str) -> None:
    assert told(run(f"#if(1 == 2){setting}#end{{}}", ITEM), "override.status") == []


XML = "<GetItemResult><Id>7</Id></GetItemResult>"


@pytest.mark.parametrize(
    ("template", "mark"),
    [
        ("{\"id\": \"$input.path('$.Id')\"}", "$input.path('$.Id')"),
        ("{\"id\": \"$!input.path('$.Id')\", \"b\": $input.json('$.x')}", "$!input.path('$.Id')"),
        ("#set($r = $input.path('$'))[#foreach($i in $r.Items)$i#end]", "$r.Items"),
        ("#if($input.path('$.Id') == \"\"){}#end", "$input.path('$.Id')"),
        ("{\"id\": $input.json('$.Id')}", "$input.json('$.Id')"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("body", "kind"), [(XML, "XML"), ("\n <?xml version='1.0'?><a/>", "XML"), ("<!DOCTYPE html><html></html>", "HTML")]
)
def test_a_body_that_is_no_json_is_told_at_what_reads_it(template: str, mark: str, body: str, kind: str) -> None:
    (finding,) = told(run(template, body), "payload.text")
    assert (finding.severity, marked(template, finding)) == ("warning", mark)
    assert f"The backend's body is {kind}, not JSON" in finding.message
    assert "$input.body" in finding.help


@pytest.mark.parametrize(
    ("template", "body"),
    [
        ("<a>$input.body</a>", XML),
        ("{\"all\": $input.json('$')}", XML),
        ("#set($text = $input.path('$')){\"all\": \"$util.base64Encode($text)\"}", XML),
        ("#if($input.path('$.errorMessage') != \"\")x#end{}", "OK"),
        ("{\"n\": \"$!input.path('$.n')\"}", '"a JSON text"'),
        ("{\"n\": \"$!input.path('$.n')\"}", ""),
        ("#if(1 == 2)$input.path('$.n')#end{}", XML),
    ],
)  # fmt: skip
def test_a_body_that_is_read_whole_or_only_asked_about_is_told_nothing(template: str, body: str) -> None:
    assert told(run(template, body), "payload.text") == []


def test_the_client_s_body_is_told_as_the_client_s() -> None:
    integration = {"type": "AWS", "requestTemplates": {"text/xml": '{"id": "$input.path(\'$.id\')"}'}}
    document = {"method": {"methodIntegration": integration}, "request": {"header": {"Content-Type": "text/xml"}, "body": XML}}
    (finding,) = told(evaluate(Scenario.from_document(document)), "payload.text")
    assert "The client's body is XML" in finding.message


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("$i.S.name", "it has `name.S`: the order is the other way round"),
        ("$i.name.S.S", '`$i.name.S` is the text "Ida", so it has no `S`'),
        ("$i.name.s", "there is `S`"),
        ("$l.name", "is a list, so it has no `name`"),
    ],
)
def test_what_prints_nothing_says_what_was_meant(reference: str, words: str) -> None:
    body = json.dumps({**json.loads(ITEM), "List": [{"name": "a"}]})
    template = f'{TAKE}#set($l = $input.path(\'$.List\')){{"a": "{reference}"}}'
    (finding,) = told(run(template, body), "vtl.undefined")
    assert words in finding.message
    assert finding.help.startswith("Write it as it is there")


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        ("#if($i.flag.S)y#end", "vtl.truth"),
        ("#if(!$i.flag.S)y#end", "vtl.truth"),
        ("#if($i.n.N > 5)y#end", "vtl.text-number"),
        ('#if($i.m.N != "" && $i.n.N <= 5)y#end', "vtl.text-number"),
        ("#set($more = $i.n.N + 1)$more", "vtl.text-number"),
        ("#set($more = 1)#set($more = $i.n.N * 2)$more", "vtl.text-number"),
    ],
)
def test_a_long_loop_is_told_of_every_turn(piece: str, code: str) -> None:
    items = [{"flag": {"S": "false"}, "n": {"N": str(number)}, "m": {"N": "1"}} for number in range(150)]
    template = f"#foreach($i in $input.path('$.Items'))$i.m.N {piece}#end"
    for trace in (False, True):
        (finding,) = told(run(template, json.dumps({"Items": items}), trace=trace), code)
        assert finding.message.endswith(" So 150 times.")


def test_a_long_loop_over_what_is_no_text_is_told_nothing() -> None:
    items = [{"flag": {"BOOL": number % 2 == 0}, "n": number} for number in range(150)]
    template = "#foreach($i in $input.path('$.Items'))#if($i.flag.BOOL && $i.n > 5 && $i.none.N > 5)#end#set($n = $i.n + 1)#end{}"
    for trace in (False, True):
        assert run(template, json.dumps({"Items": items}), trace=trace).diagnostics == []
