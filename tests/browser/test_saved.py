"""A team's scenarios on the page: save, open, what two do at once, history, forks, links, frames; and nothing of it without a store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE
from tests.browser.saving import NAME, drawer, open_at, own_site, save_new, save_next, status, two_who_save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import Visit
    from tests.conftest import StartSite

LONG = '{"n": "' + "".join(chr(0x4E00 + (index * 7919) % 20_000) for index in range(9_000)) + '"}'
"""What no link of 8 KB can hold."""


@pytest.fixture(scope="module")
def origin(start_site: StartSite) -> Iterator[str]:
    yield from own_site(start_site)


def test_what_is_saved_has_a_short_link_that_opens_it_elsewhere(visit: Visit, open_visit: Any) -> None:
    url = save_new(visit, '{"saved": "by me"}', "Saved by me")
    assert re.fullmatch(re.escape(visit.origin) + "/s/[a-z2-9]{16}", url)
    visit.page.get_by_role("button", name="Copy link").click()
    assert visit.page.evaluate("navigator.clipboard.readText()") == url
    other = open_at(open_visit, url)
    expect(other.editor(NAME)).to_contain_text("by me")
    other.shows_body("by me")
    expect(other.page).to_have_title("Saved by me · Template playground")
    expect(status(other)).to_contain_text("rev 1 · saved")
    assert other.page.url == url


def test_a_second_save_is_a_revision_with_a_note_and_the_address_stays(visit: Visit) -> None:
    url = save_new(visit, '{"v": 1}', "Twice")
    save_next(visit, '{"v": 2}', "Two is more.")
    expect(status(visit)).to_contain_text("rev 2 · saved", timeout=PATIENCE)
    assert visit.page.url == url
    status(visit).click()
    expect(drawer(visit)).to_contain_text("Two is more.")
    expect(drawer(visit).get_by_role("listitem")).to_have_count(2)
    visit.kept()
    visit.page.reload()
    expect(status(visit)).to_contain_text("rev 2 · saved")
    expect(visit.editor(NAME)).to_contain_text('"v": 2')


def test_an_old_revision_is_looked_at_compared_and_restored(visit: Visit) -> None:
    url = save_new(visit, '{"v": "one"}', "Back")
    save_next(visit, '{"v": "two"}')
    expect(status(visit)).to_contain_text("rev 2 · saved", timeout=PATIENCE)
    visit.page.goto(f"{url}/1")
    expect(visit.editor(NAME)).to_contain_text("one")
    expect(status(visit)).to_contain_text("rev 1 of 2")
    visit.page.goto(url)
    expect(visit.editor(NAME)).to_contain_text("two")
    status(visit).click()
    drawer(visit).get_by_role("button", name="compare with mine, revision 1").click()
    expect(drawer(visit)).to_contain_text("revision 1 → mine: differs in 1 place")
    drawer(visit).get_by_role("button", name="copy link to this revision, revision 1").click()
    assert visit.page.evaluate("navigator.clipboard.readText()") == f"{url}/1"
    drawer(visit).get_by_role("button", name="restore, revision 1").click()
    expect(visit.editor(NAME)).to_contain_text("one")
    expect(status(visit)).to_contain_text("rev 3 · saved", timeout=PATIENCE)
    assert visit.page.url == url


def test_raw_json_and_the_result_have_addresses(visit: Visit) -> None:
    save_new(visit, '{"v": "raw"}', "Raw")
    status(visit).click()
    row = drawer(visit).get_by_role("listitem")
    for name, expected in (("JSON of revision 1", "template"), ("Result of revision 1", "statusFrom")):
        address = row.get_by_role("link", name=name).get_attribute("href")
        document = visit.page.evaluate("async url => (await fetch(url)).json()", address)
        assert expected in document


def test_open_searches_by_title_and_tag(visit: Visit, open_visit: Any) -> None:
    save_new(visit, '{"v": "listed"}', "Listed for all", "team", "blue, red")
    visit.page.evaluate("sessionStorage.clear()")
    other = open_at(open_visit, visit.origin)
    page = other.page
    save_new(other, '{"v": "second"}', "A second one", "team", "red")
    page.get_by_role("button", name="Open", exact=True).click()
    search = page.get_by_role("searchbox", name="Search")
    expect(search).to_be_focused()
    team = page.get_by_role("group", name="Saved by the team")
    search.fill("LISTED FOR")
    expect(team.get_by_role("button", name="A second one")).to_have_count(0)
    expect(team.get_by_role("button", name="Listed for all")).to_have_count(1)
    search.fill("")
    team.get_by_role("button", name="blue").click()
    expect(team.get_by_role("button", name="A second one")).to_have_count(0)
    page.get_by_role("button", name="blue ×").click()
    expect(team.get_by_role("button", name="A second one")).to_have_count(1)
    search.fill("nothing has this title")
    expect(drawer(other)).to_contain_text("Nothing is found.")
    search.fill("listed for")
    expect(team.get_by_role("button", name="Listed for all")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(other.editor(NAME)).to_contain_text("listed")
    page.get_by_role("button", name="Undo").click()
    expect(other.editor(NAME)).to_contain_text("second")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("group", name="Lately in this browser").get_by_role("button", name="Listed for all")).to_be_visible()


def test_what_is_too_long_for_a_link_is_saved(visit: Visit, open_visit: Any) -> None:
    visit.paste(NAME, LONG)
    visit.page.get_by_role("button", name="Share").click()
    expect(drawer(visit)).to_contain_text("Saved, it has a short one.")
    drawer(visit).get_by_role("button", name="Save", exact=True).click()
    expect(status(visit)).to_contain_text("rev 1 · saved", timeout=PATIENCE)
    assert len(visit.page.url) < 100
    other = open_at(open_visit, visit.page.url)
    assert other.kept()["template"] == LONG


def test_work_that_was_changed_survives_a_reload_and_other_work_leaves_the_address(visit: Visit) -> None:
    url = save_new(visit, '{"v": "kept"}', "Reload")
    visit.paste(NAME, '{"v": "not saved yet"}')
    visit.kept()
    visit.page.reload()
    expect(visit.editor(NAME)).to_contain_text("not saved yet")
    expect(status(visit)).to_contain_text("rev 1 · changed")
    visit.page.get_by_role("button", name="Examples").click()
    visit.page.get_by_role("menuitem").first.click()
    expect(status(visit)).to_be_hidden()
    expect(visit.page).to_have_url(f"{visit.origin}/")
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.page).to_have_url(url)


def test_a_server_that_is_away_loses_nothing(visit: Visit) -> None:
    save_new(visit, '{"v": 1}', "Away")
    visit.page.route("**/api/v1/scenarios/**", lambda route: route.abort())
    save_next(visit, '{"v": "unsaved"}')
    expect(drawer(visit)).to_contain_text("The server can’t be reached. Your work is kept here.")
    visit.page.unroute("**/api/v1/scenarios/**")
    visit.page.keyboard.press("Enter")
    expect(status(visit)).to_contain_text("rev 2 · saved", timeout=PATIENCE)


def test_all_of_it_works_by_keyboard(visit: Visit) -> None:
    page = visit.page
    visit.shows_status(404)
    visit.editor(NAME).focus()
    page.keyboard.press("Control+s")
    expect(drawer(visit).get_by_label("Title")).to_be_focused()
    page.keyboard.type("By keyboard")
    page.keyboard.press("Enter")
    expect(status(visit)).to_contain_text("rev 1 · saved", timeout=PATIENCE)
    expect(visit.editor(NAME)).to_be_focused()
    status(visit).focus()
    page.keyboard.press("Enter")
    expect(drawer(visit)).to_contain_text("History of By keyboard")
    page.keyboard.press("Escape")
    expect(drawer(visit)).to_be_hidden()
    expect(status(visit)).to_be_focused()


def test_a_key_pressed_before_it_is_known_who_asks_saves_and_does_not_share(visit: Visit) -> None:
    held: list[Any] = []
    visit.page.route("**/api/v1/me", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    visit.page.reload()
    visit.shows_status(404)
    visit.editor(NAME).focus()
    visit.page.keyboard.press("Control+s")
    expect(drawer(visit)).to_be_hidden()
    held[0].continue_()
    expect(drawer(visit).get_by_label("Title")).to_be_focused()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1024), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_is_too_wide(open_visit: Any, scheme: str, width: int) -> None:
    visit: Visit = open_visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    visit.shows_status(404)
    visit.page.keyboard.press("Control+s")
    seems_right(visit, width)
    two_who_save(visit, open_visit)
    seems_right(visit, width)
    drawer(visit).get_by_role("button", name="Save mine as revision 3").click()
    expect(drawer(visit)).to_be_hidden()
    status(visit).click()
    drawer(visit).get_by_role("button", name="compare with mine, revision 1").click()
    expect(drawer(visit).get_by_label("Difference")).to_be_visible()
    seems_right(visit, width)
    drawer(visit).get_by_role("button", name="Tags, visibility, delete").click()
    expect(drawer(visit).get_by_label("Tags")).to_be_visible()
    seems_right(visit, width)
    visit.page.get_by_role("button", name="Open", exact=True).click()
    expect(drawer(visit).locator(".saved-row").first).to_be_visible()
    seems_right(visit, width)


def seems_right(visit: Visit, width: int) -> None:
    found = Axe().run(visit.page).response["violations"]
    assert [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]] == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_first_visit_loads_none_of_it(visit: Visit) -> None:
    visit.shows_status(404)
    visit.page.wait_for_load_state("networkidle")
    sizes = visit.page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(entry => entry.transferSize)"
    )
    assert sum(sizes) <= 220 * 1024
    assert not [url for url in visit.urls if "/js/saved-" in url]
