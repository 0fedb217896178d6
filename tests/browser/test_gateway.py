"""What stands around the method on the page: it is kept and sent whole, and the gateway's own failures can be looked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

ORIGIN = {"gatewayresponse.header.Access-Control-Allow-Origin": "'https://shop.example'"}
AROUND = {
    "version": 1,
    "method": {
        "httpMethod": "POST",
        "apiKeyRequired": True,
        "requestValidatorId": "v",
        "requestModels": {"application/json": "Order"},
        "methodIntegration": {
            "type": "AWS",
            "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": '{"kept": true}'}}},
        },
    },
    "api": {
        "binaryMediaTypes": ["image/png"],
        "models": {"Order": {"contentType": "application/json", "schema": '{"type": "object", "required": ["id"]}'}},
        "requestValidators": {"v": {"validateRequestBody": True, "validateRequestParameters": True}},
    },
    "gatewayResponses": {"DEFAULT_4XX": {"responseParameters": ORIGIN}},
    "tables": [{"definition": {"TableName": "Orders"}, "items": []}],
    "request": {"header": {"x-api-key": "k"}, "body": '{"id": 1}'},
    "backend": {"status": 200, "body": "{}"},
    "failure": "THROTTLED",
    "cases": [{"name": "the body lacks its id", "request": {"header": {"x-api-key": "k"}, "body": "{}"}, "failure": "BAD_REQUEST_BODY"}],
}


def take(visit: Visit, scenario: dict[str, Any]) -> None:
    visit.shows_status(404)  # the page is at rest
    visit.page.get_by_role("button", name="Import").click()
    visit.page.get_by_label("Text to import").fill(json.dumps(scenario))
    visit.page.get_by_role("region", name="Import").get_by_role("button", name="Import", exact=True).click()
    expect(visit.page.get_by_text("Imported a Scenario.")).to_be_visible()


def shows_header(visit: Visit, *pieces: str) -> None:
    visit.page.get_by_role("tab", name="Headers").click()
    for piece in pieces:
        expect(visit.page.get_by_role("tabpanel", name="Headers")).to_contain_text(piece)


def failure_field(visit: Visit) -> Any:
    visit.page.get_by_role("tab", name="Method", exact=True).click()
    return visit.page.get_by_label("Let the gateway itself fail")


def test_all_that_stands_around_the_method_is_kept_and_sent(visit: Visit, open_visit: Any) -> None:
    take(visit, AROUND)
    visit.shows_status(429)
    visit.shows_body("Too Many Requests")
    shows_header(visit, "Access-Control-Allow-Origin", "https://shop.example")
    assert visit.kept() == AROUND
    visit.page.reload()
    visit.shows_status(429)
    assert visit.kept() == AROUND
    visit.page.get_by_role("button", name="Share").click()
    expect(visit.page.get_by_role("button", name="Link copied")).to_be_visible()
    other = open_visit(viewport={"width": 1440, "height": 900})
    other.page.goto(visit.page.evaluate("navigator.clipboard.readText()"))
    other.shows_status(429)
    assert other.kept() == AROUND
    asked = {name: member for name, member in AROUND.items() if name != "cases"}
    assert other.asked[-1] == asked


def test_a_case_has_its_own_failure_and_what_it_leaves_out_is_the_scenario_s(visit: Visit) -> None:
    take(visit, AROUND)
    visit.page.get_by_role("button", name="the body lacks its id").click()
    visit.shows_status(400)
    assert visit.asked[-1]["failure"] == "BAD_REQUEST_BODY"
    assert visit.asked[-1]["backend"] == AROUND["backend"]
    expect(failure_field(visit)).to_have_value("BAD_REQUEST_BODY")
    assert visit.kept() == AROUND, "looking at a case changes nothing"
    failure_field(visit).select_option("UNAUTHORIZED")
    visit.shows_status(401)
    assert (visit.kept()["failure"], visit.kept()["cases"][0]["failure"]) == ("THROTTLED", "UNAUTHORIZED")


def test_the_gateway_s_failures_are_chosen_under_method(visit: Visit) -> None:
    take(visit, {**AROUND, "failure": None, "cases": []})
    visit.shows_status(200)
    field = failure_field(visit)
    expect(field).to_have_value("")
    field.select_option("INVALID_API_KEY")
    visit.shows_status(403)
    expect(visit.page.get_by_role("region", name="Status", exact=True)).to_contain_text("as asked under Method")
    shows_header(visit, "https://shop.example", "ForbiddenException")
    field.select_option("")
    visit.shows_status(200)
    assert "failure" not in visit.kept()


def test_a_refused_body_is_marked_where_it_is_written(visit: Visit) -> None:
    take(visit, {**AROUND, "failure": None, "cases": [], "request": {"header": {"x-api-key": "k"}, "body": '{\n"name": "x"}'}})
    visit.shows_status(400)
    visit.shows_problem('object has missing required properties (["id"])')
    expect(visit.page.get_by_role("region", name="Status", exact=True)).not_to_contain_text("template fails")
    visit.page.get_by_role("button", name="body line 1").first.click()
    expect(visit.page.get_by_role("textbox", name="Request body", exact=True)).to_be_focused()
    visit.paste("Request body", '{"id": 7}')
    visit.shows_status(200)
