"""How fast the page is: `python -m tests.bench.page` starts the site, types into it in Chromium, and prints the figures.

Typing to result: from a key to the body that it makes, on the page, with the record of the run; the classic template over 100 items.
Longest task: how long the browser's main thread was held at most while typing into a template of 300 KB, by Chromium's own tracing.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROUNDS = 40
ITEMS = {"Items": [{"id": {"S": str(n)}, "title": {"S": f"Item number {n}"}} for n in range(100)], "Count": 100}
CLASSIC = """#set($inputRoot = $input.path('$'))
[
#foreach($elem in $inputRoot.Items)
  {"id": "$elem.id.S", "title": "$elem.title.S"}#if($foreach.hasNext),#end

#end
]
"""
LINE = '  "progress": "$elem.progress.S", #if($a == 1) x #end\n'
UNTIL_SHOWN = """mark => new Promise((resolve) => {
  const body = document.querySelector('[aria-label=Body]');
  const look = () => (body.textContent.includes(mark) ? resolve(performance.now() - window.pressed) : requestAnimationFrame(look));
  look();
})"""


def open_page(browser: Browser, url: str, template: str, body: object) -> Page:
    """The page with this work, once it is answered."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    work = json.dumps({"scenario": {"template": template, "backend": {"status": 200, "body": json.dumps(body)}}})
    page.evaluate("text => { sessionStorage['playground.work'] = text }", work)
    page.reload()
    page.wait_for_timeout(3_000)
    page.evaluate("addEventListener('keydown', () => (window.pressed = performance.now()), true)")
    page.get_by_role("textbox", name="Response template", exact=True).focus()
    page.keyboard.press("Control+Home")
    return page


def first_result(browser: Browser, url: str) -> float:
    """Milliseconds from the start of a first visit to its result on the page."""
    page = browser.new_context().new_page()
    page.goto(url)
    page.locator(".status-number", has_text="404").wait_for()
    shown: float = page.evaluate("performance.now()")
    page.context.close()
    return shown


def typing_to_result(browser: Browser, url: str) -> list[float]:
    """Milliseconds from each of ROUNDS keys to the body it made."""
    page = open_page(browser, url, CLASSIC, ITEMS)
    times = []
    for number in range(ROUNDS):
        page.keyboard.type(f"{number % 10}{number // 10}x")
        times.append(page.evaluate(UNTIL_SHOWN, f"{number % 10}{number // 10}x"))
        page.wait_for_timeout(400)
    page.close()
    return sorted(times)


def longest_task(browser: Browser, url: str) -> float:
    """Milliseconds of the longest task of the page's main thread while 40 keys were typed into a template of 300 KB."""
    page = open_page(browser, url, LINE * (300_000 // len(LINE)), {"Count": 1})
    browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline"])
    page.keyboard.type("abcdefghij" * 4, delay=60)
    page.wait_for_timeout(1_500)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    page.close()
    is_main = {(event["pid"], event["tid"]) for event in events if event.get("args", {}).get("name") == "CrRendererMain"}
    tasks = [event for event in events if event["name"] == "RunTask" and "dur" in event and (event["pid"], event["tid"]) in is_main]
    return max(float(task["dur"]) / 1000 for task in tasks)


def main() -> None:
    """Measure and print."""
    with serving([sys.executable, "-m", "playground.cli", "serve"], {"PLAYGROUND_WORKERS": "1"}) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        first = [first_result(browser, site.url) for _ in range(5)]
        times = typing_to_result(browser, site.url)
        tasks = [longest_task(browser, site.url) for _ in range(3)]
        browser.close()
    late = times[int(len(times) * 0.95) - 1]
    print(f"first result      {statistics.median(first):6.0f} ms (median of {len(first)}; target 1,000)")
    print(f"typing to result  {statistics.median(times):6.0f} ms median, {late:.0f} ms at the 95th percentile (target 250)")
    print(f"longest task      {min(tasks):6.0f} ms, the least of {', '.join(f'{task:.0f}' for task in tasks)} (target 50)")
    print(f"load average      {os.getloadavg()[0]:6.1f}")


if __name__ == "__main__":
    main()
