"""Nothing that was written is lost: examples and undo, reload, line ends, odd characters, texts over the limit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.browser.conftest import Visit


def choose_example(visit: Visit, index: int) -> None:
    visit.page.get_by_role("button", name="Examples").click()
    item = visit.page.get_by_role("menuitem").nth(index)
    title = item.locator("span").inner_text()
    item.click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(visit.page.get_by_role("button", name="Undo")).to_be_visible()


def test_an_example_puts_the_work_one_undo_away(visit: Visit) -> None:
    visit.paste("Response template", '{"mine": true}')
    visit.shows_body("mine")
    choose_example(visit, 3)
    expect(visit.editor("Response template")).not_to_contain_text("mine")
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor("Response template")).to_contain_text("mine")
    visit.shows_body("mine")
    visit.page.get_by_role("button", name="Redo").click()
    expect(visit.editor("Response template")).not_to_contain_text("mine")


def test_work_stays_one_undo_away_however_many_examples_are_looked_at(visit: Visit) -> None:
    visit.paste("Response template", '{"mine": true}')
    for index in (2, 3, 4):
        choose_example(visit, index)
        expect(visit.editor("Response template")).not_to_contain_text("mine")
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor("Response template")).to_contain_text("mine")


def test_an_edited_example_is_work_too(visit: Visit) -> None:
    visit.paste("Response template", '{"mine": 1}')
    choose_example(visit, 2)
    visit.paste("Response template", '{"mine": 2}')
    choose_example(visit, 3)
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor("Response template")).to_contain_text('{"mine": 2}')
    visit.page.locator(".status-name").click()  # out of the editors, where undo is for their own text first
    visit.page.keyboard.press("Control+z")  # to the example over which it was pasted
    expect(visit.editor("Response template")).not_to_contain_text("mine")
    visit.page.keyboard.press("Control+z")
    expect(visit.editor("Response template")).to_contain_text('{"mine": 1}')


def test_undo_by_keyboard_reaches_behind_an_example(visit: Visit) -> None:
    visit.paste("Response template", '{"mine": 1}')
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.type(" ")
    choose_example(visit, 2)
    visit.editor("Response template").focus()
    visit.page.keyboard.type("typed after it")
    visit.page.keyboard.press("Control+z")
    expect(visit.editor("Response template")).not_to_contain_text("typed after it")
    visit.page.keyboard.press("Control+z")
    expect(visit.editor("Response template")).to_contain_text("mine")
    visit.page.keyboard.press("Control+z")  # the editor's own history came back with the text
    assert visit.kept()["template"] == '{"mine": 1}'


def test_a_reload_loses_nothing(visit: Visit) -> None:
    visit.paste("Response template", '{"kept": 1}')
    visit.paste("DynamoDB response", '{"Item": {}}')
    visit.page.get_by_label("HTTP status of the DynamoDB response").select_option("500")
    visit.page.reload()  # at once: before the pause in typing is over
    expect(visit.editor("Response template")).to_contain_text("kept")
    expect(visit.editor("DynamoDB response")).to_contain_text("Item")
    expect(visit.page.get_by_label("HTTP status of the DynamoDB response")).to_have_value("500")
    choose_example(visit, 1)
    visit.kept()
    visit.page.reload()
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor("Response template")).to_contain_text("kept")


def test_members_that_the_page_does_not_show_are_kept_and_sent(visit: Visit) -> None:
    scenario = {"template": "x", "request": {"path": {"id": "7"}}, "context": {"stage": "prod"}, "stageVariables": {"table": "t"}}
    reload_with(visit, scenario | {"backend": {"status": 200, "header": {"X": "y"}, "body": "{}"}})
    visit.paste("Response template", "$input.params('id') $context.stage $stageVariables.table")
    visit.shows_body("7 prod t")
    assert visit.asked[-1]["backend"]["header"] == {"X": "y"}


def test_line_ends_are_kept_and_sent(visit: Visit) -> None:
    visit.paste("Response template", "one\r\ntwo\r\n")
    visit.shows_body("two")
    assert visit.asked[-1]["template"] == "one\r\ntwo\r\n"
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.type("three\n")
    assert visit.kept()["template"] == "one\r\ntwo\r\nthree\r\n"
    visit.page.reload()
    assert visit.kept()["template"] == "one\r\ntwo\r\nthree\r\n"
    visit.page.get_by_role("button", name="CRLF").click()
    assert visit.kept()["template"] == "one\ntwo\nthree\n"


def test_mixed_line_ends_survive_edits_and_undo(visit: Visit) -> None:
    mixed = "a\nb\r\nc\rd\ne"
    reload_with(visit, {"template": mixed})
    visit.editor("Response template").focus()
    visit.page.keyboard.press("Control+Home")
    visit.page.keyboard.type("new\n")
    assert visit.kept()["template"] == f"new\n{mixed}"
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.press("Delete")
    assert visit.kept()["template"] == ""
    visit.page.keyboard.press("Control+z")
    assert visit.kept()["template"] == f"new\n{mixed}"


def test_lone_surrogates_and_nul_pass_through(visit: Visit) -> None:
    odd = "nul \0 half \ud800 smile \U0001f600 end"
    reload_with(visit, {"template": odd, "backend": {"status": 200, "body": json.dumps({"half": "\ud800"})}})
    visit.shows_body("end")
    visit.editor("Response template").focus()
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.type(" of it")
    visit.shows_body("end of it")
    visit.kept()
    written = "nul \\0 half \\ud800 smile \\u{1f600} end of it"
    assert visit.page.evaluate(f"async () => (await ({KEPT})()).template === '{written}'")


def test_a_template_over_the_limit_is_kept_and_the_limit_is_said(visit: Visit) -> None:
    size = 310 * 1024
    visit.paste("Response template", ("x" * 79 + "\n") * (size // 80))
    visit.shows_status("—")
    visit.shows_problem("300")
    assert len(visit.kept()["template"]) == size // 80 * 80


def test_a_backend_body_that_is_no_json_is_answered(visit: Visit) -> None:
    visit.paste("DynamoDB response", '{"Count": ')
    visit.shows_status(500)
    expect(visit.page.get_by_role("region", name="Problems")).to_be_visible()
    expect(visit.editor("DynamoDB response")).to_contain_text('{"Count": ')


def reload_with(visit: Visit, scenario: Mapping[str, object]) -> None:
    visit.page.evaluate("text => { sessionStorage['playground.work'] = text }", json.dumps({"scenario": scenario}))
    visit.page.reload()
    expect(visit.page.locator(".status-number")).not_to_have_text("···")


def test_the_title_is_edited_in_place(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Query, nothing found: 404").click()
    field = visit.page.get_by_role("textbox", name="Title")
    expect(field).to_be_focused()
    field.fill("Orders by customer")
    field.press("Enter")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Orders by customer")
    expect(visit.page).to_have_title("Orders by customer · Template playground")
    assert visit.kept()["title"] == "Orders by customer"
    visit.page.get_by_role("button", name="Orders by customer").click()
    for text, key in (("Never mind", "Escape"), ("  ", "Tab")):
        field.fill(text)
        field.press(key)
        expect(visit.page.get_by_role("heading", level=1)).to_have_text("Orders by customer")
        visit.page.get_by_role("button", name="Orders by customer").click()
    field.press("Escape")
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Query, nothing found: 404")
