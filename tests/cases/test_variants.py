"""The cases that break templates: made from the answer at hand, each different in one thing, and none in vain."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground import Limits, Scenario, evaluate, examples
from playground.cases.variants import variants_of
from playground.dynamodb.template_reads import reads_of
from playground.model import Backend

QUERY = "#foreach($elem in $input.path('$.Items'))$elem.progress.S $elem.count.N#end"
ITEM: dict[str, Any] = {"progress": {"S": "5"}, "count": {"N": "7"}}


def variants(scenario: dict[str, Any]) -> dict[str, dict[str, Any]]:
    made = variants_of(Scenario.from_document(scenario), Limits())
    assert len({one.name for one in made}) == len(made)
    assert all(one.why.endswith(".") for one in made)
    return {one.name: one.backend.model_dump(exclude_unset=True) for one in made}


def answers(template: str, body: object, **members: Any) -> dict[str, Any]:
    """Variant → its body, where the answer at hand is `body`."""
    text = body if isinstance(body, str) else json.dumps(body)
    made = variants({"template": template, "backend": {"body": text}, **members})
    return {name: json.loads(backend["body"]) for name, backend in made.items()}


def test_the_next_page_begins_at_the_keys_of_the_scenarios_table_and_of_the_index_that_is_read() -> None:
    item = {**ITEM, "id": {"S": "a"}}
    keys = {"id": "HASH", "count": "RANGE"}
    index = {"IndexName": "by-progress", "KeySchema": [{"AttributeName": "progress", "KeyType": "HASH"}]}
    definition = {
        "TableName": "Users",
        "KeySchema": [{"AttributeName": name, "KeyType": kind} for name, kind in keys.items()],
        "GlobalSecondaryIndexes": [index],
    }
    for request, names in (("{}", ["id", "count"]), ('{"IndexName": "by-progress"}', ["id", "count", "progress"])):
        method = {
            "type": "AWS",
            "uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/Query",
            "requestTemplates": {"application/json": request},
            "integrationResponses": {"200": {"responseTemplates": {"application/json": QUERY}}},
        }
        made = variants(
            {
                "method": {"methodIntegration": method},
                "backend": {"body": json.dumps({"Items": [item]})},
                "tables": [{"definition": {"Table": definition}}],
            }
        )
        last = json.loads(made["LastEvaluatedKey: more to come"]["body"])["LastEvaluatedKey"]
        assert last == {name: item[name] for name in names}


def test_a_querys_variants_differ_in_what_their_names_say() -> None:
    other = {"progress": {"S": "6"}, "count": {"N": "8"}}
    body = {"Count": 2, "Items": [ITEM, other], "ScannedCount": 2}
    made = answers(QUERY, body)
    whole = {
        "No items": {"Count": 0, "Items": [], "ScannedCount": 0},
        "One item": {"Count": 1, "Items": [ITEM], "ScannedCount": 1},
        "25 items": {"Count": 25, "Items": [ITEM, other] * 12 + [ITEM], "ScannedCount": 25},
        "1,001 items": {"Count": 1001, "Items": [ITEM, other] * 500 + [ITEM], "ScannedCount": 1001},
        "LastEvaluatedKey: more to come": {**body, "LastEvaluatedKey": {"progress": {"S": "6"}}},
    }
    changed: dict[str, Any] = {
        "progress missing in one item": {"count": {"N": "7"}},
        "count missing in one item": {"progress": {"S": "5"}},
        "progress is NULL": {**ITEM, "progress": {"NULL": True}},
        "progress is an empty text": {**ITEM, "progress": {"S": ""}},
        "progress is an empty list": {**ITEM, "progress": {"L": []}},
        "progress is a map (M)": {**ITEM, "progress": {"M": {"inner": {"S": "5"}}}},
        "progress is a list (L)": {**ITEM, "progress": {"L": [{"S": "5"}]}},
        'A quote (") in progress': {**ITEM, "progress": {"S": '5 "quoted"'}},
        "A backslash in progress": {**ITEM, "progress": {"S": "5 C:\\data"}},
        "A line end in progress": {**ITEM, "progress": {"S": "5\nsecond line"}},
        "An apostrophe in progress": {**ITEM, "progress": {"S": "5 it's"}},
        "An emoji in progress": {**ITEM, "progress": {"S": "5 🎬"}},
        "A $ in progress": {**ITEM, "progress": {"S": "5 $10 $input"}},
        "A # in progress": {**ITEM, "progress": {"S": "5 #1 #end"}},
        "38 digits in count": {**ITEM, "count": {"N": "12345678901234567890123456789012345678"}},
    }
    errors = {name: made[name] for name in made if name.endswith("00)")}
    assert made == whole | {name: {**body, "Items": [item, other]} for name, item in changed.items()} | errors


def test_a_variant_that_would_be_no_different_is_left_out() -> None:
    one = answers(QUERY, {"Items": [{**ITEM, "progress": {"S": ""}}], "LastEvaluatedKey": {"progress": {"S": ""}}})
    assert not {"One item", "progress is an empty text", "LastEvaluatedKey: more to come"} & set(one)
    assert one["The last page: no LastEvaluatedKey"] == {"Items": [{**ITEM, "progress": {"S": ""}}]}
    assert "No items" not in answers(QUERY, {"Count": 0, "Items": []})
    assert "No such item: {}" not in answers("$input.path('$.Item.a.S')", {})
    assert "Empty answer: {}" not in answers("x", {})


def test_a_variant_that_is_a_case_already_is_left_out() -> None:
    first = variants({"template": QUERY, "backend": {"body": json.dumps({"Items": [ITEM]})}})
    cases = [{"name": name, "backend": backend} for name, backend in first.items()]
    assert variants({"template": QUERY, "backend": {"body": json.dumps({"Items": [ITEM]})}, "cases": cases}) == {}


def test_an_attribute_that_is_missing_already_is_not_taken_away() -> None:
    made = answers(QUERY, {"Items": [ITEM, {"progress": {"S": "6"}}]})
    assert "progress missing in one item" in made
    assert "count missing in one item" not in made


def test_an_empty_query_gets_items_of_what_the_template_reads() -> None:
    made = answers(QUERY, {"Count": 0, "Items": [], "ScannedCount": 0})
    item = {"progress": {"S": "progress"}, "count": {"N": "1"}}
    assert made["One item"] == {"Count": 1, "Items": [item], "ScannedCount": 1}
    assert made["One item, progress missing"]["Items"] == [{"count": {"N": "1"}}]
    assert made['One item, a quote (") in progress']["Items"][0]["progress"] == {"S": 'progress "quoted"'}
    assert made["LastEvaluatedKey: more to come"] == {
        "Count": 0,
        "Items": [],
        "ScannedCount": 0,
        "LastEvaluatedKey": {"progress": {"S": "progress"}},
    }


def test_getitem_gets_the_item_that_the_template_reads() -> None:
    template = """#set($item = $input.path('$.Item'))
        $item.id.S #if($item.old.NULL)-#else$item.old.BOOL#end $item.size.M.height.N $item.tags.SS
        #foreach($part in $item.parts.L)$part.M.name.S#end #foreach($n in $item.names.L)$n.S#end $item.plain"""
    made = answers(template, {})
    item = {
        "id": {"S": "id"},
        "old": {"BOOL": True},
        "size": {"M": {"height": {"N": "1"}}},
        "tags": {"SS": ["one", "two"]},
        "parts": {"L": [{"M": {"name": {"S": "name"}}}]},
        "names": {"L": [{"S": "one"}]},
        "plain": {"S": "plain"},
    }
    assert made["One item"] == {"Item": item}
    assert made["One item, parts is an empty list"]["Item"]["parts"] == {"L": []}
    assert not [name for name in made if "1,001" in name or "LastEvaluatedKey" in name or "No items" in name]


def test_what_is_printed_as_it_is_gets_the_quotes() -> None:
    template = "$util.escapeJavaScript($input.path('$.Item.safe.S')) $input.path('$.Item.bare.S')"
    made = answers(template, {"Item": {"unread": {"S": "a"}, "safe": {"S": "b"}, "bare": {"S": "c"}}})
    assert made['A quote (") in bare'] == {"Item": {"unread": {"S": "a"}, "safe": {"S": "b"}, "bare": {"S": 'c "quoted"'}}}


def test_batchgetitems_items_are_its_tables() -> None:
    template = "#foreach($one in $input.path('$.Responses.Users'))$one.id.S#end"
    made = answers(template, {"Responses": {"Users": [{"id": {"S": "a"}}]}, "UnprocessedKeys": {}})
    assert made["No items"] == {"Responses": {"Users": []}, "UnprocessedKeys": {}}
    assert made["UnprocessedKeys: ask again"]["UnprocessedKeys"] == {"Users": {"Keys": [{"id": {"S": "a"}}]}}
    assert answers(template, {})["One item"] == {"Responses": {"Users": [{"id": {"S": "id"}}]}, "UnprocessedKeys": {}}


@pytest.mark.parametrize(("action", "member"), [("Query", "Items"), ("Scan", "Items"), ("GetItem", "Item"), ("UpdateItem", "Attributes")])
def test_an_empty_answer_has_its_actions_shape(action: str, member: str) -> None:
    integration = {
        "uri": f"arn:aws:apigateway:eu-west-1:dynamodb:action/{action}",
        "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": f"$input.path('$.{member}').a.S"}}},
    }
    made = variants({"method": {"methodIntegration": integration}, "backend": {"body": "{}"}})
    assert member in json.loads(made["One item"]["body"]) or member == "Attributes"


def test_an_error_at_hand_gives_successes_and_the_other_errors() -> None:
    body = json.dumps(
        {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "message": "The conditional request failed"}
    )
    made = variants({"template": "$input.path('$.Attributes.a.S')", "backend": {"status": 400, "body": body}})
    assert "ConditionalCheckFailedException (400)" not in made
    assert (made["One item"]["status"], json.loads(made["One item"]["body"])) == (200, {"Attributes": {"a": {"S": "a"}}})


def test_a_mock_has_no_answers_to_vary() -> None:
    assert variants({"method": {"methodIntegration": {"type": "MOCK"}}, "backend": {"body": '{"Items": []}'}}) == {}


def test_digits_order_and_headers_stay() -> None:
    body = '{"Items": [{"z": {"S": "1"}, "a": {"S": "2"}}], "Odd": 1.50e3}'
    made = variants({"template": QUERY, "backend": {"body": body, "header": {"X": ["1", "2"]}}})
    assert made["No items"] == {"status": 200, "header": {"X": ["1", "2"]}, "body": '{\n  "Items": [],\n  "Odd": 1.50e3\n}'}
    assert made["z is NULL"]["body"].index('"z"') < made["z is NULL"]["body"].index('"a"')


def test_an_answer_is_never_larger_than_dynamodbs() -> None:
    made = answers(QUERY, {"Items": [{"progress": {"S": "x" * 2_000}}]})
    assert "25 items" in made
    assert "1,001 items" not in made


def test_of_a_long_answer_the_first_items_are_varied() -> None:
    made = answers(QUERY, {"Items": [{"progress": {"S": "x" * 1_000}}] * 900})
    assert len(made["First 48 items, progress is NULL"]["Items"]) == 48
    assert len(made["LastEvaluatedKey: more to come"]["Items"]) == 900


@pytest.mark.measured
@pytest.mark.slow
@pytest.mark.parametrize(
    "template",
    ["".join(f"$input.path('$.Items[0].a{number}.S')" for number in range(5_000)), "$input.path('$.Items')[0].a" + ".M.a" * 60_000 + ".S"],
)
def test_a_template_that_reads_much_makes_small_items(template: str) -> None:
    made = variants({"template": template, "backend": {"body": "{}"}})
    assert len(made["One item"]["body"]) < 20_000


@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_every_variant_of_every_example_evaluates(example: examples.Example) -> None:
    scenario = Scenario.from_document(example.document)
    made = variants_of(scenario, Limits())
    assert made or (scenario.method and scenario.method.methodIntegration.type == "MOCK")
    for one in made:
        result = evaluate(scenario.model_copy(update={"backend": one.backend}))
        assert result.status is not None, one.name


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=3),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["Items", "Item", "Responses", "S", "N", "L", "M", "a", "Count", "UnprocessedKeys"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)
TEMPLATES = some.lists(
    some.sampled_from(
        ["$input.path('$.Items", "[0]", ".a", ".S", "')", "#foreach($a in ", ")", "$a.b.N", "#end", "#set($a = ", "$input.path('$"]
    ),
    max_size=8,
).map("".join)


@given(JSON, TEMPLATES)
def test_any_answer_and_template_give_variants_that_load(body: object, template: str) -> None:
    for one in variants_of(Scenario(template=template, backend=Backend(body=json.dumps(body))), Limits()):
        Backend.model_validate(one.to_document()["backend"])


@pytest.mark.parametrize(
    ("template", "paths"),
    [
        ("$input.path('$.a.b').c", ["a.b.c"]),
        ("$input.path(\"$['a b'][0].c\")[0].d", ["a b.[].c.[].d"]),
        ("$input.json('$.a')", ["a"]),
        ("#set($x = ($input.path('$')))#set($y = $x.a)$y['b-c'].get('d').get(0).e.size()", ["", "a", "a.b-c.d.[].e"]),
        ("\"#if($input.path('$.a') == 1)$!{input.path('$.b')}#end\"", ["a", "b"]),
        (
            "#foreach($a in $input.path('$.Items'))#foreach($b in $a.l.L)$b.S#end#end",
            ["Items.[]", "Items", "Items.[].l.L.[]", "Items.[].l.L", "Items.[].l.L.[].S"],
        ),
        ("#set($x = $input.path('$.a'))#set($x = 1)$x.b", ["a"]),
        ("$input.path('$..a') $input.path('$.a[?(@.b)]') $input.path($x) $input.params('a') $unknown.a", []),
        ("#if(", []),
    ],
)
def test_what_a_template_reads_is_found(template: str, paths: list[str]) -> None:
    assert [".".join(path) for path in reads_of(template, Limits()).paths] == [path for path in paths if path]
