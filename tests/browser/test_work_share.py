"""Work comes in and goes out: links, files, pasted texts, the forms of other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Visit

ODD = '{"emoji": "\U0001f600 \u00e9",\r\n "quotes": "\'a\' \\"b\\"", "tab": "\t"}\r\n#set($x = "y")$x'
ANSWER = '{"Count": 0, "Items": [], "note": "\U0001f389 \\"quoted\\""}'
GET_METHOD = {
    "httpMethod": "GET",
    "methodIntegration": {
        "type": "AWS",
        "uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/Query",
        "integrationResponses": {
            "200": {"statusCode": "200", "responseTemplates": {"application/json": '{"imported": true}'}},
            "404": {"statusCode": "404", "selectionPattern": "4\\d{2}", "responseTemplates": {"application/json": '{"none": true}'}},
        },
    },
}


def clipboard(visit: Visit) -> str:
    text: str = visit.page.evaluate("navigator.clipboard.readText()")
    return text


def share(visit: Visit) -> str:
    visit.page.get_by_role("button", name="Share").click()
    expect(visit.page.get_by_role("button", name="Link copied")).to_be_visible()
    return clipboard(visit)


def test_a_link_brings_all_of_the_work(visit: Visit, open_visit: Any) -> None:
    visit.paste("Response template", ODD)
    visit.paste("DynamoDB response", ANSWER)
    visit.shows_body("emoji")
    link = share(visit)
    assert link.startswith(f"{visit.origin}/#s=")
    other = open_visit(viewport={"width": 1440, "height": 900})
    other.page.goto(link)
    expect(other.page.get_by_role("button", name="Undo")).to_be_visible()
    other.shows_body("emoji")
    kept = other.kept()
    assert kept == visit.kept()
    assert (kept["template"], kept["backend"]["body"]) == (ODD, ANSWER)
    assert other.page.url == f"{visit.origin}/"


def test_a_link_puts_the_work_one_undo_away_and_a_reload_keeps_what_was_written_since(visit: Visit) -> None:
    visit.paste("Response template", '{"shared": 1}')
    link = share(visit)
    visit.paste("Response template", '{"mine": 1}')
    visit.kept()
    visit.page.goto(link)
    expect(visit.editor("Response template")).to_contain_text("shared")
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor("Response template")).to_contain_text("mine")
    visit.paste("Response template", '{"since": 1}')
    visit.kept()
    visit.page.reload()
    expect(visit.editor("Response template")).to_contain_text("since")


def test_a_link_that_is_cut_off_is_said_and_changes_nothing(visit: Visit) -> None:
    visit.paste("Response template", '{"mine": 1}')
    link = share(visit)
    for broken in (link[:-9], f"{visit.origin}/#s=%%%", f"{visit.origin}/#s="):
        visit.page.evaluate("url => { location.href = url }", broken)
        expect(visit.page.get_by_text("This link can’t be read")).to_be_visible()
        expect(visit.editor("Response template")).to_contain_text("mine")
        expect(visit.page).to_have_url(f"{visit.origin}/")
        visit.paste("Response template", '{"mine": 1}')
        expect(visit.page.get_by_text("This link can’t be read")).to_have_count(0)


def test_what_is_too_long_for_a_link_and_cannot_be_saved_is_offered_as_a_file_that_opens_again(visit: Visit, tmp_path: Path) -> None:
    visit.page.route("**/api/v1/me", lambda route: route.fulfill(status=404, json={}))
    visit.page.reload()
    long = '{"n": "' + "".join(chr(0x4E00 + (index * 7919) % 20_000) for index in range(9_000)) + '"}'
    visit.paste("Response template", long)
    visit.page.get_by_role("button", name="Share").click()
    sheet = visit.page.get_by_role("region", name="Too long for a link")
    with visit.page.expect_download() as download:
        sheet.get_by_role("button", name="Save as a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["template"] == long
    visit.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    visit.paste("Response template", "other")
    visit.page.get_by_role("button", name="Import").click()
    visit.page.get_by_label("File to import").set_input_files(file)
    expect(visit.page.get_by_text("Imported a Scenario.")).to_be_visible()
    assert visit.kept()["template"] == long


def test_import_takes_what_get_method_prints_and_says_what_it_cannot_take(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Import").click()
    field = visit.page.get_by_label("Text to import")
    expect(field).to_be_focused()
    sheet = visit.page.get_by_role("region", name="Import")
    field.fill('{"httpMethod": ')
    sheet.get_by_role("button", name="Import", exact=True).click()
    expect(sheet).to_contain_text("This is not JSON")
    field.fill(json.dumps(GET_METHOD))
    sheet.get_by_role("button", name="Import", exact=True).click()
    expect(sheet).to_have_count(0)
    expect(visit.page.get_by_role("group", name="Integration responses").get_by_role("button")).to_have_count(2)
    expect(visit.editor("Response template")).to_contain_text("imported")
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.editor("Response template")).not_to_contain_text("imported")


def export(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name="Export").click()
    visit.page.get_by_role("menuitem", name=name).click()


def test_export_copies_commands_and_saves_a_case(visit: Visit, tmp_path: Path) -> None:
    visit.paste("Response template", "it's")
    for name, words in {"curl": "curl --include", "AWS CLI": "put-integration-response", "CloudFormation": "it's"}.items():
        export(visit, f"Copy as {name}")
        expect(visit.page.get_by_role("button", name="Copied")).to_be_visible()
        assert words in clipboard(visit)
        visit.page.evaluate("navigator.clipboard.writeText('')")
        expect(visit.page.get_by_role("button", name="Copied")).to_have_count(0)  # so that the next one is not taken for said
    export(visit, "Report a different AWS answer")
    visit.page.get_by_label("Status that AWS answered").fill("418")
    visit.page.get_by_label("Body that AWS answered").fill("teapot")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save the case file").click()
    file = tmp_path / "case.jsonl"
    download.value.save_as(file)
    case = json.loads(file.read_text("utf-8"))
    assert (case["scenario"]["template"], case["expect"]) == ("it's", {"status": 418, "body": "teapot"})
    visit.page.get_by_role("button", name="Import").click()
    visit.page.get_by_label("File to import").set_input_files(file)
    strip = visit.page.get_by_role("region", name="Cases")
    expect(strip.get_by_role("button", name="aws/")).to_contain_text("body is not JSON")


def test_the_bar_and_its_sheet_fit_a_phone(open_visit: Any) -> None:
    visit = open_visit(viewport={"width": 360, "height": 740})
    visit.page.get_by_role("button", name="Import").click()
    expect(visit.page.get_by_role("region", name="Import")).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
