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


def show_tables(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Tables").click()
    visit.page.get_by_role("button", name="Add a table").click()
    visit.page.get_by_role("button", name="Add an item").click()
    expect(visit.page.get_by_role("textbox", name="Item 1 of table 1")).to_be_visible()


def expect_another(visit: Visit) -> None:
    visit.page.get_by_role("region", name="Cases").get_by_role("button", name="Two items").click()
    visit.page.get_by_role("button", name="Use current answer as expected").click()
    visit.paste(NAME, "{}")
    expect(visit.page.get_by_role("region", name="Cases")).to_contain_text("expected")


def open_view(visit: Visit) -> None:
    visit.page.get_by_role("button", name="View").click()


def open_import(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Import").first.click()
    visit.page.get_by_label("Text to import").fill("{")
    visit.page.get_by_role("region", name="Import").get_by_role("button", name="Import", exact=True).click()


def open_new(visit: Visit) -> None:
    visit.page.get_by_role("button", name="New", exact=True).click()
    expect(visit.page.get_by_label("A sample item")).to_be_visible()


def look_up(visit: Visit) -> None:
    visit.editor(NAME).focus()
    visit.page.keyboard.press("F1")
    expect(visit.page.get_by_label("Search the reference")).to_be_visible()


STATES = [
    *(press_keys_button, break_template, warn_and_pick, compare, show_headers, open_examples),
    *(edit_method, write_request_template, open_history, show_tables, expect_another, open_view, open_import, open_new, look_up),
]


FORGET = """() => new Promise((resolve) => {
  sessionStorage.clear();
  localStorage.clear();
  indexedDB.deleteDatabase("playground.works").onsuccess = resolve;
})"""


ZOOMED_TWICE, ZOOMED_FOUR_TIMES = (720, 450), (320, 256)
"""What a page of 1440 by 900 has left at 200 %, and one of 1280 by 1024 at 400 % (WCAG 1.4.10)."""


@pytest.mark.parametrize(
    ("scheme", "size", "colors", "states"),
    [
        ("light", (1440, 900), "none", STATES),
        ("dark", (390, 900), "none", STATES),
        ("light", ZOOMED_TWICE, "none", STATES[::2]),
        ("dark", ZOOMED_FOUR_TIMES, "active", STATES[1::2]),
    ],
)
def test_axe_finds_nothing(open_visit: Any, scheme: str, size: tuple[int, int], colors: str, states: list[Callable[[Visit], None]]) -> None:
    visit: Visit = open_visit(color_scheme=scheme, forced_colors=colors, viewport={"width": size[0], "height": size[1]})
    visit.shows_status(404)
    assert violations(visit) == []
    for to_state in states:
        visit.page.evaluate(FORGET)
        visit.page.reload()
        visit.shows_status(404)
        to_state(visit)
        assert [to_state.__name__, *violations(visit)] == [to_state.__name__]
        assert (to_state.__name__, visit.page.evaluate("document.documentElement.scrollWidth")) <= (to_state.__name__, size[0])


def violations(visit: Visit) -> list[str]:
    is_forced = visit.page.evaluate("matchMedia('(forced-colors: active)').matches")  # the system's colours, where axe reads ours
    found = (
        Axe()
        .run(visit.page, options={"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": not is_forced}}})
        .response["violations"]
    )
    return [
        f"{one['id']}: {node['html']} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
        if not (one["id"] == "scrollable-region-focusable" and 'role="listbox"' in node["html"])  # the editor's arrow keys scroll it
    ]


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
