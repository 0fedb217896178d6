"""Nothing that was written is lost: examples and undo, reload, line ends, odd characters, texts over the limit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.browser.conftest import Site


def choose_example(site: Site, index: int) -> None:
    site.page.get_by_role("button", name="Examples").click()
    site.page.get_by_role("menuitem").nth(index).click()
    expect(site.page.get_by_role("button", name="Undo")).to_be_visible()


def test_an_example_puts_the_work_one_undo_away(site: Site) -> None:
    site.paste("Response template", '{"mine": true}')
    site.shows_body("mine")
    choose_example(site, 3)
    expect(site.editor("Response template")).not_to_contain_text("mine")
    site.page.get_by_role("button", name="Undo").click()
    expect(site.editor("Response template")).to_contain_text("mine")
    site.shows_body("mine")
    site.page.get_by_role("button", name="Redo").click()
    expect(site.editor("Response template")).not_to_contain_text("mine")


def test_work_stays_one_undo_away_however_many_examples_are_looked_at(site: Site) -> None:
    site.paste("Response template", '{"mine": true}')
    for index in (2, 3, 4):
        choose_example(site, index)
        expect(site.editor("Response template")).not_to_contain_text("mine")
    site.page.get_by_role("button", name="Undo").click()
    expect(site.editor("Response template")).to_contain_text("mine")


def test_an_edited_example_is_work_too(site: Site) -> None:
    site.paste("Response template", '{"mine": 1}')
    choose_example(site, 2)
    site.paste("Response template", '{"mine": 2}')
    choose_example(site, 3)
    site.page.get_by_role("button", name="Undo").click()
    expect(site.editor("Response template")).to_contain_text('{"mine": 2}')
    site.page.locator("h1").click()  # out of the editors, where undo is for their own text first
    site.page.keyboard.press("Control+z")
    expect(site.editor("Response template")).to_contain_text('{"mine": 1}')


def test_undo_by_keyboard_reaches_behind_an_example(site: Site) -> None:
    site.paste("Response template", '{"mine": 1}')
    site.page.keyboard.press("Control+End")
    site.page.keyboard.type(" ")
    choose_example(site, 2)
    site.editor("Response template").focus()
    site.page.keyboard.type("typed after it")
    site.page.keyboard.press("Control+z")
    expect(site.editor("Response template")).not_to_contain_text("typed after it")
    site.page.keyboard.press("Control+z")
    expect(site.editor("Response template")).to_contain_text("mine")
    site.page.keyboard.press("Control+z")  # the editor's own history came back with the text
    assert site.kept()["template"] == '{"mine": 1}'


def test_a_reload_loses_nothing(site: Site) -> None:
    site.paste("Response template", '{"kept": 1}')
    site.paste("DynamoDB response", '{"Item": {}}')
    site.page.get_by_label("HTTP status of the DynamoDB response").select_option("500")
    site.page.reload()  # at once: before the pause in typing is over
    expect(site.editor("Response template")).to_contain_text("kept")
    expect(site.editor("DynamoDB response")).to_contain_text("Item")
    expect(site.page.get_by_label("HTTP status of the DynamoDB response")).to_have_value("500")
    choose_example(site, 1)
    site.kept()
    site.page.reload()
    site.page.get_by_role("button", name="Undo").click()
    expect(site.editor("Response template")).to_contain_text("kept")


def test_members_that_the_page_does_not_show_are_kept_and_sent(site: Site) -> None:
    scenario = {"template": "x", "request": {"path": {"id": "7"}}, "context": {"stage": "prod"}, "stageVariables": {"table": "t"}}
    reload_with(site, scenario | {"backend": {"status": 200, "header": {"X": "y"}, "body": "{}"}})
    site.paste("Response template", "$input.params('id') $context.stage $stageVariables.table")
    site.shows_body("7 prod t")
    assert site.asked[-1]["backend"]["header"] == {"X": "y"}


def test_line_ends_are_kept_and_sent(site: Site) -> None:
    site.paste("Response template", "one\r\ntwo\r\n")
    site.shows_body("two")
    assert site.asked[-1]["template"] == "one\r\ntwo\r\n"
    site.page.keyboard.press("Control+End")
    site.page.keyboard.type("three\n")
    assert site.kept()["template"] == "one\r\ntwo\r\nthree\r\n"
    site.page.reload()
    assert site.kept()["template"] == "one\r\ntwo\r\nthree\r\n"
    site.page.get_by_role("button", name="CRLF").click()
    assert site.kept()["template"] == "one\ntwo\nthree\n"


def test_mixed_line_ends_survive_edits_and_undo(site: Site) -> None:
    mixed = "a\nb\r\nc\rd\ne"
    reload_with(site, {"template": mixed})
    site.editor("Response template").focus()
    site.page.keyboard.press("Control+Home")
    site.page.keyboard.type("new\n")
    assert site.kept()["template"] == f"new\n{mixed}"
    site.page.keyboard.press("Control+a")
    site.page.keyboard.press("Delete")
    assert site.kept()["template"] == ""
    site.page.keyboard.press("Control+z")
    assert site.kept()["template"] == f"new\n{mixed}"


def test_lone_surrogates_and_nul_pass_through(site: Site) -> None:
    odd = "nul \0 half \ud800 smile \U0001f600 end"
    reload_with(site, {"template": odd, "backend": {"status": 200, "body": json.dumps({"half": "\ud800"})}})
    site.shows_body("end")
    site.editor("Response template").focus()
    site.page.keyboard.press("Control+End")
    site.page.keyboard.type(" of it")
    site.shows_body("end of it")
    written = "JSON.parse(sessionStorage['playground.work']).scenario.template"
    site.kept()
    assert site.page.evaluate(f"{written} === 'nul \\0 half \\ud800 smile \\u{{1f600}} end of it'")


def test_a_template_over_the_limit_is_kept_and_the_limit_is_said(site: Site) -> None:
    size = 310 * 1024
    site.paste("Response template", ("x" * 79 + "\n") * (size // 80))
    site.shows_status("—")
    site.shows_problem("300")
    assert len(site.kept()["template"]) == size // 80 * 80


def test_a_backend_body_that_is_no_json_is_answered(site: Site) -> None:
    site.paste("DynamoDB response", '{"Count": ')
    site.shows_status(500)
    expect(site.page.get_by_role("region", name="Problems")).to_be_visible()
    expect(site.editor("DynamoDB response")).to_contain_text('{"Count": ')


def reload_with(site: Site, scenario: Mapping[str, object]) -> None:
    site.page.evaluate("text => { sessionStorage['playground.work'] = text }", json.dumps({"scenario": scenario}))
    site.page.reload()
    expect(site.page.locator(".status-number")).not_to_have_text("···")
