"""Cases: one template, several responses, run together; a click brings one into the editor."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

ONE = json.dumps({"Count": 1, "Items": [{"progress": {"S": "5"}, "updated": {"S": "today"}}]})


def strip(visit: Visit) -> Any:
    return visit.page.get_by_role("region", name="Cases")


def tile(visit: Visit, name: str) -> Any:
    return strip(visit).get_by_role("button", name=re.compile(f"^{re.escape(name)}"))


def test_the_cases_of_an_example_run_together_and_a_click_shows_one(visit: Visit) -> None:
    expect(tile(visit, "No items")).to_contain_text("404")
    expect(tile(visit, "One item")).to_contain_text("as expected")
    tile(visit, "One item").click()
    visit.shows_status(200)
    expect(visit.editor("DynamoDB response")).to_contain_text("finished")
    tile(visit, "This response").click()
    visit.shows_status(404)


def test_a_case_is_edited_in_its_place(visit: Visit) -> None:
    tile(visit, "One item").click()
    visit.shows_status(200)
    visit.paste("DynamoDB response", '{"Count": 0}')
    visit.shows_status(404)
    expect(tile(visit, "One item")).to_contain_text("not as expected")
    kept = visit.kept()
    assert kept["cases"][1]["backend"]["body"] == '{"Count": 0}'
    assert '"ScannedCount"' in kept["backend"]["body"]
    visit.page.reload()
    expect(tile(visit, "One item")).to_have_attribute("aria-pressed", "true")
    expect(visit.editor("DynamoDB response")).to_contain_text('{"Count": 0}')
    visit.shows_status(404)


def test_variants_are_added_and_say_what_breaks_the_template(visit: Visit) -> None:
    visit.paste("DynamoDB response", ONE)
    visit.shows_status(200)
    strip(visit).get_by_role("button", name="+ Add").click()
    strip(visit).get_by_role("button", name=re.compile("^Add all")).click()
    expect(visit.page.get_by_role("region", name="Problems")).to_contain_text("cases the body is not valid JSON", timeout=10_000)
    broken = strip(visit).get_by_role("button").filter(has_text="body is not JSON").first
    broken.click()
    visit.shows_problem("not valid JSON")
    assert len(visit.kept()["cases"]) > 10


def test_hostile_calls_are_added_and_say_what_breaks_the_request(visit: Visit) -> None:
    visit.shows_status(404)
    strip(visit).get_by_role("button", name="+ Add").click()
    strip(visit).get_by_role("button", name=re.compile(r"^Add hostile calls: \d+$")).click()
    expect(strip(visit).get_by_role("button").filter(has_text='A quote (")').first).to_be_visible()
    kept = visit.kept()["cases"]
    assert any("backend" not in one and one["request"]["querystring" if one["request"].get("querystring") else "path"] for one in kept)


def test_a_case_is_named_expected_and_removed(visit: Visit) -> None:
    tile(visit, "Two items").click()
    visit.shows_status(200)
    name = strip(visit).get_by_label("Name of the case")
    name.fill("A pair")
    name.press("Enter")
    expect(tile(visit, "A pair")).to_be_visible()
    visit.shows_status(200)
    strip(visit).get_by_role("button", name="Clear expectation").click()
    expect(tile(visit, "A pair")).to_contain_text("valid JSON")
    expect(strip(visit)).to_contain_text("nothing expected")
    visit.shows_status(200)
    strip(visit).get_by_role("button", name="Use current answer as expected").click()
    expect(tile(visit, "A pair")).to_contain_text("as expected")
    assert visit.kept()["cases"][2]["expect"]["status"] == 200
    strip(visit).get_by_role("button", name="remove").click()
    expect(tile(visit, "A pair")).to_have_count(0)
    visit.shows_status(404)


def test_outcomes_of_what_is_no_longer_written_lose_their_colour(visit: Visit) -> None:
    status = tile(visit, "No items").locator(".case-status")
    colour = "element => getComputedStyle(element).color"
    expect(status).to_have_text("404")
    visit.touch()
    visit.page.wait_for_timeout(500)
    known = status.evaluate(colour)
    visit.page.route("**/api/v1/cases", lambda _route: None)  # no answer comes
    visit.paste("Response template", '{"n": 1}')
    visit.shows_status(200)
    expect(status).to_have_css("color", "rgb(95, 106, 126)")
    visit.page.unroute("**/api/v1/cases")
    visit.page.keyboard.press("Control+z")
    visit.shows_status(404)
    expect(status).to_have_css("color", known)


def test_what_goes_wrong_in_another_case_is_among_the_problems_one_click_away(visit: Visit) -> None:
    visit.touch()
    visit.paste("Response template", '{"n": #if($input.path("$.Count") == 1)$input.path("$.Items[0].progress.S")#else 0#end}')
    problems = visit.page.get_by_role("region", name="Problems")
    expect(problems).to_contain_text(re.compile("In 1 of 4 cases the body is not valid JSON, such as “One item”: "))
    problems.get_by_role("button", name="show").first.click()
    expect(tile(visit, "One item")).to_have_attribute("aria-pressed", "true")
    visit.shows_body("finished")


def test_cases_that_were_removed_or_added_are_one_undo_away(visit: Visit) -> None:
    tile(visit, "Two items").click()
    visit.shows_status(200)
    strip(visit).get_by_role("button", name="remove").click()
    expect(tile(visit, "Two items")).to_have_count(0)
    visit.page.get_by_role("button", name="Undo").click()
    expect(tile(visit, "Two items")).to_have_attribute("aria-pressed", "true")
    visit.page.get_by_role("button", name="Redo").click()
    expect(tile(visit, "Two items")).to_have_count(0)


def test_work_without_cases_stays_calm(visit: Visit) -> None:
    scenario = {"template": '{"a": 1}', "backend": {"status": 200, "body": "{}"}}
    visit.page.evaluate("text => { sessionStorage['playground.work'] = text }", json.dumps({"scenario": scenario}))
    visit.page.reload()
    visit.shows_status(200)
    expect(strip(visit).get_by_role("button")).to_have_count(1)
    strip(visit).get_by_role("button", name="+ Add").click()
    strip(visit).get_by_role("button", name="A copy of this response").click()
    expect(tile(visit, "A copy of this response")).to_contain_text("valid JSON")
    expect(tile(visit, "This response")).to_contain_text("200")


def show(visit: Visit, scenario: dict[str, Any]) -> None:
    visit.page.evaluate("text => { sessionStorage['playground.work'] = text }", json.dumps({"scenario": scenario}))
    visit.page.reload()


def test_what_a_case_leaves_out_is_the_scenarios(visit: Visit) -> None:
    template = "{\"n\": \"$input.params('q') $input.path('$.n')\"}"
    case = {"name": "Another call", "request": {"querystring": {"q": "own"}}}
    show(visit, {"template": template, "request": {"querystring": {"q": "all"}}, "backend": {"body": '{"n": 1}'}, "cases": [case]})
    tile(visit, "Another call").click()
    visit.shows_body("own 1")
    assert visit.kept()["cases"] == [case]
    tile(visit, "This response").click()
    visit.paste("DynamoDB response", '{"n": 2}')
    visit.shows_body("all 2")
    tile(visit, "Another call").click()
    visit.shows_body("own 2")
    visit.paste("DynamoDB response", '{"n": 3}')
    visit.shows_body("own 3")
    kept = visit.kept()
    assert (kept["backend"]["body"], kept["cases"][0]["backend"]["body"]) == ('{"n": 2}', '{"n": 3}')


def test_json_is_expected_by_its_value_and_what_differs_is_said(visit: Visit) -> None:
    scenario = {"template": '{"n": $input.path("$.n")}', "backend": {}, "cases": [{"name": "One", "backend": {"body": '{"n": 1}'}}]}
    show(visit, scenario)
    tile(visit, "One").click()
    visit.shows_body('"n": 1')
    strip(visit).get_by_role("button", name="Use current answer as expected").click()
    expect(tile(visit, "One")).to_contain_text("as expected")
    assert visit.kept()["cases"][0]["expect"] == {"status": 200, "body": {"n": 1}}
    visit.paste("Response template", '{ "n":$input.path("$.n") }')
    expect(visit.editor("Response template")).to_contain_text('{ "n":')
    expect(tile(visit, "One")).to_contain_text("as expected")
    visit.paste("Response template", '{"n": 2$input.path("$.n")}')
    expect(tile(visit, "One")).to_contain_text("not as expected")
    expect(strip(visit)).to_contain_text("body /n: expected “1”, got “21”")
