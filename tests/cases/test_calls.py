"""The calls that break request templates: made from the call at hand, each different in one thing, only such as can arrive."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground import Limits, Scenario, evaluate, examples
from playground.cases.calls import LONG, MOST_BYTES, MOST_CALLS, calls_of
from playground.cases.check import Wanted, check
from playground.model import Case
from tests.profiles import scaled

KEY = '{"TableName": "T", "Key": {"id": {"S": "%s"}}}'
ESCAPED = "$util.escapeJavaScript($input.params('id')).replaceAll(\"\\\\'\", \"'\")"


def document(template: str, request: Any = None, http_method: str = "GET", **members: Any) -> dict[str, Any]:
    """A method whose request template is given; `members` go into the method."""
    responses = {"200": {"statusCode": "200", "responseTemplates": {"application/json": "{}"}}}
    uri = "arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem"
    integration = {"type": "AWS", "uri": uri, "requestTemplates": {"application/json": template}, "integrationResponses": responses}
    made = {"method": {"httpMethod": http_method, "methodIntegration": integration, **members}, "backend": {"body": "{}"}}
    return made if request is None else {**made, "request": request}


def calls(scenario: dict[str, Any]) -> dict[str, dict[str, Any]]:
    made = calls_of(Scenario.from_document(scenario), Limits())
    assert len({one.name for one in made}) == len(made)
    assert all(one.why.endswith(".") for one in made)
    return {one.name: one.request.model_dump(exclude_defaults=True) for one in made}


def test_a_parameter_of_the_query_string_is_changed_in_every_way() -> None:
    made = calls(document(KEY % "$input.params('id')", {"querystring": {"id": "7", "n": "x"}}))
    of_id = {name: one.get("querystring", {}).get("id") for name, one in made.items() if name.endswith(("id", " empty", "text"))}
    assert of_id["Without id"] is None
    assert (made["id is empty"]["querystring"], made["id is a text"]["querystring"]) == ({"id": "", "n": "x"}, {"id": "abc", "n": "x"})
    assert made['A quote (") in id']["querystring"] == {"id": 'a "quoted" text', "n": "x"}
    assert made["A very long text in id"]["querystring"]["id"] == "x" * LONG
    assert made["n is a number"]["querystring"] == {"id": "7", "n": "42"}
    assert {
        "A line end in id",
        "An apostrophe in id",
        "A $ in id",
        "A # in id",
        "An emoji in id",
        "An injected member in id",
    } <= made.keys()


def test_a_path_has_all_its_parts_and_a_header_is_ascii_in_one_line() -> None:
    made = calls(document(KEY % "$input.params('id')", {"path": {"id": "7"}, "header": {"X-Own": "a", "Content-Type": "application/json"}}))
    assert not {"Without id", "id is empty"} & made.keys()
    assert "Without X-Own" in made
    assert not {"A line end in X-Own", "An emoji in X-Own", "Without Content-Type"} & made.keys()


def test_a_call_that_is_not_at_hand_has_what_the_method_reads() -> None:
    made = calls(document(KEY % "$input.params('id')", requestParameters={"method.request.querystring.q": True}))
    assert {'A quote (") in id', 'A quote (") in q', "Without q"} <= made.keys()


def test_members_of_a_body_are_changed_each_by_itself() -> None:
    body = {"id": "7", "n": 5, "deep": {"list": [{"a": True}, {"a": False}]}}
    made = calls(document(KEY % "$input.path('$.id')", {"body": json.dumps(body)}, "POST"))
    changed = {
        name: json.loads(one["body"]) for name, one in made.items() if one.get("body") not in {None, "", '{"a": '} and "header" not in one
    }
    assert changed["id missing"] == {"n": 5, "deep": body["deep"]}
    assert changed["id is null"] == {**body, "id": None}
    assert changed["n is a number as text"] == {**body, "n": "5"}
    assert changed["id is a number"] == {**body, "id": 42}
    assert changed["id is a list"] == {**body, "id": ["a", "b"]}
    assert changed["A member more"] == {**body, "isAdmin": True}
    assert changed["/deep/list/0/a is null"]["deep"] == {"list": [{"a": None}, {"a": False}]}
    assert changed["A list for a body"] == []
    assert (made["No body"].get("body"), made["A body that is no JSON"]["body"]) == (None, '{"a": ')
    assert made["Content-Type text/plain"]["header"] == {"Content-Type": "text/plain"}


def test_without_a_body_none_is_made_up_for_a_get() -> None:
    assert not [name for name in calls(document(KEY % "1", {"path": {"id": "7"}})) if "body" in name or "Content-Type" in name]


def test_what_is_there_already_is_left_out_and_a_proxy_has_none() -> None:
    scenario = document(KEY % "$input.params('id')", {"querystring": {"id": "7"}})
    assert "Without id" not in calls({**scenario, "cases": [{"name": "none", "request": {}}]})
    scenario["method"]["methodIntegration"]["type"] = "AWS_PROXY"
    assert calls(scenario) == {}


def test_there_are_so_many_at_most_of_the_body_as_well() -> None:
    request = {"querystring": {f"q{index}": "1" for index in range(100)}, "body": json.dumps({f"m{index}": "a" for index in range(100)})}
    made = calls(document("{}", request, "POST"))
    assert len(made) == MOST_CALLS
    assert {"Without q0", "No body", "m0 is null"} <= made.keys()
    assert "Without q99" not in made


def test_what_is_read_comes_before_what_else_the_call_has() -> None:
    request = {"querystring": {**{f"q{index}": "1" for index in range(100)}, "last": "1"}}
    assert next(iter(calls(document(KEY % "$input.params('last')", request)))) == "Without last"


def test_many_calls_of_a_large_one_are_not_made() -> None:
    request = {"querystring": {"id": "7"}, "body": "x" * (MOST_BYTES // 4)}
    made = calls(document(KEY % "$input.params('id')", request, "POST"))
    assert 0 < len(made) < 5


def test_a_member_that_is_read_and_that_the_call_lacks_is_put_into_it() -> None:
    template = KEY % "$input.path('$.deep.id')"
    made = calls(document(template, {"path": {"p": "1"}}, "POST"))
    assert json.loads(made['A quote (") in /deep/id']["body"]) == {"deep": {"id": 'a "quoted" text'}}
    assert "/deep/id missing" not in made
    beside = calls(document(template, {"body": '{"n": 1}'}, "POST"))
    assert json.loads(beside["/deep/id is null"]["body"]) == {"n": 1, "deep": {"id": None}}
    elsewhere = calls(document(template, {"body": '{"deep": "text"}'}, "POST"))
    assert "/deep/id is null" not in elsewhere
    assert "deep is null" in elsewhere


@pytest.mark.parametrize("as_text", [False, True])
def test_members_of_the_model_are_changed(as_text: bool) -> None:  # noqa: FBT001
    schema = {"type": "object", "properties": {"title": {"type": "string"}}}
    scenario = document("$input.json('$')", {"body": "{}"}, "POST", requestModels={"application/json": "M"})
    scenario["api"] = {"models": {"M": {"contentType": "application/json", "schema": json.dumps(schema) if as_text else schema}}}
    assert json.loads(calls(scenario)["title is null"]["body"]) == {"title": None}


@pytest.mark.parametrize("schema", ["[", "[]", '{"properties": []}', '{"properties": null}', "{}"])
def test_a_model_that_names_no_members_adds_none(schema: str) -> None:
    scenario = document("$input.json('$')", {"body": "{}"}, "POST", requestModels={"application/json": "M", "a/b": None})
    scenario["api"] = {"models": {"M": {"schema": schema}}}
    assert "A member more" in calls(scenario)


def test_a_header_that_templates_read_of_the_context_is_changed() -> None:
    scenario = document('{"agent": "$context.identity.userAgent"}', {"header": {"user-agent": "curl/8"}})
    assert calls(scenario)['A quote (") in user-agent']["header"] == {"user-agent": 'a "quoted" text'}
    scenario["request"] = {}
    assert calls(scenario)['A quote (") in User-Agent']["header"] == {"User-Agent": 'a "quoted" text'}
    assert calls({**scenario, "context": {"identity": {"userAgent": "fixed"}}}) == {}


def test_a_header_in_another_case_is_the_same_header() -> None:
    made = calls(document(KEY % "$input.params().header.get('X-Own')", {"header": {"x-own": "a"}}))
    assert made["x-own is empty"]["header"] == {"x-own": ""}
    assert "X-Own is empty" not in made


def test_a_name_in_two_places_has_calls_of_both() -> None:
    made = calls(document(KEY % "$input.params('id')", {"path": {"id": "7"}, "querystring": {"id": "8"}}))
    assert made['A quote (") in id (path)'] == {"path": {"id": 'a "quoted" text'}, "querystring": {"id": "8"}}
    assert made['A quote (") in id (query string)'] == {"path": {"id": "7"}, "querystring": {"id": 'a "quoted" text'}}


def test_a_parameter_is_sent_twice() -> None:
    made = calls(document(KEY % "$input.params('id')", {"querystring": {"id": "7"}}))
    assert made["id is sent twice"]["querystring"] == {"id": ["7", "72"]}


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.measured
@pytest.mark.slow
@given(some.dictionaries(some.text("abé\"' ", min_size=1, max_size=4), some.text(max_size=5), max_size=3), JSON)
def test_each_call_is_one_that_is_evaluated(querystring: dict[str, str], body: Any) -> None:
    scenario = document("$input.json('$')", {"querystring": querystring, "body": json.dumps(body)}, "POST")
    base = Scenario.from_document(scenario).request.model_dump(exclude_defaults=True)
    made = calls(scenario)
    assert len({json.dumps(one, sort_keys=True) for one in made.values()}) == len(made)
    for name, request in made.items():
        changed = {part for part in ("path", "querystring", "header", "body") if request.get(part) != base.get(part)}
        assert len(changed) == 1, name
    for name, request in list(made.items())[:: scaled(7)]:
        assert evaluate(Scenario.from_document({**scenario, "request": request})).usage.milliseconds >= 0, name


def failing(scenario: dict[str, Any]) -> dict[str, str]:
    """Of the hostile calls that a check runs, those that fail, with the words."""
    rows = [one for one in check(Scenario.from_document(scenario), Limits(seconds=60), Wanted("error")) if not isinstance(one, int)]
    assert any(one.kind == "call" for one in rows)
    return {one.name: one.fails for one in rows if one.kind == "call" and one.fails}


def test_a_check_tells_of_calls_that_break_the_request() -> None:
    scenario = document(KEY % "$input.params('id')", {"path": {"id": "7"}})
    found = failing(scenario)
    assert dict.fromkeys(('A quote (") in id', "A backslash in id", "A line end in id"), "request refused").items() <= found.items()
    assert failing(document(KEY % ESCAPED, {"path": {"id": "7"}})) == {}


def test_a_refusal_that_the_client_is_told_is_right() -> None:
    scenario = document(KEY % "$input.params('id')", {"path": {"id": "7"}})
    mapped = {"statusCode": "400", "selectionPattern": "4\\d{2}", "responseTemplates": {"application/json": '{"message": "bad request"}'}}
    scenario["method"]["methodIntegration"]["integrationResponses"]["400"] = mapped
    assert failing(scenario).keys() <= {"An injected member in id"}
    mapped["responseTemplates"] = {"application/json": "bad request"}
    assert 'A quote (") in id' in failing(scenario)


@pytest.mark.measured
@pytest.mark.slow
@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_the_examples_stand_every_call(example: Any) -> None:
    assert failing(example.document) == {} if calls(example.document) else True


def test_a_case_of_a_call_keeps_the_answer_at_hand() -> None:
    scenario = Scenario.from_document(document(KEY % ESCAPED, {"path": {"id": "7"}}))
    assert Case(name="a", request=calls_of(scenario, Limits())[0].request).backend is None


def test_of_all_cases_of_a_check_one_tells_of_an_injection() -> None:
    scenario = document(KEY % "$input.params('id')", {"path": {"id": "7"}})
    rows = [one for one in check(Scenario.from_document(scenario), Limits(seconds=60), Wanted("error")) if not isinstance(one, int)]
    told = [one.kind for one in rows if any(finding.code == "lint.injection" for finding in one.diagnostics)]
    assert told == ["own"]
