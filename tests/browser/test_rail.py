"""The methods of an opened API: turned to, filtered, checked; each keeps its draft, also over a reload; what the document leaves open."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.conftest import Visit

NAME = "Response template"
BROKEN = "{\"name\": $input.json('$.Item.name.S')"


def integration(template: str) -> dict[str, Any]:
    """A call of GetItem whose answer goes through `template`."""
    return {
        "x-amazon-apigateway-integration": {
            "type": "aws",
            "httpMethod": "POST",
            "uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem",
            "requestTemplates": {"application/json": '{"TableName": "pets", "Key": {"id": {"S": "1"}}}'},
            "responses": {"default": {"statusCode": "200", "responseTemplates": {"application/json": template}}},
        },
        "responses": {"200": {"description": "ok"}},
    }


def document(paths: int = 2) -> str:
    """An OpenAPI document: one method that works, one that is broken, one without an integration, and more of the first."""
    listed: dict[str, Any] = {
        "/pets/{id}": {
            "get": integration("{\"name\": $input.json('$.Item.name.S')}"),
            "put": integration(BROKEN),
            "delete": {"responses": {}},
        }
    }
    listed |= {f"/more/{number}": {"get": integration('{"n": ' + str(number) + "}")} for number in range(paths - 2)}
    return json.dumps({"openapi": "3.0.1", "info": {"title": "Pets", "version": "1"}, "paths": listed}, indent=1)


def open_api(visit: Visit, tmp_path: Path, text: str | None = None) -> None:
    file = tmp_path / "pets.json"
    file.write_text(text or document(), "utf-8")
    visit.shows_status(404)
    visit.page.get_by_role("button", name="Import").first.click()
    visit.page.get_by_label("File to import").set_input_files(file)
    expect(rail(visit)).to_be_visible(timeout=PATIENCE)


def rail(visit: Visit) -> Locator:
    return visit.page.get_by_role("navigation", name="Methods of the API")


def row(visit: Visit, name: str) -> Locator:
    return rail(visit).locator(".rail-row", has_text=name).first


def test_an_api_opens_with_its_methods_and_says_what_was_left_out(visit: Visit, tmp_path: Path) -> None:
    expect(rail(visit)).to_be_hidden()
    open_api(visit, tmp_path)
    expect(rail(visit).locator(".rail-row")).to_have_count(2)
    expect(rail(visit)).to_contain_text("pets.json")
    expect(rail(visit)).to_contain_text("2 methods")
    rail(visit).get_by_role("button", name="1 left out").click()
    expect(visit.page.locator(".drawer")).to_contain_text("DELETE /pets/{id}")
    expect(visit.page.locator(".drawer")).to_contain_text("line ")
    assert Axe().run(visit.page).violations_count == 0


def test_each_method_keeps_its_draft_and_its_undo_history(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path)
    expect(row(visit, "GET")).to_have_attribute("aria-current", "true")
    visit.editor(NAME).click()
    visit.page.keyboard.press("Control+Home")
    visit.page.keyboard.type("## mine")
    visit.page.keyboard.press("Enter")
    row(visit, "PUT").click()
    expect(visit.editor(NAME)).not_to_contain_text("mine")
    expect(visit.page).to_have_title("PUT /pets/{id} · Template playground")
    row(visit, "GET").click()
    expect(visit.editor(NAME)).to_contain_text("## mine")
    visit.editor(NAME).click()
    visit.page.keyboard.press("Control+z")
    visit.page.keyboard.press("Control+z")
    expect(visit.editor(NAME)).not_to_contain_text("mine")


def test_a_reload_brings_back_the_api_and_every_draft(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path)
    visit.paste(NAME, '{"mine": 1}')
    row(visit, "PUT").click()
    expect(visit.editor(NAME)).not_to_contain_text("mine")
    visit.paste(NAME, '{"other": 2}')
    visit.kept()
    visit.page.reload()
    expect(rail(visit)).to_be_visible(timeout=PATIENCE)
    expect(row(visit, "PUT")).to_have_attribute("aria-current", "true")
    expect(visit.editor(NAME)).to_contain_text("other")
    row(visit, "GET").click()
    expect(visit.editor(NAME)).to_contain_text("mine")


def test_opening_an_api_is_undone_as_a_whole_and_done_again(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path)
    visit.page.get_by_role("button", name="Undo").click()
    expect(rail(visit)).to_be_hidden()
    visit.shows_status(404)
    visit.page.get_by_role("button", name="Redo").click()
    expect(rail(visit)).to_be_visible()
    expect(visit.editor(NAME)).to_contain_text("Item.name.S")


def test_history_brings_a_method_back_with_its_api(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path)
    visit.paste(NAME, '{"kept": 1}')
    visit.page.keyboard.press("Control+Enter")
    visit.kept()
    visit.page.get_by_role("button", name="Examples", exact=True).click()
    visit.page.get_by_role("menuitem").first.click()
    expect(rail(visit)).to_be_hidden()
    visit.page.get_by_role("button", name="History").click()
    visit.page.get_by_role("menuitem", name="/pets/{id}").first.click()
    expect(rail(visit)).to_be_visible(timeout=PATIENCE)


def test_check_all_says_which_methods_fail_and_in_how_many_cases(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path)
    rail(visit).get_by_role("button", name="Check all").click()
    expect(row(visit, "PUT").locator("[data-worst=bad]")).to_be_visible(timeout=3 * PATIENCE)
    expect(row(visit, "PUT")).to_contain_text(" of ")
    expect(row(visit, "GET").locator("[data-worst]")).not_to_have_attribute("data-worst", "none")
    expect(rail(visit).get_by_role("button", name="Check all")).to_be_visible()
    row(visit, "PUT").click()
    visit.paste(NAME, '{"mended": true}')
    expect(row(visit, "PUT").locator(".rail-dot")).to_have_attribute("data-worst", "none")


def test_check_all_can_be_cancelled(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path, document(60))
    rail(visit).get_by_role("button", name="Check all").click()
    rail(visit).get_by_role("button", name="Cancel").click()
    expect(rail(visit).get_by_role("button", name="Check all")).to_be_visible()
    before = rail(visit).locator("[data-worst=none]").count()
    visit.page.wait_for_timeout(500)
    assert rail(visit).locator("[data-worst=none]").count() == before > 0


def test_methods_are_found_by_words_and_by_keys(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path, document(30))
    search = rail(visit).get_by_role("searchbox")
    search.fill("more 1")
    expect(rail(visit).locator(".rail-row:visible")).to_have_count(12)  # 1, 10 to 19, 21
    search.press("ArrowDown")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_title("GET /more/10 · Template playground")
    visit.page.keyboard.press("End")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_title("GET /more/21 · Template playground")
    search.fill("nowhere")
    expect(rail(visit)).to_contain_text("No method is named like this.")


@pytest.mark.alone
def test_five_hundred_methods_are_turned_to_quickly(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path, document(500))
    expect(rail(visit).locator(".rail-row")).to_have_count(500)
    times = []
    for number in (10, 200, 450, 30, 400):
        started = time.perf_counter()
        visit.page.evaluate(f"document.querySelectorAll('.rail-row')[{number}].click()")
        expect(visit.page).to_have_title(f"GET /more/{number - 2} · Template playground")
        times.append(time.perf_counter() - started)
    assert sorted(times)[2] < 0.3  # 100 ms on a quiet machine, the way to the browser and back with it


def test_on_a_phone_the_methods_fold_under_a_button(open_visit: Any, tmp_path: Path) -> None:
    visit = open_visit(viewport={"width": 390, "height": 844})
    open_api(visit, tmp_path)
    expect(row(visit, "PUT")).to_be_hidden()
    visit.page.get_by_role("button", name="Show the methods").click()
    row(visit, "PUT").click()
    expect(visit.page).to_have_title("PUT /pets/{id} · Template playground")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_link_brings_the_whole_api_with_its_drafts(visit: Visit, open_visit: Any, tmp_path: Path) -> None:
    open_api(visit, tmp_path)
    visit.paste(NAME, '{"mine": 1}')
    row(visit, "PUT").click()
    visit.page.get_by_role("button", name="Share").click()
    expect(visit.page.get_by_role("button", name="Link copied")).to_be_visible()
    other = open_visit(viewport={"width": 1440, "height": 900})
    other.page.goto(visit.page.evaluate("navigator.clipboard.readText()"))
    expect(rail(other)).to_be_visible(timeout=PATIENCE)
    expect(row(other, "PUT")).to_have_attribute("aria-current", "true")
    row(other, "GET").click()
    expect(other.editor(NAME)).to_contain_text("mine")


def test_an_api_that_no_link_holds_is_saved_as_a_file_that_opens_again(visit: Visit, open_visit: Any, tmp_path: Path) -> None:
    text = json.loads(document())
    text["info"]["description"] = "".join(chr(0x4E00 + (index * 7919) % 20_000) for index in range(9_000))
    open_api(visit, tmp_path, json.dumps(text))
    visit.paste(NAME, '{"mine": 1}')
    visit.page.get_by_role("button", name="Share").click()
    drawer = visit.page.locator(".drawer")
    expect(drawer).to_contain_text("Too long for a link")
    with visit.page.expect_download() as download:
        drawer.get_by_role("button", name="Save the API as a file").click()
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    drawer.get_by_role("button", name="Link to this method alone").click()
    expect(visit.page.get_by_role("button", name="Link copied")).to_be_visible()
    other = open_visit(viewport={"width": 1440, "height": 900})
    open_api(other, tmp_path, saved.read_text("utf-8"))
    expect(other.editor(NAME)).to_contain_text("mine")
    expect(rail(other)).to_contain_text("pets.json")


def test_a_method_without_an_answer_comes_with_a_sample_of_it(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path)
    visit.shows_status(200)
    visit.shows_body('"name"')
    expect(visit.editor("DynamoDB response")).to_contain_text('"Item"')
    expect(visit.page.get_by_role("banner")).to_contain_text("The answer is a sample.")
    row(visit, "PUT").click()
    visit.shows_problem("not valid JSON")
