"""How long the page takes for a key: until the result shows it, and until the page is drawn again. Alone, for it measures time."""

from __future__ import annotations

import json
import statistics
import sys
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_rail import document, open_api

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.alone

KEYS = "the quick brown fox jumps over".replace(" ", "")
ALLOWED = 3
"""Times what is promised of a quiet machine."""
TYPED_TO_SHOWN = """(body) => {
  const waiting = [];
  let typed = "";
  globalThis.times = [];
  document.addEventListener("keydown", ({ key, timeStamp }) => waiting.push([`"${(typed += key)}"`, timeStamp]), true);
  new MutationObserver(() => {
    while (waiting.length && body.textContent.includes(waiting[0][0])) times.push(performance.now() - waiting.shift()[1]);
  }).observe(body, { subtree: true, childList: true, characterData: true });
}"""
"""Notes the milliseconds from each key to the body that has all that was typed so far, in quotes."""
TYPED_TO_DRAWN = """() => {
  globalThis.times = [];
  globalThis.long = [];
  document.addEventListener("keydown", ({ timeStamp }) => {
    requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp)));
  }, true);
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
}"""
"""Notes the milliseconds from each key to the frame after it, and those of each task that is longer than 50."""
TEMPLATE = """{"n": "", "items": [
#foreach($item in $input.path('$.Items'))
{"id": "$item.id.S", "name": "$item.name.S", "count": $item.count.N}#if($foreach.hasNext),#end
#end
]}"""


def answered(items: int) -> str:
    listed = [{"id": {"S": f"item-{number}"}, "name": {"S": "a name"}, "count": {"N": str(number)}} for number in range(items)]
    return json.dumps({"Items": listed, "Count": items, "ScannedCount": items}, indent=1)


def times_of_typing(visit: Visit) -> list[float]:
    """Milliseconds from a key to its result, of keys that are typed one after the other between the template's first two quotes."""
    editor = visit.editor("Response template")
    editor.focus()
    visit.page.keyboard.press("Control+Home")
    for _ in '{"n": "':
        visit.page.keyboard.press("ArrowRight")
    visit.page.get_by_label("Body", exact=True).locator(".cm-content").evaluate(TYPED_TO_SHOWN)
    for number, key in enumerate(KEYS, 1):
        visit.page.keyboard.press(key)
        visit.page.wait_for_function("number => globalThis.times.length >= number", arg=number)
        visit.page.wait_for_timeout(30)
    times: list[float] = visit.page.evaluate("globalThis.times")
    return times


def tell(what: str, times: list[float], most: int, rest: str = "") -> None:
    """Where pytest shows what tests write (-s, -rA)."""
    sys.stdout.write(f"{what}: p95 {high_of(times):.0f} ms (at most {most}), median {statistics.median(times):.0f} ms{rest}\n")


def high_of(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def test_a_key_and_its_result_at_100_items(visit: Visit) -> None:
    visit.paste("Response template", TEMPLATE)
    visit.paste("DynamoDB response", answered(100))
    visit.shows_body("item-1")
    times = times_of_typing(visit)
    tell("a key and its result, 100 items", times, 120)
    assert high_of(times) < ALLOWED * 120


def test_a_key_and_its_result_with_100_methods_open(visit: Visit, tmp_path: Path) -> None:
    open_api(visit, tmp_path, document(100))
    expect(visit.page.get_by_role("navigation", name="Methods of the API")).to_contain_text("100 methods")
    visit.paste("Response template", '{"n": ""}')
    visit.shows_body('"n"')
    times = times_of_typing(visit)
    tell("a key and its result, 100 methods", times, 200)
    assert high_of(times) < ALLOWED * 200


@pytest.mark.parametrize(("name", "most"), [("DynamoDB response", 100), ("Response template", 50)])
def test_a_key_in_a_long_text_is_drawn_at_once(visit: Visit, name: str, most: int) -> None:
    text = answered(72_000) if most == 100 else '  "progress": "$elem.progress.S", #if($a == 1) x #end\n' * 5_500
    assert len(text) > (8_000_000 if most == 100 else 290_000)
    visit.paste(name, text)
    visit.page.wait_for_timeout(3_000)
    visit.page.evaluate(TYPED_TO_DRAWN)
    for number in range(20):
        visit.page.keyboard.press("x" if number % 2 == 0 else "Backspace")
        visit.page.wait_for_timeout(200)
    found: dict[str, list[Any]] = visit.page.evaluate("({ times, long })")
    longest = max(found["long"], default=0)
    tell(f"a key in {len(text):,} characters ({name})", found["times"], most, f", the longest task {longest:.0f} ms")
    assert high_of(found["times"]) < ALLOWED * most
    assert longest < ALLOWED * most
