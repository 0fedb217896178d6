"""What every pane has: copy, maximise, the size of code, wrapped lines, JSON laid out; and how a keyboard leaves an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

NAME = "Response template"


def choose(visit: Visit, label: str) -> None:
    visit.page.get_by_role("button", name="View", exact=True).click()
    visit.page.get_by_role("menuitemradio", name=label, exact=True).click()


def clean(visit: Visit) -> bool:
    return bool(Axe().run(visit.page).response["violations"] == [])


@pytest.mark.parametrize(("what", "piece"), [("the template", "#set($inputRoot"), ("the body", "No content")])
def test_each_pane_is_copied(visit: Visit, what: str, piece: str) -> None:
    visit.shows_body("No content")
    visit.page.get_by_role("button", name=f"Copy {what}", exact=True).click()
    expect(visit.page.get_by_text("Copied.")).to_have_count(1)
    assert piece in visit.page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(("what", "pane"), [("the template", ".template"), ("the response", ".backend"), ("the answer", ".column.result")])
def test_each_pane_is_maximised_and_back(visit: Visit, what: str, pane: str) -> None:
    visit.shows_status(404)
    all_panes = visit.page.locator(".panes").bounding_box()
    before = visit.page.locator(pane).bounding_box()
    button = visit.page.get_by_role("button", name=f"Maximise {what}", exact=True)
    button.click()
    assert visit.page.locator(pane).bounding_box() == all_panes
    expect(visit.page.locator(".splitter:visible")).to_have_count(0)
    assert clean(visit)
    button.press("Escape")
    assert visit.page.locator(pane).bounding_box() == before


def test_the_size_of_code_and_wrapping_are_chosen_and_stay(visit: Visit) -> None:
    visit.shows_status(404)
    content = visit.editor(NAME)
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    usual = content.evaluate(size)
    choose(visit, "Largest")
    choose(visit, "Wrap")
    visit.touch()
    visit.page.keyboard.insert_text("x " * 400)
    for _ in range(2):
        assert content.evaluate(size) > usual
        expect(content).to_have_css("white-space", "break-spaces")
        assert visit.page.locator(".template .view > .cm-editor > .cm-scroller").first.evaluate(
            "one => one.scrollWidth <= one.clientWidth + 1"
        )
        visit.kept()
        visit.page.reload()
        visit.shows_status(404)
    visit.page.get_by_role("button", name="View", exact=True).click()
    expect(visit.page.get_by_role("menuitemradio", checked=True)).to_have_text(["As the system", "Largest", "Wrap"])
    assert clean(visit)


def test_a_response_on_one_line_is_laid_out(visit: Visit) -> None:
    visit.paste("DynamoDB response", '{"Count":1,"Items":[{"n":{"N":"1.50"}}]}')
    visit.page.get_by_role("button", name="Format", exact=True).click()
    expect(visit.page.locator(".backend .cm-line").filter(has_text='"N": "1.50"')).to_have_count(1)
    visit.paste("DynamoDB response", '{"Count":')
    visit.page.get_by_role("button", name="Format", exact=True).click()
    expect(visit.page.get_by_text("This response stays as it is: not JSON.")).to_be_visible()


def test_who_comes_by_keyboard_is_told_how_to_leave(visit: Visit) -> None:
    visit.shows_status(404)
    hint = visit.page.locator(".tab-hint")
    visit.editor(NAME).click()
    expect(hint).to_have_count(0)
    for _ in range(40):
        visit.page.keyboard.press("Shift+Tab" if visit.editor(NAME).evaluate("one => one === document.activeElement") else "Tab")
        visit.page.keyboard.press("Escape")
        if hint.count():
            break
    expect(hint).to_be_visible()
    assert clean(visit)
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Tab")
    expect(hint).to_have_count(0)
