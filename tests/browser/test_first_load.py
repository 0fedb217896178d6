"""The first answer is there before the code is, on a slow network as well; a visit that goes on does not show it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TELL_VIOLATIONS

SEEN = """(() => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => shifts.push(value)))
    .observe({ type: "layout-shift", buffered: true });
  const look = () => {
    const number = document.querySelector(".first-number, .status-number");
    if (number?.textContent === "404" && document.styleSheets.length) globalThis.readable ??= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50 * 1024, "uploadThroughput": 50 * 1024}


def test_without_code_the_answer_can_be_read(browser: Any, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(origin)
    expect(page.locator(".first-number")).to_have_text("404")
    expect(page.locator(".status-why")).to_have_text("set by $context.responseOverride.status, line 4")
    expect(page.locator("pre[aria-label='Body']")).to_contain_text("No content for 42")
    expect(page.get_by_text("Your work is on its way")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("network", "most"), [(None, 700), (SLOW, 2000)])
def test_the_first_answer_is_readable_soon(browser: Any, origin: str, network: dict[str, Any] | None, most: int) -> None:
    """The best of three: what is measured is the page, not what else the machine does."""
    times = []
    for _ in range(3):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        if network:
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", network)
        page.add_init_script(SEEN)
        page.goto(origin, wait_until="commit")
        page.locator("pre[aria-label='Body'], .cm-editor").first.wait_for()
        page.wait_for_function("() => globalThis.readable")
        times.append(page.evaluate("readable"))
        context.close()
        if times[-1] <= most:
            return
    pytest.fail(f"readable after {times} ms")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_little_moves_while_the_page_loads(browser: Any, origin: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(f"{SEEN}; {TELL_VIOLATIONS}")
    page.goto(origin, wait_until="networkidle")
    expect(page.locator(".status-number")).to_have_text("404")
    expect(page.get_by_role("region", name="Cases").locator(".case").first).to_contain_text("404")
    assert sum(page.evaluate("shifts")) < 0.1  # what counts as good
    context.close()


def test_who_comes_back_does_not_see_the_example_first(open_visit: Any) -> None:
    visit = open_visit()
    visit.paste("Response template", '{"mine": 1}')
    visit.shows_body("mine")
    visit.kept()
    visit.page.route("**/main-*.js", lambda route: route.abort())
    visit.page.reload(wait_until="commit")
    expect(visit.page.get_by_text("Your work is on its way")).to_be_visible()
    expect(visit.page.locator(".first-number")).to_be_hidden()
