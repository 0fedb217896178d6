"""The tools' HTTP API, through the real server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from playground import examples
from playground.formats.tools import TOOLS

if TYPE_CHECKING:
    from tests.serving import Reply, Site

JSON = {"Content-Type": "application/json"}


def use(site: Site, tool: str, document: object) -> Reply:
    return site.ask(f"/api/v1/{tool}", json.dumps(document).encode(), JSON)


@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_the_variants_of_an_example_run_as_its_cases(site: Site, example: examples.Example) -> None:
    variants = use(site, "variants", example.document)
    assert variants.status == 200
    cases = [{"name": one["name"], "backend": one["backend"]} for one in variants.json["cases"]]
    reply = use(site, "cases", {**example.document, "cases": cases})
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
        *("name", "status", "statusFrom", "why", "bodyBytes", "isJson", "warnings", "errors", "matches", "expect", "diagnostics", "body"),
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
    assert set(TOOLS) == {"cases", "variants", "convert", "import", "export"}
    assert {f"/api/v1/{tool}" for tool in TOOLS} <= set(paths)


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
    assert made == {"scenario": {"version": 1, "method": pasted}, "what": "a method, as get-method prints it"}
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
    assert reply.status in {200, 422}
    assert reply.status == 200 or reply.json["problems"]
    assert use(site, "convert", {"to": "plain", "text": "{}"}).json == {"text": "{}"}
