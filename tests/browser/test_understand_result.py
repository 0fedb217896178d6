"""The body: which part of the template wrote what, blanks, differences, and where it is no JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

TEMPLATE = """[#foreach($elem in $input.path('$.Items'))
  {"progress": "$elem.progress.S"}#if($foreach.hasNext),#end

#end]"""
NAME = "Response template"


def items(*progress: str) -> str:
    return json.dumps({"Items": [{"progress": {"S": value}} for value in progress]})


def start(visit: Visit, *progress: str) -> None:
    visit.paste("DynamoDB response", items(*progress))
    visit.paste(NAME, TEMPLATE)
    visit.shows_body(progress[0])
    expect(visit.page.locator(".template .ran")).to_have_text("3 of 3 lines ran")


def test_a_piece_of_the_body_lights_what_wrote_it(visit: Visit) -> None:
    start(visit, "one", "two")
    body = visit.page.get_by_label("Body", exact=True)
    for form in ("raw", "pretty"):
        visit.page.get_by_role("button", name=form).click()
        body.get_by_text('"two"').click()
        expect(visit.page.locator(".template .cm-highlight")).to_have_text("$elem.progress.S")
        expect(body.locator(".cm-highlight")).to_have_text("two")
        expect(visit.page.locator(".origin")).to_have_text("written by line 2 of the template")
    visit.page.keyboard.press("Enter")
    expect(visit.editor(NAME)).to_be_focused()


def test_the_body_is_walked_by_keyboard(visit: Visit) -> None:
    start(visit, "one", "two")
    body = visit.page.get_by_label("Body", exact=True)
    visit.editor("Body").focus()
    visit.page.keyboard.press("Control+Home")
    for _ in range(2):
        visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("End")
    visit.page.keyboard.press("ArrowLeft")
    visit.page.keyboard.press("ArrowLeft")
    expect(body.locator(".cm-highlight")).to_have_text("one")


def test_the_cursor_in_the_template_lights_what_was_written_there(visit: Visit) -> None:
    start(visit, "one", "two", "three")
    visit.page.get_by_text("$elem", exact=True).last.click()
    expect(visit.page.get_by_label("Body", exact=True).locator(".cm-highlight")).to_have_text(["one", "two", "three"])
    visit.editor(NAME).focus()
    visit.page.keyboard.type("x")
    expect(visit.page.get_by_label("Body", exact=True).locator(".cm-highlight")).to_have_count(0)


def test_line_ends_of_the_body_do_not_shift_what_is_lit(visit: Visit) -> None:
    visit.paste("DynamoDB response", items("one"))
    visit.paste(NAME, "first\r\nsecond\r\n$input.path('$.Items[0].progress.S') last")
    visit.shows_body("one last")
    expect(visit.page.locator(".template .ran")).to_have_text(re.compile("lines ran"))
    visit.page.get_by_label("Body", exact=True).get_by_text("one last").click(position={"x": 4, "y": 6})
    expect(visit.page.get_by_label("Body", exact=True).locator(".cm-highlight")).to_have_text("one")


def test_blanks_can_be_seen(visit: Visit) -> None:
    start(visit, "one")
    expect(visit.page.locator(".answer .cm-highlightSpace")).to_have_count(0)
    visit.page.get_by_role("button", name="whitespace").click()
    expect(visit.page.locator(".answer .cm-highlightSpace").first).to_be_visible()
    visit.page.get_by_role("button", name="whitespace").click()
    expect(visit.page.locator(".answer .cm-highlightSpace")).to_have_count(0)


def test_the_body_is_compared_with_the_one_before_and_with_an_expected_one(visit: Visit) -> None:
    start(visit, "one", "two")
    visit.page.get_by_role("button", name="compare").click()
    visit.paste("DynamoDB response", items("one", "other"))
    expect(visit.page.locator(".compare-said")).to_have_text("differs in 1 place")
    expect(visit.page.locator(".compare .cm-deletedChunk")).to_contain_text("two")
    expect(visit.page.locator(".compare .cm-changedLine")).to_contain_text("other")
    visit.page.get_by_role("button", name="Use as expected body").click()
    expect(visit.page.locator(".compare-said")).to_have_text(re.compile("^the same"))
    visit.paste("DynamoDB response", items("one", "two"))
    expect(visit.page.locator(".compare-said")).to_have_text("differs in 1 place")
    visit.page.get_by_role("button", name="edit").click()
    visit.paste("Expected body", '[{"progress": "one"}, {"progress": "two"}]')
    visit.page.locator(".compare-bar").get_by_role("button", name="compare").click()
    expect(visit.page.locator(".compare-said")).to_have_text("the same but for whitespace")


def test_a_body_that_is_no_json_says_where(visit: Visit) -> None:
    visit.paste("DynamoDB response", "{}")
    visit.paste(NAME, '{\n  "a": 1,\n  "b": $input.path(\'$.none\')\n}')
    visit.page.get_by_role("button", name="line 3 of the body").click()
    expect(visit.editor("Body")).to_be_focused()
    expect(visit.page.locator(".answer .cm-lintRange-error")).to_have_text(":")


def test_a_body_that_is_no_json_is_said_to_be_so_at_one_place(visit: Visit) -> None:
    visit.paste("DynamoDB response", '{"q": "a \\"b\\" c"}')
    problems = visit.page.get_by_role("region", name="Problems")
    for template, place, sign in (
        ('{\n  "a": 1,\n\n}', "line 2, column 9", ","),
        ('{\n  "a": 1\n\n  "b": 2\n}', "line 4, column 3", '"'),
        ('{\r\n  "a":\r\n\r\n}', "line 2, column 6", ":"),
        ('{\n  "a": "é😀$input.path(\'$.q\')"\n}', "line 2, column 14", '"'),
        ('{\n  "a": [\n}', "line 3, column 1", "}"),
    ):
        visit.paste(NAME, template)
        expect(problems).to_contain_text(f"{place} of the body")
        expect(visit.page.get_by_role("button", name="of the body")).to_have_text(f"{place.partition(',')[0]} of the body")
        expect(visit.page.locator(".answer .cm-lintRange-error")).to_have_text(sign)
    visit.paste(NAME, "<p>Hello</p>")
    expect(problems).to_contain_text("The body is HTML")
    expect(visit.page.get_by_role("button", name="of the body")).to_have_count(0)


def test_a_broken_body_is_said_beside_the_status_and_comes_before_what_causes_it(visit: Visit) -> None:
    visit.paste("DynamoDB response", '{"Items": [{"a": {"N": "1"}}, {"b": {"N": "1"}}]}')
    visit.paste(NAME, "[#foreach($i in $input.path('$.Items')){\"a\": $i.a.N}#if($foreach.hasNext),#end#end]")
    expect(visit.page.locator(".status-cost")).to_contain_text("not valid JSON · ")
    problems = visit.page.get_by_role("region", name="Problems")
    expect(problems.get_by_role("heading")).to_have_text(re.compile("^[23] problems"))
    expect(problems.get_by_role("listitem").nth(0)).to_contain_text("The body is not valid JSON")
    expect(problems.get_by_role("listitem").nth(1)).to_contain_text("$i.a.N")
    visit.paste("DynamoDB response", '{"Items": []}')
    expect(visit.page.locator(".status-cost")).not_to_contain_text("not valid JSON")


def test_the_cost_is_set_against_the_quota_of_loops(visit: Visit) -> None:
    start(visit, "one", "two")
    expect(visit.page.locator(".status-cost")).to_contain_text("loops 2 / 1,000")
