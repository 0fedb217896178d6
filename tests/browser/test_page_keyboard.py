"""The main job with the keyboard alone: open an example, edit, run, go to the problem, fix it, share; and a second window of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

FOCUSED = (
    """(({ role, localName, ariaLabel, textContent }) => `${role ?? localName} ${ariaLabel ?? textContent}`)(document.activeElement)"""
)


def tab_to(visit: Visit, name: str) -> None:
    """Press Tab until what has this role (or tag) and name has the focus."""
    for _ in range(30):
        visit.page.keyboard.press("Escape")  # out of an editor, where Tab indents
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(name)


def test_an_example_is_opened_broken_mended_and_shared_without_a_mouse(visit: Visit) -> None:
    visit.shows_status(404)
    page = visit.page
    tab_to(visit, "button Examples")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()

    tab_to(visit, "textbox Response template")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text('#if($input.path("$.Count") == 0)\n{"none": 1}\n')
    page.keyboard.press("Control+Enter")
    visit.shows_status(500)
    page.keyboard.press("Escape")
    tab_to(visit, "button line 1")
    page.keyboard.press("Enter")
    expect(visit.editor("Response template")).to_be_focused()
    page.keyboard.press("Control+.")
    expect(visit.editor("Response template")).to_contain_text("#end")
    visit.shows_status(200)

    page.get_by_role("button", name="Share").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"{visit.origin}/#s=")


def test_a_run_comes_back_from_the_history_without_a_mouse(visit: Visit) -> None:
    visit.paste("Response template", "older")
    visit.page.keyboard.press("Control+Enter")
    visit.shows_body("older")
    visit.paste("Response template", "newer")
    visit.page.keyboard.press("Control+Enter")
    visit.shows_body("newer")
    visit.page.get_by_role("button", name="History").focus()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowDown")
    expect(visit.page.get_by_role("menuitem").nth(1)).to_be_focused()
    visit.page.keyboard.press("Enter")
    visit.shows_body("older")
    expect(visit.page.get_by_role("button", name="History")).to_be_focused()
    visit.page.keyboard.press("Control+z")
    visit.shows_body("newer")


def test_a_window_opened_from_the_page_goes_its_own_way(visit: Visit) -> None:
    visit.paste("Response template", "both")
    visit.kept()
    with visit.page.context.expect_page() as opened:
        visit.page.evaluate("open('/')")
    other = type(visit)(opened.value, visit.origin)
    other.shows_body("both")  # browsers give a window they open a copy of the tab's storage
    other.paste("Response template", "second")
    other.shows_body("second")
    other.kept()
    visit.page.reload()
    visit.shows_body("both")
    other.page.reload()
    other.shows_body("second")
