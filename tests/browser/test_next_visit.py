"""The next visit goes on where the last one stopped, also where the browser was killed; an example's title goes with its text."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, FLAGS, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

LAST = "Continued from your last visit."


def open_in(context: BrowserContext, origin: str, path: str = "/") -> Visit:
    page = context.new_page()
    page.goto(f"{origin}{path}")
    expect(page.locator(".status-number")).not_to_have_text("···")
    return Visit(page, origin)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1440, "height": 900})
    yield made
    made.close()


def test_the_next_visit_goes_on_and_says_so(context: BrowserContext, origin: str) -> None:
    visit = open_in(context, origin)
    expect(visit.page.get_by_text(LAST)).to_have_count(0)
    visit.paste("Response template", '{"mine": 1}')
    visit.shows_body("mine")
    visit.kept()
    visit.page.close()
    visit = open_in(context, origin)
    visit.shows_body("mine")
    expect(visit.page.get_by_text(LAST)).to_be_visible()
    visit.page.get_by_role("button", name="Dismiss").click()
    expect(visit.page.get_by_text(LAST)).to_be_hidden()
    expect(visit.page.get_by_role("button", name="Start over")).to_be_hidden()
    visit.page.reload()
    visit.shows_body("mine")
    expect(visit.page.get_by_text(LAST)).to_be_hidden()


def test_one_starts_over_with_the_work_one_undo_away(context: BrowserContext, origin: str) -> None:
    visit = open_in(context, origin)
    visit.paste("Response template", '{"mine": 1}')
    visit.kept()
    visit.page.close()
    visit = open_in(context, origin)
    visit.page.get_by_role("button", name="Start over").click()
    visit.shows_body("No content for")
    visit.page.get_by_role("button", name="Undo").click()
    visit.shows_body("mine")


def test_a_second_tab_begins_with_the_example_and_leaves_the_first_one_alone(context: BrowserContext, origin: str) -> None:
    first = open_in(context, origin)
    first.paste("Response template", '{"mine": 1}')
    first.kept()
    second = open_in(context, origin)
    second.shows_body("No content for")
    second.paste("Response template", '{"second": 1}')
    second.kept()
    first.page.reload()
    first.shows_body("mine")
    second.page.reload()
    second.shows_body("second")


def test_an_example_that_was_only_looked_at_is_no_work(context: BrowserContext, origin: str) -> None:
    open_in(context, origin).page.close()
    visit = open_in(context, origin)
    visit.shows_body("No content for")
    expect(visit.page.get_by_text(LAST)).to_have_count(0)


def test_a_killed_browser_loses_half_a_second_at_most(browser: Browser, origin: str, tmp_path: Path) -> None:
    start = browser.browser_type.launch_persistent_context
    options: Any = {"executable_path": CHROMIUM, "args": FLAGS}
    context = start(tmp_path / "profile", **options)
    visit = open_in(context, origin)
    visit.editor("Response template").focus()
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.type("first")
    visit.shows_body("first")
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.type('"the last words"')
    visit.page.wait_for_timeout(500)  # what may be lost
    kill(tmp_path / "profile")
    again = start(tmp_path / "profile", **options)
    try:
        visit = open_in(again, origin)
        visit.shows_body("the last words")
        expect(visit.page.get_by_text(LAST)).to_be_visible()
    finally:
        again.close()


def kill(profile: Path) -> None:
    """End every process of the browser over that profile, as a crash would: all of those name it, and only they do."""
    name = os.fsencode(f"--user-data-dir={profile}")
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if name in words:
            os.kill(int(process.name), signal.SIGKILL)


@pytest.mark.parametrize("name", ["Response template", "DynamoDB response"])
def test_a_paste_over_an_untouched_example_takes_its_title_and_cases_away(visit: Visit, name: str) -> None:
    visit.shows_status(404)
    strip = visit.page.get_by_role("region", name="Cases")
    heading = visit.page.get_by_role("heading", level=1)
    title = heading.inner_text()
    count = strip.locator("li").count()
    assert count > 1
    before = visit.editor(name).inner_text()
    visit.paste(name, '{"mine": 1}')
    expect(heading).to_have_text("Untitled")
    expect(strip.locator("li")).to_have_count(1)  # the offer to add one
    expect(visit.editor(name)).to_contain_text("mine")
    visit.page.keyboard.press("Control+z")
    expect(heading).to_have_text(title)
    expect(strip.locator("li")).to_have_count(count)
    assert visit.editor(name).inner_text() == before


def test_another_answer_of_a_case_leaves_the_example(visit: Visit) -> None:
    title = visit.page.get_by_role("heading", level=1).inner_text()
    visit.page.get_by_role("region", name="Cases").get_by_role("button", name="One item").click()
    visit.shows_status(200)
    visit.paste("DynamoDB response", '{"Count": 0}')
    visit.shows_status(404)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)


def test_what_is_pasted_into_a_part_of_it_leaves_the_example(visit: Visit) -> None:
    visit.shows_status(404)
    title = visit.page.get_by_role("heading", level=1).inner_text()
    visit.editor("Response template").focus()
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.insert_text(" ")
    visit.paste("Response template", '{"mine": 1}')
    visit.shows_body("mine")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)
