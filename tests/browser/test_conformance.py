"""/conformance in a real browser: readable at every width and in both themes, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CONTRAST = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = value => value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const light = colour => { const [r, g, b] = parts(colour).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = node => { for (; node; node = node.parentElement) { const c = getComputedStyle(node).backgroundColor;
    if ((parts(c)[3] ?? 1) > 0) return c; } return "rgb(255,255,255)"; };
  let worst = 21;
  for (const node of document.querySelectorAll("main *")) {
    if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()) || !node.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
    worst = Math.min(worst, (a + 0.05) / (b + 0.05));
  }
  return worst;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 720, 1440])
def test_it_reads_without_script_at_every_width(browser: Browser, origin: str, width: int, scheme: Any) -> None:
    context = browser.new_context(java_script_enabled=True, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    failures: list[str] = []
    page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
    page.route("**/*.js", lambda route: route.abort())
    statuses: list[int] = []
    while statuses[-5:] != [200] * 5:  # each web process computes its results when it is first asked
        assert len(statuses) < 60
        statuses.append(page.request.get(f"{origin}/conformance").status)
    page.goto(f"{origin}/conformance")
    expect(page.get_by_role("heading", name="Conformance", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTRAST) >= 4.5
    page.get_by_role("link", name="Overrides", exact=True).click()
    expect(page.locator("h3#overrides")).to_be_in_viewport()
    first = page.locator("#overrides").locator("xpath=..").locator("summary").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("section[aria-labelledby=overrides] pre").first).to_be_visible()
    assert [failure for failure in failures if "net::ERR_FAILED" not in failure] == []
    context.close()
