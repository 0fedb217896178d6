"""Both themes, every width, the keyboard, and what a first visit costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Site

WIDTHS = [360, 390, 768, 1024, 1440, 1920]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window(open_site: Any, scheme: str) -> None:
    site: Site = open_site(color_scheme=scheme)
    site.shows_status(404)
    background = site.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background == {"light": "rgb(246, 247, 249)", "dark": "rgb(15, 19, 26)"}[scheme]
    for width in WIDTHS:
        site.page.set_viewport_size({"width": width, "height": 844})
        assert site.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_chosen_theme_holds_from_the_first_paint_on(site: Site) -> None:
    background = "getComputedStyle(document.documentElement).backgroundColor"
    site.page.get_by_role("button", name="Theme").click()
    site.page.get_by_role("menuitemradio", name="Dark").click()
    assert site.page.evaluate(background) == "rgb(15, 19, 26)"
    site.page.route("**/main-*.js", lambda route: route.abort())  # nothing but the page itself and its first script
    site.page.reload()
    assert site.page.evaluate(background) == "rgb(15, 19, 26)"


def test_the_status_stays_in_view_on_a_phone(open_site: Any) -> None:
    site: Site = open_site(viewport={"width": 390, "height": 640})
    site.shows_status(404)
    site.page.mouse.move(5, 600)
    site.page.mouse.wheel(0, 300)
    site.page.wait_for_timeout(200)
    box = site.page.locator(".status").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 10


def test_nothing_moves_while_typing(site: Site) -> None:
    site.shows_status(404)
    panes = "['.template', '.backend', '.status', '.answer .panel-head']"
    places = f"{panes}.map(name => document.querySelector(name).getBoundingClientRect().toJSON())"
    before = site.page.evaluate(places)
    site.paste("Response template", "#if($a) open")
    site.shows_status(500)
    assert site.page.evaluate(places) == before


def test_the_main_job_needs_no_mouse(site: Site) -> None:
    site.shows_status(404)
    page = site.page
    tab_to(site, "Response template")
    page.keyboard.press("Control+a")
    page.keyboard.type('{"typed": "$input.path(\'$.Count\')"}')
    page.keyboard.press("Control+Enter")
    site.shows_body('"typed": "0"')
    page.keyboard.press("Tab")  # indents
    expect(site.editor("Response template")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(site.editor("Response template")).not_to_be_focused()
    tab_to(site, "DynamoDB response")
    page.keyboard.press("Control+a")
    page.keyboard.type('{"Count": 3}')
    site.shows_body('"typed": "3"')
    page.keyboard.press("Escape")
    tab_to(site, "Body")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Headers")).to_be_focused()
    expect(page.get_by_role("row", name="Content-Type")).to_be_visible()


def tab_to(site: Site, name: str) -> None:
    """Press Tab until what is named `name` has the focus."""
    focused = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    for _ in range(20):
        site.page.keyboard.press("Tab")
        if site.page.evaluate(focused) == name:
            return
    raise AssertionError(name)


def test_the_answer_is_said_once_typing_pauses(site: Site) -> None:
    site.paste("Response template", "#if(")
    expect(site.page.locator(".status .spoken")).to_have_text(re.compile(r"^500 Internal Server Error, .*1 problem"))


def test_menus_work_by_keyboard(site: Site) -> None:
    button = site.page.get_by_role("button", name="Examples")
    button.focus()
    site.page.keyboard.press("ArrowDown")
    expect(site.page.get_by_role("menuitem").first).to_be_focused()
    assert site.page.get_by_role("menuitem").count() >= 8
    site.page.keyboard.press("End")
    expect(site.page.get_by_role("menuitem").last).to_be_focused()
    site.page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(site.page.get_by_role("menu")).to_have_count(0)


def test_panes_are_sized_by_keyboard_and_remember_it(site: Site) -> None:
    bar = site.page.get_by_role("separator", name="Width of the editors")
    before = float(bar.get_attribute("aria-valuenow") or 0)
    bar.focus()
    site.page.keyboard.press("ArrowLeft")
    site.page.keyboard.press("ArrowLeft")
    expect(bar).to_have_attribute("aria-valuenow", f"{before - 4:g}")
    width = site.page.locator(".template").bounding_box()
    site.page.reload()
    expect(bar).to_have_attribute("aria-valuenow", f"{before - 4:g}")
    assert site.page.locator(".template").bounding_box() == width


def test_a_first_visit_is_light(site: Site) -> None:
    site.shows_status(404)
    site.page.wait_for_load_state("networkidle")
    sizes = site.page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(entry => entry.transferSize)"
    )
    assert len(sizes) <= 12
    assert sum(sizes) <= 220 * 1024


@pytest.mark.parametrize("name", ["Response template", "DynamoDB response"])
def test_typing_in_a_long_text_is_never_held_up(site: Site, name: str) -> None:
    line = '  "progress": "$elem.progress.S", #if($a == 1) x #end\n' if name == "Response template" else '{"a": {"S": "x"}}\n'
    site.paste(name, line * (280 * 1024 // len(line)))
    site.page.wait_for_timeout(1_000)
    site.page.evaluate(
        "window.long = []; new PerformanceObserver(list => long.push(...list.getEntries().map(entry => entry.duration)))"
        ".observe({type: 'longtask'})"
    )
    site.page.keyboard.type("abcdefghij", delay=60)
    site.page.wait_for_timeout(500)
    assert site.page.evaluate("window.long") == []
