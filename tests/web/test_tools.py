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
        *("name", "status", "statusFrom", "bodyBytes", "isJson", "warnings", "errors", "matches", "expect", "diagnostics", "body"),
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
    assert {f"/api/v1/{tool}" for tool in TOOLS} <= set(paths)


def test_cases_that_take_too_long_are_told_so(site: Site) -> None:
    endless = {"template": "#foreach($i in [1..999])" * 4 + "$i" + "#end" * 4, "backend": {"body": "{}"}}
    reply = use(site, "cases", {**endless, "cases": [{"name": str(number), "backend": {"body": "{}"}} for number in range(300)]})
    assert reply.status == 200
    codes = [one["diagnostics"][0]["code"] for one in reply.json["cases"]]
    assert len(codes) == 301
    assert set(codes) == {"limit.iterations", "limit.seconds"}
