"""The menu of Examples: groups with names, by keyboard, and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from playground import examples

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

IN_SIGHT = """() => {
  const { x, y } = document.activeElement.getBoundingClientRect();
  return document.activeElement.contains(document.elementFromPoint(x + 20, y + 8));
}"""
"""Whether the top of what has the focus is in front."""


def test_examples_stand_in_named_groups_and_letters_lead_to_them(visit: Visit) -> None:
    button = visit.page.get_by_role("button", name="Examples")
    button.focus()
    visit.page.keyboard.press("ArrowDown")
    menu = visit.page.get_by_role("menu", name="Examples")
    expect(menu.get_by_role("menuitem")).to_have_count(len(examples.load()))
    expect(menu.get_by_role("group")).to_have_count(len(examples.GROUPS))
    group = menu.get_by_role("group", name="Transactions")
    expect(group.get_by_role("menuitem")).to_have_count(2)
    visit.page.keyboard.press("t")  # The client's body …
    visit.page.keyboard.press("t")
    expect(menu.get_by_role("menuitem", name="Throttled")).to_be_focused()
    visit.page.keyboard.press("t")
    visit.page.keyboard.press("t")
    item = group.get_by_role("menuitem", name="TransactWriteItems")
    expect(item).to_be_focused()
    visit.page.keyboard.press("Enter")
    visit.shows_status(409)
    visit.shows_body("not so many left")


def test_on_a_phone_every_example_can_be_reached_and_none_is_under_its_heading(open_visit: Any) -> None:
    visit = open_visit(viewport={"width": 390, "height": 700}, has_touch=True)
    visit.open()
    visit.page.get_by_role("button", name="Examples").click()
    menu = visit.page.get_by_role("menu", name="Examples")
    expect(menu.get_by_role("menuitem")).to_have_count(len(examples.load()))
    box = menu.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 700
    assert Axe().run(visit.page).response["violations"] == []
    visit.page.keyboard.press("End")
    for _ in range(6):
        visit.page.keyboard.press("ArrowUp")
        assert visit.page.evaluate(IN_SIGHT)
