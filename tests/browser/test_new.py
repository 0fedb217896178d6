"""New: from nothing to a whole method, shown before it is taken, and one undo away."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

ANSWER = {"Count": 1, "Items": [{"pk": {"S": "a"}, "views": {"N": "3"}, "note": {"S": "it's"}}], "ScannedCount": 1}


def new(visit: Visit) -> Any:
    return visit.page.get_by_role("region", name="New", exact=True)


def open_new(visit: Visit) -> None:
    visit.shows_status(404)  # the page is at rest
    visit.page.get_by_role("button", name="New", exact=True).click()
    expect(new(visit).get_by_role("radio", name="GetItem", exact=True)).to_be_focused()
    expect(preview(visit, "Request template")).to_contain_text('"Key"')


def preview(visit: Visit, name: str) -> Any:
    return new(visit).get_by_role("region", name=name)


def test_a_method_is_made_and_an_undo_brings_back_what_was_there(visit: Visit) -> None:
    before = visit.editor("Response template").inner_text()
    open_new(visit)
    expect(preview(visit, "Response template")).to_contain_text("Not found")
    new(visit).get_by_role("button", name="Create").click()
    expect(new(visit)).to_be_hidden()
    visit.shows_status(200)
    visit.shows_body('"title": "Dune"')
    expect(visit.page.get_by_role("region", name="Problems")).to_contain_text("No problems")
    expect(visit.page.locator(".work")).to_contain_text("GetItem created.")
    kept = visit.kept()
    assert (kept["title"], kept["method"]["httpMethod"]) == ("GetItem Books", "GET")
    visit.page.get_by_role("button", name="Undo", exact=True).click()
    visit.shows_status(404)
    assert visit.editor("Response template").inner_text() == before


def test_an_edited_work_stays_in_the_history(visit: Visit) -> None:
    visit.shows_status(404)
    visit.paste("Response template", '{"mine": 1}')
    visit.shows_body('"mine"')
    visit.page.get_by_role("button", name="New", exact=True).click()
    new(visit).get_by_role("radio", name="Blank").check()
    expect(new(visit).get_by_label("Table")).to_be_hidden()
    new(visit).get_by_role("button", name="Create").click()
    visit.shows_body("{}")
    expect(visit.page.locator(".work-title")).to_have_text("Untitled")
    visit.page.get_by_role("button", name="History").click()
    expect(visit.page.get_by_role("menuitem").filter(has_text='{"mine": 1}')).to_be_visible()


def test_it_needs_no_mouse(visit: Visit) -> None:
    visit.shows_status(404)
    keys = visit.page.keyboard
    visit.page.locator(".brand").focus()
    keys.press("Alt+n")
    expect(new(visit).get_by_role("radio", name="GetItem", exact=True)).to_be_focused()
    keys.press("ArrowRight")
    expect(new(visit).get_by_role("radio", name="Query")).to_be_checked()
    expect(preview(visit, "Request template")).to_contain_text("KeyConditionExpression")
    keys.press("Tab")
    expect(new(visit).get_by_label("Table")).to_be_focused()
    keys.press("Control+a")
    keys.type("Shelf")
    keys.press("Enter")
    visit.shows_body('"title": "Dune"')
    assert "Shelf" in visit.kept()["title"]
    visit.page.locator(".brand").focus()
    keys.press("Alt+n")
    expect(new(visit).get_by_role("radio", name="Query")).to_be_focused()
    keys.press("Escape")
    expect(new(visit)).to_be_hidden()
    visit.editor("Response template").focus()
    keys.press("Alt+n")
    expect(new(visit)).to_be_hidden()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(visit: Visit) -> None:
    open_new(visit)
    sample = new(visit).get_by_label("A sample item")
    sample.fill("{nope")
    expect(sample).to_have_accessible_description(re.compile("is not JSON"))
    table = new(visit).get_by_label("Table")
    table.fill("it's")
    expect(table).to_have_attribute("aria-invalid", "true")
    expect(table).to_have_accessible_description(re.compile("must be a name"))
    table.fill("T")
    expect(table).to_have_attribute("aria-invalid", "false")
    new(visit).get_by_role("button", name="Create").click()
    expect(sample).to_be_focused()
    expect(visit.page.locator(".work-title")).to_have_text("Query, nothing found: 404")
    sample.fill("[]")
    expect(sample).to_have_accessible_description(re.compile("holds no item"))
    sample.fill(json.dumps(ANSWER))
    expect(sample).to_have_attribute("aria-invalid", "false")


def test_an_answer_is_pasted_and_its_attributes_are_chosen_and_renamed(visit: Visit) -> None:
    open_new(visit)
    new(visit).get_by_role("radio", name="Query").check()
    new(visit).get_by_label("A sample item").fill(json.dumps(ANSWER))
    new(visit).get_by_label("Partition key", exact=True).fill("pk")
    new(visit).get_by_label("Index, if any").fill("by-note")
    new(visit).get_by_label("Its partition key").fill("note")
    expect(preview(visit, "Request template")).to_contain_text('"note"')
    new(visit).get_by_text("Options", exact=True).click()
    new(visit).get_by_label("views", exact=True).uncheck()
    new(visit).get_by_label("Name of note in the body").fill("remark")
    expect(preview(visit, "Response template")).to_contain_text('"remark"')
    new(visit).get_by_role("button", name="Create").click()
    visit.shows_body('"pk": "a"', '"remark": "it\'s"')
    expect(visit.page.get_by_role("textbox", name="Body", exact=True)).not_to_contain_text("views")
    assert '"IndexName": "by-note"' in visit.kept()["method"]["methodIntegration"]["requestTemplates"]["application/json"]


def test_what_a_list_comes_as_is_chosen(visit: Visit) -> None:
    open_new(visit)
    expect(new(visit).get_by_text("Options", exact=True)).to_be_visible()
    new(visit).get_by_role("radio", name="BatchGetItem").check()
    new(visit).get_by_text("Options", exact=True).click()
    new(visit).get_by_label("The client gets").select_option("an object with items and unprocessed")
    new(visit).get_by_label("Values are").select_option("with DynamoDB’s types")
    expect(preview(visit, "Response template")).to_contain_text('"unprocessed"')
    new(visit).get_by_role("radio", name="GetItem", exact=True).check()
    expect(new(visit).get_by_label("The client gets")).to_be_hidden()
    new(visit).get_by_role("radio", name="TransactWriteItems").check()
    expect(new(visit).get_by_text("Options", exact=True)).to_be_hidden()
    expect(preview(visit, "Request template")).to_contain_text('"Put"')
    new(visit).get_by_role("radio", name="BatchGetItem").check()
    new(visit).get_by_role("button", name="Create").click()
    visit.shows_body('"N": "412"', '"unprocessed": []')


def test_a_server_that_cannot_be_reached_is_said_and_what_was_filled_in_stays(visit: Visit) -> None:
    open_new(visit)
    visit.page.route("**/api/v1/generate", lambda route: route.abort())
    new(visit).get_by_label("Table").fill("Mine")
    expect(new(visit).get_by_role("status").filter(has_text="can’t be reached")).to_be_visible()
    visit.page.unroute("**/api/v1/generate")
    new(visit).get_by_role("button", name="Close").click()
    visit.page.get_by_role("button", name="New", exact=True).click()
    expect(new(visit).get_by_label("Table")).to_have_value("Mine")
    expect(preview(visit, "Request template")).to_contain_text("Mine")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1024), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_is_too_wide(open_visit: Any, scheme: str, width: int) -> None:
    visit: Visit = open_visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    open_new(visit)
    seems_right(visit, width)
    new(visit).get_by_role("radio", name="Query").check()
    new(visit).get_by_text("Options", exact=True).click()
    new(visit).get_by_text("Template for errors").first.click()
    new(visit).get_by_label("A sample item").fill("{")
    expect(new(visit).get_by_text("is not JSON")).to_be_visible()
    seems_right(visit, width)
    new(visit).get_by_role("radio", name="Blank").check()
    seems_right(visit, width)


def seems_right(visit: Visit, width: int) -> None:
    found = Axe().run(visit.page).response["violations"]
    assert [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]] == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
