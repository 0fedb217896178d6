"""README's pictures and its recording, from nothing to a working method. Tests make them; `make pictures` keeps them in `static/img`."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE
from tests.browser.film import Film
from tests.places import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

    from tests.browser.conftest import Visit

FOLDER = os.environ.get("PLAYGROUND_PICTURES")
WINDOW: ViewportSize = {"width": 1440, "height": 900}
FILMED: ViewportSize = {"width": 1200, "height": 750}
WIDTH = 960
MOST_BYTES = 2_000_000
NAME = "Response template"
MISSING = {
    "Count": 3,
    "Items": [
        {"progress": {"S": "5"}, "updated": {"N": "1767225600"}},
        {"progress": {"S": "7"}},
        {"progress": {"S": "12"}, "updated": {"N": "1767225700"}},
    ],
}
SAMPLE = '{"pk": {"S": "o-7"}, "total": {"N": "42.5"}, "note": {"S": "It\'s a \\"gift\\""}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go."""
    return Path(FOLDER) if FOLDER else tmp_path


def picture(visit: Visit, path: Path) -> None:
    """What is on the page, in few enough colours to be small."""
    visit.page.screenshot(path=path, animations="disabled")
    Image.open(path).convert("RGB").quantize(255, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < 250_000


def test_the_first_visit(visit: Visit, folder: Path) -> None:
    visit.page.set_viewport_size(WINDOW)
    visit.shows_status(404)
    expect(visit.page.get_by_role("button", name="No items")).to_contain_text("as expected", timeout=PATIENCE)
    picture(visit, folder / "page.png")


def test_what_is_wrong_and_what_mends_it(visit: Visit, folder: Path) -> None:
    visit.page.set_viewport_size(WINDOW)
    visit.paste("DynamoDB response", json.dumps(MISSING, indent=2))
    visit.paste(NAME, broken(visit))
    visit.shows_problem("is empty")
    visit.editor(NAME).locator(".cm-lintRange").last.hover()
    expect(visit.page.locator(".cm-tooltip-hover").first).to_contain_text("is empty", timeout=PATIENCE)
    picture(visit, folder / "explain.png")


def test_the_cases_that_break_it(visit: Visit, folder: Path) -> None:
    visit.page.set_viewport_size(WINDOW)
    visit.paste("DynamoDB response", json.dumps(MISSING, indent=2))
    visit.paste(NAME, broken(visit))
    visit.shows_problem("is empty")
    visit.page.get_by_role("button", name="Add").last.click()
    expect(visit.page.get_by_role("button", name="1,001 items")).to_be_visible()
    picture(visit, folder / "cases.png")


def broken(visit: Visit) -> str:
    """The first Example's template, which takes `updated` for a number that is always there."""
    text: str = visit.kept()["template"]
    return text.replace('"$elem.updated.S"', "$elem.updated.N")


def test_from_nothing_to_a_working_method(open_visit: Any, folder: Path) -> None:
    visit: Visit = open_visit(viewport=FILMED)
    visit.shows_status(404)
    film = Film(visit.page, WIDTH)
    film.show(1500)
    make_a_method(visit, film)
    try_it(visit, film)
    path = folder / "new.gif"
    film.save(path)
    assert path.stat().st_size < MOST_BYTES
    assert 25 <= film.seconds <= 35
    with Image.open(path) as made:
        assert made.size == (WIDTH, WIDTH * FILMED["height"] // FILMED["width"])


def make_a_method(visit: Visit, film: Film) -> None:
    """New: a Query, the table's name and key, a sample item."""
    page = visit.page
    page.get_by_role("button", name="New", exact=True).click()
    new = page.get_by_role("region", name="New", exact=True)
    preview = new.get_by_role("region", name="Request template")
    expect(preview).to_contain_text('"Key"')
    film.show(1200)
    new.get_by_role("radio", name="Query").check()
    expect(preview).to_contain_text("KeyConditionExpression")
    film.show(1000)
    for label, text in (("Table", "Orders"), ("Partition key", "pk")):
        new.get_by_label(label, exact=True).focus()
        page.keyboard.press("Control+a")
        film.type(text, piece=2)
    sample = new.get_by_label("A sample item")
    sample.focus()
    page.keyboard.press("Control+a")
    film.type(SAMPLE, piece=4)
    expect(new.get_by_role("region", name="Response template")).to_contain_text("total")
    film.show(2500)
    new.get_by_role("button", name="Create").click()
    visit.shows_status(200)
    visit.shows_body('"total": 42.5')
    expect(page.get_by_role("region", name="Problems")).to_contain_text("No problems")
    expect(case_of(visit, "Throttled")).to_contain_text("503")
    film.show(4000)


def try_it(visit: Visit, film: Film) -> None:
    """Its request, its answer to a throttled call, and the answers that break templates."""
    page = visit.page
    page.get_by_role("tab", name="Request template").click()
    expect(visit.editor("Request template")).to_be_visible()
    film.show(3000)
    case_of(visit, "Throttled").click()
    visit.shows_status(503)
    film.show(3500)
    case_of(visit, "Found").click()
    visit.shows_status(200)
    page.get_by_role("tab", name="Response template").click()
    visit.shows_body('"total": 42.5')
    film.show(1500)
    page.get_by_role("button", name="Add").last.click()
    every = page.get_by_role("button", name=re.compile("^Add all"))
    expect(every).to_be_visible()
    film.show(3000)
    every.click()
    expect(page.get_by_role("region", name="Cases")).to_contain_text(
        re.compile(r"[2-9]\d · (run together|\d+ failing)"), timeout=4 * PATIENCE
    )
    film.show(4000)


def case_of(visit: Visit, name: str) -> Any:
    """The tile, or the row, of a case."""
    return visit.page.get_by_role("region", name="Cases").get_by_role("button", name=re.compile(f"^{name}"))


def test_readme_shows_them_and_they_are_small() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in ("page.png", "explain.png", "cases.png", "new.gif"):
        path = ROOT / "static/img" / name
        assert f"static/img/{name}" in readme
        assert path.stat().st_size < MOST_BYTES
