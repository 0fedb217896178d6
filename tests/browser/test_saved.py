"""A team's scenarios on the page: save, open, what two do at once, history, forks, links, frames; and nothing of it without a store."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

    from tests.browser.conftest import Visit
    from tests.conftest import StartSite

NAME = "Response template"
LONG = '{"n": "' + "".join(chr(0x4E00 + (index * 7919) % 20_000) for index in range(9_000)) + '"}'
"""What no link of 8 KB can hold."""


@pytest.fixture(scope="module")
def origin(start_site: StartSite) -> Iterator[str]:
    """A site with a store of its own, whose revisions may be shown in its own frames."""
    with start_site(PLAYGROUND_WORKERS="1", PLAYGROUND_FRAME_ANCESTORS="'self'") as running:
        yield running.url


def drawer(visit: Visit) -> Locator:
    return visit.page.locator(".drawer")


def status(visit: Visit) -> Locator:
    return visit.page.locator(".saved-status")


def save_new(visit: Visit, template: str, title: str, visibility: str = "link", tags: str = "") -> str:
    """Save other work under a title; its address."""
    visit.shows_status(404)
    visit.paste(NAME, template)
    visit.page.keyboard.press("Control+s")
    form = drawer(visit)
    form.get_by_label("Title").fill(title)
    form.get_by_label("Tags").fill(tags)
    form.get_by_label("Who may see it").select_option(visibility)
    form.get_by_role("button", name="Save", exact=True).click()
    expect(status(visit)).to_contain_text("rev 1 · saved", timeout=PATIENCE)
    expect(drawer(visit)).to_be_hidden()
    return visit.page.url


def save_next(visit: Visit, template: str, note: str = "") -> None:
    visit.paste(NAME, template)
    expect(status(visit)).to_contain_text("changed")
    visit.page.keyboard.press("Control+s")
    visit.page.get_by_label("What changed").fill(note)
    visit.page.keyboard.press("Enter")


def open_at(open_visit: Any, url: str) -> Visit:
    """Another person's browser, at an address."""
    visit: Visit = open_visit(viewport={"width": 1440, "height": 900})
    visit.page.goto(url)
    return visit


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


def two_who_save(visit: Visit, open_visit: Any) -> Visit:
    """Both have the same scenario; the other saved revision 2, and mine of revision 1 was refused."""
    url = save_new(visit, '{"v": "base"}', "Ours", "team")
    other = open_at(open_visit, url)
    expect(other.editor(NAME)).to_contain_text("base")
    save_next(other, '{"v": "theirs"}')
    expect(status(other)).to_contain_text("rev 2 · saved", timeout=PATIENCE)
    save_next(visit, '{"v": "mine"}', "My note.")
    expect(drawer(visit)).to_contain_text("Somebody saved revision 2 just now", timeout=PATIENCE)
    difference = drawer(visit).get_by_label("Difference")
    expect(difference).to_contain_text("theirs")
    expect(difference).to_contain_text("mine")
    return other


def test_theirs_are_taken_and_mine_are_one_undo_away(visit: Visit, open_visit: Any) -> None:
    two_who_save(visit, open_visit)
    drawer(visit).get_by_role("button", name="Take revision 2").click()
    expect(visit.editor(NAME)).to_contain_text("theirs")
    expect(status(visit)).to_contain_text("rev 2 · saved")
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor(NAME)).to_contain_text("mine")
    expect(status(visit)).to_contain_text("rev 2 · changed")


def test_mine_are_saved_as_the_next_revision_and_theirs_stay_in_the_history(visit: Visit, open_visit: Any) -> None:
    other = two_who_save(visit, open_visit)
    drawer(visit).get_by_role("button", name="Save mine as revision 3").click()
    expect(status(visit)).to_contain_text("rev 3 · saved", timeout=PATIENCE)
    status(visit).click()
    expect(drawer(visit).get_by_role("listitem").first).to_contain_text("My note.")
    drawer(visit).get_by_role("button", name="open, revision 2").click()
    expect(visit.editor(NAME)).to_contain_text("theirs")
    other.page.wait_for_timeout(3_100)  # it is not asked for more often
    other.page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    expect(status(other)).to_have_text("Somebody saved revision 3 just now", timeout=PATIENCE)
    status(other).click()
    drawer(other).get_by_role("button", name="Take revision 3").click()
    expect(other.editor(NAME)).to_contain_text("mine")


def test_mine_are_saved_as_a_fork_which_the_history_names(visit: Visit, open_visit: Any) -> None:
    two_who_save(visit, open_visit)
    first = visit.page.url
    drawer(visit).get_by_role("button", name="Save mine as a fork").click()
    drawer(visit).get_by_label("Title").fill("My own")
    drawer(visit).get_by_label("Who may see it").select_option("team")
    drawer(visit).get_by_role("button", name="Save as a fork", exact=True).click()
    expect(status(visit)).to_contain_text("rev 1 · saved", timeout=PATIENCE)
    fork = visit.page.url
    assert fork != first
    visit.page.goto(first)
    expect(visit.editor(NAME)).to_contain_text("theirs")
    status(visit).click()
    link = drawer(visit).get_by_role("listitem").last.get_by_role("link", name="fork 1")
    assert visit.origin + (link.get_attribute("href") or "") == fork


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


def test_what_is_private_opens_where_its_key_is_and_is_not_there_elsewhere(visit: Visit, open_visit: Any) -> None:
    url = save_new(visit, '{"v": "secret"}', "Mine alone", "private")
    visit.page.goto(visit.origin)
    visit.page.evaluate("sessionStorage.clear()")
    visit.page.goto(url)
    expect(visit.editor(NAME)).to_contain_text("secret")
    assert visit.page.url == url
    other = open_at(open_visit, url)
    expect(other.page.get_by_text("Nothing that you may see is saved at this address.")).to_be_visible()
    expect(other.editor(NAME)).not_to_contain_text("secret")
    assert "secret" not in other.page.content()


def test_title_tags_and_visibility_change_and_a_deletion_is_taken_back(visit: Visit, open_visit: Any) -> None:
    url = save_new(visit, '{"v": "tags"}', "Before", "link", "old")
    visit.page.get_by_role("button", name="Before").click()
    visit.page.get_by_role("textbox", name="Title").fill("After")
    visit.page.keyboard.press("Enter")
    save_next(visit, '{"v": "tags 2"}')
    expect(status(visit)).to_contain_text("rev 2 · saved", timeout=PATIENCE)
    status(visit).click()
    drawer(visit).get_by_role("button", name="Tags, visibility, delete").click()
    expect(drawer(visit).get_by_label("Tags")).to_have_value("old")
    drawer(visit).get_by_label("Tags").fill("fresh")
    drawer(visit).get_by_label("Who may see it").select_option("team")
    drawer(visit).get_by_role("button", name="Change").click()
    expect(drawer(visit)).to_be_hidden()
    other = open_at(open_visit, visit.origin)
    other.page.get_by_role("button", name="Open", exact=True).click()
    other.page.get_by_role("searchbox", name="Search").fill("fresh")
    expect(other.page.get_by_role("group", name="Saved by the team").get_by_role("button", name="After")).to_be_visible()
    status(visit).click()
    drawer(visit).get_by_role("button", name="Tags, visibility, delete").click()
    drawer(visit).get_by_role("button", name="Delete …").click()
    drawer(visit).get_by_role("button", name="Delete", exact=True).click()
    expect(visit.page.get_by_text("Deleted, with 2 revisions.")).to_be_visible()
    expect(visit.editor(NAME)).to_contain_text("tags 2")
    assert visit.page.evaluate("async url => (await fetch(url)).status", url) == 404
    visit.page.get_by_role("button", name="Restore").click()
    expect(status(visit)).to_contain_text("rev 2")
    assert visit.page.evaluate("async url => (await fetch(url)).status", url) == 200


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


def test_a_revision_stands_in_a_frame_of_those_who_may(visit: Visit) -> None:
    url = save_new(visit, '{"v": "in a frame"}', "Framed <b>")
    status(visit).click()
    drawer(visit).get_by_role("button", name="copy embed code, revision 1").click()
    expect(visit.page.get_by_text("Embed code copied.")).to_be_visible()
    code = visit.page.evaluate("navigator.clipboard.readText()")
    assert f'src="{url}/1/embed"' in code
    visit.page.goto(f"{url}/1/embed")
    expect(visit.page.get_by_role("link", name="Framed <b>")).to_have_attribute("href", f"{url.removeprefix(visit.origin)}/1")
    expect(visit.page.get_by_label("Response template")).to_have_text('{"v": "in a frame"}')
    assert Axe().run(visit.page).response["violations"] == []
    answer = visit.page.request.get(f"{url}/1/embed")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers
    assert "frame-ancestors 'none'" in visit.page.request.get(url).headers["content-security-policy"]


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


def test_without_a_store_nothing_of_it_shows(browser: Browser, start_site: StartSite) -> None:
    with start_site(PLAYGROUND_WORKERS="1", PLAYGROUND_STORE="off") as running:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(running.url)
        expect(page.locator(".status-number")).to_have_text("404")
        page.wait_for_load_state("networkidle")
        for name in ("Save", "Open"):
            expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
        page.keyboard.press("Control+s")
        expect(page.get_by_role("button", name=re.compile("Link copied|Share"))).to_be_visible()
        assert not [url for url in asked if re.search("/api/v1/(me|scenarios)", url)]
        answer = page.goto(f"{running.url}/s/aaaaaaaaaaaaaaaa")
        assert answer is not None
        assert answer.status == 404
        page.close()


def test_the_librarys_files_are_opened_searched_and_seen_without_a_restart(open_visit: Any, start_site: StartSite, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "query one.json").write_text(
        '{"title": "From the folder", "template": "{\\"from\\": \\"folder\\"}", "backend": {}}'
    )
    (tmp_path / "other.json").write_text('{"title": "Something else", "template": "x"}')
    (tmp_path / "broken.json").write_text('{"template": "x", "cases": 5}')
    with start_site(PLAYGROUND_WORKERS="1", PLAYGROUND_STORE="off", PLAYGROUND_LIBRARY=str(tmp_path)) as running:
        visit: Visit = open_visit(at=running.url, viewport={"width": 1440, "height": 900})
        visit.shows_status(404)
        expect(visit.page.get_by_role("button", name=re.compile("^Save"))).to_have_count(0)
        visit.page.get_by_role("button", name="Open", exact=True).click()
        shelf = visit.page.get_by_role("group", name="From the library")
        expect(shelf.get_by_role("button")).to_have_count(3)
        expect(visit.page.get_by_role("group", name="Saved by the team")).to_have_count(0)
        visit.page.get_by_role("searchbox", name="Search").fill("nowhere")
        expect(shelf).to_contain_text("Nothing is found.")
        visit.page.get_by_role("searchbox", name="Search").fill("QUERY")
        expect(shelf.get_by_role("button")).to_have_count(1)
        visit.page.keyboard.press("ArrowDown")
        visit.page.keyboard.press("Enter")
        expect(visit.editor(NAME)).to_contain_text("folder")
        visit.shows_body("folder")
        expect(visit.page.get_by_text("Opened deep/query one.json from the library.")).to_be_visible()
        (tmp_path / "new.json").write_text('{"title": "Written since", "template": ""}')
        visit.page.get_by_role("button", name="Open", exact=True).click()
        expect(shelf.get_by_role("button", name="Written since")).to_be_visible()
        shelf.get_by_role("button", name="broken").click()
        expect(drawer(visit)).to_contain_text("broken.json holds no Scenario.")
        assert visit.page.evaluate("document.activeElement.textContent").startswith("broken")


def test_what_is_deleted_names_its_forks_before_and_is_restored_from_the_list_of_this_browser(visit: Visit, open_visit: Any) -> None:
    url = save_new(visit, '{"v": "gone"}', "To be deleted", "team")
    fork = open_at(open_visit, url)
    status(fork).click()
    drawer(fork).get_by_role("button", name="Save as a fork").click()
    drawer(fork).get_by_label("Who may see it").select_option("team")
    drawer(fork).get_by_role("button", name="Save as a fork", exact=True).click()
    expect(fork.page).not_to_have_url(url, timeout=PATIENCE)
    expect(status(fork)).to_contain_text("rev 1 · saved")
    status(visit).click()
    drawer(visit).get_by_role("button", name="Tags, visibility, delete").click()
    drawer(visit).get_by_role("button", name="Delete …").click()
    expect(drawer(visit)).to_contain_text("Its one revision goes, and its link leads nowhere. It can be restored for 30 days.")
    expect(drawer(visit)).to_contain_text("1 fork stays:")
    link = drawer(visit).get_by_role("link", name="fork 1").get_attribute("href") or ""
    assert visit.origin + link == fork.page.url
    drawer(visit).get_by_role("button", name="Delete", exact=True).click()
    expect(visit.page.get_by_text("Deleted, with 1 revision. 1 fork stays.")).to_be_visible()
    visit.page.goto(visit.origin)
    visit.page.get_by_role("button", name="Open", exact=True).click()
    lately = visit.page.get_by_role("group", name="Lately in this browser")
    lately.get_by_role("button", name=re.compile("^Restore To be deleted.*can be restored until")).click()
    expect(status(visit)).to_contain_text("rev 1 · saved", timeout=PATIENCE)
    expect(visit.page).to_have_url(url)
    assert visit.page.evaluate("async url => (await fetch(url)).status", url) == 200


def test_no_embed_code_is_given_of_what_a_frame_may_not_show(visit: Visit) -> None:
    save_new(visit, '{"v": "hidden"}', "Private", "private")
    status(visit).click()
    drawer(visit).get_by_role("button", name="copy embed code, revision 1").click()
    expect(drawer(visit)).to_contain_text("A frame shows what everybody may see, and this is private")


def test_what_needs_the_key_of_this_browser_is_given_as_files(visit: Visit) -> None:
    save_new(visit, '{"v": "hidden"}', "Mine: the files", "private")
    status(visit).click()
    for name, file, member in (("JSON", "mine-the-files-1.json", "template"), ("Result", "mine-the-files-1-result.json", "statusFrom")):
        with visit.page.expect_download() as download:
            drawer(visit).get_by_role("button", name=f"{name} of revision 1").click()
        assert download.value.suggested_filename == file
        assert member in json.loads(download.value.path().read_text())


def test_who_asks_too_often_is_told_kindly_when_to_try_again(open_visit: Any, start_site: StartSite) -> None:
    with start_site(PLAYGROUND_WORKERS="1", PLAYGROUND_RATE="8/minute") as running:
        visit: Visit = open_visit(at=running.url, viewport={"width": 1440, "height": 900})
        visit.shows_status(404)
        visit.page.keyboard.press("Control+s")
        expect(drawer(visit).get_by_label("Tags")).to_be_visible()
        for text in range(9):
            visit.paste(NAME, f'{{"v": {text}}}')
            visit.page.wait_for_timeout(200)
        expect(visit.page.get_by_role("alert")).to_contain_text("A moment, please; trying again.", timeout=PATIENCE)
        expect(visit.page.get_by_role("alert")).to_contain_text(re.compile(r"Try again in \d+ seconds?\."))
        drawer(visit).get_by_role("button", name="Save", exact=True).click()
        expect(drawer(visit)).to_contain_text(
            re.compile(r"This site takes 8 calls in a minute .* Try again in \d+ seconds?\. Your work is kept here\.")
        )
        expect(visit.editor(NAME)).to_contain_text('{"v": 8}')
