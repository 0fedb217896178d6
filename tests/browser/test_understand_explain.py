"""Explain: what the run did in the template, without a mode."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

TEMPLATE = """#set($root = $input.path('$'))
#if($root.Count == 0)
  {"message": "none"}
#else
[#foreach($elem in $root.Items)
  {"progress": "$elem.progress.S"}#if($foreach.hasNext),#end

#end]
#end"""
NAME = "Response template"


def items(*progress: str | None) -> str:
    return json.dumps({"Count": len(progress), "Items": [{"progress": {"S": value}} if value else {} for value in progress]})


def explain(visit: Visit, *progress: str | None) -> Any:
    """The lines of the template, once the answer's record is shown."""
    visit.paste("DynamoDB response", items(*progress))
    visit.paste(NAME, TEMPLATE)
    expect(visit.page.locator(".template .ran")).to_have_text(re.compile(r"of 8 lines ran"))
    return visit.page.locator(".template .cm-line")


def test_the_first_visit_explains_its_example(visit: Visit) -> None:
    expect(visit.page.locator(".template .ran")).to_have_text(re.compile(r"^\d+ of \d+ lines ran$"))
    expect(visit.page.locator(".template .cm-note").first).to_have_text("0 == 0 → true")


def test_lines_that_did_not_run_are_faint_and_barred(visit: Visit) -> None:
    lines = explain(visit)
    expect(lines.nth(2)).not_to_have_class(re.compile("cm-unrun"))
    for index in (3, 4, 5, 7):
        expect(lines.nth(index)).to_have_class(re.compile("cm-unrun"))
    expect(visit.page.locator(".template .cm-lineNumbers .cm-unrun-gutter")).to_have_text(["4", "5", "6", "7", "8"])
    expect(visit.page.locator(".template .ran")).to_have_text("4 of 8 lines ran")
    lines = explain(visit, "5", "7")
    expect(lines.nth(2)).to_have_class(re.compile("cm-unrun"))
    for index in (3, 4, 5, 7):
        expect(lines.nth(index)).not_to_have_class(re.compile("cm-unrun"))


def test_conditions_and_loops_say_what_they_did_at_the_end_of_their_line(visit: Visit) -> None:
    lines = explain(visit, "5", "7", "9")
    expect(lines.nth(1).locator(".cm-note")).to_have_text("3 == 0 → false")
    expect(lines.nth(4).locator(".cm-note")).to_have_text("×3")
    expect(lines.nth(5).locator(".cm-note")).to_have_text("true ×2, false")


def test_the_values_of_a_reference_are_said_at_the_pointer_and_at_the_cursor(visit: Visit) -> None:
    explain(visit, "5", None, "7")
    visit.page.get_by_text("$elem", exact=True).last.hover()
    expect(visit.page.locator(".cm-values")).to_have_text('$elem.progress.S → "5", "7", missing once')
    visit.editor(NAME).focus()
    visit.page.keyboard.press("Control+Home")
    for _ in range(5):
        visit.page.keyboard.press("ArrowDown")
    for _ in range(20):
        visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator(".template .explain-line")).to_have_text('$elem.progress.S → "5", "7", missing once')


def test_marks_follow_the_text_and_typing_moves_nothing(visit: Visit) -> None:
    lines = explain(visit, "5")
    visit.editor(NAME).focus()
    visit.page.keyboard.press("Control+Home")
    visit.page.keyboard.type("x")
    visit.page.keyboard.press("Enter")
    expect(lines.nth(3)).to_have_class(re.compile("cm-unrun"))


def test_a_template_that_cannot_run_is_not_explained(visit: Visit) -> None:
    explain(visit, "5")
    visit.paste(NAME, "#if($a) open")
    visit.shows_status(500)
    expect(visit.page.locator(".template .ran")).to_have_text("")
    expect(visit.page.locator(".template .cm-unrun")).to_have_count(0)


def test_a_slow_record_comes_after_its_answer(visit: Visit) -> None:
    explain(visit, "5")
    visit.paste("DynamoDB response", items(*["5"] * 1_000))
    visit.shows_body('"progress": "5"')
    expect(visit.page.locator(".template .cm-note").nth(1)).to_have_text("×1,000", timeout=15_000)
    visit.asked.clear()
    visit.editor(NAME).focus()
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.type(" ")
    visit.page.wait_for_timeout(2_500)
    assert len(visit.asked) in {1, 2}  # the answer, and where that took long, its record after it
