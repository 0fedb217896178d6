"""A server that goes away, fails, or answers what is no answer: it is said in place, nothing is lost, and work goes on when it is back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Route, expect

from tests.conftest import SERVE
from tests.serving import free_port, serving

if TYPE_CHECKING:
    from typing import Any

    from tests.browser.conftest import Visit

HTML = "<!doctype html><title>502</title><h1>Bad gateway</h1><script>document.title = 'run'</script>"


def alert(visit: Visit) -> Any:
    return visit.page.get_by_role("alert")


def fulfil_html(status: int) -> Any:
    def fulfil(route: Route) -> None:
        route.fulfill(status=status, body=HTML, content_type="text/html")

    return fulfil


@pytest.mark.parametrize(("status", "words"), [(500, "The server failed (500)."), (404, "The server refused this (404).")])
def test_a_page_in_the_place_of_an_answer_is_said(visit: Visit, status: int, words: str) -> None:
    visit.page.route("**/api/v1/evaluate*", fulfil_html(status), times=1)
    visit.paste("Response template", "mine")
    expect(alert(visit)).to_contain_text(words)
    expect(visit.page.locator("#app h1")).to_have_count(0)
    assert visit.kept()["template"] == "mine"
    visit.page.keyboard.type(" again")
    visit.shows_body("mine again")


def test_a_proxy_without_a_server_behind_it_is_asked_again(visit: Visit) -> None:
    visit.page.route("**/api/v1/evaluate*", fulfil_html(502), times=1)
    visit.paste("Response template", "mine")
    expect(alert(visit)).to_contain_text("busy; trying again")
    visit.shows_body("mine")
    expect(alert(visit)).to_have_count(0)


def test_a_success_that_is_no_json_is_not_taken_for_an_answer(visit: Visit) -> None:
    visit.page.route("**/api/v1/evaluate*", fulfil_html(200), times=1)
    visit.paste("Response template", "mine")
    expect(alert(visit)).to_be_visible()
    visit.shows_body("mine")


def test_tools_say_what_went_wrong_where_they_are(visit: Visit) -> None:
    visit.shows_status(404)
    visit.page.route("**/api/v1/{convert,variants,import,cases}", fulfil_html(500))
    visit.page.get_by_role("button", name="+ Add").click()
    expect(visit.page.get_by_role("group", name="Cases to add")).to_contain_text("The server refused this (500).")
    visit.page.get_by_role("button", name="Import").click()
    visit.page.get_by_label("Text to import").fill("{}")
    visit.page.get_by_role("region", name="Import").get_by_role("button", name="Import", exact=True).click()
    expect(visit.page.get_by_role("region", name="Import")).to_contain_text("The server refused this (500).")


def test_a_server_that_ends_and_starts_again_answers_what_was_written_meanwhile(open_visit: Any) -> None:
    port = free_port()
    visit: Visit = open_visit(viewport={"width": 1440, "height": 900})
    usual = visit.origin
    with serving(SERVE, {"PLAYGROUND_WORKERS": "1"}, port=port) as site:
        visit.origin = site.url
        visit.open().shows_status(404)
    visit.paste("Response template", "written offline")
    expect(alert(visit)).to_contain_text("Can’t reach the server; trying again.")
    expect(alert(visit)).to_contain_text("Your work is kept here.")
    visit.page.get_by_role("tab", name="Plain JSON").click()
    expect(visit.page.locator(".plain-said").first).to_contain_text("can’t be reached")
    assert visit.kept()["template"] == "written offline"
    with serving(SERVE, {"PLAYGROUND_WORKERS": "1"}, port=port):
        expect(visit.page.get_by_label("Body", exact=True).locator(".cm-content")).to_contain_text("written offline", timeout=15_000)
        expect(alert(visit)).to_have_count(0)
        visit.page.get_by_role("tab", name="Plain JSON").click()
        expect(visit.editor("Plain JSON")).to_contain_text("Count")
    assert [url for url in visit.urls if not url.startswith((f"{usual}/", f"{site.url}/"))] == []
    visit.urls.clear()  # held here: this is another origin than that of the other tests


def test_a_response_of_a_megabyte_is_edited_and_kept(visit: Visit) -> None:
    item = {"id": {"S": "x" * 80}, "n": {"N": "1"}}
    body = json.dumps({"Count": 9_000, "Items": [item] * 9_000}, indent=1)
    visit.paste("Response template", "$input.path('$.Count') $input.path('$.Items').size()")
    visit.paste("DynamoDB response", body)
    visit.shows_body("9000 9000")
    visit.page.get_by_role("button", name="Add item").click()
    visit.shows_body("9001 9001")
    visit.page.reload()
    visit.shows_body("9001 9001")
