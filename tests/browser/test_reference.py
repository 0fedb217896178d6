"""The reference: by F1, at a word, at a code, searched, tried; on a phone; what is told of a word under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

NAME = "Response template"
TRUTH = "#if($input.path('$.Item')){\"found\": true}#end"


def pane(visit: Visit) -> Any:
    return visit.page.get_by_role("complementary", name="Reference")


def opened(visit: Visit) -> Any:
    """The pane, once it is loaded, for which a busy machine takes its time."""
    expect(pane(visit).get_by_role("searchbox")).to_be_visible(timeout=4 * PATIENCE)
    return pane(visit)


def entry(visit: Visit, name: str) -> Any:
    return pane(visit).locator("details").filter(has=visit.page.locator("summary code", has_text=name)).first


def test_f1_opens_the_reference_and_gives_the_focus_back(visit: Visit) -> None:
    visit.editor(NAME).focus()
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.press("F1")
    search = opened(visit).get_by_role("searchbox", name="Search the reference")
    expect(search).to_be_focused()
    visit.page.keyboard.type("escapejava")
    expect(pane(visit).get_by_role("status")).to_have_text("1 found")
    visit.page.keyboard.press("Enter")
    found = entry(visit, "$util.escapeJavaScript(String s)")
    expect(found.locator("summary")).to_be_focused(timeout=4 * PATIENCE)
    expect(found.get_by_role("group", name="gives")).to_contain_text('5 \\" wide')
    assert Axe().run(visit.page).response["violations"] == []
    visit.page.keyboard.press("Escape")
    expect(pane(visit)).to_be_hidden()
    expect(visit.editor(NAME)).to_be_focused()


def test_f1_on_a_word_opens_at_that_word_and_its_example_is_tried(visit: Visit) -> None:
    visit.paste(NAME, "$input.params('id')")
    for _ in range(6):
        visit.page.keyboard.press("ArrowLeft")
    visit.page.keyboard.press("F1")
    opened(visit)
    found = entry(visit, "$input.params(String name)")
    expect(found.locator("summary")).to_be_focused(timeout=4 * PATIENCE)
    expect(found).to_contain_text("looked for in path, query string and headers")
    found.get_by_role("button", name="Insert: the example of $input.params(String name)").click()
    expect(visit.editor(NAME)).to_be_focused()
    expect(visit.editor(NAME)).to_contain_text("$input.params$input.params('limit')('id')")
    found.get_by_role("button", name="Open: the example of $input.params(String name)").click()
    visit.shows_body("10")
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor(NAME)).to_contain_text("'id')")


def test_a_word_that_is_not_known_is_searched_for(visit: Visit) -> None:
    visit.paste(NAME, "{} ## nosuchword")
    visit.page.keyboard.press("F1")
    expect(opened(visit).get_by_role("searchbox")).to_have_value("nosuchword")
    expect(pane(visit).get_by_role("status")).to_have_text("Nothing found.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_code_leads_to_what_is_behind_it_and_both_templates_open(open_visit: Any, theme: str) -> None:
    visit = open_visit(viewport={"width": 1440, "height": 900}, color_scheme=theme)
    visit.paste("DynamoDB response", "{}")
    visit.paste(NAME, TRUTH)
    visit.shows_problem("only `false` is false".replace("`", ""))
    visit.page.get_by_role("button", name="vtl.truth: what is behind it").first.click()
    opened(visit)
    found = entry(visit, "vtl.truth")
    expect(found.locator("summary")).to_be_focused(timeout=4 * PATIENCE)
    expect(found).to_contain_text("On AWS only false is false")
    expect(found.get_by_role("group", name="Wrong", exact=True)).to_contain_text("#if($input.path('$.Item'))")
    assert Axe().run(visit.page).response["violations"] == []
    found.get_by_role("button", name="Open the right one: vtl.truth").click()
    visit.shows_body('"found": false')
    expect(visit.page.get_by_role("button", name="vtl.truth: what is behind it")).to_have_count(0)
    found.get_by_role("button", name="Open the wrong one: vtl.truth").click()
    visit.shows_body('"found": true')
    expect(visit.page.get_by_role("button", name="vtl.truth: what is behind it").first).to_be_visible()


def test_on_a_phone_the_reference_is_a_sheet_that_closes(open_visit: Any) -> None:
    visit = open_visit(viewport={"width": 390, "height": 800}, has_touch=True)
    visit.page.get_by_role("button", name="Keys").click()
    visit.page.get_by_role("button", name="Reference").click()
    expect(opened(visit).get_by_role("searchbox")).to_be_focused()
    box = pane(visit).bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    entry(visit, "#foreach").locator("summary").click()
    expect(entry(visit, "#foreach").get_by_role("group", name="Example")).to_be_visible()
    assert Axe().run(visit.page).response["violations"] == []
    pane(visit).get_by_role("button", name="Close").click()
    expect(pane(visit)).to_be_hidden()


def test_a_word_under_the_pointer_tells_what_it_is(visit: Visit) -> None:
    visit.paste(NAME, '{"id": "$context.requestId"}')
    visit.shows_status(200)
    visit.editor(NAME).get_by_text("requestId").hover()
    expect(visit.page.locator(".cm-tooltip .term-signature")).to_have_text("String requestId")


PRESSED_AT_ONCE = """(keys) => {
  for (const key of keys) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }
}"""
"""Presses keys before the browser draws again."""


def test_who_opens_it_again_at_once_sees_it(visit: Visit) -> None:
    visit.shows_status(404)
    for _ in range(2):  # the second time from within an editor, to which the focus goes back
        visit.page.keyboard.press("F1")
        expect(pane(visit)).to_be_visible()
        visit.waits_for(lambda: visit.page.evaluate("document.querySelector('.reference').contains(document.activeElement)"))
        visit.page.evaluate(PRESSED_AT_ONCE, ["Escape", "F1"])
        visit.page.wait_for_timeout(100)
        expect(pane(visit)).to_be_visible()
        visit.page.keyboard.press("Escape")
        expect(pane(visit)).to_be_hidden()
        visit.editor(NAME).focus()


def test_a_reference_that_cannot_be_loaded_says_so_and_the_codes_come_again(visit: Visit) -> None:
    visit.page.route("**/api/v1/codes", lambda route: route.abort())
    visit.page.keyboard.press("F1")
    expect(opened(visit).get_by_role("status")).to_contain_text("can’t be loaded", timeout=4 * PATIENCE)
    visit.page.unroute("**/api/v1/codes")
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("F1")
    expect(entry(visit, "vtl.truth")).to_be_visible(timeout=4 * PATIENCE)
