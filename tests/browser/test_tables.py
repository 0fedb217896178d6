"""Tables beside the response: DynamoDB answers over them, and what it answered can be frozen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.engines import BOOKS, ITEMS, books, get_book, needs_engine

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = needs_engine
FOUND_OR_NOT = (
    """#if($input.path('$.Item') == "")#set($context.responseOverride.status = 404){"found": false}"""
    """#else$input.json('$.Item.title.S')#end"""
)


def open_scenario(visit: Visit, document: object) -> None:
    visit.shows_status(404)  # the page is at rest
    visit.page.get_by_role("button", name="Import").click()
    visit.page.get_by_label("Text to import").fill(json.dumps(document))
    visit.page.get_by_role("region", name="Import").get_by_role("button", name="Import", exact=True).click()
    expect(visit.page.get_by_text("Imported a Scenario.")).to_be_visible()


def test_an_item_that_is_added_in_the_grid_is_found(visit: Visit) -> None:
    open_scenario(visit, books("GetItem", get_book("3"), FOUND_OR_NOT, tables=[{"definition": BOOKS, "items": ITEMS}]))
    visit.shows_status(404)
    visit.page.get_by_role("tab", name="Tables").click()
    expect(visit.page.get_by_text("Answered by Dynoxide 1.2.1.")).to_be_visible()
    visit.page.get_by_role("button", name="Add an item").click()
    field = visit.page.get_by_role("textbox", name="Item 3 of table 1")
    field.fill(json.dumps({"shelf": {"S": "poems"}, "number": {"N": "3"}, "title": {"S": "Howl"}}))
    visit.shows_status(200)
    visit.shows_body("Howl")
    assert visit.kept()["tables"][0]["items"][2]["title"] == {"S": "Howl"}
    visit.page.get_by_role("button", name="Delete item 3").click()
    visit.shows_status(404)


def test_what_was_answered_is_frozen_and_thawed(visit: Visit) -> None:
    open_scenario(visit, books("GetItem", get_book("1"), FOUND_OR_NOT))
    visit.shows_status(200)
    assert "backend" not in visit.kept()
    visit.page.get_by_role("tab", name="Tables").click()
    visit.page.get_by_role("button", name="Freeze").click()
    expect(visit.page.get_by_text("The response answers, not the tables.")).to_be_visible()
    assert json.loads(visit.kept()["backend"]["body"])["Item"]["title"] == {"S": "Leaves of Grass"}
    visit.page.get_by_role("button", name="Let the tables answer").click()
    expect(visit.page.get_by_text("Answered by Dynoxide 1.2.1.")).to_be_visible()
    assert "backend" not in visit.kept()


def test_what_a_call_changed_is_shown(visit: Visit) -> None:
    open_scenario(visit, books("DeleteItem", get_book("2")))
    visit.page.get_by_role("tab", name="Tables").click()
    expect(visit.page.get_by_role("table", name="Changed items")).to_contain_text("The Waste Land")


def test_a_backend_fails_on_demand_and_answers_again(visit: Visit) -> None:
    open_scenario(visit, books("GetItem", get_book("1"), FOUND_OR_NOT, backend={"body": "{}"}))
    visit.shows_status(404)
    choice = visit.page.get_by_label("HTTP status of the DynamoDB response")
    choice.select_option("throttled")
    visit.shows_status(400)
    visit.shows_body("ProvisionedThroughputExceededException")
    assert visit.kept()["backend"] == {"body": "{}", "status": 200, "header": {}, "fault": "throttled"}
    choice.select_option("slow")
    visit.shows_status(504)
    visit.page.reload()
    expect(choice).to_have_value("slow")
    choice.select_option("200")
    visit.shows_status(404)
    assert "fault" not in visit.kept()["backend"]
