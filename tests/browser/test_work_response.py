"""The response in other forms: as plain JSON and back, emptied, out of a file. No text is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Visit

ONE = {"Count": 1, "Items": [{"progress": {"S": "5"}, "size": {"N": "12345678901234567890123456789012345678"}}], "ScannedCount": 1}
RAW = "$input.json('$')"


def show_form(visit: Visit, name: str) -> None:
    visit.page.get_by_role("tab", name=name).click()


def said(visit: Visit) -> Any:
    return visit.page.locator(".plain-said:not(.items-said)")


def start(visit: Visit) -> None:
    visit.paste("Response template", RAW)
    visit.paste("DynamoDB response", json.dumps(ONE))
    visit.shows_body("12345678901234567890123456789012345678")


def test_plain_json_is_edited_and_the_response_follows(visit: Visit) -> None:
    start(visit)
    show_form(visit, "Plain JSON")
    expect(visit.editor("Plain JSON")).to_contain_text('"progress": "5"')
    expect(visit.editor("Plain JSON")).to_contain_text('"size": 12345678901234567890123456789012345678')
    assert json.loads(visit.kept()["backend"]["body"]) == ONE
    visit.paste("Plain JSON", '{"Count": 1, "Items": [{"progress": "6", "tags": ["a", null]}]}')
    visit.shows_body('"L": [', '"NULL": true')
    show_form(visit, "DynamoDB response")
    expect(visit.editor("DynamoDB response")).to_contain_text('"S": "6"')
    visit.editor("DynamoDB response").focus()
    visit.page.keyboard.press("Control+z")
    expect(visit.editor("DynamoDB response")).to_contain_text("12345678901234567890123456789012345678")


def test_plain_json_that_is_half_written_is_said_at_its_place_and_kept(visit: Visit) -> None:
    start(visit)
    show_form(visit, "Plain JSON")
    expect(visit.editor("Plain JSON")).to_contain_text("progress")
    visit.paste("Plain JSON", '{"Items": [\n{"a": ]}')
    expect(said(visit)).to_contain_text("line 2")
    expect(visit.page.locator(".backend .cm-lintRange-error, .backend .cm-lintPoint-error")).not_to_have_count(0)
    assert json.loads(visit.kept()["backend"]["body"]) == ONE
    show_form(visit, "DynamoDB response")
    expect(visit.editor("DynamoDB response")).to_contain_text("progress")
    show_form(visit, "Plain JSON")
    expect(visit.editor("Plain JSON")).to_contain_text('{"a": ]}')


def test_a_response_that_is_no_json_stays_as_it_is(visit: Visit) -> None:
    visit.paste("DynamoDB response", '{"Count": ')
    visit.shows_status(500)
    show_form(visit, "Plain JSON")
    expect(said(visit)).to_contain_text("line 1")
    expect(visit.editor("DynamoDB response")).to_contain_text('{"Count": ')
    visit.paste("DynamoDB response", '{"Count": 1}')
    expect(said(visit)).to_be_hidden()


def test_plain_json_follows_another_example(visit: Visit) -> None:
    start(visit)
    show_form(visit, "Plain JSON")
    expect(visit.editor("Plain JSON")).to_contain_text("progress")
    visit.page.get_by_role("button", name="Examples").click()
    visit.page.get_by_role("menuitem", name="Query with items, both templates").click()
    expect(visit.editor("Plain JSON")).to_contain_text('"order_id": "o-7001"')
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor("Plain JSON")).to_contain_text("progress")


def test_the_response_is_emptied_in_one_step(visit: Visit) -> None:
    start(visit)
    visit.page.get_by_role("button", name="Empty result").click()
    visit.shows_body('"Items": []')
    assert json.loads(visit.kept()["backend"]["body"]) == {"Count": 0, "Items": [], "ScannedCount": 0}
    visit.editor("DynamoDB response").focus()
    visit.page.keyboard.press("Control+z")
    visit.shows_body("12345678901234567890123456789012345678")


def test_a_response_is_opened_from_a_file_or_dropped(visit: Visit, tmp_path: Path) -> None:
    start(visit)
    file = tmp_path / "answer.json"
    file.write_text('{"Item": {"name": {"S": "Zoë"}}}', "utf-8")
    with visit.page.expect_file_chooser() as chooser:
        visit.page.get_by_role("button", name="Open…", exact=True).click()
    chooser.value.set_files(file)
    visit.shows_body("Zoë")
    drop = """() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['{"dropped": {"S": "here"}}'], "one.json", { type: "application/json" }));
      const pane = document.querySelector(".backend .cm-content");
      pane.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }"""
    visit.page.evaluate(drop)
    visit.shows_body("dropped")
    assert visit.kept()["backend"]["body"] == '{"dropped": {"S": "here"}}'


def test_the_form_is_chosen_by_keyboard(visit: Visit) -> None:
    start(visit)
    visit.page.get_by_role("tab", name="DynamoDB response").focus()
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page.get_by_role("tab", name="Plain JSON")).to_be_focused()
    expect(visit.editor("Plain JSON")).to_contain_text("progress")


def test_an_item_more_is_like_the_last_one_and_no_digit_is_lost(visit: Visit) -> None:
    visit.paste("Response template", "$input.path('$.Count') $input.path('$.Items').size() $input.json('$.Items[2]')")
    body = '{\n  "Items": [\n    {"a": {"N": "1"}},\n    {"b": 12345678901234567890123.10}\n  ],\n  "Count": 2, "x": 1.0\n}'
    visit.paste("DynamoDB response", body)
    visit.page.get_by_role("button", name="Add item").click()
    visit.shows_body("3 3")
    written = visit.kept()["backend"]["body"]
    assert written == body.replace("123.10}", '123.10},\n    {"b": 12345678901234567890123.10}').replace(": 2", ": 3")
    visit.editor("DynamoDB response").focus()
    visit.page.keyboard.press("Control+z")
    assert visit.kept()["backend"]["body"] == body


def test_an_item_that_has_no_place_is_said_so(visit: Visit) -> None:
    for body, words in {'{"Item": {"a": {"S": "x"}}}': "one item at most", "no JSON": "no JSON object", '{"x": 1}': "no Items"}.items():
        visit.paste("DynamoDB response", body)
        visit.page.get_by_role("button", name="Add item").click()
        expect(visit.page.locator(".items-said")).to_contain_text(words)
        assert visit.kept()["backend"]["body"] == body
    visit.paste("DynamoDB response", "{}")
    expect(visit.page.locator(".items-said")).to_be_hidden()
    visit.page.get_by_role("button", name="Add item").click()
    expect(visit.editor("DynamoDB response")).to_contain_text('"Item": {')
