"""What is in the way of who uses the page: names of buttons, what a case expects, many cases, small windows, fingers, things that jump."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

PANES = """() => [".status", ".answer", ".problems", ".template", ".backend", ".case-strip"].map((name) => {
  const { x, y, width, height } = document.querySelector(name).getBoundingClientRect();
  return [name, x, y, width, height].join(" ");
})"""
SMALL = """() => [...document.querySelectorAll("button, a, select, input, textarea")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one.getBoundingClientRect(), one])
  .filter(([box]) => box.width > 1 && (box.width < 23.5 || box.height < 23.5))
  .map(([box, one]) => `${one.className} ${one.textContent} ${box.width} x ${box.height}`)"""


TYPED = ["\n#if($b)", '\n"x": $a.b.c', "\n#end", "\n#set($context.responseOverride.status = 201)", "\n#foreach($c in $a", ")$c#end"]


def open_with(open_visit: Any, cases: list[dict[str, Any]], **options: Any) -> Any:
    """A visit whose work is a short template with these cases."""
    visit = open_visit(viewport={"width": 1440, "height": 900}, **options)
    work = {"scenario": {"title": "Cases", "template": "$input.json('$')", "backend": {"body": '{"a": 1}'}, "cases": cases}}
    visit.page.evaluate("text => addEventListener('pagehide', () => sessionStorage.setItem('playground.work', text))", json.dumps(work))
    visit.page.reload()
    visit.shows_body('"a"')
    return visit


def test_each_fix_has_a_name_of_its_own(visit: Any) -> None:
    visit.paste("Response template", '#if($a)"x"#end\n#if($b)"y"#end')
    fixes = visit.page.get_by_role("region", name="Problems").get_by_role("button", name="fix:")
    expect(fixes).to_have_count(2, timeout=PATIENCE)
    names = fixes.evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert len(set(names)) == len(names)


def test_what_a_case_expects_is_a_problem_and_is_shown_beside_what_is_there(open_visit: Any) -> None:
    visit = open_with(open_visit, [{"name": "One", "backend": {"body": '{"a": 2}'}, "expect": {"status": 201, "body": {"a": 3}}}])
    visit.shows_problem("not as expected")
    visit.page.get_by_role("region", name="Problems").get_by_role("button", name="show", exact=True).click()
    table = visit.page.get_by_role("group", name="Expected and now")
    expect(table).to_contain_text("201", timeout=PATIENCE)
    expect(table.locator("tbody tr")).to_have_count(2)
    visit.shows_body('"a": 2')
    visit.page.get_by_role("button", name="Use current answer as expected").click()
    expect(table).to_be_hidden()
    expect(visit.page.get_by_role("region", name="Problems")).not_to_contain_text("not as expected")


def test_many_cases_stay_in_a_low_strip(open_visit: Any) -> None:
    visit = open_with(open_visit, [{"name": f"Case {number}", "backend": {"body": '{"a": 2}'}} for number in range(28)])
    strip = visit.page.get_by_role("region", name="Cases")
    expect(strip.get_by_role("button", name="Case 27")).to_be_attached()
    assert strip.evaluate("one => one.querySelector('ul').scrollWidth <= one.querySelector('ul').clientWidth")
    assert strip.bounding_box()["height"] < 200
    visit.page.set_viewport_size({"width": 390, "height": 844})
    assert strip.bounding_box()["height"] < 700


def test_typing_over_a_selection_writes_it_and_breaks_no_policy(visit: Any) -> None:
    visit.paste("Response template", "#set($a = 1)\n$a and more\nlast")
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.type("x")
    assert visit.editor("Response template").inner_text() == "x"
    visit.page.keyboard.press("Control+z")
    expect(visit.editor("Response template")).to_contain_text("and more")


def test_the_page_holds_still_while_one_types(visit: Any) -> None:
    visit.paste("Response template", '#set($a = $input.path("$.a"))\n{"a": 1}')
    visit.shows_body('"a"')
    before = visit.page.evaluate(PANES)
    visit.page.keyboard.press("Control+End")
    for piece in ("\n#if($b)", "\nx", "\n#end", "\n#foreach($c in $a", ")$c#end", "\n#end"):
        visit.page.keyboard.insert_text(piece)
        visit.page.wait_for_timeout(700)
        assert visit.page.evaluate(PANES) == before
    visit.shows_problem("#end")
    assert visit.page.evaluate(PANES) == before


SHIFTS = """() => {
  const seen = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const nodes = sources.map(({ node }) => (node instanceof Element ? node : node?.parentElement)).filter(Boolean);
      const names = nodes.filter((node) => !node.closest(".cm-editor")).map((node) => node.className || node.tagName);
      if (names.length) seen.push([value, ...names].join(" "));
    }
  }).observe({ type: "layout-shift" });
  globalThis.shifts = seen;
}"""
"""Notes what moves on the page, but for the lines and the cursor of the editor in which one types."""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (820, 1180), (390, 844)])
def test_nothing_moves_while_one_types(open_visit: Any, width: int, height: int) -> None:
    visit = open_visit(viewport={"width": width, "height": height})
    visit.shows_status(404)
    expect(visit.page.get_by_role("region", name="Cases").locator(".case").first).to_contain_text("404", timeout=PATIENCE)
    visit.page.evaluate(SHIFTS)
    for name, pieces in (("Response template", TYPED), ("DynamoDB response", ['{"Count": ', "7", "}"])):
        visit.editor(name).focus()
        visit.page.keyboard.press("Control+End")
        for piece in pieces:
            asked = len(visit.asked)
            visit.page.keyboard.insert_text(piece)
            visit.waits_for(lambda asked=asked: len(visit.asked) > asked)
            visit.page.wait_for_timeout(1200)  # for as long as an answer is held
    assert visit.page.evaluate("shifts") == []


@pytest.mark.parametrize("width", [390, 360])
def test_what_is_pressed_with_a_finger_is_large_enough(open_visit: Any, width: int) -> None:
    visit = open_visit(viewport={"width": width, "height": 844}, has_touch=True)
    visit.shows_status(404)
    assert visit.page.evaluate(SMALL) == []


def test_at_400_percent_the_status_is_a_line(open_visit: Any) -> None:
    visit = open_visit(viewport={"width": 360, "height": 225})
    visit.shows_status(404)
    assert visit.page.get_by_role("region", name="Status").bounding_box()["height"] <= 48
    tabs = visit.page.get_by_role("tablist", name="What is deployed")
    assert tabs.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_a_line_without_a_colon_is_told(visit: Any) -> None:
    visit.page.get_by_role("tab", name="Method").click()
    variables = visit.page.get_by_role("textbox", name="Stage variables")
    variables.fill("id 42")
    expect(visit.page.get_by_text("Line 1 has no colon")).to_be_visible()
    variables.fill("id: 42")
    expect(visit.page.get_by_text("has no colon")).to_have_count(0)
