"""What is around the panes: completion of the call's names, links to a case, the list of keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

SCENARIO = {
    "template": "x",
    "request": {"path": {"orderId": "7"}, "querystring": {"page-size": "5"}, "header": {"X-Trace": "1"}},
    "stageVariables": {"tableName": "Orders"},
    "context": {"identity": {"team": "blue"}},
    "backend": {"status": 200, "body": "{}"},
    "cases": [{"name": f"Case {number}", "backend": {"status": 200, "body": json.dumps({"n": number})}} for number in range(12)],
}


@pytest.fixture
def scene(visit: Visit) -> Visit:
    visit.page.evaluate("text => { sessionStorage['playground.work'] = text }", json.dumps({"scenario": SCENARIO}))
    visit.page.reload()
    visit.shows_body("x")
    return visit


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("$input.params('", ["X-Trace", "page-size", "orderId"]),
        ("$stageVariables.", ["tableName"]),
        ("$context.identity.", ["sourceIp", "team"]),
        ("$met", ["method"]),
        ("$method.", ["request"]),
        ("$method.request.", ["path", "querystring", "header", "multivaluequerystring"]),
        ("$method.request.querystring.", ["page-size", "containsKey()"]),
        ("$method.request.multivaluequerystring.page-size.", ["size()", "get()"]),
    ],
)
def test_the_names_of_the_call_and_the_stage_are_offered(scene: Visit, typed: str, names: list[str]) -> None:
    scene.editor("Response template").focus()
    scene.page.keyboard.press("Control+End")
    scene.page.keyboard.type(typed, delay=30)
    offered = scene.page.locator(".cm-tooltip-autocomplete .cm-completionLabel")
    for name in names:
        expect(offered.get_by_text(name, exact=True)).to_be_visible()


def test_a_link_opens_at_the_case_that_was_looked_at(scene: Visit, open_visit: Any) -> None:
    scene.page.get_by_role("button", name="Case 3").click()
    expect(scene.editor("DynamoDB response")).to_contain_text("3")
    scene.page.get_by_role("button", name="Share").click()
    expect(scene.page.get_by_role("button", name="Link copied")).to_be_visible()
    link = scene.page.evaluate("navigator.clipboard.readText()")
    other = open_visit(viewport={"width": 1440, "height": 900})
    for address, body in {link: '{"n": 3}', link.replace("&case=3", "&case=99"): "{}", link.partition("&case")[0]: "{}"}.items():
        other.page.goto(other.origin)
        other.page.goto(address)
        expect(other.editor("DynamoDB response")).to_have_text(body)


def test_what_can_be_added_stays_in_sight_with_many_cases(scene: Visit) -> None:
    expect(scene.page.get_by_role("button", name="Case 11")).to_be_attached()
    expect(scene.page.get_by_role("button", name="+ Add")).to_be_in_viewport(ratio=0.9)


def test_the_list_of_keys_leads_to_how_the_answers_are_tested(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Keys").click()
    visit.page.get_by_role("link", name="How the answers are tested").click()
    expect(visit.page).to_have_url(f"{visit.origin}/conformance")
