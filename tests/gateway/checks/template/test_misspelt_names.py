"""Names that lead nowhere, where no run tells: variables, members of the payload and of API Gateway's own; and names that are right."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import Limits, Scenario, evaluate, vtl
from playground.gateway.checks.template.misspelt_names import misspelt_names
from playground.gateway.checks.template.payload_reads import payload_reads
from tests.gateway.checks.proof import fixes, other_data, prove
from tests.gateway.findings import marked, mend, run, told

BODY = json.dumps({
    "Count": 2,
    "ScannedCount": 2,
    "Items": [
        {"id": {"S": "k-1"}, "orderDate": {"S": "2026-01-02"}, "labels": {"L": [{"S": "new"}]}, "colour": {"S": "red"}},
        {"id": {"S": "k-2"}, "orderDate": {"S": "2026-01-03"}, "labels": {"L": []}, "size": {"M": {"w": {"N": "3"}}}},
    ],
})  # fmt: skip
ROOT = "#set($page = $input.path('$'))"
LOOP = "#foreach($k in $page.Items)"
MISSPELT = {"lint.root", "lint.member", "vtl.misspelt", "vtl.foreach-undefined"}


def warned(template: str, body: str = BODY, **more: Any) -> list[Any]:
    result = evaluate(Scenario.from_document({"template": template, "backend": {"body": body}, **more}))
    return [one for one in result.diagnostics if one.severity != "info" and one.code in MISSPELT]


@pytest.mark.parametrize(
    ("template", "code", "mark", "words", "edits"),
    [
        # variables
        ("#set($content.responseOverride.status = 404){}", "lint.root", "$content.responseOverride.status", "`$context`", ["context"]),
        ("$!{contxt.requestId}", "lint.root", "$!{contxt.requestId}", "`$context`", ["context"]),
        ("#if($inputs.path('$.Count') == 2)[]#end", "lint.root", "$inputs.path('$.Count')", "`$input`", ["input"]),
        ("[\"$!utils.urlEncode('a b')\"]", "lint.root", "$!utils.urlEncode('a b')", "`$util`", ["util"]),
        ('#if($stagevariables.table == "t")[]#end', "lint.root", "$stagevariables.table", "`$stageVariables`", ["stageVariables"]),
        ('#if($methods.request.path.id == "")[]#end', "lint.root", "$methods.request.path.id", "`$method`", ["method"]),
        (ROOT + "#if($pages.Count == 2)[]#end", "lint.root", "$pages.Count", "`$page`", ["page"]),
        (ROOT + '#if("$pagee.Count" == "2")[]#end', "lint.root", "$pagee.Count", "`$page`", ["page"]),
        ('#if($ctx.identity.sourceIp == "")[]#end', "lint.root", "$ctx.identity.sourceIp", "`$context`", []),
        ("#if($gateway.path('$.Count') == 2)[]#end", "lint.root", "$gateway.path('$.Count')", "`$input`", []),
        ("#set($answer.status = 404){}", "lint.root", "$answer.status", "#set($answer = {})", []),
        ("#if($foreach.count > 1)[]#end", "lint.root", "$foreach.count", "only inside a #foreach", []),
        (ROOT + "[#foreach($k in $pagge.Items)$k#end]", "vtl.foreach-undefined", "$pagge.Items", "`$page`", ["page"]),
        ("[#foreach($k in $rows)$k#end]", "vtl.foreach-undefined", "$rows", "is set nowhere", []),
        # the payload
        (ROOT + "[#foreach($k in $page.items)$k#end]", "vtl.foreach-undefined", "$page.items", "it has `Items`", ["Items"]),
        (ROOT + "[#foreach($k in $page.Itmes)$k#end]", "vtl.foreach-undefined", "$page.Itmes", "it has `Items`", ["Items"]),
        (ROOT + "[#foreach($k in $page.Item)$k#end]", "vtl.foreach-undefined", "$page.Item", "it has `Items`", ["Items"]),
        ("[#foreach($k in $input.path('$.items'))$k#end]", "vtl.foreach-undefined", "$input.path('$.items')", "it has `Items`", ["Items"]),
        (ROOT + f"[{LOOP}#foreach($l in $k.labels.l)$l#end#end]", "vtl.foreach-undefined", "$k.labels.l", "it has `L`", ["L"]),
        (ROOT + f"[{LOOP}#foreach($l in $k.Labels.L)$l#end#end]", "vtl.foreach-undefined", "$k.Labels.L", "it has `labels`", ["labels"]),
        (ROOT + "#if($page.count == 0)[]#end", "vtl.misspelt", "$page.count", "it has `Count`", ["Count"]),
        (ROOT + "#if($page.items.size() > 0)[]#end", "vtl.misspelt", "$page.items.size()", "it has `Items`", ["Items"]),
        (ROOT + "#if($page['count'] == 0)[]#end", "vtl.misspelt", "$page['count']", "it has `Count`", ["Count"]),
        (ROOT + "#if($page.get('count') == 0)[]#end", "vtl.misspelt", "$page.get('count')", "it has `Count`", ["Count"]),
        (ROOT + "#if($page.Items.size > 0)[]#end", "vtl.misspelt", "$page.Items.size", "needs parentheses", ["()"]),
        (ROOT + "#if($page.Items[0].id.S.length > 0)[]#end", "vtl.misspelt", "$page.Items[0].id.S.length", "needs parentheses", ["()"]),
        ("{\"all\": $input.json('$.items')}", "vtl.misspelt", "$input.json('$.items')", "it has `Items`", ["Items"]),
        (ROOT + f'[{LOOP}"$!k.ID.S"#if($foreach.hasNext),#end#end]', "vtl.misspelt", "$!k.ID.S", "it has `id`", ["id"]),
        (ROOT + f'[{LOOP}"$!k.order_date.S"#end]', "vtl.misspelt", "$!k.order_date.S", "`orderDate`", ["orderDate"]),
        (ROOT + f'[{LOOP}"$util.escapeJavaScript($k.id.s)"#if($foreach.hasNext),#end#end]', "vtl.misspelt", "$k.id.s", "it has `S`", ["S"]),
        (ROOT + f'[{LOOP}"$!k.colur.S"#if($foreach.hasNext),#end#end]', "vtl.misspelt", "$!k.colur.S", "it has `colour`", ["colour"]),
        (ROOT + f'[{LOOP}"$!k.szie.M.w.N"#if($foreach.hasNext),#end#end]', "vtl.misspelt", "$!k.szie.M.w.N", "it has `size`", ["size"]),
        (ROOT + '#set($one = $page.Items.get(0))["$!one.Id.S"]', "vtl.misspelt", "$!one.Id.S", "it has `id`", ["id"]),
        # API Gateway's own
        ('#if($context.httpmethod == "GET")[]#end', "lint.member", "$context.httpmethod", "`httpMethod`", ["httpMethod"]),
        ('["$!context.identity.sourceip"]', "lint.member", "$!context.identity.sourceip", "`sourceIp`", ["sourceIp"]),
        ('#set($id = $context.arguments.id)["$!id"]', "lint.member", "$context.arguments.id", "AppSync only", []),
        ("#if($input.Path('$.Count') == 2)[]#end", "lint.member", "$input.Path('$.Count')", "`$input.path`", ["path"]),
        ('#if($input.params == "")[]#end', "lint.member", "$input.params", "needs parentheses", []),
        ("#if($input.query('x') == \"\")[]#end", "lint.member", "$input.query('x')", "path, json, params and body", []),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_told(template: str, code: str, mark: str, words: str, edits: list[str]) -> None:
    for trace in (False, True):
        found = [one for one in run(template, BODY, trace=trace).diagnostics if one.code in MISSPELT]
        assert [(one.code, one.severity) for one in found] == [(code, "warning")]
        assert marked(template, found[0]) == mark
        assert words in f"{found[0].message} {found[0].help}"
        assert [edit.text for edit in found[0].fix or []] == edits
    if edits:
        assert warned(mend(template, found[0])) == []
        document = {"template": template, "backend": {"body": BODY}}
        assert prove(document, found[0], other_data(document)) == []


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("#set($content.responseOverride.status = 404)$content.responseOverride.status{}", "lint.root"),
        (ROOT + '["$pages.Count"]', "vtl.undefined"),
        (ROOT + '["$page.count"]', "vtl.undefined"),
        ('["$context.requestid"]', "vtl.undefined"),
        ("#if($inputs){}#end", "lint.root"),
    ],
)  # fmt: skip
def test_a_place_is_told_of_once(template: str, code: str) -> None:
    result = run(template, BODY)
    places = [(one.start, one.end) for one in result.diagnostics]
    assert len(set(places)) == len(places)
    assert told(result, code)


RIGHT = [
    '#if($x == $null || $undefined == ""){}#end',
    '#if($none == "")#set($none = 1)#end{}',
    '#define($row)$foreach.index $late#end[#foreach($late in [1, 2])"$row"#if($foreach.hasNext),#end#end]',
    "#macro(row $cell)$cell $foreach.count#end{}",
    "\\$inputt.path('$.x') \\$pge [] #[[ $pags ]]#",
    "#foreach($row in [1])#set($seen = $row)#end#if($seen == 1){}#end",
    '#foreach($row in [])#end#if($velocityCount == ""){}#end',
    ROOT + '#if($page.LastEvaluatedKey == ""){}#else[]#end',
    ROOT + '#if($page.Error == ""){}#end',
    ROOT + "#foreach($k in $page.UnprocessedKeys.Books.Keys)$k#end{}",
    ROOT + f'[{LOOP}"$!k.note.S $!k.size.M.w.N $!k.colour.S"#if($foreach.hasNext),#end#end]',
    ROOT + f'[{LOOP}"$!k.id.N$!k.id.S$!k.colour.BOOL"#if($foreach.hasNext),#end#end]',
    ROOT + f'[{LOOP}"$!k.colours.S $!k.idx.S $!k.sizes.S"#if($foreach.hasNext),#end#end]',  # names of their own
    ROOT + '#if($page.message != "")$page.message#elseif($page.Message != "")$page.Message#end{}',
    ROOT + '#foreach($name in $page.keySet())"$page.get($name)"#end',
    ROOT + "#foreach($k in $page.Items)#foreach($name in $k.keySet())$!k.get($name).S #end#end",
    "#if($input.path('$.Items[?(@.Id)]').size() == 0){}#end",
    "#if($input.path('$..ID').size() == 0){}#end",
    "#if($input.path('$.Items[*].id.S').size() == 2){}#end",
    "#set($context.custom = 1)#if($context.custom == 1){}#end",
    '#if($context.authorizer.Id == ""){}#end$!context.keySet().size()',
    '#if($context.identity.clientCert.subjectDN == ""){}#end',
    '#if($input.class.name != ""){}#end',
]  # fmt: skip


@pytest.mark.parametrize("template", RIGHT)
def test_a_name_that_is_right_or_may_be_missing_is_told_nothing(template: str) -> None:
    assert warned(template) == []


@pytest.mark.parametrize(
    "body",
    ["{}", '{"Item": {"id": {"S": "a"}}}', '{"__type": "x#ValidationException", "message": "no"}', '{"Items": []}', "[]", "plain", ""],
)
def test_an_answer_without_items_is_told_nothing(body: str) -> None:
    assert warned(f'{ROOT}[{LOOP}"$k.id.S"#end]', body) == []


def test_another_list_is_told_as_an_info() -> None:
    (finding,) = told(run(ROOT + "[#foreach($k in $page.Rows)$k#end]", BODY), "vtl.foreach-undefined")
    assert (finding.severity, finding.fix) == ("info", None)
    assert "its lists are `Items`" in finding.message


def test_both_spellings_are_told_unless_one_is_asked_for() -> None:
    items = json.dumps({"Items": [{"id": {"S": "a"}}]})
    assert warned(ROOT + f"{LOOP}$k.id.S $!k.Id.S#end", items)
    assert warned(ROOT + f'{LOOP}#if($k.Id.S != "")$k.Id.S#else$k.id.S#end#end', items) == []


def test_a_name_that_only_a_later_item_has_is_right() -> None:
    items = json.dumps({"Items": [{"Id": {"S": "a"}}] * 20 + [{"id": {"S": "b"}}]})
    assert warned(ROOT + f"{LOOP}$!k.id.S#end", items) == []
    assert warned(ROOT + f"{LOOP}$!k.iD.S#end", items)


def test_a_scenario_s_own_context_has_its_names() -> None:
    template = '#if($context.stag == "x"){}#end'
    assert warned(template)
    assert warned(template, context={"stag": "x"}) == []


def test_a_member_that_the_template_puts_there_is_right() -> None:
    assert warned(ROOT + "#set($page.items = [])#foreach($k in $page.items)#end{}") == []


def test_the_request_s_body_is_compared_as_well() -> None:
    integration = {"type": "AWS", "requestTemplates": {"application/json": '{"TableName": "T", "Limit": $input.json(\'$.Limit\')}'}}
    document = {"method": {"methodIntegration": integration}, "request": {"body": '{"limit": 5}'}}
    (finding,) = told(evaluate(Scenario.from_document(document)), "vtl.misspelt")
    assert finding.where == "/method/methodIntegration/requestTemplates/application~1json"


def test_many_names_and_many_items_take_little() -> None:
    reads = "".join(f"$!k.name{number}.S" for number in range(3_000))
    template = vtl.parse(f"{ROOT}{LOOP}{reads}#end", Limits())
    document = {"Items": [{f"Name{number}": {"S": "x"} for number in range(400)} for _ in range(1_000)]}
    began = time.process_time()
    found = list(misspelt_names(payload_reads(template.tree), document))
    assert time.process_time() - began < 2
    assert 0 < len(found) <= 250


NAMES = st.sampled_from(["id", "Id", "items", "Items", "Item", "S", "s", "count", "Count", "note"])
TEMPLATES = st.lists(
    st.one_of(
        st.builds("#foreach($e in $r.{})$!e.{}#end".format, NAMES, NAMES),
        st.builds("#if($r.{} == 1)y#end".format, NAMES),
        st.builds("$!r.{}.{}".format, NAMES, NAMES),
        st.builds("#set($r = $input.path('$.{}'))".format, NAMES),
        st.builds("$!input.path('$.{}[0].{}')".format, NAMES, NAMES),
    ),
    max_size=4,
).map(lambda parts: "#set($r = $input.path('$'))" + "".join(parts))  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.sampled_from([0, 1, "x", ""]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


@given(
    template=TEMPLATES,
    payload=st.dictionaries(NAMES, VALUES, max_size=3),
    others=st.lists(st.dictionaries(NAMES, VALUES, max_size=3), max_size=3),
)
def test_a_corrected_name_changes_nothing_where_none_was_told(template: str, payload: object, others: list[object]) -> None:
    document = {"template": template, "backend": {"body": json.dumps(payload)}}
    for finding in fixes(document):
        if finding.code == "lint.root":
            assert prove(document, finding, [{"backend": {"body": json.dumps(other)}} for other in others]) == []
        elif finding.code in MISSPELT:
            assert prove(document, finding) == []


@pytest.mark.parametrize(
    "variable", ["authorizer.principalId", "authorizer.claims.sub", "identity.apiKey", "identity.clientCert.subjectDN", "webaclArn"]
)
def test_a_variable_that_this_call_has_no_value_for_is_an_info(variable: str) -> None:
    (finding,) = told(run(f'["${{context.{variable}}}"]', BODY), "vtl.undefined")
    assert finding.severity == "info"


def test_a_misspelt_member_of_the_authorizer_that_there_is_stays_a_warning() -> None:
    document = {
        "template": '["$context.authorizer.principleId"]',
        "backend": {"body": "{}"},
        "context": {"authorizer": {"principalId": "u"}},
    }
    (finding,) = told(evaluate(Scenario.from_document(document)), "vtl.undefined")
    assert finding.severity == "warning"
    assert "there is `principalId`" in finding.message


@pytest.mark.parametrize(
    "template",
    [
        "$input.path('$').Itms.nmae",
        "$input.path('$.Itms.a.nmae')",
        "$input.path('$.Itms[0].nmae')",
        "#set($r = $input.path('$'))$r.Itms.a.nmae",
    ],
)
@pytest.mark.parametrize("items", [{"name": 1, "a": {"name": 1}}, [{"name": 1}]])
def test_no_edit_is_offered_that_leaves_another_name_wrong(template: str, items: object) -> None:
    result = run(template, json.dumps({"Items": items}))
    assert [finding.fix for finding in result.diagnostics if finding.fix] == []
    assert all(finding.severity != "error" for finding in result.diagnostics)
