"""The main job: paste a template and a DynamoDB response, see status, headers and body, and why."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

CUT_OFF = """#set($inputRoot = $input.path('$'))

#if($inputRoot.Count == 0)
  #set($context.responseOverride.status = 404)
    #foreach($elem in $inputRoot.Items) {
        "progress": "$elem.progress.S",
        "content_id": "$elem.content_id.S",
        "updated": "$elem.updated.S"
"""
WHOLE = """#set($inputRoot = $input.path('$'))
#if($inputRoot.Count == 0)
  #set($context.responseOverride.status = 404)
  {"message": "Nothing found"}
#else
[#foreach($elem in $inputRoot.Items)
  {"progress": "$elem.progress.S", "content_id": "$elem.content_id.S", "updated": "$elem.updated.S"}#if($foreach.hasNext),#end

#end]
#end"""
NO_ITEMS = '{"Count": 0, "Items": [], "ScannedCount": 0}'


def items(count: int) -> str:
    item = {"progress": {"S": "5"}, "content_id": {"S": "c"}, "updated": {"S": "today"}}
    return json.dumps({"Count": count, "Items": [item] * count, "ScannedCount": count})


def test_a_first_visit_shows_the_404_example_with_its_reason(visit: Visit) -> None:
    visit.shows_status(404)
    expect(visit.page.locator(".status-words")).to_contain_text("Not Found")
    link = visit.page.get_by_role("button", name=re.compile(r"responseOverride\.status, line \d+"))
    line = int(re.findall(r"line (\d+)", link.inner_text())[0])
    lit = visit.page.locator(".template .cm-status-line")
    expect(lit).to_have_count(1)
    expect(lit).to_contain_text("$context.responseOverride.status")
    link.click()
    expect(visit.editor("Response template")).to_be_focused()
    assert f"\n{line}\n" in "\n" + "\n".join(visit.page.locator(".template .cm-status-line-gutter").all_inner_texts()) + "\n"


def test_a_published_template_that_is_cut_off_says_what_is_open_and_what_to_add(visit: Visit) -> None:
    visit.paste("DynamoDB response", NO_ITEMS)
    visit.paste("Response template", CUT_OFF)
    visit.shows_status(500)
    visit.shows_body("Internal server error")
    visit.shows_problem("#foreach")
    visit.shows_problem("#end")
    expect(visit.page.locator(".template .cm-lintRange-error")).not_to_have_count(0)
    visit.page.get_by_role("region", name="Problems").get_by_role("button", name="line 5").first.click()
    expect(visit.editor("Response template")).to_be_focused()

    visit.paste("Response template", WHOLE)
    visit.shows_status(404)
    expect(visit.page.get_by_role("region", name="Problems")).to_have_text("No problems")
    for count in (1, 3):
        visit.paste("DynamoDB response", items(count))
        visit.shows_status(200)
        visit.page.get_by_role("button", name="raw").click()
        lines = visit.page.locator(".answer .view:not([hidden]) .cm-line")
        expect(lines.filter(has_text="progress")).to_have_count(count)
        assert len(json.loads("\n".join(lines.all_inner_texts()))) == count


def test_typing_brings_the_answer_up_to_date(visit: Visit) -> None:
    visit.paste("Response template", '{"n": 1}')
    visit.shows_body('"n": 1')
    visit.editor("Response template").focus()
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.press("ArrowLeft")
    visit.page.keyboard.type("0")
    visit.shows_body('"n": 10')


def test_the_body_is_shown_as_it_is_and_laid_out(visit: Visit) -> None:
    visit.paste("Response template", '{"a":[1.50,12345678901234567890123],"b":{},"a":"\\u00e9"}')
    visit.shows_body('"b": {}')
    lines = visit.page.locator(".answer .view:not([hidden]) .cm-line")
    assert lines.all_inner_texts() == [
        "{",
        '  "a": [',
        "    1.50,",
        "    12345678901234567890123",
        "  ],",
        '  "b": {},',
        '  "a": "\\u00e9"',
        "}",
    ]
    visit.page.get_by_role("button", name="raw").click()
    expect(lines).to_have_text(['{"a":[1.50,12345678901234567890123],"b":{},"a":"\\u00e9"}'])
    visit.paste("Response template", '{"a": ,}')
    visit.page.get_by_role("button", name="pretty").click()
    expect(visit.page.get_by_text("not JSON, shown as it is")).to_be_visible()


def test_a_body_of_a_megabyte_is_shown_and_typing_goes_on(visit: Visit) -> None:
    visit.paste("DynamoDB response", items(12_000))
    visit.paste("Response template", "$input.json('$')")
    visit.shows_body('"Count": 12000')
    expect(visit.page.locator(".status-cost p").first).to_have_text(re.compile("^[0-9.]+ (KB|MB)$"))
    visit.editor("Response template").focus()
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.type('{"short": 1}')
    visit.shows_body('"short": 1')


def test_headers_say_where_each_came_from(visit: Visit) -> None:
    visit.paste("Response template", '#set($context.responseOverride.header.X-Total = "3")\n{}')
    visit.page.get_by_role("tab", name="Headers").click()
    row = visit.page.get_by_role("row", name=re.compile("X-Total", re.IGNORECASE))
    expect(row).to_contain_text("3")
    row.get_by_role("button", name=re.compile("line 1")).click()
    expect(visit.editor("Response template")).to_be_focused()
    expect(visit.page.get_by_role("row", name="Content-Type")).to_contain_text("application/json")


def test_the_log_is_shown(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Log").click()
    expect(visit.page.locator(".answer .view:not([hidden]) .cm-line").first).not_to_be_empty()


def test_the_chosen_integration_response_is_shown_and_its_template_is_edited(visit: Visit) -> None:
    responses = {
        "default": {"statusCode": "200", "responseTemplates": {"application/json": '{"from": "usual"}'}},
        "refused": {"statusCode": "404", "selectionPattern": "400", "responseTemplates": {"application/json": '{"from": "refused"}'}},
    }
    integration = {"type": "AWS", "uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/Query", "integrationResponses": responses}
    load(visit, {"method": {"httpMethod": "GET", "methodIntegration": integration}, "backend": {"status": 200, "body": "{}"}})
    visit.shows_body("usual")
    visit.page.get_by_label("HTTP status of the DynamoDB response").select_option("400")
    visit.shows_status(404)
    visit.shows_body("refused")
    chosen = visit.page.get_by_role("button", name=re.compile("404.*400.*matched"))
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(visit.editor("Response template")).to_contain_text("refused")
    visit.paste("Response template", '{"from": "here"}')
    visit.shows_body("here")
    visit.page.get_by_role("button", name=re.compile("200.*default")).click()
    expect(visit.editor("Response template")).to_contain_text("usual")
    kept = visit.kept()["method"]["methodIntegration"]["integrationResponses"]
    assert kept["refused"]["responseTemplates"] == {"application/json": '{"from": "here"}'}
    assert kept["default"] == responses["default"]


def test_any_http_status_can_be_given(visit: Visit) -> None:
    visit.page.get_by_label("HTTP status of the DynamoDB response").select_option("other")
    visit.page.get_by_label("Other HTTP status").fill("418")
    assert visit.kept()["backend"]["status"] == 418


def test_what_a_template_writes_is_never_markup(visit: Visit) -> None:
    attack = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    visit.paste(
        "Response template",
        f"#set($context.responseOverride.header.X-Attack = '{attack.replace(chr(39), chr(39) * 2)}')\n{attack}$undefined(",
    )
    for tab in ("Body", "Headers", "Log"):
        visit.page.get_by_role("tab", name=tab).click()
        visit.page.wait_for_timeout(300)
        assert visit.page.locator("#app script, #app img:not(.cm-widgetBuffer)").count() == 0
    assert visit.page.title() != "run"


def load(visit: Visit, scenario: dict[str, Any]) -> None:
    """Reload the page with `scenario` as the work that was kept."""
    visit.page.evaluate("text => { sessionStorage['playground.work'] = text }", json.dumps({"scenario": scenario}))
    visit.page.reload()
