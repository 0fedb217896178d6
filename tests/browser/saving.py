"""What tests of saved work do on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator

    from tests.browser.conftest import Visit
    from tests.conftest import StartSite


NAME = "Response template"
"""The editor that is typed into."""


def own_site(start_site: StartSite) -> Iterator[str]:
    """For the fixture `origin` of a file: a site with a store of its own, whose revisions may be shown in its own frames."""
    with start_site(PLAYGROUND_FRAME_ANCESTORS="'self'") as running:
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
