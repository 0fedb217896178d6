"""A real server, a real Chromium, and a hand on the page. Every test also holds that nothing left the origin and no script failed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Route, expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import StartSite

CHROMIUM = next((path for path in map(Path, ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")) if path.exists()), None)
"""Debian's. That without windows takes little more than half the time of the processor; None: Playwright's own."""
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
HINT = "no browser for the browser tests: `apt-get install chromium-headless-shell`, or `.venv/bin/playwright install chromium`"
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  console.error(`policy: ${effectiveDirective} ${blockedURI}`);
}, true)"""
KEPT = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("playground.works");
  opening.onupgradeneeded = () => opening.transaction.abort(); // nothing is kept yet
  opening.onerror = () => resolve(null);
  opening.onsuccess = () => {
    const asked = opening.result.transaction("works").objectStore("works").get(sessionStorage["playground.tab"]);
    asked.onerror = reject;
    asked.onsuccess = () => (opening.result.close(), resolve(asked.result?.scenario ?? null));
  };
})"""
"""The Scenario that the page keeps under its tab."""
PATIENCE = 5_000
"""Milliseconds that a test waits for the page to show something; it takes a tenth of that."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except Error:
            if os.environ.get("CI"):
                pytest.fail(HINT)
            pytest.skip(HINT)
        yield started
        started.close()


@pytest.fixture(scope="session")
def origin(start_site: StartSite) -> Iterator[str]:
    """The address of a site that runs as a user would run it."""
    with start_site() as running:
        yield running.url


@dataclass
class Visit:
    """The page, as one who uses it sees it."""

    page: Page
    origin: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    """The Scenarios that were sent to be evaluated."""
    urls: list[str] = field(default_factory=list)
    elsewhere: tuple[str, ...] = ()
    """Other origins to which it may lead: a provider's."""
    failures: list[str] = field(default_factory=list)

    def open(self) -> Visit:
        self.page.goto(self.origin)
        return self

    def note_request(self, request: Request) -> None:
        self.urls.append(request.url)
        if "/api/v1/evaluate" in request.url:
            self.asked.append(json.loads(request.post_data or ""))

    def note_console(self, message: ConsoleMessage) -> None:
        if message.text.startswith("policy: "):
            self.failures.append(message.text)

    def editor(self, name: str) -> Any:
        return self.page.get_by_role("textbox", name=name, exact=True)

    def paste(self, name: str, text: str) -> None:
        """Put `text` in the place of what is in the editor, by the clipboard."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.editor(name).focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Control+v")

    def shows_status(self, status: int | str) -> None:
        expect(self.page.locator(".status-number")).to_have_text(str(status), timeout=PATIENCE)

    def shows_body(self, *pieces: str) -> None:
        for piece in pieces:
            expect(self.page.get_by_label("Body", exact=True).locator(".cm-content")).to_contain_text(piece, timeout=PATIENCE)

    def shows_problem(self, text: str) -> None:
        expect(self.page.get_by_role("region", name="Problems")).to_contain_text(text, timeout=PATIENCE)

    def waits_for(self, is_so: Callable[[], bool]) -> None:
        """Until something is so that the page did, for no longer than patience lasts."""
        for _ in range(PATIENCE // 50):
            if is_so():
                return
            self.page.wait_for_timeout(50)
        pytest.fail("it never came")

    def kept(self) -> dict[str, Any]:
        """The Scenario that the browser keeps, once it has been written."""
        scenario: dict[str, Any] | None = None
        before: dict[str, Any] | None = None
        for _ in range(PATIENCE // 400):
            self.page.wait_for_timeout(400)
            scenario, before = self.page.evaluate(KEPT), scenario
            if scenario and scenario == before:
                break
        assert scenario
        return scenario

    def touch(self) -> None:
        """Edit the example a little: it is work from now on, and a paste leaves its title and cases."""
        self.editor("Response template").focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type("  ")
        self.page.keyboard.press("Backspace")

    def hold_evaluations(self) -> list[Route]:
        """From now on questions are not answered; they are put into the list that this returns."""
        held: list[Route] = []
        self.page.route("**/api/v1/evaluate*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
        return held


@pytest.fixture
def open_visit(browser: Browser, origin: str) -> Iterator[Any]:
    """`open_visit(**options of a browser context)` → a Visit in a context of its own; `at`: another site's; `elsewhere`: see Visit."""
    visits: list[Visit] = []

    def open_one(at: str = origin, elsewhere: tuple[str, ...] = (), **options: Any) -> Visit:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
        visit = Visit(context.new_page(), at, elsewhere=elsewhere)
        visits.append(visit)
        visit.page.on("request", visit.note_request)
        visit.page.on("pageerror", lambda error: visit.failures.append(str(error)))
        visit.page.on("console", visit.note_console)
        visit.page.add_init_script(TELL_VIOLATIONS)
        return visit.open()

    yield open_one
    for visit in visits:
        assert visit.failures == []
        own = (f"{visit.origin}/", "data:", *visit.elsewhere)
        assert [url for url in visit.urls if not url.startswith(own)] == []
        visit.page.context.close()


@pytest.fixture
def visit(open_visit: Any) -> Visit:
    opened: Visit = open_visit(viewport={"width": 1440, "height": 900})
    return opened


def result_of(status: int, body: str) -> dict[str, Any]:
    """A Result as the server would give it."""
    return {
        "status": status,
        "headers": {"Content-Type": "application/json"},
        "body": body,
        "statusFrom": {"by": "integrationResponse", "where": "/template", "start": None, "end": None},
        "headersFrom": {"Content-Type": {"by": "default", "where": "", "start": None, "end": None}},
        "integrationRequest": None,
        "integrationResponse": {"statusCode": str(status), "selectionPattern": "", "template": "/template", "why": "the default"},
        "diagnostics": [],
        "usage": {"iterations": 0, "bodyBytes": len(body), "milliseconds": 1.0},
        "log": [],
    }


@pytest.fixture
def make_result() -> Any:
    return result_of
