"""Two who save the same scenario, and who may see, change and delete whose."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE
from tests.browser.saving import NAME, drawer, open_at, own_site, save_new, save_next, status, two_who_save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import Visit
    from tests.conftest import StartSite


@pytest.fixture(scope="module")
def origin(start_site: StartSite) -> Iterator[str]:
    yield from own_site(start_site)


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


def test_what_needs_the_key_of_this_browser_is_given_as_files(visit: Visit) -> None:
    save_new(visit, '{"v": "hidden"}', "Mine: the files", "private")
    status(visit).click()
    for name, file, member in (("JSON", "mine-the-files-1.json", "template"), ("Result", "mine-the-files-1-result.json", "statusFrom")):
        with visit.page.expect_download() as download:
            drawer(visit).get_by_role("button", name=f"{name} of revision 1").click()
        assert download.value.suggested_filename == file
        assert member in json.loads(download.value.path().read_text())
