"""Maps that reach a body as Java prints them: a forgotten `.S` is told with the member to write, and nothing is told of what is meant."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground import Result, Scenario, evaluate
from tests.gateway.checks.mistake import TAKE_BACK
from tests.gateway.checks.proof import fixes, prove
from tests.gateway.findings import marked, mend, run, told

ITEM: dict[str, Any] = {
    "id": {"S": "b-7"},
    "pages": {"N": "318"},
    "lent": {"BOOL": True},
    "cover": {"B": "aGk="},
    "gone": {"NULL": True},
    "shelves": {"SS": ["north", "attic"]},
    "years": {"NS": ["1999", "2004"]},
    "notes": {"L": [{"S": "torn"}]},
    "size": {"M": {"height": {"N": "24"}}},
}
BODY = json.dumps({"Count": 1, "Items": [ITEM]})
LOOP = "#foreach($b in $input.path('$.Items'))"
MAP = "vtl.map-text"


def looped(piece: str) -> str:
    return f"[{LOOP}{piece}#if($foreach.hasNext),#end#end]"


@pytest.mark.parametrize(
    ("piece", "mark", "written"),
    [
        ('{"id": "$b.id"}', "$b.id", "$b.id.S"),
        ('{"id": "${b.id}"}', "${b.id}", "${b.id.S}"),
        ('{"id": "$!b.id"}', "$!b.id", "$!b.id.S"),
        ('{"id": "no. $b.id of all"}', "$b.id", "$b.id.S"),
        ('{"pages": "$b.pages"}', "$b.pages", "$b.pages.N"),
        ('{"lent": "$b.lent"}', "$b.lent", "$b.lent.BOOL"),
        ('{"cover": "$b.cover"}', "$b.cover", "$b.cover.B"),
        ("{\"id\": \"$b['id']\"}", "$b['id']", "$b['id'].S"),
        ("{\"id\": \"$b.get('id')\"}", "$b.get('id')", "$b.get('id').S"),
        ("{\"id\": \"$input.path('$.Items[0].id')\"}", "$input.path('$.Items[0].id')", "$input.path('$.Items[0].id').S"),
        ("{\"id\": \"$input.path('$.Items[0].id')x\"}", "$input.path('$.Items[0].id')", "${input.path('$.Items[0].id').S}"),
        ('{"id": "$util.escapeJavaScript($b.id)"}', "$b.id", "$b.id.S"),
        ("{\"id\": \"$util.escapeJavaScript($b.id).replaceAll(\"\\\\'\", \"'\")\"}", "$b.id", "$b.id.S"),
        ('#set($n = $b.id){"id": "$n"}', "$n", "$n.S"),
        ('#set($n = "no. $b.id"){"id": "$n"}', "$b.id", "$b.id.S"),
        ('#define($n){"id": "$b.id"}#end$n', "$b.id", "$b.id.S"),
    ],
)  # fmt: skip
def test_a_forgotten_type_is_told_with_the_member_and_mended(piece: str, mark: str, written: str) -> None:
    template = looped(piece)
    for trace in (False, True):
        (finding,) = told(run(template, BODY, trace=trace), MAP)
        assert (marked(template, finding), finding.severity) == (mark, "warning")
        assert written in finding.help
        assert [edit.text for edit in finding.fix or []] == [written]
        after = run(mend(template, finding), BODY)
        assert [one for one in after.diagnostics if one.severity != "info"] == []
        assert after.body
        assert "=" not in after.body.replace("aGk=", "")


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ('{"size": "$b.size"}', "`$b.size.M.height.N`"),
        ('{"gone": "$b.gone"}', "print null where `$b.gone.NULL` is true"),
        ('{"empty": "$b.size.M"}', "`$b.size.M.height.N`"),
        ('{"notes": "$util.escapeJavaScript($b.notes)"}', "#foreach($one in $b.notes.L)"),
        ('{"notes": "$util.escapeJavaScript($b.notes.L)"}', "#foreach($one in $b.notes.L)"),
        ('{"shelves": "$util.escapeJavaScript($b.shelves)"}', "`$b.shelves.SS`, outside of quotes"),
        ('{"all": "$util.escapeJavaScript($b)"}', "`$b.id.S`"),
    ],
)  # fmt: skip
def test_what_is_no_single_value_is_told_without_an_edit(piece: str, words: str) -> None:
    (finding,) = told(run(looped(piece), BODY), MAP)
    assert words in finding.help
    assert finding.fix is None


@pytest.mark.parametrize(
    ("piece", "help_words", "fix"),
    [
        ('{"pages": $b.pages}', "Write `$b.pages.N`", ["$b.pages.N"]),
        ('{"id": $b.id}', 'Write `"$b.id.S"`', [f'"$util.escapeJavaScript($b.id.S){TAKE_BACK}"']),
        ('{"cover": $b.cover}', 'Write `"$b.cover.B"`', ['"$b.cover.B"']),
        ('{"lent": $b.lent}', "Write `$b.lent.BOOL`", ["$b.lent.BOOL"]),
        ('{"shelves": $b.shelves}', "`$b.shelves.SS`, outside of quotes", ["$b.shelves.SS"]),
        ('{"shelves": "$b.shelves"}', "`$b.shelves.SS` without the quotes", []),
        ('{"shelves": "$b.shelves.SS"}', "`$b.shelves.SS` without the quotes", []),
        ('{"years": "$b.years.NS"}', "`$b.years.NS` without the quotes", []),
        ('{"notes": $b.notes}', "#foreach($one in $b.notes.L)", []),
        ('{"size": $b.size}', "`$b.size.M.height.N`", []),
        ('{"all": "$b"}', "`$b.id.S`", []),
    ],
)  # fmt: skip
def test_a_broken_body_says_the_member(piece: str, help_words: str, fix: list[str]) -> None:
    result = run(looped(piece), BODY)
    (finding,) = told(result, "body.json")
    assert help_words in finding.help
    assert [edit.text for edit in finding.fix or []] == fix
    assert told(result, MAP) == []
    if fix:
        assert told(run(mend(looped(piece), finding), BODY), "body.json") == []


def test_all_places_are_told_where_one_breaks_the_body() -> None:
    template = looped('{"id": "$b.id", "pages": $b.pages, "lent": "$b.lent"}')
    result = run(template, BODY)
    assert [(finding.code, marked(template, finding)) for finding in result.diagnostics] == [
        ("body.json", "$b.pages"),
        (MAP, "$b.id"),
        (MAP, "$b.lent"),
    ]


def test_a_type_that_differs_from_item_to_item_is_said_without_an_edit() -> None:
    body = json.dumps({"Items": [{"v": {"S": "a"}}, {"v": {"N": "1"}}, {}]})
    (finding,) = told(run(looped('{"v": "$!b.v"}'), body), MAP)
    assert "differs (N, S)" in finding.help
    assert finding.fix is None


def test_many_rows_are_told_once() -> None:
    body = json.dumps({"Items": [{"id": {"S": str(number)}, "n": {"N": "1"}} for number in range(40)]})
    for trace in (False, True):
        (finding,) = told(run(looped('{"id": "$b.id", "n": $b.n.N}'), body, trace=trace), MAP)
        assert [edit.text for edit in finding.fix or []] == ["$b.id.S"]


@pytest.mark.parametrize(
    "template",
    [
        "#set($b = $input.path('$.Items[0]'))#if(\"$!b\" == \"\"){}#else{\"id\": \"$b.id.S\"}#end",
        "#set($text = \"$input.path('$')\")#if($text.contains(\"Items\")){}#else[]#end",
        "#if($input.path('$').toString().contains('Items')){}#end",
        "{\"all\": $input.json('$.Items'), \"tags\": $input.path('$.Items[0].shelves.SS'), \"notes\": $input.path('$.Items[0].notes.L')}",
        "{\"text\": \"$util.escapeJavaScript($input.json('$.Items[0]'))\"}",
        "#set($context.responseOverride.header.Content-Type = 'text/plain')found $input.path('$.Items[0].id') in $input.path('$')",
        "#set($context.responseOverride.header.Content-Type = 'text/csv')$input.path('$.Items[0]')",
        "#set($m = {})$!m.put('a', {'b': 1}){}",
        '{"empty": "$input.path(\'$.Items[0].none\')$!x#set($x = {})$x"}',
    ],
)  # fmt: skip
def test_what_is_printed_on_purpose_is_told_nothing(template: str) -> None:
    assert told(run(template, BODY), MAP) == []


def test_a_debugging_text_is_told_by_its_body_alone() -> None:
    result = run("The item: $input.path('$.Items[0].id')", BODY)
    assert [finding.code for finding in result.diagnostics] == ["body.json"]


def test_html_is_told_of_a_value_and_not_of_a_whole_item() -> None:
    template = (
        "#set($context.responseOverride.header.Content-Type = 'text/html')<p>$input.path('$.Items[0].id')</p>$input.path('$.Items[0]')"
    )
    (finding,) = told(run(template, BODY), MAP)
    assert marked(template, finding) == "$input.path('$.Items[0].id')"


def request_scenario(template: str, body: object, **method: Any) -> Result:
    integration = {"type": "AWS", "uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem"}
    templates = {"requestTemplates": {"application/json": template}, "integrationResponses": {"200": {"statusCode": "200"}}}
    document = {"method": {"methodIntegration": {**integration, **templates}, **method}, "request": {"body": json.dumps(body)}}
    return evaluate(Scenario.from_document(document))


def test_a_request_with_a_map_in_a_text_is_told() -> None:
    template = '#set($in = $input.path(\'$\'))\n{"Item": {"address": {"S": "$in.address"}}}'
    (finding,) = told(request_scenario(template, {"address": {"city": "Turku", "zip": "20100"}}), MAP)
    assert finding.where == "/method/methodIntegration/requestTemplates/application~1json"
    assert finding.start
    assert finding.start.line == 2
    assert "{city=Turku, zip=20100}" in finding.message
    assert finding.fix is None


def test_a_request_that_names_the_members_is_told_nothing() -> None:
    template = '#set($in = $input.path(\'$\'))\n{"Item": {"city": {"S": "$in.address.city"}, "all": {"S": "$input.params()"}}}'
    assert told(request_scenario(template, {"address": {"city": "Turku"}}), MAP) == []


VALUE = st.one_of(
    st.text("ab '\"\\\n/é", max_size=5).map(lambda text: {"S": text}),
    st.integers(-9, 999).map(lambda number: {"N": str(number)}),
    st.booleans().map(lambda flag: {"BOOL": flag}),
    st.just({"NULL": True}),
    st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2).map(lambda texts: {"SS": texts}),
    st.lists(st.just({"S": "x"}), max_size=2).map(lambda members: {"L": members}),
)
WRITTEN = st.sampled_from([
    '"$b.v"', '"$!b.v"', '"${b.v}"', "$b.v", '"$util.escapeJavaScript($b.v)"', '"a $b.v b"', '"$b.v.S"', '"$!b.v.SS"', "$b.v.N", '"$b"',
])  # fmt: skip


@example(written=['"$util.escapeJavaScript($b.v)"'], values=[{"S": ""}], others=[{"S": "\\"}])
@given(
    written=st.lists(WRITTEN, min_size=1, max_size=3), values=st.lists(VALUE, min_size=1, max_size=3), others=st.lists(VALUE, max_size=3)
)
def test_a_fix_is_proven_over_other_attributes(written: list[str], values: list[object], others: list[object]) -> None:
    pairs = ", ".join(f'"m{number}": {piece}' for number, piece in enumerate(written))
    document = {"template": looped(f"{{{pairs}}}"), "backend": {"body": json.dumps({"Items": [{"v": value} for value in values]})}}
    bodies = [{"Items": [{"v": value}]} for value in others] + [{"Items": [{}]}, {"Items": []}, {}]
    for finding in fixes(document):
        assert prove(document, finding, [{"backend": {"body": json.dumps(body)}} for body in bodies]) == []


@pytest.mark.parametrize("written", ['"$b.id"', '"$util.escapeJavaScript($b.id)"', '#if($b.n.N != "")"$b.id"#end', '#set($t = $b.id)"$t"'])
def test_a_long_loop_with_more_in_it_is_told_once(written: str) -> None:
    items = [{"id": {"S": str(number)}, "n": {"N": "1"}} for number in range(150)] + [{"id": {"S": "z"}}]
    for trace in (False, True):
        (finding,) = told(run(looped(f'{{"n": "$!b.n.N", "id": {written}}}'), json.dumps({"Items": items}), trace=trace), MAP)
        assert [edit.text for edit in finding.fix or []] in (["$b.id.S"], ["$t.S"])
