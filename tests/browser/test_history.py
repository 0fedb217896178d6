"""What the browser keeps: the last runs for all tabs, a draft for each tab, and what of a draft is damaged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Visit


def history(visit: Visit) -> Any:
    """The entries of the history, opened."""
    button = visit.page.get_by_role("button", name="History")
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    return visit.page.get_by_role("menu", name="History").get_by_role("menuitem")


def run(visit: Visit, template: str) -> None:
    """Run a template by hand, and wait for its answer, which is its own text."""
    visit.paste("Response template", template)
    visit.page.keyboard.press("Control+Enter")
    visit.shows_body(template)


def second_tab(visit: Visit) -> Visit:
    """Another tab of the same browser."""
    other = type(visit)(visit.page.context.new_page(), visit.origin)
    return other.open()


def keep_draft(visit: Visit, text: str) -> None:
    """Reload with `text` as what the browser kept."""
    visit.page.evaluate("text => addEventListener('pagehide', () => sessionStorage.setItem('playground.work', text))", text)
    visit.page.reload()
    expect(visit.page.locator(".status-number")).not_to_have_text("···")


def test_what_was_run_comes_back_and_what_was_there_is_one_undo_away(visit: Visit) -> None:
    visit.shows_status(404)
    expect(history(visit)).to_have_count(1)
    expect(history(visit).first).to_contain_text("No runs yet")
    visit.page.keyboard.press("Escape")
    run(visit, "one")
    run(visit, "two")
    run(visit, "two")  # the same again is no further entry
    expect(history(visit)).to_have_count(2)
    expect(history(visit).nth(0)).to_contain_text("200")
    expect(history(visit).nth(0)).to_contain_text("just now · two")
    history(visit).nth(1).click()
    visit.shows_body("one")
    visit.page.get_by_role("button", name="Undo").click()
    visit.shows_body("two")


def test_edits_of_one_work_are_one_entry_and_the_last_state_counts(visit: Visit) -> None:
    for text in ("a", "ab", "abc"):
        visit.paste("Response template", text)
        visit.shows_body(text)
    visit.page.reload()  # leaving keeps it
    visit.shows_body("abc")
    expect(history(visit)).to_have_count(1)
    expect(history(visit)).to_contain_text("abc")


def test_an_example_that_is_looked_at_is_not_kept_but_the_work_it_replaces_is(visit: Visit) -> None:
    visit.paste("Response template", "mine")
    visit.shows_body("mine")
    for index in (2, 3):
        visit.page.get_by_role("button", name="Examples").click()
        visit.page.get_by_role("menuitem").nth(index).click()
        expect(visit.page.get_by_role("button", name="Undo")).to_be_visible()
    expect(history(visit)).to_have_count(1)
    expect(history(visit)).to_contain_text("mine")


def test_tabs_have_their_own_drafts_and_one_history(visit: Visit) -> None:
    run(visit, "first tab")
    other = second_tab(visit)
    other.shows_status(404)  # the example: nothing of the first tab
    run(other, "second tab")
    visit.page.reload()
    visit.shows_body("first tab")
    other.page.reload()
    other.shows_body("second tab")
    other.paste("Response template", "closed at once")
    other.shows_body("closed at once")
    other.page.close(run_before_unload=False)
    expect(history(visit).first).to_contain_text("closed at once")
    expect(history(visit)).to_have_count(3)


def test_an_example_that_is_undone_back_to_is_not_kept(visit: Visit) -> None:
    visit.shows_status(404)
    for index in (2, 3):
        visit.page.get_by_role("button", name="Examples").click()
        item = visit.page.get_by_role("menuitem").nth(index)
        title = item.inner_text().split("\n")[0]
        item.click()
        expect(visit.page.get_by_role("banner")).to_contain_text(title)
    visit.page.get_by_role("button", name="Undo").click()
    visit.shows_status(404)
    visit.page.reload()
    expect(history(visit)).to_contain_text("No runs yet")


def test_a_full_or_damaged_history_breaks_nothing(visit: Visit) -> None:
    for damaged in ("{", "5", '[{"id": 1}, {"id": "a", "time": 1, "status": 200, "scenario": {"template": 5}}]'):
        visit.page.evaluate("text => localStorage.setItem('playground.history', text)", damaged)
        visit.page.reload()
        expect(history(visit)).to_contain_text("No runs yet")
        visit.page.keyboard.press("Escape")
    run(visit, "small")
    visit.paste("DynamoDB response", json.dumps({"text": "x" * 2_100_000}))  # more than is kept
    run(visit, "large")
    expect(history(visit)).to_have_count(1)
    expect(history(visit)).to_contain_text("small")


@pytest.mark.parametrize(
    "kept",
    [
        "{half",
        "null",
        '"text"',
        '{"scenario": {"template": {}}}',
        '{"scenario": {"method": 5}}',
        '{"scenario": {"template": "", "cases": "y"}}',
    ],
)
def test_a_damaged_draft_is_said_and_can_be_saved(visit: Visit, kept: str, tmp_path: Path) -> None:
    keep_draft(visit, kept)
    visit.shows_status(404)  # the example
    visit.paste("Response template", "new work")
    visit.kept()
    expect(visit.page.locator(".notice")).to_contain_text("damaged")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save it as a file").click()
    download.value.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_text("utf-8") == kept


def test_what_is_damaged_around_the_work_is_left_out(visit: Visit) -> None:
    scenario = {"template": "mine", "backend": {"status": 200, "body": "{}"}}
    around = {"shown": "/gone", "at": 7, "said": 4, "unfinished": 3}
    shelf = {"behind": [5, {"scenario": scenario | {"template": "before"}}, {"scenario": 1}], "ahead": "x"}
    for damaged in ("{", json.dumps(shelf)):
        visit.page.evaluate("text => sessionStorage.setItem('playground.shelf', text)", damaged)
        keep_draft(visit, json.dumps({"scenario": scenario, **around}))
        visit.shows_body("mine")
        expect(visit.page.locator(".notice")).not_to_contain_text("damaged")
        visit.kept()  # what is not written yet is written on leaving
    visit.page.locator(".status-name").click()
    visit.page.keyboard.press("Control+z")
    visit.shows_body("before")


def test_what_was_half_written_survives_a_reload(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Plain JSON").click()
    expect(visit.editor("Plain JSON")).to_contain_text("Count")
    visit.paste("Plain JSON", '{"at once": ')
    visit.page.reload()  # before anything could be converted
    expect(visit.editor("Plain JSON")).to_have_text('{"at once": ')
    visit.paste("Plain JSON", '{"half": ')
    expect(visit.page.locator(".plain-said:not(.items-said)")).to_contain_text("line 1")
    visit.page.get_by_role("tab", name="Method").click()
    visit.editor("$context").click()
    visit.page.keyboard.insert_text('{"stage": ')
    visit.kept()
    visit.page.reload()
    expect(visit.editor("Plain JSON")).to_have_text('{"half": ')
    expect(visit.page.locator(".plain-said:not(.items-said)")).to_contain_text("line 1")
    visit.page.get_by_role("tab", name="Method").click()
    expect(visit.editor("$context")).to_have_text('{"stage": ')
