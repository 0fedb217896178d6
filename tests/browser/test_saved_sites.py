"""Saved work where a site is set up otherwise: without a store, with a library, with a rate, in frames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE
from tests.browser.saving import NAME, drawer, own_site, save_new, status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit
    from tests.conftest import StartSite


@pytest.fixture(scope="module")
def origin(start_site: StartSite) -> Iterator[str]:
    yield from own_site(start_site)


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


def test_without_a_store_nothing_of_it_shows(browser: Browser, start_site: StartSite) -> None:
    with start_site(PLAYGROUND_STORE="off") as running:
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
    with start_site(PLAYGROUND_STORE="off", PLAYGROUND_LIBRARY=str(tmp_path)) as running:
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


def test_no_embed_code_is_given_of_what_a_frame_may_not_show(visit: Visit) -> None:
    save_new(visit, '{"v": "hidden"}', "Private", "private")
    status(visit).click()
    drawer(visit).get_by_role("button", name="copy embed code, revision 1").click()
    expect(drawer(visit)).to_contain_text("A frame shows what everybody may see, and this is private")


def test_who_asks_too_often_is_told_kindly_when_to_try_again(open_visit: Any, start_site: StartSite) -> None:
    with start_site(PLAYGROUND_RATE="8/minute") as running:
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
