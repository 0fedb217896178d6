"""Nothing that axe-core calls a violation, in any state; the list of keys; a run that takes long can be stopped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Visit

NAME = "Response template"
ITEMS = json.dumps({"Count": 2, "Items": [{"a": {"S": "x"}}, {"b": {"S": "y"}}]})
LOOP = "#foreach($elem in $input.path('$.Items'))\n  {\"a\": $elem.a.S}\n#end"


def press_keys_button(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Keys").click()


def break_template(visit: Visit) -> None:
    visit.paste(NAME, "#if($a) open")
    visit.shows_status(500)


def warn_and_pick(visit: Visit) -> None:
    visit.paste("DynamoDB response", ITEMS)
    visit.paste(NAME, LOOP)
    visit.shows_problem("is empty")
    visit.page.get_by_text("$elem", exact=True).last.click()
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.type("$")
    expect(visit.page.locator(".cm-tooltip-autocomplete")).to_be_visible()


def compare(visit: Visit) -> None:
    visit.page.get_by_role("button", name="compare").click()
    visit.paste("DynamoDB response", '{"Count": 1}')
    expect(visit.page.locator(".compare .cm-deletedChunk").first).to_be_visible()


def show_headers(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Headers").click()


def open_examples(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Examples").click()


def edit_method(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Method").click()
    visit.page.get_by_role("button", name="+ Add integration response").click()
    visit.page.get_by_role("textbox", name="Status of 400", exact=True).fill("4x")
    visit.page.keyboard.press("Tab")
    visit.editor("$context").focus()
    visit.page.keyboard.insert_text('{"half": ')
    expect(visit.page.locator(".responses-table")).to_contain_text("matched")


def write_request_template(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Request template").click()
    visit.paste("Request template", '{"id": "$input.params(\'id\')"}')
    expect(visit.page.get_by_label("Request body sent")).to_contain_text("42")


def open_history(visit: Visit) -> None:
    visit.editor(NAME).focus()
    visit.page.keyboard.press("Control+Enter")
    visit.page.get_by_role("button", name="Headers", exact=True).click()
    visit.page.get_by_role("button", name="History").click()


STATES = [
    *(press_keys_button, break_template, warn_and_pick, compare, show_headers, open_examples),
    *(edit_method, write_request_template, open_history),
]


FORGET = """() => new Promise((resolve) => {
  sessionStorage.clear();
  localStorage.clear();
  indexedDB.deleteDatabase("playground.works").onsuccess = resolve;
})"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing(open_visit: Any, scheme: str, width: int) -> None:
    visit: Visit = open_visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    visit.shows_status(404)
    assert violations(visit) == []
    for to_state in STATES:
        visit.page.evaluate(FORGET)
        visit.page.reload()
        visit.shows_status(404)
        to_state(visit)
        assert [to_state.__name__, *violations(visit)] == [to_state.__name__]


def violations(visit: Visit) -> list[str]:
    found = Axe().run(visit.page).response["violations"]
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_the_keys_are_listed_in_the_page(visit: Visit) -> None:
    keys = visit.page.get_by_role("region", name="Keys")
    visit.page.locator(".bar").click()
    visit.page.keyboard.press("?")
    expect(keys).to_contain_text("autocomplete")
    visit.page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    expect(visit.page.get_by_role("button", name="Keys")).to_be_focused()
    visit.editor(NAME).focus()
    visit.page.keyboard.type("?")
    expect(keys).to_have_count(0)


def test_a_run_that_takes_long_is_stopped(visit: Visit, make_result: Callable[..., dict[str, Any]]) -> None:
    visit.shows_status(404)
    held = visit.hold_evaluations()
    visit.paste(NAME, "slow")
    visit.page.get_by_role("button", name="Stop").click()
    expect(visit.page.get_by_role("alert")).to_contain_text("Stopped.")
    expect(visit.page.get_by_role("progressbar")).to_have_count(0)
    visit.paste(NAME, "quick")
    expect(visit.page.get_by_role("progressbar")).to_have_count(1)
    held[-1].fulfill(json=make_result(201, '"quick"'))
    visit.shows_status(201)
    expect(visit.page.get_by_role("alert")).to_have_count(0)
