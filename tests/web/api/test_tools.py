"""The tools' HTTP API, through the real server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from playground import examples
from playground.evaluator.tools import TOOLS
from tests.dynamodb.dynamodb_answers import ERRORS, SOUND, TEMPLATES, scenario_of, spoilt_answers
from tests.profiles import scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import StartSite
    from tests.serving import Reply, Site

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def patient(start_site: StartSite) -> Iterator[Site]:
    """A site that runs many cases in one call, however busy the machine is."""
    with start_site(PLAYGROUND_LIMIT_SECONDS="30") as running:
        yield running


def use(site: Site, tool: str, document: object) -> Reply:
    return site.ask(f"/api/v1/{tool}", json.dumps(document).encode(), JSON)


@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_the_variants_of_an_example_run_as_its_cases(patient: Site, example: examples.Example) -> None:
    variants = use(patient, "variants", example.document)
    assert variants.status == 200
    cases = [{"name": one["name"], "backend": one["backend"]} for one in variants.json["cases"]]
    reply = use(patient, "cases", {**example.document, "cases": cases})
    assert reply.status == 200
    assert [one["name"] for one in reply.json["cases"]] == ["This response", *(case["name"] for case in cases)]
    assert all(one["status"] is not None for one in reply.json["cases"])


def test_cases_answer_like_evaluations(site: Site) -> None:
    scenario = {
        "template": "$input.path('$.a')",
        "backend": {"body": '{"a": 1}'},
        "cases": [{"name": "Two", "backend": {"body": '{"a": 2}'}, "expect": {"status": 200, "body": "2"}}],
    }
    own, two = use(site, "cases", scenario).json["cases"]
    assert (own["body"], own["matches"], two["body"], two["matches"]) == ("1", None, "2", True)
    assert set(two) == {
        *("name", "status", "statusFrom", "why", "bodyBytes", "isJson", "warnings", "errors", "matches", "fails", "differences", "expect"),
        *("diagnostics", "body"),
    }


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(("body", "status"), [(b"", 400), (b"{", 400), (b"[]", 422), (b"null", 422), (b"{}", 422), (b'{"colour": 1}', 422)])
def test_what_a_tool_cannot_use_is_refused_in_the_one_shape(site: Site, tool: str, body: bytes, status: int) -> None:
    reply = site.ask(f"/api/v1/{tool}", body, JSON)
    assert (reply.status, reply.headers["Content-Type"]) == (status, "application/problem+json")
    assert reply.json["detail"].endswith(".")
    assert status == 400 or all(problem["message"] for problem in reply.json["problems"])


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_takes_json_by_post_only(site: Site, tool: str) -> None:
    assert site.ask(f"/api/v1/{tool}", b"{}", {"Content-Type": "text/plain"}).status == 415
    assert site.ask(f"/api/v1/{tool}").status == 405


def test_the_openapi_document_has_every_tool(site: Site) -> None:
    paths = site.ask("/api/v1/openapi.json").json["paths"]
    assert set(TOOLS) == {"cases", "variants", "calls", "convert", "import", "export", "generate"}
    assert {f"/api/v1/{tool}" for tool in TOOLS} <= set(paths)


@pytest.mark.parametrize(("action", "answer"), [*SOUND, *(("TransactWriteItems", error) for error in ERRORS)])
def test_the_answer_of_every_action_gives_variants_that_run(site: Site, action: str, answer: object) -> None:
    scenario = scenario_of(action, answer, template="$input.json('$')")
    variants = use(site, "variants", scenario)
    assert variants.status == 200
    cases = [{"name": one["name"], "backend": one["backend"]} for one in variants.json["cases"]]
    assert all(one["fails"] is None for one in use(site, "cases", {**scenario, "cases": cases}).json["cases"])


@settings(max_examples=scaled(40), suppress_health_check=list(HealthCheck))
@given(spoilt_answers(), some.sampled_from(TEMPLATES), some.booleans())
def test_a_spoilt_answer_is_never_an_error_of_ours(site: Site, spoilt: tuple[str, object], template: str, is_named: bool) -> None:  # noqa: FBT001
    scenario = scenario_of(*spoilt, template=template, is_named=is_named)
    for tool, document in (
        ("variants", scenario),
        ("calls", scenario),
        ("cases", {**scenario, "cases": [{"name": "again", "expect": {"body": spoilt[1]}}]}),
        ("convert", {"to": "plain", "text": scenario["backend"]["body"]}),
        ("import", {"text": scenario["backend"]["body"]}),
        ("export", {"as": "curl", "scenario": scenario}),
    ):
        assert use(site, tool, document).status in {200, 422}


@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_the_calls_of_an_example_run_as_its_cases(site: Site, example: examples.Example) -> None:
    calls = use(site, "calls", example.document)
    assert calls.status == 200
    cases = [{"name": one["name"], "request": one["request"]} for one in calls.json["cases"]]
    answer = use(site, "cases", {**example.document, "cases": cases})
    assert [row["name"] for row in answer.json["cases"][1:]] == [one["name"] for one in cases]


@pytest.mark.parametrize("path", ["evaluate", "cases", "variants", "calls"])
def test_members_of_the_wrong_shape_are_refused_with_their_paths(site: Site, path: str) -> None:
    wrong = {
        "template": "x",
        "tables": [{"items": {}}],
        "api": {"models": {"M": {"schema": 5}}, "requestValidators": {"v": {"validateRequestBody": "yes"}}},
        "failure": "NOT_FOUND",
        "backend": {"fault": "broken"},
        "cases": [{"name": "a", "after": "b", "expect": {"header": {"X": 1}, "integrationRequest": []}}],
    }
    reply = use(site, path, wrong)
    assert reply.status == 422
    assert {problem["path"]: problem["message"].partition(" '")[0] for problem in reply.json["problems"]} == {
        "/tables/0/definition": "is missing",
        "/tables/0/items": "must be a list",
        "/api/models/M/schema": "must be text or an object",
        "/api/requestValidators/v/validateRequestBody": "must be true or false",
        "/failure": "must be one of",
        "/backend/fault": "must be one of",
        "/cases/0/expect/header/X": "must be text",
        "/cases/0/expect/integrationRequest": "must be an object",
    }
    later = {"template": "x", "cases": [{"name": "a", "after": "b"}, {"name": "b"}]}
    (problem,) = use(site, path, later).json["problems"]
    assert problem == {"path": "/cases/0/after", "message": "must be the name of an earlier case"}


def test_what_a_case_expects_and_what_differs_is_in_its_summary(site: Site) -> None:
    expect = {"status": 404, "body": {"a": [1, 3]}, "header": {"content-type": "text/plain"}}
    scenario = {"template": '{"a": [1, 2]}', "backend": {}, "cases": [{"name": "one", "expect": expect}]}
    row = use(site, "cases", scenario).json["cases"][1]
    assert (row["expect"], row["matches"], row["fails"]) == (expect, False, "not as expected")
    assert row["differences"] == [
        {"of": "status", "at": "", "expected": "404", "got": "200"},
        {"of": "body", "at": "/a/1", "expected": "3", "got": "2"},
        {"of": "header", "at": "content-type", "expected": "text/plain", "got": "application/json"},
    ]


def test_a_case_file_goes_out_and_comes_in_again(site: Site) -> None:
    scenario = {"title": "Orders", "template": "$input.json('$.a')", "backend": {"body": '{"a": 1}'}, "cases": [{"name": "other"}]}
    text = use(site, "export", {"as": "case", "scenario": scenario, "aws": {"status": 201, "body": "1"}}).json["text"]
    (row,) = use(site, "cases", json.loads(text)).json["cases"]
    assert (row["name"], row["matches"], [one["of"] for one in row["differences"]]) == ("aws/orders", False, ["status"])
    made = use(site, "import", {"text": text}).json
    del scenario["cases"]
    assert made["scenario"] == {**scenario, "cases": [{"name": "aws/orders", "expect": {"status": 201, "body": "1"}}]}


@pytest.mark.parametrize(
    ("document", "paths"),
    [
        ({"scenario": {"template": "x", "colour": 1}, "expect": {"status": 1, "body": ""}}, {"/scenario/colour", "/expect/status"}),
        ({"scenario": {}, "expect": {}}, {"/scenario"}),
        ({"scenario": {"template": "x", "cases": [{"name": "a", "after": 5}]}, "expect": 5}, {"/scenario/cases/0/after", "/expect"}),
        ({"scenario": [], "expect": {}}, {"/scenario"}),
        ({"scenario": {"template": "x"}}, {"/expect"}),
        ({"scenario": {"template": "x"}, "expect": None}, {"/expect"}),
        ({"scenario": {"template": "x"}, "expect": {}, "id": 5, "more": 1}, {"/id", "/more"}),
    ],
)
def test_a_wrong_case_is_refused_with_its_own_paths(site: Site, document: object, paths: set[str]) -> None:
    reply = use(site, "cases", document)
    assert reply.status == 422
    assert {problem["path"] for problem in reply.json["problems"]} == paths


def test_cases_that_take_too_long_are_told_so(site: Site) -> None:
    endless = {"template": "#foreach($i in [1..999])" * 4 + "$i" + "#end" * 4, "backend": {"body": "{}"}}
    reply = use(site, "cases", {**endless, "cases": [{"name": str(number), "backend": {"body": "{}"}} for number in range(300)]})
    assert reply.status == 200
    codes = [one["diagnostics"][0]["code"] for one in reply.json["cases"]]
    assert len(codes) == 301
    assert set(codes) == {"limit.iterations", "limit.seconds"}


def test_dynamodb_json_is_converted_both_ways(site: Site) -> None:
    typed = (
        '{\n  "Count": 1,\n  "Items": [\n    {\n      "n": {\n        "N": "12345678901234567890123456789012345678"\n      }\n    }\n  ]\n}'
    )
    plain = '{\n  "Count": 1,\n  "Items": [\n    {\n      "n": 12345678901234567890123456789012345678\n    }\n  ]\n}'
    assert use(site, "convert", {"to": "plain", "text": typed}).json == {"text": plain}
    assert use(site, "convert", {"to": "dynamodb", "text": plain}).json == {"text": typed}


@pytest.mark.parametrize(
    ("tool", "document"),
    [
        ("convert", {"to": "plain", "text": '{"Items": [\n  {"n": {"N": 5}}]}'}),
        ("convert", {"to": "dynamodb", "text": '{"a":\n {"b":\t,}}'}),
        ("import", {"text": '{"methodIntegration":\n  {"type": AWS}}'}),
    ],
)
def test_a_problem_in_a_text_has_its_line_and_column(site: Site, tool: str, document: object) -> None:
    reply = use(site, tool, document)
    assert (reply.status, reply.headers["Content-Type"]) == (422, "application/problem+json")
    (problem,) = reply.json["problems"]
    assert (problem["path"], problem["line"]) == ("/text", 2)
    assert problem["message"] == reply.json["detail"]
    assert f"line 2, column {problem['column']}." in problem["message"]


def test_a_method_is_imported_and_exported(site: Site) -> None:
    responses = {"200": {"statusCode": "200", "responseTemplates": {"application/json": "it's"}}}
    pasted = {"httpMethod": "GET", "methodIntegration": {"type": "AWS", "integrationResponses": responses}}
    made = use(site, "import", {"text": json.dumps(pasted)}).json
    assert (made["scenario"], made["what"]) == ({"version": 1, "method": pasted}, "a method, as get-method prints it")
    assert [one["name"] for one in made["operations"]] == ["GET {path}"]
    for kind in ("curl", "cli", "cloudformation", "case"):
        exported = use(site, "export", {"as": kind, "scenario": made["scenario"], "aws": {"status": 200, "body": ""}})
        assert (exported.status, set(exported.json)) == (200, {"text", "filename"})


@pytest.mark.parametrize(
    ("tool", "document", "path"),
    [
        ("convert", {"to": "xml", "text": ""}, "/to"),
        ("convert", {"to": "plain", "text": 1}, "/text"),
        ("convert", {"to": "plain"}, "/text"),
        ("import", {"text": "{}", "more": 1}, "/more"),
        ("export", {"as": "curl", "scenario": {"template": "x", "backend": {"status": 1}}}, "/scenario/backend/status"),
        ("export", {"as": "case", "scenario": {"template": "x"}}, "/aws"),
    ],
)
def test_every_problem_of_a_tools_document_has_its_path(site: Site, tool: str, document: object, path: str) -> None:
    reply = use(site, tool, document)
    assert reply.status == 422
    assert path in [problem["path"] for problem in reply.json["problems"]]


@pytest.mark.parametrize(
    ("tool", "document"),
    [
        ("convert", {"to": "plain", "text": '{"Items": [' + ",".join(['{"a": {"N": "1"}}'] * 600_000) + "]}"}),
        ("convert", {"to": "dynamodb", "text": "[" * 10_000_000}),
        ("import", {"text": '{"a":' * 2_000_000}),
        ("export", {"as": "cli", "scenario": {"template": "'" * 5_000_000}}),
        ("variants", {"template": "$x.y" * 500_000, "backend": {"body": '{"Items": [' + ",".join(['{"a": {"S": "x"}}'] * 400_000) + "]}"}}),
        ("cases", {"template": "x", "cases": [{"name": "n", "backend": {"body": "y" * 1_000_000}}] * 10}),
    ],
)
def test_ten_megabytes_are_answered_or_refused_and_the_site_lives(site: Site, tool: str, document: object) -> None:
    reply = use(site, tool, document)
    assert reply.status in {200, 422, 503}  # the last on a busy machine
    assert reply.status != 422 or reply.json["problems"]
    assert use(site, "convert", {"to": "plain", "text": "{}"}).json == {"text": "{}"}
